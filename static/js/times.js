// Times as the person's own clock has them, and seconds that pass while something is made.

// The server does not know where the person is, and tells times in UTC.
function tellTimes() {
  for (const time of document.querySelectorAll("time[datetime]:not([title])")) {
    const at = new Date(time.dateTime);
    time.title = at.toLocaleString([], { dateStyle: "long", timeStyle: "short" });
    time.textContent = at.toLocaleTimeString([], { timeStyle: "short" });
  }
}

// Seconds pass between two events too. The server's number wins whenever it comes.
const clocks = new WeakMap();
setInterval(() => {
  for (const element of document.querySelectorAll("[data-elapsed]")) {
    const told = Number(element.dataset.elapsed);
    let clock = clocks.get(element);
    if (clock?.told !== told) clocks.set(element, (clock = { told, since: performance.now() }));
    const seconds = told + Math.floor((performance.now() - clock.since) / 1000);
    const text = `${seconds} s`;
    if (element.textContent !== text) element.textContent = text;
  }
}, 250);

for (const name of ["htmx:afterSwap", "htmx:oobAfterSwap", "htmx:sseMessage"]) {
  document.addEventListener(name, tellTimes);
}
tellTimes();
