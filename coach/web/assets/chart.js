const SPACE = "http://www.w3.org/2000/svg";
const WIDTH = 300, HEIGHT = 130, LEFT = 26, RIGHT = 48, TOP = 8, BOTTOM = 20;

function part(parent, name, attributes, text) {
  const element = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  parent.append(element);
  return element;
}

export default function (component) {
  const { parentElement, data } = component;
  parentElement.querySelector("svg")?.remove();
  const { anger, trust, marks = [] } = data;
  const svg = part(parentElement, "svg", {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img",
    "aria-label": `Anger from ${anger[0]} to ${anger.at(-1)}, trust from ${trust[0]} to ${trust.at(-1)}`,
  });
  const steps = Math.max(1, anger.length - 1);
  const x = (turn) => LEFT + (turn * (WIDTH - LEFT - RIGHT)) / steps;
  const y = (value) => TOP + ((100 - value) * (HEIGHT - TOP - BOTTOM)) / 100;
  for (const value of [0, 50, 100]) {
    part(svg, "line", { x1: LEFT, x2: WIDTH - RIGHT, y1: y(value), y2: y(value), class: "grid" });
    part(svg, "text", { x: LEFT - 5, y: y(value) + 3, class: "scale", "text-anchor": "end" }, value);
  }
  const every = Math.ceil(steps / 8);
  for (let turn = 0; turn < anger.length; turn += every)
    part(svg, "text", { x: x(turn), y: HEIGHT - 6, class: "scale", "text-anchor": "middle" }, turn || "start");
  for (const mark of marks)
    part(svg, "line", { x1: x(mark.turn), x2: x(mark.turn), y1: TOP, y2: HEIGHT - BOTTOM, class: "mark" });
  const apart = Math.abs(y(anger.at(-1)) - y(trust.at(-1))) < 11;
  for (const [name, values] of [["anger", anger], ["trust", trust]]) {
    part(svg, "polyline", { points: values.map((v, i) => `${x(i)},${y(v)}`).join(" "), class: name });
    values.forEach((v, i) => part(svg, "circle", { cx: x(i), cy: y(v), r: 2.4, class: name }));
    const higher = apart && (name === "anger") === (anger.at(-1) >= trust.at(-1)) ? -6 : apart ? 8 : 3;
    part(svg, "text", { x: x(values.length - 1) + 7, y: y(values.at(-1)) + higher, class: "name " + name }, name[0].toUpperCase() + name.slice(1));
  }
}
