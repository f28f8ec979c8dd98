// How much was written: words, letters and minutes below the fields, while typing. Limits
// are told here before the server refuses; nothing typed is cut off.

import { cleanLine, countWords } from "./desk-vietnamese.js";

/* global CKEDITOR */
const WORDS_A_MINUTE = 230;
const LONG_SAPO = 60;
const PAUSE = 300;
const TELLS_FROM = 0.8; // Of the limit: other fields say nothing before.
const number = (value) => value.toLocaleString("vi-VN");

function line(field, name) {
  const made = document.createElement("p");
  made.className = "word-count";
  made.id = `${field.id}_${name}`;
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${made.id}`.trim());
  return made;
}

function watch(field) {
  const limit = Number(field.getAttribute("maxlength"));
  field.removeAttribute("maxlength"); // It would cut what is pasted without a word.
  const always = ["id_title", "id_sapo"].includes(field.id);
  const count = line(field, "count");
  const refusal = document.createElement("p");
  refusal.className = "word-count word-count--over";
  refusal.setAttribute("role", "status");
  field.after(count, refusal);
  const tell = () => {
    const text = cleanLine(field.value);
    const letters = [...text].length;
    const words = countWords(text);
    const parts = [`${number(words)} chữ`, `${number(letters)}/${number(limit)} ký tự`];
    if (field.id === "id_sapo" && words > LONG_SAPO) parts.push(`sapo nên trong ${LONG_SAPO} chữ`);
    count.textContent = always || letters > limit * TELLS_FROM ? parts.join(" · ") : "";
    const sentence = letters > limit ? `Dài quá ${number(limit)} ký tự: hãy bỏ bớt ${number(letters - limit)} ký tự.` : "";
    if (refusal.textContent !== sentence) refusal.textContent = sentence;
  };
  field.addEventListener("input", later(tell));
  tell();
}

function later(tell) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(tell, PAUSE);
  };
}

function watchBody(editor) {
  const count = document.createElement("p");
  count.className = "word-count";
  editor.container.$.after(count);
  const tell = () => {
    const words = countWords(editor.editable().$.innerText);
    const minutes = Math.max(1, Math.round(words / WORDS_A_MINUTE));
    const text = words ? `${number(words)} chữ · đọc khoảng ${number(minutes)} phút (${WORDS_A_MINUTE} chữ một phút)` : "";
    count.textContent = text;
    document.dispatchEvent(new CustomEvent("desk:words", { detail: { text } }));
  };
  editor.on("change", later(tell));
  editor.on("dataReady", later(tell));
  tell();
}

document.querySelectorAll("#article_form textarea[maxlength]").forEach(watch);
for (const editor of Object.values(CKEDITOR.instances)) if (editor.status === "ready") watchBody(editor);
CKEDITOR.on("instanceReady", ({ editor }) => watchBody(editor));
