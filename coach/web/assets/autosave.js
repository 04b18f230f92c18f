// Sends what is typed into a field while it is typed, at most half a second behind.
const PAUSE = 500;
const AGAIN = 1000;
const BEACON_BYTES = 60000;

function start() {
  const fields = new Map();
  const fieldOf = (box) => {
    for (const [name, field] of fields) if (box.closest(".st-key-" + name)) return field;
    return null;
  };
  document.addEventListener("input", (event) => {
    const box = event.target;
    if (!box.matches || !box.matches("textarea, input")) return;
    const field = fieldOf(box);
    if (!field) return;
    field.text = box.value;
    field.dirty = true;
    const pasted = (event.inputType || "").startsWith("insertFrom");
    if (pasted) send(field);
    else if (!field.timer) field.timer = setTimeout(() => send(field), PAUSE);
  }, true);
  // The tab is being closed, or put away on a phone: no time for an answer.
  const leave = () => fields.forEach(flush);
  window.addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") leave();
  });
  return fields;
}

function message(field) {
  return JSON.stringify({ pass: field.pass, text: field.text, step: Date.now() });
}

function post(field, body) {
  const keepalive = new Blob([body]).size < BEACON_BYTES;
  const headers = { "content-type": "application/json" };
  return fetch(field.path, { method: "POST", body, headers, keepalive });
}

async function send(field) {
  clearTimeout(field.timer);
  field.timer = 0;
  if (field.busy || !field.dirty) return;
  field.busy = true;
  field.dirty = false;
  let failed = false;
  try {
    failed = (await post(field, message(field))).status >= 500;
  } catch {
    failed = true;
  }
  field.busy = false;
  if (failed) field.dirty = true;
  if (field.dirty && !field.timer) {
    field.timer = setTimeout(() => send(field), failed ? AGAIN : PAUSE);
  }
}

function flush(field) {
  // What is under way may not arrive any more.
  if (!field.dirty && !field.busy) return;
  clearTimeout(field.timer);
  field.timer = 0;
  const body = message(field);
  const sent = navigator.sendBeacon(field.path, new Blob([body], { type: "application/json" }));
  if (!sent) post(field, body).catch(() => {});
  field.dirty = false;
}

export default function ({ data }) {
  const fields = (window.candorFields ??= start());
  const known = fields.get(data.box);
  const field = known || { text: "", dirty: false, busy: false, timer: 0 };
  field.pass = data.pass;
  field.path = data.path;
  fields.set(data.box, field);
  return () => {
    flush(field);
    fields.delete(data.box);
  };
}
