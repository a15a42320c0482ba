// The swap style "morph": the page takes on what the server sent, and what did not change stays.
// A growing reply keeps the person's selection; anything marked data-keep is theirs until reload.

// Set by scripts or by the person, unknown to the server.
const OURS = new Set(["data-loading", "data-seen", "disabled", "data-disabled-by-htmx", "aria-expanded", "open"]);

const callbacks = {
  beforeNodeMorphed(old, fresh) {
    if (old.nodeType === Node.TEXT_NODE) return !grow(old, fresh.nodeValue);
    if (old.hasAttribute?.("data-keep")) return tellOf(old, fresh);
    return !isChosen(old);
  },
  beforeAttributeUpdated: (name) => !OURS.has(name),
};

// What a person typed is theirs; whether it will do is the server's to say.
function tellOf(field, fresh) {
  for (const name of ["aria-invalid", "aria-describedby"]) {
    if (fresh.hasAttribute(name)) field.setAttribute(name, fresh.getAttribute(name));
    else field.removeAttribute(name);
  }
  return false;
}

// What was chosen for the next message and not sent yet: it differs from what is remembered.
function isChosen(field) {
  if (!field.matches?.("#options-fields :is(select, input:not([type=hidden]))")) return false;
  return field.value !== field.form.elements[`initial-${field.name}`].value;
}

// Appending leaves a selection alone, setting the whole text would drop it.
function grow(node, text) {
  if (fits(node.nodeValue, text)) {
    node.appendData(text.slice(node.nodeValue.length));
    return true;
  }
  return false;
}

const fits = (before, after) => after.length > before.length && after.startsWith(before);

const morph = (target, fresh) =>
  Idiomorph.morph(target, fresh, { morphStyle: "outerHTML", callbacks });

htmx.defineExtension("easel-morph", {
  isInlineSwap: (style) => style === "morph",
  handleSwap: (style, target, fragment) => style === "morph" && morph(target, fragment.children),
});

// A stream that begins again tells as new what is on the page already, as it stands by now.
function takeKnown(fragment) {
  for (const element of [...fragment.children]) {
    const known = element.id && document.getElementById(element.id);
    if (!known) continue;
    element.remove();
    morph(known, element);
    htmx.process(known);
  }
}

document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { fragment, target } = event.detail;
  // A fragment to append has lost its wrapper by now; one to morph is known by its id, and stays.
  if (fragment.firstElementChild?.id === target.id) return;
  takeKnown(fragment);
  // Others come between those on the page and what is new.
  if (target.id === "messages" && document.getElementById("later")) event.preventDefault();
});
