// The settings have several forms: what is unsaved in the others outlives the saving of one.

const UNSAVED = "easel:unsaved-settings";
const FIELDS = ".settings form :is(input:not([type=hidden], [type=password]), textarea, select)";

const fields = () => [...document.querySelectorAll(FIELDS)];

function isChanged(field) {
  if (field.options) return !field.selectedOptions[0]?.defaultSelected;
  return field.value !== field.defaultValue;
}

document.addEventListener("submit", ({ target }) => {
  const others = fields().filter((field) => field.form !== target && isChanged(field));
  const unsaved = others.map(({ id, value }) => [id, value]);
  sessionStorage.setItem(UNSAVED, JSON.stringify(unsaved));
});

for (const [id, value] of JSON.parse(sessionStorage.getItem(UNSAVED) ?? "[]")) {
  const field = document.getElementById(id);
  if (field?.matches(FIELDS)) field.value = value;
}
sessionStorage.removeItem(UNSAVED);
