// Pictures that an image is made after: put on a form, pasted, chosen as files or in the library.

const OWN_IMAGE = /\/images\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\//;
const UNREACHED = "The picture could not be sent. Check the connection and try again.";
const SIGNED_OUT = "You are no longer signed in. Sign in in another tab, then try again.";

const fieldOf = (element) => element.closest?.("form")?.querySelector("[data-references]");
const listOf = (field) => field.querySelector("[data-references-list]");
const attachedIn = (field) => [...listOf(field).children];
const pickerOf = (field) => field.querySelector("[data-references-picker]");
const openerOf = (field) => field.querySelector("[data-references-open]");

const limitOf = (field) => Number(field.dataset.limit);

const errorOf = (field) => field.querySelector("[data-references-error]");

function clear(field) {
  errorOf(field).textContent = "";
}

// Each of several that were refused on a line of its own.
function say(field, sentence) {
  const said = errorOf(field).textContent.split("\n").filter(Boolean);
  if (!said.includes(sentence)) errorOf(field).textContent = [...said, sentence].join("\n");
}

// By the numbers that the prompt calls them by.
function number(field) {
  const first = Number(field.dataset.first);
  for (const [place, each] of attachedIn(field).entries()) {
    const role = each.querySelector("select");
    role?.setAttribute("aria-label", `What picture ${first + place} ${role.dataset.label}`);
  }
}

function count(field) {
  const pks = new Set(attachedIn(field).map((each) => each.dataset.reference));
  for (const button of field.querySelectorAll("[data-reference-pick]")) {
    button.setAttribute("aria-pressed", pks.has(button.dataset.referencePick));
  }
  const limit = limitOf(field);
  const attached = attachedIn(field).length;
  const total = attached && limit ? `${attached} of ${limit} attached.` : "";
  const shown = field.querySelector("[data-references-count]");
  if (shown.textContent !== total) shown.textContent = total;
  field.toggleAttribute("data-over", attached > limit);
  number(field);
}

// A place in the list at once, the picture as soon as it has come.
async function attach(field, name, request) {
  if (attachedIn(field).length >= limitOf(field)) {
    say(field, `${field.querySelector("[data-references-limit]").textContent} Remove one first.`);
    return;
  }
  const place = document.createElement("li");
  place.className = "reference reference--coming";
  place.textContent = name;
  listOf(field).append(place);
  let answer;
  try {
    answer = await request();
  } catch {
    place.remove();
    say(field, UNREACHED);
    return;
  }
  const text = await answer.text();
  if (answer.redirected) {
    place.remove();
    say(field, SIGNED_OUT);
  } else if (answer.ok) settle(field, place, text);
  else {
    place.remove();
    const plain = answer.headers.get("Content-Type")?.startsWith("text/plain");
    say(field, plain ? `${name}: ${text}` : UNREACHED);
  }
  count(field);
}

function settle(field, place, html) {
  const parsed = document.createElement("template");
  parsed.innerHTML = html;
  const item = parsed.content.firstElementChild;
  const known = listOf(field).querySelector(`[data-reference="${item.dataset.reference}"]`);
  if (known) place.remove();
  else place.replaceWith(item);
}

const headers = () => JSON.parse(document.body.getAttribute("hx-headers"));

async function bring(field, files) {
  clear(field);
  for (const file of files) {
    const body = new FormData();
    body.set("file", file);
    // One by one: the server reads few pictures at once.
    await attach(field, file.name, () =>
      fetch(field.dataset.url, { method: "POST", headers: headers(), body }),
    );
  }
}

function pick(field, pk, url = `${field.dataset.url}${pk}/`) {
  clear(field);
  const known = listOf(field).querySelector(`[data-reference="${pk}"]`);
  if (!known) return attach(field, "Picture", () => fetch(url));
  known.remove();
  count(field);
}

