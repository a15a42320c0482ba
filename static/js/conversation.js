// The chat: writing, and what htmx leaves to the page.

const toast = (text, tone) =>
  document.dispatchEvent(new CustomEvent("toast", { detail: { text, tone } }));

const BEGAN = "easel:began";
const COUNT_FROM = 0.9;
const touch = matchMedia("(pointer: coarse)");
const composer = () => document.querySelector("[data-composer]");
const messageBox = () => composer().querySelector("textarea");

// Writing

const draftKey = () => `easel:draft:${composer().dataset.composer}`;

function resize() {
  const box = messageBox();
  if (!CSS.supports("field-sizing", "content")) {
    box.style.blockSize = "auto";
    box.style.blockSize = `${box.scrollHeight}px`;
  }
  const limit = Number(box.dataset.limit);
  const count = composer().querySelector("[data-count]");
  // As the server counts: characters, without the space around them.
  const { length } = [...box.value.trim()];
  count.hidden = !limit || length < limit * COUNT_FROM;
  count.textContent = `${length.toLocaleString("en")} of ${limit.toLocaleString("en")}`;
  count.toggleAttribute("data-over", length > limit);
}

function accepted(sent) {
  // What was typed while the message was on its way is the next one.
  if (messageBox().value === sent.get(messageBox().name)) {
    localStorage.removeItem(draftKey());
    messageBox().value = "";
  }
  clearErrors();
  // What was chosen with it is remembered from now on.
  for (const initial of composer().querySelectorAll("[name^=initial-]")) {
    initial.value = sent.get(initial.name.replace("initial-", ""));
  }
  closeOptions();
  resize();
  renew(composer());
}

// The buttons that change the draft go with the draft that they were of.
function goOn(form) {
  const at = document.activeElement;
  if (touch.matches || (at !== document.body && !form.contains(at))) return;
  messageBox().focus({ preventScroll: true });
}

function clearErrors() {
  composer().querySelector(".composer__errors").replaceChildren();
  messageBox().removeAttribute("aria-invalid");
}

function closeOptions() {
  composer().querySelector(".options").open = false;
}

// Each sending has a key of its own, so that the same one sent twice counts once.
function renew(form) {
  const key = form.querySelector("input[name=key]");
  if (key) key.value = uuid();
}

// crypto.randomUUID exists on secure origins only; Easel may be served plainly in a home network.
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

document.addEventListener("input", (event) => {
  if (event.target !== messageBox()) return;
  localStorage.setItem(draftKey(), event.target.value);
  resize();
  // What was wrong was so of what stood there before; too long is too long until it is not.
  if (!composer().querySelector("[data-over]")) clearErrors();
});

document.addEventListener("keydown", (event) => {
  const opened = event.key === "Escape" && event.target.closest(":is(.options, .rewrite)[open]");
  if (opened) {
    opened.open = false;
    opened.querySelector("summary").focus();
  }
  const writing = event.target === messageBox() || event.target.matches(".rewrite textarea");
  if (!writing || event.key !== "Enter" || event.isComposing) return;
  if (event.shiftKey || touch.matches) return;
  event.preventDefault();
  const { form, value } = event.target;
  if (value.trim() && !form.querySelector("[type=submit]").disabled) form.requestSubmit();
});

// Whoever opens a message to say it differently goes on where it ends. The event does not bubble.
document.addEventListener("toggle", ({ target }) => {
  if (!target.open || !target.matches(".rewrite")) return;
  const box = target.querySelector("textarea");
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);
}, true);

document.addEventListener("click", (event) => {
  const starter = event.target.closest("[data-fill]");
  if (starter) {
    messageBox().value = starter.dataset.fill;
    messageBox().focus();
    resize();
  }
  if (event.target === composer()) messageBox().focus();
});

// The second click of a double click asks for nothing: the first may have been answered by then.
document.addEventListener("click", (event) => {
  const asks = event.target.closest("[data-asks] button:not([type=button])");
  if (asks && event.detail > 1) event.preventDefault();
}, true);

