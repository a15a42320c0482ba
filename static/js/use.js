// An image of the library is dragged onto a post in the rail; "Use in post" does it by keyboard.

const TYPE = "application/x-easel-image";
const ROW = "#rail-posts .rail__post";
const UNREACHED = "The post could not be reached. Check the connection and try again.";

const tell = (detail) => document.dispatchEvent(new CustomEvent("toast", { detail }));

let over;

function hover(row) {
  over?.removeAttribute("data-over");
  over = row;
  over?.setAttribute("data-over", "");
}

async function use(pk, link) {
  const headers = JSON.parse(document.body.getAttribute("hx-headers"));
  let answer;
  try {
    answer = await fetch(`${link.pathname}image/${pk}/`, {
      method: "POST",
      headers: { ...headers, "HX-Request": "true" },
    });
  } catch {
    return tell({ text: UNREACHED, tone: "error" });
  }
  // Sent elsewhere: the person is no longer signed in.
  if (answer.redirected) return location.reload();
  const told = JSON.parse(answer.headers.get("HX-Trigger") ?? "{}").toast;
  if (answer.ok) tell({ text: `The image is in the post “${link.textContent.trim()}”.` });
  else tell(told ?? { text: UNREACHED, tone: "error" });
}

document.addEventListener("dragstart", (event) => {
  const card = event.target.closest?.("a[data-card][href]");
  if (!card) return;
  event.dataTransfer.effectAllowed = "copyLink";
  event.dataTransfer.setData(TYPE, card.dataset.card);
  document.documentElement.dataset.carrying = "";
});

document.addEventListener("dragend", () => {
  delete document.documentElement.dataset.carrying;
  hover();
});

document.addEventListener("dragover", (event) => {
  if (!event.dataTransfer.types.includes(TYPE)) return;
  const row = event.target.closest(ROW);
  if (row) event.preventDefault();
  if (row !== over) hover(row);
});

document.addEventListener("drop", (event) => {
  const row = event.target.closest(ROW);
  const pk = event.dataTransfer.getData(TYPE);
  if (!row || !pk) return;
  event.preventDefault();
  use(pk, row.querySelector("a"));
});
