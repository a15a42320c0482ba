// An image's page: dragging an enlarged picture, walking its versions; two images under a slider.

const HANDLE_PX = 44;
const stage = document.querySelector(".viewer__stage");

stage?.addEventListener("pointerdown", (event) => {
  // Fingers scroll by themselves.
  if (event.pointerType !== "mouse" || event.button !== 0) return;
  event.preventDefault();
  stage.focus({ preventScroll: true });
  stage.setPointerCapture(event.pointerId);
  stage.toggleAttribute("data-dragging", true);
});

stage?.addEventListener("pointermove", (event) => {
  if (stage.hasAttribute("data-dragging")) stage.scrollBy(-event.movementX, -event.movementY);
});

for (const name of ["pointerup", "pointercancel"]) {
  stage?.addEventListener(name, () => stage.removeAttribute("data-dragging"));
}

// What was in the middle stays there when the picture grows or shrinks.
document.addEventListener("change", ({ target }) => {
  if (target.name !== "zoom") return;
  stage.scrollTo(
    (stage.scrollWidth - stage.clientWidth) / 2,
    (stage.scrollHeight - stage.clientHeight) / 2,
  );
});

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
