// An image's page: walking its versions; two images under a slider.

const HANDLE_PX = 44;

document.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const tree = step && event.target.closest("[data-versions]");
  if (!tree) return;
  const links = [...tree.querySelectorAll(".version__link")];
  const next = links[links.indexOf(event.target.closest(".version__link")) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
});

const split = document.querySelector("[data-split]");
const range = split?.querySelector("input");

function divide() {
  // The thumb stops half its width before either edge, and the line runs through its middle.
  const share = range.value / 100;
  split.style.setProperty("--split", `calc(${HANDLE_PX / 2}px + (100% - ${HANDLE_PX}px) * ${share})`);
  range.setAttribute("aria-valuetext", `${range.value} percent`);
}

function choose(mode) {
  split.hidden = mode !== "slider";
}

if (split) {
  range.addEventListener("input", divide);
  document.addEventListener("change", ({ target }) => {
    if (target.name === "mode") choose(target.value);
  });
  document.querySelector("[name=mode][value=slider]").checked = true;
  choose("slider");
  divide();
}
