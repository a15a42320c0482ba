// Slides that are dragged to their place; the buttons do the same without a mouse.

const list = document.querySelector("[data-slides]");
const form = document.querySelector("[data-order]");
let dragged;

const slides = () => [...list.querySelectorAll("[data-slide]")];

for (const slide of list ? slides() : []) {
  // The page alone, so that words in the fields beneath can still be selected.
  const page = slide.querySelector(".slide__page");
  page.draggable = true;
  page.addEventListener("dragstart", (event) => {
    dragged = slide;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", slide.dataset.slide);
    slide.toggleAttribute("data-dragging", true);
  });
  page.addEventListener("dragend", () => {
    slide.removeAttribute("data-dragging");
    dragged = undefined;
  });
}

list?.addEventListener("dragover", (event) => {
  const over = event.target.closest("[data-slide]");
  if (!dragged) return;
  event.preventDefault();
  if (!over || over === dragged) return;
  const order = slides();
  const after = order.indexOf(over) > order.indexOf(dragged);
  over[after ? "after" : "before"](dragged);
});

list?.addEventListener("drop", (event) => {
  event.preventDefault();
  const places = slides().map((slide) => slide.dataset.slide);
  if (places.every((place, index) => Number(place) === index)) return;
  form.elements.order.value = places.join(",");
  form.requestSubmit();
});

// A slide that a button has moved keeps the focus on that button, on the page that comes back.
const MOVED = "easel-moved-slide";

document.addEventListener("submit", ({ submitter }) => {
  const step = { up: -1, down: 1 }[submitter?.name];
  const place = Number(submitter?.value) + step;
  if (step) sessionStorage.setItem(MOVED, JSON.stringify([submitter.name, place]));
});

const moved = JSON.parse(sessionStorage.getItem(MOVED) ?? "null");
sessionStorage.removeItem(MOVED);
if (list && moved) {
  const [name, place] = moved;
  const buttons = list.children[place]?.querySelectorAll("[name=up], [name=down]") ?? [];
  // At either end only the other way is left.
  const usable = [...buttons].filter((each) => !each.disabled);
  const button = usable.find((each) => each.name === name) ?? usable[0];
  // Going to the fragment of the address takes the focus away, until the page has loaded.
  window.addEventListener("load", () => setTimeout(() => button?.focus()));
}

// The PDF that was asked for a moment ago comes by itself.
document.addEventListener("htmx:afterSettle", () => {
  const link = document.querySelector("#pdf [data-asked]");
  link?.removeAttribute("data-asked");
  link?.click();
});
