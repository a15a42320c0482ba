// The forms beneath an image: a button opens its form in the slot, and closes it again.

// What a person turns to first in a form, in this order.
const FIRST = ["textarea", "input:checked", "input[type=radio]", "a"];

const slotOf = (button) => document.getElementById(button.getAttribute("aria-controls"));
const openers = (slot) => document.querySelectorAll(`[aria-controls="${slot.id}"]`);

function mark(slot, opened) {
  for (const button of openers(slot)) button.setAttribute("aria-expanded", button === opened);
}

function close(slot, { preventScroll = false } = {}) {
  const opened = [...openers(slot)].find((each) => each.getAttribute("aria-expanded") === "true");
  slot.replaceChildren();
  mark(slot);
  opened?.focus({ preventScroll });
}

document.addEventListener("htmx:beforeRequest", (event) => {
  const button = event.detail.elt;
  if (button.getAttribute("aria-expanded") !== "true") return;
  event.preventDefault();
  close(slotOf(button));
});

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  const slot = detail.target;
  if (!slot?.matches("[data-tool-slot]")) return;
  const opener = detail.requestConfig.elt;
  // A form that has been sent leaves the slot empty; what it asked for is looked at now.
  if (!slot.firstElementChild) return close(slot, { preventScroll: true });
  mark(slot, opener);
  const first = FIRST.map((each) => slot.querySelector(each)).find(Boolean);
  first?.focus({ preventScroll: true });
  slot.firstElementChild.scrollIntoView({ block: "nearest" });
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-tool-close]");
  const slot = link?.closest("[data-tool-slot]");
  if (!slot) return;
  event.preventDefault();
  close(slot);
});

document.addEventListener("keydown", (event) => {
  const slot = event.key === "Escape" && event.target.closest("[data-tool-slot]");
  if (slot) close(slot);
});
