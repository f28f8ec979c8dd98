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

// The line beside the buttons that says what is saved (desk-autosave.js) moves along.
function borrowState() {
  const line = form.querySelector(".draft-state");
  if (line) bar.querySelector("[data-save-state]").replaceChildren(line);
}

function giveStateBack() {
  const line = bar.querySelector(".draft-state");
  if (line) form.querySelector(".submit-row")?.append(line);
}

function set(on, { quietly = false } = {}) {
  document.body.classList.toggle("writing-focus", on);
  bar.hidden = !on;
  button.setAttribute("aria-pressed", String(on));
  remember(on);
  if (on) borrowState();
  else giveStateBack();
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

form.addEventListener("input", () => isOn() && borrowState());
document.addEventListener("desk:words", ({ detail }) => (bar.querySelector("[data-words]").textContent = detail.text));

// What is wrong with the form may stand in a part that this mode hides.
if (remembered() && !document.querySelector(".errornote, .conflict")) set(true, { quietly: true });
