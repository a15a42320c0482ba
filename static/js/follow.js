// Where the thread is looked at: its end, a card that was asked for, or wherever the person went.

const SOON_PX = 64;
const ROOM_PX = 16;
const END = "end";
const thread = document.querySelector("[data-thread]");
const latest = document.getElementById("latest");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

// Whoever fills in a form beneath a picture must find its buttons where they were.
const filling = () => thread.querySelector("[data-tool-slot]:focus-within");

// What stays in view: the end, the card with this id, or nothing, as the person reads elsewhere.
let kept = END;
// On its way there, which takes a moment, and how far it was from there when it last moved.
let going = false;
let leftPx = 0;

const endTop = () => thread.scrollHeight - thread.clientHeight;
const atEnd = () => endTop() - thread.scrollTop < SOON_PX;

// Where to scroll so that all of a card is seen: at the end if possible, with what stands beneath
// it, else as near as can be. Of a card taller than the thread its top is shown.
function topFor(card) {
  const now = thread.scrollTop;
  const box = card.getBoundingClientRect();
  const offset = now - thread.getBoundingClientRect().top;
  const most = Math.max(box.top + offset - ROOM_PX, 0);
  const least = Math.min(box.bottom + offset + ROOM_PX - thread.clientHeight, endTop());
  if (!going && least <= now && now <= most) return now;
  if (most >= endTop()) return endTop();
  return least > most ? most : Math.min(Math.max(now, least), most);
}

function goal() {
  if (kept === END) return endTop();
  const card = kept && document.getElementById(kept);
  return card ? topFor(card) : thread.scrollTop;
}

const away = () => Math.abs(goal() - thread.scrollTop);

function tell() {
  latest.hidden = Boolean(kept) || atEnd();
}

function keep() {
  tell();
  if (!kept) return;
  leftPx = away();
  going &&= leftPx >= 1 && !calm.matches;
  thread.scrollTo({ top: goal(), behavior: going ? "smooth" : "instant" });
}

thread.addEventListener("scroll", () => {
  const px = away();
  if (going) {
    // Going elsewhere than there is the person's doing.
    if (px > leftPx + 1) kept = undefined;
    going = Boolean(kept) && px >= 1;
    leftPx = px;
  } else if (!kept || kept === END || px >= 1) kept = atEnd() && !filling() ? END : undefined;
  tell();
}, { passive: true });

// The window, a phone's keyboard and what is being written change how much of it is seen.
new ResizeObserver(keep).observe(thread);

// What a person asked for by a click appears further down, as news: that is where to look.
let asked;
// A reply that failed is asked for in its own place.
const SHOWN = ".message:not(:has(> .note form[data-asks])), .job";
const shown = () => [...thread.querySelectorAll(SHOWN)];

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (detail.elt.matches("[data-asks]")) asked = new Set(shown().map(({ id }) => id));
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.elt.matches("[data-asks]") && !detail.successful) asked = undefined;
});

// Whoever takes over is left alone.
for (const name of ["wheel", "touchmove"]) {
  thread.addEventListener(name, () => {
    asked = undefined;
    if (going) kept = undefined;
    going = false;
  }, { passive: true });
}

function lookAtAsked() {
  const come = asked ? shown().filter(({ id }) => !asked.has(id)) : [];
  if (!come.length) return;
  asked = undefined;
  kept = come.some((each) => each.matches(".message")) ? END : come.at(-1).id;
  going = false;
  going = away() >= 1;
}

// Earlier messages come in above what the person reads, which stays where it is.
let fromEnd;

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target?.id === "earlier") fromEnd = thread.scrollHeight - thread.scrollTop;
});

function stay() {
  if (fromEnd === undefined) return;
  thread.scrollTop = thread.scrollHeight - fromEnd;
  fromEnd = undefined;
}

// Whoever opens a form looks at that.
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (!detail.target?.matches?.("[data-tool-slot]:has(*)")) return;
  kept = undefined;
  going = false;
});

for (const name of ["htmx:afterSwap", "htmx:oobAfterSwap", "htmx:sseMessage"]) {
  document.addEventListener(name, () => {
    stay();
    lookAtAsked();
    keep();
  });
}

latest.addEventListener("click", () => {
  if (document.getElementById("later")) return location.assign(location.pathname);
  kept = END;
  keep();
});

// A link to a message is followed by the browser, once the page has been laid out.
if (location.hash.startsWith("#message-")) {
  kept = undefined;
  addEventListener("load", () => {
    if (atEnd()) kept = END;
    tell();
  });
}
keep();
