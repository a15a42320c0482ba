// A colour's code and its picker say the same.

const CODE = /^#?[0-9a-f]{6}$/i;

for (const colour of document.querySelectorAll("[data-colour]")) {
  const picker = colour.querySelector("[type=color]");
  const code = colour.querySelector("[type=text]");
  picker.addEventListener("input", () => {
    code.value = picker.value;
  });
  code.addEventListener("input", () => {
    const typed = code.value.trim();
    if (CODE.test(typed)) picker.value = typed.startsWith("#") ? typed : `#${typed}`;
  });
}
