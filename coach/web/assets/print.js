export default function (component) {
  const { parentElement } = component;
  if (parentElement.querySelector("button")) return;
  const button = document.createElement("button");
  const words = document.createElement("span");
  button.type = "button";
  words.textContent = "Print it";
  button.append(words);
  button.onclick = () => window.print();
  parentElement.append(button);
}
