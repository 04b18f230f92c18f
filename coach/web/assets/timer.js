export default function (component) {
  const { parentElement, data } = component;
  let button = parentElement.querySelector("button");
  if (button) return;
  button = document.createElement("button");
  button.type = "button";
  const bar = document.createElement("span");
  const words = document.createElement("span");
  bar.className = "bar";
  words.textContent = "Time yourself reading it aloud";
  button.append(bar, words);
  parentElement.append(button);
  let started = 0;
  let tick = 0;
  const stop = () => { clearInterval(tick); tick = 0; };
  const show = () => {
    const gone = (Date.now() - started) / 1000;
    bar.style.width = Math.min(100, (gone / data.seconds) * 100) + "%";
    button.classList.toggle("over", gone > data.seconds);
    words.textContent = Math.floor(gone) + " s of " + data.seconds + ". Press when you are done";
  };
  button.onclick = () => {
    if (tick) {
      const gone = Math.round((Date.now() - started) / 1000);
      stop();
      words.textContent = "You took " + gone + " s. " +
        (gone > data.seconds ? "Too long: cut it." : "Good.") + " Press to try again";
    } else {
      started = Date.now();
      show();
      tick = setInterval(show, 200);
    }
  };
  return stop;
}
