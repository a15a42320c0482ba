// The page's stream: an EventSource that rests while nobody looks, and goes on where it was.
// A browser opens six connections to a host; tabs in the background must not use them up.

const REST_AFTER_MS = 5000;
// While something is being made, a page that rests looks now and then whether it has finished.
const LOOK_EVERY_MS = 10_000;
const LOOK_MS = 2000;
const UNFINISHED = ".message__live, .stages[role=progressbar]";
const AWAY_AFTER_MS = 2000;
const RETRY_MAX_MS = 64_000;

class Stream {
  #url;
  #source;
  #listeners = [];
  #retryMs = 1000;
  #timer;
  #closed = false;

  constructor(url) {
    this.#url = new URL(url, location);
    document.addEventListener("visibilitychange", this.#look);
    // Carries the id of changes that this page does not show.
    this.addEventListener("nothing", () => {});
    this.#open();
    this.#look();
  }

  // Never CLOSED of itself: it opens again, and keeps its listeners.
  get readyState() {
    if (this.#closed) return EventSource.CLOSED;
    return this.#source?.readyState === EventSource.OPEN ? EventSource.OPEN : EventSource.CONNECTING;
  }

  addEventListener(name, listener) {
    const heard = (event) => {
      this.#reached(event.lastEventId);
      listener(event);
    };
    this.#listeners.push({ name, listener, heard });
    this.#source?.addEventListener(name, heard);
  }

  removeEventListener(name, listener) {
    const gone = this.#listeners.filter((each) => each.name === name && each.listener === listener);
    this.#listeners = this.#listeners.filter((each) => !gone.includes(each));
    for (const each of gone) this.#source?.removeEventListener(name, each.heard);
  }

  close() {
    this.#closed = true;
    document.removeEventListener("visibilitychange", this.#look);
    this.#rest();
  }

  #reached(id) {
    if (id) this.#url.searchParams.set("since", id);
  }

  #open() {
    clearTimeout(this.#timer);
    this.#source = new EventSource(this.#url, { withCredentials: true });
    for (const { name, heard } of this.#listeners) this.#source.addEventListener(name, heard);
    this.#source.onopen = (event) => {
      clearTimeout(this.#timer);
      this.#retryMs = 1000;
      this.onopen?.(event);
    };
    this.#source.onerror = () => this.#broken();
  }

  #broken() {
    clearTimeout(this.#timer);
    if (this.#source.readyState === EventSource.CLOSED) {
      // Refused. The browser does not ask again after that.
      this.#timer = setTimeout(() => this.#open(), this.#retryMs);
      this.#retryMs = Math.min(this.#retryMs * 2, RETRY_MAX_MS);
      this.onerror?.();
    } else {
      // The server ends each stream after a while: one that is back at once was never away.
      this.#timer = setTimeout(() => this.onerror?.(), AWAY_AFTER_MS);
    }
  }

  #rest() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = undefined;
  }

  // Rest, and look again for a moment as long as there is something to wait for.
  #doze() {
    this.#rest();
    if (!document.querySelector(UNFINISHED)) return;
    this.#hidden = setTimeout(() => {
      this.#open();
      this.#hidden = setTimeout(() => this.#doze(), LOOK_MS);
    }, LOOK_EVERY_MS);
  }

  #look = () => {
    clearTimeout(this.#hidden);
    if (document.hidden) this.#hidden = setTimeout(() => this.#doze(), REST_AFTER_MS);
    else if (!this.#source) this.#open();
  };
  #hidden;
}

htmx.createEventSource = (url) => new Stream(url);
