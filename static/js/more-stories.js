// "Xem thêm" brings the stories of the next page into this one. Without it, it is a link.
const PATIENCE = 15_000; // milliseconds
const STILL = 150; // Milliseconds without scrolling after which a place is remembered.

const link = [...document.querySelectorAll("[data-more]")].find(
  ({ pathname }) => pathname === window.location.pathname,
);
const status = link?.nextElementSibling;
const list = link?.previousElementSibling;
let isLoading = false;
let timer;

// An address ends with the id of its story: the rest changes with the headline. What
// may come twice from a story has a key of its own.
const stories = (root) =>
  [...root.querySelectorAll(".story-card__link")].map(
    ({ href, dataset }) => dataset.key ?? href.slice(href.lastIndexOf("-")),
  );

const fetchPage = async (url) => {
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
  if (!response.ok) throw new Error(String(response.status));
  return new DOMParser().parseFromString(await response.text(), "text/html");
};

// Adds the cards of the next page that are not on this one; says which.
const loadPage = async () => {
  const page = await fetchPage(link.href);
  const shown = new Set(stories(document.querySelector("main")));
  const cards = [...page.querySelectorAll("[data-stories] > .story-card")].filter(
    (card) => !stories(card).some((story) => shown.has(story)),
  );
  list.append(...cards);
  const next = page.querySelector("[data-stories] + [data-more]")?.getAttribute("href");
  if (next) link.href = new URL(next, link.href).href;
  else link.hidden = true;
  return cards;
};

const setLoading = (wanted) => {
  isLoading = wanted;
  link.setAttribute("aria-disabled", wanted);
  link.textContent = wanted ? "Đang tải…" : "Xem thêm";
};

const remember = (change) =>
  history.replaceState({ ...history.state, ...change }, "");

const pagesAdded = () => history.state?.pagesAdded ?? 0;

const add = async () => {
  setLoading(true);
  status.textContent = "";
  try {
    let cards = [];
    do {
      cards = await loadPage();
      remember({ pagesAdded: pagesAdded() + 1 });
    } while (!cards.length && !link.hidden);
    const noun = list.dataset.stories || "bài";
    const end = link.hidden ? ` Đã hết ${noun}.` : "";
    status.textContent = `Đã tải thêm ${cards.length} ${noun}.${end}`;
    const goal = cards[0] ?? list.lastElementChild;
    goal.querySelector(".story-card__link").focus();
  } catch {
    status.textContent = "Chưa tải được. Mời bạn bấm lại.";
  }
  setLoading(false);
};

// The reader comes back to this page: what was added before is added again.
const restore = async (count) => {
  const moves = ["keydown", "pointerdown", "wheel"];
  let isUntouched = true;
  for (const move of moves) {
    window.addEventListener(move, () => (isUntouched = false), { once: true });
  }
  history.scrollRestoration = "manual";
  setLoading(true);
  try {
    for (let done = 0; done < count && !link.hidden; done += 1) await loadPage();
    const top = history.state.top ?? 0;
    if (isUntouched) window.scrollTo({ top, behavior: "instant" });
  } catch {
    status.textContent = "Chưa tải được. Mời bạn bấm lại.";
  }
  setLoading(false);
};

const isPlain = ({ button, altKey, ctrlKey, metaKey, shiftKey }) =>
  button === 0 && !altKey && !ctrlKey && !metaKey && !shiftKey;

if (link) {
  link.addEventListener("click", (event) => {
    if (!isPlain(event)) return;
    event.preventDefault();
    if (!isLoading) add();
  });
  if (pagesAdded()) restore(pagesAdded());
  // When the page is left it is too late to remember anything.
  document.addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (pagesAdded() && !isLoading) remember({ top: window.scrollY });
    }, STILL);
  });
}
