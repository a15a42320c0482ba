// The Post panel: the text saved as one types, its versions by keyboard, its way out.

const SAVE_AFTER_MS = 700;
const COPY_BY_HAND = "Press Ctrl + C to copy the text";

const drawer = document.getElementById("post");
const panel = () => document.getElementById("post-panel");
const editor = () => document.getElementById("post-editor");
const box = () => document.getElementById("post-text");
const part = (name) => panel().querySelector(`[data-post-${name}]`);
const toast = (text, tone) =>
  document.dispatchEvent(new CustomEvent("toast", { detail: { text, tone } }));

// What the server last put into the box, what it was last sent, and what waits for it to answer.
let loaded = box()?.value;
let sent;
let saving = false;
let timer;
let afterwards;

// An editor marked data-keep is left alone by the stream: the person is ahead of the server.
const isAhead = () => Boolean(editor()?.hasAttribute("data-keep"));

// As `copilot.linkedin.clean` has it.
const clean = (text) =>
  text
    .replace(/[\ufeff\u200b\u00ad]/g, "")
    .replace(/\r\n?|[\u2028\u2029\v\f]/g, "\n")
    .replace(/\u00a0/g, " ")
    .replace(/[^\S\n]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();

function resize() {
  if (!box() || CSS.supports("field-sizing", "content")) return;
  box().style.blockSize = "auto";
  box().style.blockSize = `${box().scrollHeight}px`;
}

function count() {
  const length = clean(box().value).length;
  const limit = Number(box().dataset.limit);
  const over = Math.max(0, length - limit);
  const number = (value) => value.toLocaleString("en");
  part("count").textContent = `${number(length)} of ${number(limit)}`;
  part("count").classList.toggle("post__over", over > 0);
  part("meter").value = length;
  const line = over ? `${number(over)} too many: LinkedIn will not take this.` : "";
  if (part("over").textContent !== line) part("over").textContent = line;
}

// Saving

function tell(text) {
  if (part("state").textContent !== text) part("state").textContent = text;
}

function save() {
  clearTimeout(timer);
  // On its way already: a second time it would come after what one goes on to do.
  if (!isAhead() || (saving && box().value === sent)) return;
  editor().elements.burst.value = drawer.dataset.burst;
  editor().requestSubmit();
}

document.addEventListener("input", ({ target }) => {
  if (target !== box()) return;
  editor().dataset.keep = "";
  tell("");
  count();
  resize();
  clearTimeout(timer);
  timer = setTimeout(save, SAVE_AFTER_MS);
});

// Whoever leaves the box may be about to ask for a change of what they wrote.
document.addEventListener("change", ({ target }) => {
  if (target === box()) save();
});

addEventListener("pagehide", () => {
  if (!isAhead()) return;
  const form = new FormData(editor());
  const { "X-CSRFToken": token } = JSON.parse(document.body.getAttribute("hx-headers"));
  form.set("csrfmiddlewaretoken", token);
  form.set("burst", drawer.dataset.burst);
  navigator.sendBeacon(editor().action, form);
});

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (detail.elt !== editor()) return;
  sent = box().value;
  saving = true;
  delete editor().dataset.unsaved;
  tell("Saving…");
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.elt === editor()) saving = false;
});

// By this name the server says which version holds what was sent; the panel itself follows.
document.addEventListener("post-saved", ({ detail }) => {
  editor().elements.base.value = detail.version;
  if (box().value !== sent) return;
  delete editor().dataset.keep;
  tell("Saved");
});

for (const name of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(name, ({ detail }) => {
    if (detail.elt !== editor()) return;
    editor().dataset.keep = "";
    editor().dataset.unsaved = "";
    afterwards = undefined;
    tell("Not saved");
  });
}

addEventListener("online", save);

// A panel that left the server before the one on the page tells of what is over.
const countOf = (html) => Number(/data-count="(\d+)"/.exec(html)?.[1] ?? NaN);

function isLate(html) {
  return countOf(html) < Number(panel().dataset.count ?? 0);
}

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target !== panel()) return;
  // A form that is gone was replaced by the stream, which brings what it asked for as well. What
  // is off the page knows no morphing: htmx would put the answer into the panel, not in its place.
  const { elt: form } = detail.requestConfig;
  if (!form.isConnected || isLate(detail.serverResponse)) detail.shouldSwap = false;
});

document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target, fragment } = event.detail;
  if (target !== panel()) return;
  const fresh = fragment.querySelector("#post-panel");
  if (fresh && isLate(fresh.outerHTML.slice(0, 200))) event.preventDefault();
});

for (const name of ["htmx:afterSwap", "htmx:oobAfterSwap", "htmx:sseMessage"]) {
  document.addEventListener(name, settle);
}

function settle() {
  if (!box()) return;
  if (isAhead()) {
    count();
    return;
  }
  if (box().value !== loaded && box().value !== sent) loaded = box().value;
  resize();
  const next = afterwards;
  afterwards = undefined;
  next?.();
}

// Versions

function step(name) {
  document.querySelector(`#post-versions button[value=${name}]`)?.click();
}

document.addEventListener(
  "submit",
  (event) => {
    // What is written comes first: then there is something to go back from.
    if (!event.target.matches("[data-post-move]") || !isAhead()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    afterwards = () => submitter.isConnected && submitter.click();
    save();
  },
  true,
);

document.addEventListener("keydown", (event) => {
  if (!box() || !event.target.closest("#post-panel")) return;
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key === "s") {
    event.preventDefault();
    save();
  }
  const back = key === "z" && !event.shiftKey;
  const on = key === "y" || (key === "z" && event.shiftKey);
  // In the box the browser takes back what was typed there; beyond that go the versions.
  if (!(back || on) || (event.target === box() && box().value !== loaded)) return;
  event.preventDefault();
  step(back ? "undo" : "redo");
});

// The list of versions lies over the text: it goes when it has served, and when one looks away.
const list = () => document.getElementById("post-versions-all");

document.addEventListener("submit", ({ target, submitter }) => {
  if (target.id === "post-versions" && submitter?.name === "version") closeList();
});

document.addEventListener("click", ({ target }) => {
  if (list()?.open && !target.closest("#post-versions")) list().open = false;
});

document.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Escape" || !list()?.open) return;
    event.stopImmediatePropagation();
    closeList();
  },
  true,
);

function closeList() {
  list().open = false;
  list().querySelector("summary").focus();
}

// Out of the house

document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-post-copy]")) copy("The text is copied");
  if (target.closest("[data-post-open]")) copy("The text is copied: paste it into LinkedIn");
});

async function copy(done) {
  const text = clean(box().value);
  try {
    await navigator.clipboard.writeText(text);
    toast(done);
  } catch {
    // No clipboard on a plain origin, or not allowed.
    toast(copyOldWay(text) ? done : COPY_BY_HAND);
  }
}

function copyOldWay(text) {
  const carrier = Object.assign(document.createElement("textarea"), { value: text });
  carrier.className = "visually-hidden";
  document.body.append(carrier);
  carrier.select();
  const copied = document.execCommand("copy");
  carrier.remove();
  if (!copied) {
    // Leave it selected for the person's own keys.
    panel().querySelector("[name=preview][value=edit]").click();
    box().select();
  }
  return copied;
}

if (box()) resize();
