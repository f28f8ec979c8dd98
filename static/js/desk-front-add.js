// A story for the front page, found by its headline, with or without marks.
const form = document.querySelector("[data-front]");
const box = form.querySelector("[data-add]");
const input = box.querySelector("input");
const results = box.querySelector("[data-results]");
const status = box.querySelector("[data-found]");
const total = form.querySelector('[name="slots-TOTAL_FORMS"]');
const template = form.querySelector("[data-slot-template]");
const WAIT = 250; // Milliseconds after the last letter.
let timer;
let asked = 0;

const add = ({ pk, title, said }) => {
  const place = document.createElement("div");
  place.innerHTML = template.innerHTML.replaceAll("__prefix__", total.value);
  const row = place.firstElementChild;
  total.value = Number(total.value) + 1;
  row.querySelector("[data-title]").textContent = title;
  row.querySelector("[data-said]").textContent = said;
  row.querySelector('[name$="-article"]').value = pk;
  form.querySelector('[data-list="noi-bat"]').append(row);
  row.dispatchEvent(new CustomEvent("slot:added", { bubbles: true }));
  row.scrollIntoView({ block: "center" });
  row.querySelector("[data-move]").focus();
  results.replaceChildren();
  input.value = "";
  status.textContent = `Đã thêm “${title}” vào Tin nổi bật.`;
};

const line = (story) => {
  const button = document.createElement("button");
  button.type = "button";
  const title = document.createElement("span");
  title.textContent = story.title;
  const said = document.createElement("span");
  said.className = "quiet";
  said.textContent = story.said;
  button.append(title, said);
  button.addEventListener("click", () => add(story));
  const item = document.createElement("li");
  item.append(button);
  return item;
};

const search = async () => {
  const words = input.value.trim();
  const turn = (asked += 1);
  if (!words) {
    results.replaceChildren();
    status.textContent = "";
    return;
  }
  try {
    const url = `${box.dataset.add}?q=${encodeURIComponent(words)}`;
    const response = await fetch(url);
    if (!response.ok) throw new Error(String(response.status));
    const { stories } = await response.json();
    if (turn !== asked) return; // A later question was answered first.
    results.replaceChildren(...stories.map(line));
    status.textContent = stories.length
      ? `${stories.length} bài. Chọn bài để thêm.`
      : "Không có bài nào đang trên trang hoặc đã hẹn giờ có những chữ này.";
  } catch {
    status.textContent = "Chưa tìm được. Mời bạn gõ lại.";
  }
};

input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(search, WAIT);
});
input.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault(); // Enter searches; it does not save the page.
  search();
});
