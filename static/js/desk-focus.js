// "Tập trung viết": nothing but title, sapo and text, and a slim bar. Remembered here.

/* global CKEDITOR */
const KEY = "desk-focus";
const button = document.querySelector("[data-focus-mode]");
const bar = document.querySelector("[data-writing-bar]");
const said = document.querySelector("[data-focus-said]");
const form = document.getElementById("article_form");
const isOn = () => document.body.classList.contains("writing-focus");

function remember(on) {
  try {
    localStorage.setItem(KEY, on ? "1" : "");
  } catch {
    // No storage in this browser: the next page begins as usual.
  }
}

function remembered() {
  try {
    return localStorage.getItem(KEY) === "1";
  } catch {
    return false;
  }
}

function set(on, { quietly = false } = {}) {
  document.body.classList.toggle("writing-focus", on);
  bar.hidden = !on;
  button.setAttribute("aria-pressed", String(on));
  remember(on);
  if (quietly) return;
  said.textContent = on ? "Đang tập trung viết. Bấm Esc để thoát." : "Đã thoát chế độ tập trung viết.";
  const inside = document.activeElement?.closest(".cke_editable, #id_title, #id_sapo");
  if (inside) return;
  if (on) (CKEDITOR.instances.id_body ?? document.getElementById("id_title"))?.focus();
  else button.focus();
}

function somethingElseIsOpen() {
  return document.querySelector("dialog[open], .select2-container--open") || CKEDITOR.dialog?.getCurrent();
}

button.addEventListener("click", () => set(!isOn()));
document.addEventListener("desk:focus-mode", () => set(!isOn()));
bar.querySelector("[data-leave-focus]").addEventListener("click", () => set(false));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !isOn() || event.defaultPrevented || somethingElseIsOpen()) return;
  event.preventDefault();
  set(false);
});

const state = bar.querySelector("[data-save-state]");
const changed = () => (state.textContent = "Có thay đổi chưa lưu");
form.addEventListener("input", changed);
form.addEventListener("change", changed);
document.addEventListener("desk:words", ({ detail }) => (bar.querySelector("[data-words]").textContent = detail.text));
function watch(editor) {
  editor.on("change", () => editor.checkDirty() && changed());
}
Object.values(CKEDITOR.instances).forEach(watch);
CKEDITOR.on("instanceCreated", ({ editor }) => watch(editor));

// What is wrong with the form may stand in a part that this mode hides.
if (remembered() && !document.querySelector(".errornote, .problems")) set(true, { quietly: true });