async function openPicker(field) {
  const picker = pickerOf(field);
  if (!picker.hidden) return closePicker(field);
  openerOf(field).setAttribute("aria-expanded", "true");
  picker.hidden = false;
  picker.setAttribute("aria-busy", "true");
  await htmx.ajax("GET", field.dataset.url, { target: picker, swap: "innerHTML" });
  picker.removeAttribute("aria-busy");
  count(field);
  const first = picker.querySelector("[data-reference-pick]") ?? picker.querySelector("button");
  first?.focus({ preventScroll: true });
  picker.scrollIntoView({ block: "nearest" });
}

function closePicker(field) {
  pickerOf(field).hidden = true;
  pickerOf(field).replaceChildren();
  openerOf(field).setAttribute("aria-expanded", "false");
  openerOf(field).focus();
}

document.addEventListener("click", ({ target }) => {
  const field = target.closest("[data-references]");
  if (!field) return;
  const picked = target.closest("[data-reference-pick]");
  if (picked) pick(field, picked.dataset.referencePick, picked.dataset.url);
  else if (target.closest("[data-references-open]")) openPicker(field);
  else if (target.closest("[data-references-close]")) closePicker(field);
  else if (target.closest("[data-reference-remove]")) {
    target.closest("[data-reference]").remove();
    clear(field);
    count(field);
    openerOf(field).focus();
  }
});

// Nothing is left behind without a word: the form waits for what is still on its way.
document.addEventListener(
  "submit",
  (event) => {
    const field = event.target.querySelector("[data-references]");
    if (!field?.querySelector(".reference--coming")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    clear(field);
    say(field, "A picture is still on its way. Send it in a moment.");
  },
  true,
);

document.addEventListener("change", ({ target }) => {
  const field = target.name === "reference_files" && fieldOf(target);
  if (!field) return;
  const files = [...target.files];
  // They go one by one, and not once more with the form.
  target.value = "";
  bring(field, files);
});

// The picker goes first, before whatever it stands in.
document.addEventListener(
  "keydown",
  (event) => {
    const picker = event.key === "Escape" && event.target.closest?.("[data-references-picker]");
    if (!picker) return;
    event.preventDefault();
    event.stopPropagation();
    closePicker(picker.closest("[data-references]"));
  },
  true,
);

document.addEventListener("paste", (event) => {
  const files = [...event.clipboardData.files].filter(({ type }) => type.startsWith("image/"));
  const field = fieldOf(event.target);
  if (!field || !files.length || event.clipboardData.types.includes("text/plain")) return;
  event.preventDefault();
  reveal(field);
  bring(field, files);
});

// Dragging: files from elsewhere, and one's own images from the same page.

const carries = ({ types }) => types.includes("Files") || types.includes("text/uri-list");

function reveal(field) {
  const folded = field.closest("details");
  if (folded) folded.open = true;
}

let over;

function hover(form) {
  over?.removeAttribute("data-dropping");
  over = form;
  over?.setAttribute("data-dropping", "");
}

document.addEventListener("dragover", (event) => {
  const field = carries(event.dataTransfer) && fieldOf(event.target);
  if (field) event.preventDefault();
  if ((field?.form ?? undefined) !== over) hover(field?.form);
});

document.addEventListener("dragend", () => hover());

document.addEventListener("drop", (event) => {
  hover();
  const field = carries(event.dataTransfer) && fieldOf(event.target);
  if (!field) return;
  event.preventDefault();
  reveal(field);
  const [, pk] = event.dataTransfer.getData("text/uri-list").match(OWN_IMAGE) ?? [];
  const known = pk && listOf(field).querySelector(`[data-reference="${pk}"]`);
  if (pk && !known) pick(field, pk);
  else if (!pk) bring(field, [...event.dataTransfer.files]);
});

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  for (const field of detail.target?.querySelectorAll?.("[data-references]") ?? []) count(field);
  const picker = detail.target?.closest?.("[data-references]");
  if (picker) count(picker);
});

for (const field of document.querySelectorAll("[data-references]")) count(field);
