// "Xem thêm" brings the stories of the next page into this one. Without it, it is a link.
const PATIENCE = 15_000; // milliseconds
const STILL = 150; // Milliseconds without scrolling after which a place is remembered.

const link = document.querySelector("[data-more]");
const status = document.querySelector("[data-more-status]");
const list = link?.previousElementSibling;
let isLoading = false;
let timer;

const addresses = (root) =>
  new Set([...root.querySelectorAll(".story-card__link")].map(({ href }) => href));

const fetchPage = async (url) => {
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
  if (!response.ok) throw new Error(String(response.status));
  return new DOMParser().parseFromString(await response.text(), "text/html");
};

// Adds the cards of the next page that are not on this one; says which.
const loadPage = async () => {
  const page = await fetchPage(link.href);
  const shown = addresses(document.querySelector("main"));
  const cards = [...page.querySelectorAll("[data-stories] > .story-card")].filter(
    (card) => ![...addresses(card)].some((address) => shown.has(address)),
  );
  list.append(...cards);
  const next = page.querySelector("[data-more]")?.getAttribute("href");
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
    const end = link.hidden ? " Đã hết bài." : "";
    status.textContent = `Đã tải thêm ${cards.length} bài.${end}`;
    cards[0]?.querySelector(".story-card__link").focus({ preventScroll: true });
  } catch {
    status.textContent = "Chưa tải được. Mời bạn bấm lại.";
  }
  setLoading(false);
};

// The reader comes back to this page: what was added before is added again.
const restore = async (count) => {
  history.scrollRestoration = "manual";
  setLoading(true);
  try {
    for (let done = 0; done < count && !link.hidden; done += 1) await loadPage();
    window.scrollTo({ top: history.state.top ?? 0, behavior: "instant" });
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
