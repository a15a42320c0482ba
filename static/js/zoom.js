// The picture on its page: enlarged by wheel, keys, buttons, double click or two fingers, and moved.
// Without this script three sizes are chosen by the radio buttons' style sheet alone.

const STEP = 1.5;
const NEAR = 0.05;
const LARGEST = 8;
// How much a wheel's pixel enlarges by, and how many pixels its line stands for.
const WHEEL = 0.002;
const LINE_PX = 16;

const viewer = document.querySelector(".viewer");
const stage = viewer.querySelector(".viewer__stage");
const picture = stage.querySelector("img");
const share = viewer.querySelector("[data-share]");
const [width, height] = ["width", "height"].map((name) => Number(picture.getAttribute(name)));
const named = { fit, whole: () => 1, double: () => 2 };
let pinch = null;

// Pixels of the page for one of the picture, when all of it is to be seen.
function fit() {
  const tallest = parseFloat(getComputedStyle(stage).maxBlockSize) - 2;
  return Math.min(1, stage.clientWidth / width, tallest / height);
}

function isFitted() {
  return !("zoomed" in stage.dataset);
}

function scale() {
  return isFitted() ? fit() : picture.offsetWidth / width;
}

function tell(at) {
  share.textContent = `${Math.round(at * 100)} %`;
  for (const radio of viewer.querySelectorAll("[name=zoom]")) {
    radio.checked = radio.value === "fit" ? isFitted() : !isFitted() && named[radio.value]() === at;
  }
}

// What is at this place of the stage stays there.
function zoomTo(wanted, x = stage.clientWidth / 2, y = stage.clientHeight / 2) {
  const [before, smallest] = [scale(), fit()];
  const to = Math.min(Math.max(wanted, smallest), LARGEST);
  const left = (stage.scrollLeft + x - picture.offsetLeft) / before;
  const top = (stage.scrollTop + y - picture.offsetTop) / before;
  stage.toggleAttribute("data-zoomed", to > smallest);
  stage.style.setProperty("--zoomed", `${width * to}px`);
  stage.scrollTo(picture.offsetLeft + left * to - x, picture.offsetTop + top * to - y);
  tell(to);
}

// A step that comes near one of the named sizes ends there.
function stepped(count) {
  const to = scale() * STEP ** count;
  return [fit(), 1, 2].find((size) => Math.abs(to / size - 1) < NEAR) ?? to;
}

function placeOf({ clientX, clientY }) {
  const { left, top } = stage.getBoundingClientRect();
  return [clientX - left, clientY - top];
}

viewer.addEventListener("change", ({ target }) => {
  if (target.name === "zoom") zoomTo(named[target.value]());
});

viewer.addEventListener("click", ({ target }) => {
  const step = target.closest("[data-zoom]")?.dataset.zoom;
  if (step) zoomTo(stepped(Number(step)));
});

viewer.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const to = { "+": stepped(1), "=": stepped(1), "-": stepped(-1), 0: fit() }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  zoomTo(to);
});

stage.addEventListener("dblclick", (event) => {
  // One that is no larger than its place is enlarged beyond its own pixels.
  zoomTo(isFitted() ? Math.max(1, fit() * 2) : fit(), ...placeOf(event));
});

stage.addEventListener(
  "wheel",
  (event) => {
    // A page that is scrolled past the picture goes on scrolling.
    if (!event.ctrlKey && isFitted()) return;
    event.preventDefault();
    const px = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1);
    // Two fingers on a touch pad come as a wheel with control, in small steps.
    zoomTo(scale() * Math.exp(-px * WHEEL * (event.ctrlKey ? 4 : 1)), ...placeOf(event));
  },
  { passive: false },
);

function spread([one, other]) {
  return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
}

for (const type of ["touchstart", "touchmove"]) {
  stage.addEventListener(
    type,
    (event) => {
      // One finger scrolls by itself.
      if (event.touches.length !== 2) return;
      if (event.cancelable) event.preventDefault();
      const now = spread(event.touches);
      if (type === "touchstart") pinch = { spread: now, scale: scale() };
      const [one, other] = [...event.touches].map(placeOf);
      const middle = [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2];
      zoomTo((pinch.scale * now) / pinch.spread, ...middle);
    },
    { passive: false },
  );
}

stage.addEventListener("pointerdown", (event) => {
  // Fingers scroll by themselves.
  if (event.pointerType !== "mouse" || event.button !== 0) return;
  event.preventDefault();
  stage.focus({ preventScroll: true });
  stage.setPointerCapture(event.pointerId);
  stage.toggleAttribute("data-dragging", true);
});

stage.addEventListener("pointermove", (event) => {
  if (stage.hasAttribute("data-dragging")) stage.scrollBy(-event.movementX, -event.movementY);
});

for (const name of ["pointerup", "pointercancel"]) {
  stage.addEventListener(name, () => stage.removeAttribute("data-dragging"));
}

new ResizeObserver(() => tell(scale())).observe(viewer);
stage.setAttribute("aria-keyshortcuts", "+ - 0");
