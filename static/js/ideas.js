// Choosing several ideas: what they cost together, and one button that makes them all.

const dollars = (amount) => (amount < 1 ? `$${amount.toFixed(3)}` : `$${amount.toFixed(2)}`);
const barOf = (group) => group.querySelector("[data-chosen]");
const ticks = (group) => [...group.querySelectorAll("[data-choose]:checked")];

// An open form says what its card is to be made with.
const formOf = (tick) => tick.closest(".idea").querySelector(".selector");

function cost(group, chosen) {
  const each = chosen.map((tick) => (formOf(tick) ?? barOf(group)).dataset.price);
  if (each.some((price) => !price)) return "";
  const total = each.reduce((sum, price) => sum + Number(price), 0);
  return total ? ` · ${dollars(total)}` : " · free";
}

function tell(group) {
  const bar = barOf(group);
  if (!bar) return;
  const chosen = ticks(group);
  bar.toggleAttribute("data-any", chosen.length > 0);
  bar.querySelector("button").textContent = `Generate ${chosen.length} chosen${cost(group, chosen)}`;
}

const tellAll = () => document.querySelectorAll(".ideas").forEach(tell);

document.addEventListener("change", ({ target }) => {
  const group = target.closest(".ideas");
  if (group) tell(group);
});

// Before htmx takes what is to be sent: cards with an open form are sent by it, as changed there.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-chosen]")) return;
  const group = event.target.closest(".ideas");
  for (const tick of ticks(group).filter(formOf)) {
    tick.checked = false;
    formOf(tick).requestSubmit(formOf(tick).querySelector("[type=submit]:not([formaction])"));
  }
  if (ticks(group).length) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  tell(group);
}, true);

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (!detail.elt.matches("[data-chosen]") || !detail.successful) return;
  const group = detail.elt.closest(".ideas");
  for (const tick of ticks(group)) tick.checked = false;
  tell(group);
});

// Other ideas come in above the form that asked for them: that is where to look.
let asked;
const firstOf = (message) => message?.querySelector(".idea")?.id;

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (!detail.elt.matches("[data-again]")) return;
  const message = detail.elt.closest(".message");
  asked = { id: message.id, first: firstOf(message) };
});

function showOthers() {
  const message = asked && document.getElementById(asked.id);
  if (!message || firstOf(message) === asked.first) return;
  asked = undefined;
  // At once, and after whoever follows the end of the thread: it stops following there.
  requestAnimationFrame(() => message.querySelector(".ideas")?.scrollIntoView());
}

for (const name of ["htmx:afterSwap", "htmx:sseMessage"]) {
  document.addEventListener(name, () => {
    tellAll();
    showOthers();
  });
}
tellAll();
