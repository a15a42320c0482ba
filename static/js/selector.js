// The form of an idea: Enter in a preset's name keeps it, and what was refused is shown.

document.addEventListener("keydown", (event) => {
  const keep = event.target.form?.querySelector("[data-preset-keep]");
  const isName = event.target.name === "preset_name";
  if (!keep || !isName || event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  keep.click();
});

const inputOf = (field) =>
  field?.matches("fieldset")
    ? field.querySelector("input:checked, input:not([type=hidden]), select, button")
    : field;

// To the field in error, with the reason in sight.
function showError(form) {
  const reason = form?.querySelector("[role=alert]:not(:empty)");
  if (!reason) return;
  const field = reason.id && form.querySelector(`[aria-describedby~="${reason.id}"]`);
  const folded = reason.closest("details");
  if (folded) folded.open = true;
  (inputOf(field || null) ?? reason).focus({ preventScroll: true });
  (field || reason).scrollIntoView({ block: "center" });
}

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  const id = detail.requestConfig?.elt.closest(".selector")?.id ?? detail.target?.id;
  const form = id && document.getElementById(id);
  if (detail.xhr?.status === 422 && form?.matches(".selector")) showError(form);
});

showError(document.querySelector(".selector-page .selector"));
