const NAMES = {
  keep: "Keep my words", edit: "Write it myself", ignore: "Leave it here",
  allow: "Normal in my company",
};
const BLANK = /\[[a-z][a-z0-9'’/,-]*(?: [a-z0-9'’/,-]+){0,7}\]/g;

function make(parent, tag, css, text) {
  const element = document.createElement(tag);
  if (css) element.className = css;
  if (text !== undefined) element.textContent = text;
  parent.append(element);
  return element;
}

function withBlanks(parent, text) {
  let end = 0;
  for (const found of text.matchAll(BLANK)) {
    parent.append(text.slice(end, found.index));
    make(parent, "mark", "", found[0]);
    end = found.index + found[0].length;
  }
  parent.append(text.slice(end));
}

function copy(text, said) {
  const done = () => { said.textContent = "Copied."; };
  const byHand = () => {
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    done();
  };
  if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(text).then(done, byHand);
  else byHand();
}

export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  parentElement.querySelector(".wording")?.remove();
  const root = make(parentElement, "div", "wording" + (data.aloud ? " aloud" : ""));
  const text = make(root, "div", "text");
  text.setAttribute("role", "group");
  text.setAttribute("aria-label", data.name);
  const changes = make(root, "div", "text changes");
  changes.hidden = true;
  for (const run of data.changes)
    make(changes, { same: "span", gone: "del", come: "ins" }[run.kind], "", run.text);
  const card = make(root, "div", "card");
  card.hidden = true;
  card.setAttribute("role", "dialog");
  let shown = null, pinned = false, leaving = 0;

  const close = (back) => {
    clearTimeout(leaving);
    card.hidden = true;
    shown?.setAttribute("aria-expanded", "false");
    if (back) shown?.focus();
    shown = null;
    pinned = false;
  };
  const act = (does, mark, words) => { close(false); setTriggerValue("act", { does, mark, words }); };

  const editor = (number, mark) => {
    card.replaceChildren();
    const label = make(card, "label", "", "In your words");
    const field = make(label, "textarea");
    field.rows = 3;
    field.value = mark.words;
    const row = make(card, "div", "row");
    const keep = make(row, "button", "first", "Put it in");
    keep.onclick = () => act("edit", number, field.value);
    make(row, "button", "", "Cancel").onclick = () => close(true);
    field.focus();
    field.select();
  };

  const fill = (number) => {
    const mark = data.marks[number];
    card.replaceChildren();
    card.setAttribute("aria-label", `${mark.title}: ${mark.words}`);
    make(card, "strong", "", mark.title);
    make(card, "p", "", mark.why);
    if (mark.state === "taken") make(card, "p", "good", mark.after?.trim() ? `In the plain version: ${mark.after}` : "Left out in the plain version.");
    else if (mark.after !== null && mark.acts.includes("accept"))
      make(card, "p", "good", mark.after.trim() ? `Instead: ${mark.after}` : "Instead: leave it out.");
    else if (mark.instead) make(card, "p", "good", `Instead: ${mark.instead}`);
    const row = make(card, "div", "row");
    for (const does of mark.acts) {
      const name = does === "accept" ? (mark.after.trim() ? "Use that" : "Leave it out") : NAMES[does];
      const button = make(row, "button", does === "accept" ? "first" : "", name);
      button.type = "button";
      button.onclick = () => (does === "edit" ? (pinned = true, editor(number, mark)) : act(does, number, ""));
    }
  };

  const place = () => {
    if (!shown) return;
    const lines = [...shown.getClientRects()], from = root.getBoundingClientRect();
    const left = Math.min(lines[0].left - from.left, from.width - card.offsetWidth);
    card.style.left = Math.max(0, left) + "px";
    card.style.top = lines.at(-1).bottom - from.top + 4 + "px";
  };
  const open = (span, number, pin) => {
    clearTimeout(leaving);
    if (shown !== span) {
      shown?.setAttribute("aria-expanded", "false");
      shown = span;
      fill(number);
    }
    pinned = pinned || pin;
    span.setAttribute("aria-expanded", "true");
    card.hidden = false;
    place();
    if (pin) card.querySelector("button")?.focus();
  };
  const leave = () => { if (!pinned) leaving = setTimeout(() => close(false), 250); };

  for (const run of data.runs) {
    if (run.mark === null) { withBlanks(text, run.text); continue; }
    const mark = data.marks[run.mark];
    const span = make(text, "span", `found ${mark.level} ${mark.state}`, run.text);
    span.tabIndex = 0;
    span.setAttribute("role", "button");
    span.setAttribute("aria-haspopup", "dialog");
    span.setAttribute("aria-expanded", "false");
    span.onmouseenter = () => { if (!pinned) open(span, run.mark, false); };
    span.onmouseleave = leave;
    span.onclick = () => open(span, run.mark, true);
    span.onkeydown = (event) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(span, run.mark, true); }
    };
  }
  card.onmouseenter = () => clearTimeout(leaving);
  card.onmouseleave = leave;
  root.onkeydown = (event) => { if (event.key === "Escape" && shown) close(true); };
  const outside = (event) => { if (!event.composedPath().includes(root)) close(false); };
  document.addEventListener("pointerdown", outside);
  window.addEventListener("resize", place);

  const bar = make(root, "div", "bar");
  const copier = make(bar, "button", "", "Copy");
  if (data.changes.length) {
    const toggle = make(bar, "button", "", "What changed");
    toggle.setAttribute("aria-pressed", "false");
    toggle.onclick = () => {
      changes.hidden = !changes.hidden;
      text.hidden = !changes.hidden;
      toggle.setAttribute("aria-pressed", String(!changes.hidden));
      close(false);
    };
  }
  const said = make(bar, "span", "said", data.measured);
  said.setAttribute("role", "status");
  copier.onclick = () => copy(data.text, said);
  for (const button of bar.querySelectorAll("button")) button.type = "button";
  return () => {
    document.removeEventListener("pointerdown", outside);
    window.removeEventListener("resize", place);
  };
}