// A job shown at the end, as its message was not here, goes where it belongs once that is.
function settleElsewhere() {
  for (const job of document.querySelectorAll("#elsewhere-jobs > .job")) {
    if (document.querySelector(`#messages [id="${job.id}"]`)) job.remove();
  }
}

// What htmx leaves to the page

const REFUSALS = {
  403: "You are not allowed to do that, or the page is out of date. Reload it and try again.",
  409: "That is not possible any more. Reload the page.",
  404: "That is no longer there. Reload the page.",
  429: "That was a lot at once. Wait a minute, then try again.",
};

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  // Bad input comes back as the form that was sent, with what is wrong written beside the field;
  // so do words for a conversation that has gone.
  if (![410, 422].includes(detail.xhr?.status)) return;
  detail.shouldSwap = true;
  detail.isError = false;
  detail.target = detail.requestConfig.elt.closest("form");
  detail.swapOverride = "morph";
});

document.addEventListener("htmx:beforeOnLoad", (event) => {
  const { elt: form, xhr, pathInfo } = event.detail;
  if (xhr.status < 200 || xhr.status > 299) return;
  if (new URL(xhr.responseURL).pathname !== new URL(pathInfo.requestPath, location).pathname) {
    // Sent elsewhere: the person is no longer signed in. What they wrote is kept for afterwards.
    event.preventDefault();
    location.reload();
    return;
  }
  if (form === composer()) {
    accepted(event.detail.requestConfig.formData);
    // The page that a first message leads to goes on where this one was.
    if (xhr.getResponseHeader("HX-Redirect")) sessionStorage.setItem(BEGAN, "");
  }
  if (form.hasAttribute("data-once")) {
    form.querySelector("[role=alert]")?.remove();
    renew(form);
  }
  if (form.querySelector(".edits")) goOn(form);
});

document.addEventListener("htmx:responseError", ({ detail }) => {
  // The server says it better: an answer that carries a toast needs no second one.
  if (detail.xhr.getResponseHeader("HX-Trigger")?.includes('"toast"')) return;
  toast(REFUSALS[detail.xhr.status] ?? "That did not work. Nothing you wrote is lost; try again.", "error");
});

document.addEventListener("htmx:sendError", () => {
  toast("Easel cannot be reached. Nothing you wrote is lost; try again.", "error");
});

for (const name of ["htmx:afterSwap", "htmx:oobAfterSwap", "htmx:sseMessage"]) {
  document.addEventListener(name, () => {
    fadeIn();
    settleElsewhere();
  });
}

const connected = (yes) => document.documentElement.toggleAttribute("data-offline", !yes);
document.addEventListener("htmx:sseOpen", () => connected(true));
document.addEventListener("htmx:sseError", () => connected(false));

// An image that arrives while the person watches fades in over its blurred thumbnail.
function fadeIn() {
  for (const image of document.querySelectorAll(".frame__full:not([data-seen])")) {
    image.dataset.seen = "";
    if (image.complete) continue;
    image.dataset.loading = "";
    const show = () => delete image.dataset.loading;
    image.addEventListener("load", show, { once: true });
    image.addEventListener("error", show, { once: true });
  }
}

// A phone's keyboard covers the page without telling the layout; the visual viewport knows.
const viewport = window.visualViewport;
viewport?.addEventListener("resize", () => {
  const root = document.documentElement;
  const open = touch.matches && viewport.height < window.screen.height * 0.7;
  root.toggleAttribute("data-keyboard", open && document.activeElement === messageBox());
  root.style.setProperty("--viewport", `${viewport.height}px`);
});

if (!messageBox().value) messageBox().value = localStorage.getItem(draftKey()) ?? "";
for (const image of document.querySelectorAll(".frame__full")) image.dataset.seen = "";
resize();
const began = sessionStorage.getItem(BEGAN) !== null;
sessionStorage.removeItem(BEGAN);
if (!touch.matches && (began || document.getElementById("welcome"))) {
  messageBox().focus({ preventScroll: true });
}
