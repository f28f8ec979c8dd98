// Many photos into the library: a row for each file with its progress, its fate, and
// boxes for its texts that save themselves.

import { addresses, send, token } from "./desk-upload.js";

const form = document.querySelector("[data-photo-add]");
const drop = document.querySelector("[data-photo-drop]");
const queue = document.querySelector("[data-photo-queue]");
const summary = document.querySelector("[data-photo-summary]");
const input = form.querySelector("input[type=file]");
const TEXTS = { caption: ["Chú thích", 500], alt: ["Mô tả ảnh (alt)", 300], credit: ["Nguồn ảnh", 120] };
const counts = { all: 0, done: 0, failed: 0 };

function sum() {
  const open = counts.all - counts.done - counts.failed;
  const parts = [`${counts.done} ảnh đã vào thư viện`];
  if (counts.failed) parts.push(`${counts.failed} tệp không nhận`);
  if (open) parts.push(`${open} đang tải`);
  summary.textContent = `${parts.join(", ")}.`;
}

function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function add(file) {
  const row = element("li", "photo-row");
  const name = element("p", "photo-row__name", file.name);
  const bar = element("progress", "photo-row__progress");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  row.append(name, bar);
  queue.append(row);
  counts.all += 1;
  const fields = { credit: form.elements.credit.value };
  const progress = (part) => (part < 1 ? (bar.value = part) : bar.removeAttribute("value"));
  send(file, addresses.upload, { progress, fields }).then(
    ({ photo, notice }) => {
      counts.done += 1;
      row.replaceChildren(...shown(photo, file.name, notice));
      sum();
    },
    (error) => {
      counts.failed += 1;
      bar.remove();
      row.classList.add("photo-row--failed");
      row.append(element("p", "photo-row__error", error.message));
      sum();
    },
  );
}

function shown(photo, fileName, notice) {
  const image = element("img", "photo-row__image");
  Object.assign(image, { src: photo.thumbnail, alt: photo.alt, width: 240, height: 160 });
  const words = element("div", "photo-row__words");
  const link = element("a", "", fileName);
  link.href = photo.change_url;
  const head = element("p", "photo-row__name");
  head.append(link);
  if (notice) head.append(element("span", "badge", notice));
  const state = element("p", "photo-row__state");
  state.setAttribute("role", "status");
  words.append(head, ...Object.keys(TEXTS).map((name) => box(name, photo, words, state)), state);
  return [image, words];
}

function box(name, photo, words, state) {
  const label = element("label", "photo-row__label", TEXTS[name][0]);
  const field = element(name === "credit" ? "input" : "textarea", "photo-row__field");
  Object.assign(field, { name, value: photo[name], maxLength: TEXTS[name][1] });
  if (name !== "credit") field.rows = 2;
  field.addEventListener("change", () => save(photo, words, state));
  label.append(field);
  return label;
}

async function save(photo, words, state) {
  const body = new FormData();
  for (const field of words.querySelectorAll("[name]")) body.append(field.name, field.value);
  state.textContent = "Đang lưu…";
  const headers = { "X-CSRFToken": token(), Accept: "application/json" };
  const answer = await fetch(photo.texts_url, { method: "POST", body, headers }).catch(() => null);
  if (answer?.ok) state.textContent = "Đã lưu.";
  else if (answer?.status === 403) state.textContent = "Chỉ người tải ảnh lên hoặc biên tập viên được sửa chữ của ảnh này.";
  else state.textContent = "Chưa lưu được. Hãy thử lại.";
}

input.addEventListener("change", () => {
  [...input.files].forEach(add);
  input.value = "";
  sum();
});
drop.addEventListener("dragover", (event) => {
  event.preventDefault();
  drop.classList.add("photo-drop--over");
});
drop.addEventListener("dragleave", () => drop.classList.remove("photo-drop--over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("photo-drop--over");
  [...event.dataTransfer.files].forEach(add);
  sum();
});
form.addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("beforeunload", (event) => {
  if (counts.all > counts.done + counts.failed) event.preventDefault();
});
