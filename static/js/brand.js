// A colour's code and its picker say the same.

const CODE = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i;

function full(digits) {
  return `#${digits.length === 6 ? digits : digits.replaceAll(/./g, "$&$&")}`;
}

for (const colour of document.querySelectorAll("[data-colour]")) {
  const picker = colour.querySelector("[type=color]");
  const code = colour.querySelector("[type=text]");
  picker.addEventListener("input", () => {
    code.value = picker.value;
  });
  const follow = () => {
    const typed = CODE.exec(code.value.trim());
    if (typed) picker.value = full(typed[1]);
  };
  code.addEventListener("input", follow);
  // Typed before this script came, or brought back by the browser.
  follow();
}
