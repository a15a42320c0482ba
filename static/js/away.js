// A mark on the tab when something finished while the person was elsewhere; gone when they are back.

const MARK = "\u25cf ";
const UNFINISHED = ".message__live, .stages[role=progressbar]";
const icon = document.querySelector("link[rel=icon]");
const plain = icon?.href;

let waiting = count();
let marked = false;

function count() {
  return document.querySelectorAll(UNFINISHED).length;
}

function show() {
  const title = document.title.replace(MARK, "");
  document.title = marked ? MARK + title : title;
  if (icon) icon.href = marked ? icon.dataset.news : plain;
}

document.addEventListener("htmx:sseMessage", () => {
  const before = waiting;
  waiting = count();
  if (document.hidden && waiting < before) marked = true;
  // What the stream brings may have set the title anew.
  if (marked) show();
});

document.addEventListener("visibilitychange", () => {
  if (document.hidden || !marked) return;
  marked = false;
  show();
});
