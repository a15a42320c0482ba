// What every page shares: toasts, the theme, forms that are sent once, keys, signing out.

const TOAST_MS = 6000;
const THEMES = ["light", "dark"];
const YEAR_S = 31_536_000;

document.documentElement.dataset.scripted = "";

function toast({ text, value, tone = "" }) {
  const copy = document.getElementById("toast-template").content.cloneNode(true);
  const element = copy.querySelector("[data-toast]");
  element.querySelector("p").textContent = text ?? value;
  if (tone) element.classList.add(`toast--${tone}`);
  if (tone === "error") element.setAttribute("role", "alert");
  document.getElementById("toasts").append(copy);
  expire(element);
}

// Other scripts, and the server through HX-Trigger, ask for a toast by this event.
document.addEventListener("toast", ({ detail }) => toast(detail));

function expire(element) {
  // What went wrong stays until the person has read it.
  if (!element.classList.contains("toast--error")) setTimeout(() => element.remove(), TOAST_MS);
}

function currentTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  return document.documentElement.dataset.theme ?? (dark ? "dark" : "light");
}

function toggleTheme() {
  const theme = THEMES.find((name) => name !== currentTheme());
  document.documentElement.dataset.theme = theme;
  // A cookie, so that the server can write it into the page and nothing flashes.
  document.cookie = `theme=${theme}; path=/; max-age=${YEAR_S}; samesite=lax`;
}

document.addEventListener("click", (event) => {
  const target = event.target.closest("[data-dismiss], [data-theme-toggle]");
  if (target?.matches("[data-dismiss]")) target.closest("[data-toast]").remove();
  if (target?.matches("[data-theme-toggle]")) toggleTheme();
});

// A dialog opens once htmx has filled it; what it asks is answered by plain forms.
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target?.matches?.("dialog")) detail.target.showModal();
});

// A form that htmx does not send is sent once; htmx guards its own with hx-disabled-elt.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.hasAttribute("hx-post")) return;
  if (form.getAttribute("aria-busy") === "true") event.preventDefault();
  else form.setAttribute("aria-busy", "true");
});

// A button that is disabled while its form is on its way loses the focus. It gets it back, or the
// one does that came in its place, unless the person has gone elsewhere by then.
const pressed = new WeakMap();

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  const at = document.activeElement;
  if (at?.matches("button") && detail.elt.contains(at)) pressed.set(detail.xhr, at);
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const button = pressed.get(detail.xhr);
  if (!button || ![document.body, button].includes(document.activeElement)) return;
  const there = button.isConnected ? button : document.getElementById(button.id);
  there?.focus({ preventScroll: true });
});

// What was written and not sent is its writer's alone; the next person may use this browser too.
document.addEventListener("submit", ({ target }) => {
  if (!target.matches("[action='/accounts/logout/']")) return;
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith("easel:draft:")) localStorage.removeItem(key);
  }
});

// Coming back with the browser's button shows the page as it was left: free the forms again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[aria-busy]")) form.removeAttribute("aria-busy");
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "Escape" && location.hash === "#post") location.hash = "#chat";
  if (event.key === " " && event.target.matches("a[role=button]")) {
    event.preventDefault();
    event.target.click();
  }
  if (typing || event.metaKey || event.ctrlKey || event.altKey || event.repeat) return;
  if (event.key === "n" || event.key === "N") {
    const link = document.querySelector("[data-new-post]");
    if (link) link.click();
  }
});

for (const element of document.querySelectorAll("[data-toast]")) expire(element);
