// A suggested edit fills in the instruction; what a person has written stays before it.

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-fill]");
  if (!button) return;
  event.preventDefault();
  const field = document.getElementById(button.dataset.fill);
  const suggested = [...document.querySelectorAll(`[data-fill="${field.id}"]`)];
  const written = field.value.trim();
  const own = written && !suggested.some((each) => each.value === written);
  if (own && written.includes(button.value)) return field.focus();
  field.value = own ? `${written} ${button.value}` : button.value;
  field.focus();
});
