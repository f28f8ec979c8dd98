// Tells once that the story was read: when it was in sight for three seconds in all.
const IN_SIGHT = 3000; // milliseconds

const article = document.querySelector("[data-reading]");
let seen = 0;
let since;
let timer;

const tell = () => {
  document.removeEventListener("visibilitychange", watch);
  navigator.sendBeacon(article.dataset.reading);
};

const watch = () => {
  if (document.visibilityState === "visible") {
    since = performance.now();
    timer = setTimeout(tell, IN_SIGHT - seen);
  } else if (since !== undefined) {
    clearTimeout(timer);
    seen += performance.now() - since;
    since = undefined;
  }
};

const begin = () => {
  document.addEventListener("visibilitychange", watch);
  watch();
};

// A page that the browser makes in advance is not read yet.
if (document.prerendering) {
  document.addEventListener("prerenderingchange", begin, { once: true });
} else {
  begin();
}
