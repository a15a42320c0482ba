// The library: sending pictures when they are chosen, walking the cards, counting what is ticked.

document.querySelector("[data-upload] input[type=file]")?.addEventListener("change", ({ target }) => {
  if (target.files.length) target.form.requestSubmit();
});

const selection = document.querySelector("[data-selection]");
const cards = () => [...selection.querySelectorAll("[data-card]")];
const tickOf = (card) => card.closest("li").querySelector("input[type=checkbox]");

function count() {
  const ticked = selection.querySelectorAll("input[type=checkbox]:checked").length;
  selection.querySelector("[data-count]").textContent = ticked ? `${ticked} chosen` : "";
}

// How many cards stand in a row, for the arrows that go up and down.
function columns(all) {
  const top = all[0].getBoundingClientRect().top;
  const second = all.findIndex((card) => card.getBoundingClientRect().top > top + 1);
  return second < 0 ? all.length : second;
}

function walk(event) {
  const card = event.target.closest("[data-card]");
  if (!card || event.metaKey || event.ctrlKey || event.altKey) return;
  const all = cards();
  const across = columns(all);
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across }[event.key];
  if (step) {
    const next = all[all.indexOf(card) + step];
    if (next) event.preventDefault();
    // Behind the last one there may be more to come.
    if (next) next.focus();
    else if (step > 0) selection.querySelector(".shelf__more")?.scrollIntoView();
  } else if (event.key === "u") {
    card.closest("li").querySelector("[data-use]")?.click();
  } else if (["x", "X", " "].includes(event.key)) {
    event.preventDefault();
    // With Shift it ticks a row, as a click does.
    const { shiftKey } = event;
    tickOf(card).dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey }));
  } else if (event.key === "Delete") {
    event.preventDefault();
    tickOf(card).checked = true;
    count();
    selection.querySelector("button[value=trash]")?.focus();
  }
}

function clear() {
  for (const tick of selection.querySelectorAll(":checked")) tick.checked = false;
  count();
}

// From the card that was ticked last to the one ticked with Shift, all become as that one is.
let last;

function range(event) {
  const tick = event.target.closest("input[type=checkbox]");
  if (!tick) return;
  const ticks = [...selection.querySelectorAll("input[type=checkbox]")];
  const [from, to] = [ticks.indexOf(last), ticks.indexOf(tick)].sort((a, b) => a - b);
  if (event.shiftKey && from >= 0) {
    for (const each of ticks.slice(from, to + 1)) each.checked = tick.checked;
  }
  last = tick;
  count();
}

if (selection) {
  selection.addEventListener("change", count);
  selection.addEventListener("keydown", walk);
  selection.addEventListener("click", range);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) clear();
  });
  // A download leaves the page as it is, so its form may be sent again.
  selection.addEventListener("submit", (event) => {
    if (event.submitter?.hasAttribute("data-plain")) {
      setTimeout(() => selection.removeAttribute("aria-busy"));
    }
  });
  count();
}

// Who has pressed "Show more", or walked onto it, goes on with the first of what has come.
let went;

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (!detail.target.matches?.(".shelf__more")) return;
  went = detail.target.contains(document.activeElement) ? cards().length : undefined;
});

document.addEventListener("htmx:afterSettle", () => {
  const status = document.querySelector("[data-shown]");
  const sentence = selection ? `${cards().length} images shown.` : "";
  if (!status || status.dataset.count === sentence) return;
  if (status.dataset.count) status.textContent = sentence;
  status.dataset.count = sentence;
  if (went !== undefined) cards()[went]?.focus({ preventScroll: true });
  went = undefined;
});
