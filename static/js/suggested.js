// A suggested edit fills in the instruction; what a person has written stays before it.

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-field]");
  // Where the form is not open, the button leads to it.
  const field = button && document.getElementById(button.dataset.field);
  if (!field) return;
  event.preventDefault();
  const suggested = [...document.querySelectorAll(`[data-field="${field.id}"]`)];
  const written = field.value.trim();
  const own = written && !suggested.some((each) => each.value === written);
  if (own && written.includes(button.value)) return field.focus();
  field.value = own ? `${written} ${button.value}` : button.value;
  field.focus();
});
