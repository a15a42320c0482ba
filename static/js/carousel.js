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

// The PDF that was asked for a moment ago comes by itself.
document.addEventListener("htmx:afterSettle", () => {
  const link = document.querySelector("#pdf [data-asked]");
  link?.removeAttribute("data-asked");
  link?.click();
});
