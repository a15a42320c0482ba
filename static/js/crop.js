// Choosing what is kept of an image: by dragging, by arrow keys, by the numbers.

const form = document.querySelector("[data-cropper]");
const stage = form.querySelector("[data-stage]");
const picture = stage.querySelector("img");
const windows = form.querySelectorAll("[data-window]");
const ratio = Number(form.dataset.ratio);
const { x, y, scale } = form.elements;
const STEP = 1;
const WIDE_STEP = 10;

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

// The window in pixels of the image, moved inside as the server does.
function kept() {
  const [width, height] = [picture.getAttribute("width"), picture.getAttribute("height")].map(Number);
  const wide = Math.min(width, height * ratio) * clamp(scale.value / 100, scale.min / 100, 1);
  const high = wide / ratio;
  const left = clamp((x.value / 100) * width - wide / 2, 0, width - wide);
  const top = clamp((y.value / 100) * height - high / 2, 0, height - high);
  return { left, top, wide, high, width, height };
}

function draw() {
  const { left, top, wide, high } = kept();
  for (const each of windows) {
    each.setAttribute("x", left);
    each.setAttribute("y", top);
    each.setAttribute("width", wide);
    each.setAttribute("height", high);
  }
}

// By a share of the image; from where the window is, not from where the numbers would have it.
function move(across, down) {
  const { left, top, wide, high, width, height } = kept();
  const middle = [left + wide / 2 + across * width, top + high / 2 + down * height];
  x.value = Math.round(clamp(middle[0] / width, wide / 2 / width, 1 - wide / 2 / width) * 1000) / 10;
  y.value = Math.round(clamp(middle[1] / height, high / 2 / height, 1 - high / 2 / height) * 1000) / 10;
  draw();
}

function resize(by) {
  scale.value = clamp(Number(scale.value) + by, Number(scale.min), 100);
  draw();
}

for (const field of [x, y, scale]) field.addEventListener("input", draw);

stage.addEventListener("pointerdown", (event) => {
  if (event.button !== 0) return;
  event.preventDefault();
  stage.focus({ preventScroll: true });
  stage.setPointerCapture(event.pointerId);
  stage.toggleAttribute("data-dragging", true);
});

stage.addEventListener("pointermove", (event) => {
  if (!stage.hasAttribute("data-dragging") || !event.isPrimary) return;
  move(event.movementX / picture.clientWidth, event.movementY / picture.clientHeight);
});

for (const name of ["pointerup", "pointercancel"]) {
  stage.addEventListener(name, () => stage.removeAttribute("data-dragging"));
}

stage.addEventListener("wheel", (event) => {
  if (document.activeElement !== stage) return;
  event.preventDefault();
  resize(event.deltaY > 0 ? 2 : -2);
}, { passive: false });

stage.addEventListener("keydown", (event) => {
  const step = (event.shiftKey ? WIDE_STEP : STEP) / 100;
  const moves = {
    ArrowLeft: [-step, 0],
    ArrowRight: [step, 0],
    ArrowUp: [0, -step],
    ArrowDown: [0, step],
  };
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (moves[event.key]) move(...moves[event.key]);
  else if (event.key === "+" || event.key === "=") resize(-5);
  else if (event.key === "-") resize(5);
  else if (event.key === "Enter") form.requestSubmit();
  else return;
  event.preventDefault();
});

// Nothing is cropped of what was laid out anew, until somebody chooses to.
if (!form.hasAttribute("data-whole")) draw();
