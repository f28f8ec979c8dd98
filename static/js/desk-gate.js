// “Kiểm tra”: asks the gate about the form as it stands, shows what it found beside the
// form, leads to the field, photo or link, and lets an editor waive a problem.

import { goTo } from "./desk-jump.js";

const form = document.getElementById("article_form");
const panel = document.getElementById("gate");
const status = document.querySelector("[data-gate-status]");
const button = document.querySelector("[data-gate-check]");
const NO_ANSWER = "Máy chủ chưa trả lời. Những gì bạn gõ vẫn còn; hãy thử lại.";
const SIGNED_OUT = "Phiên làm việc đã hết hoặc bài không còn. Hãy mở bàn biên tập trong một thẻ mới, đăng nhập rồi thử lại.";

function say(text) {
  status.textContent = text;
}

// What the form would send now: the editor's text, and rows in the order that is seen.
function content() {
  for (const editor of Object.values(window.CKEDITOR?.instances ?? {})) editor.updateElement();
  const data = new FormData(form);
  for (const fieldset of form.querySelectorAll("fieldset.sortable")) {
    const places = fieldset.querySelectorAll("tr.form-row:not(.empty-form) input._reorder_");
    places.forEach((place, index) => data.set(place.name, index + 1));
  }
  return data;
}

function show() {
  panel.hidden = false;
  panel.classList.add("gate--docked");
  panel.querySelector("[data-gate-close]").hidden = false;
}

// The page of a refused publication shows at the fields what the gate found then.
function forgetOldErrors() {
  if (!("gateErrors" in panel.dataset)) return;
  delete panel.dataset.gateErrors;
  for (const list of form.querySelectorAll("ul.errorlist")) list.remove();
  for (const row of form.querySelectorAll(".form-row.errors, .form-row .errors")) row.classList.remove("errors");
}

function complain(text) {
  const line = document.createElement("p");
  line.className = "gate__error";
  line.textContent = text;
  panel.querySelector(".gate__error--check")?.remove();
  line.classList.add("gate__error--check");
  panel.querySelector(".gate__bar").after(line);
  show();
  say(text);
}

async function send(url, body, type) {
  const answer = await fetch(url, { method: "POST", body, headers: { Accept: type } });
  if (answer.redirected) throw new Error(SIGNED_OUT);
  if (answer.status >= 500 || answer.status === 403) throw new Error(NO_ANSWER);
  return answer;
}

async function check() {
  button.disabled = true;
  say("Đang kiểm tra…");
  try {
    const answer = await send(button.dataset.gateCheck, content(), "text/html");
    panel.innerHTML = await answer.text();
    forgetOldErrors();
    show();
    say(panel.querySelector("h2").textContent);
    return true;
  } catch (error) {
    complain(error instanceof TypeError ? NO_ANSWER : error.message);
    return false;
  } finally {
    button.disabled = false;
  }
}

// A waiver is a step of the story: the form goes on from the version after it.
async function step(event) {
  const sent = event.target;
  const error = sent.querySelector(".gate__error");
  try {
    const answer = await send(sent.action, new FormData(sent), "application/json");
    const { message, version } = await answer.json();
    if (!answer.ok) throw new Error(message);
    document.getElementById("id_version").value = version;
    if (await check()) panel.focus();
    say(message);
  } catch (failure) {
    const text = failure instanceof TypeError ? NO_ANSWER : failure.message;
    if (error) error.textContent = text;
    else complain(text);
  }
}

function close() {
  panel.hidden = true;
  button?.focus();
}

button?.addEventListener("click", async () => {
  if (await check()) panel.focus();
});

panel.addEventListener("click", (event) => {
  if (event.target.closest("[data-gate-close]")) close();
  const link = event.target.closest("[data-gate-goal]");
  if (!link) return;
  event.preventDefault();
  goTo(link.hash.slice(1), link.dataset);
});

panel.addEventListener("submit", (event) => {
  if (!button || !event.target.matches("[data-gate-step]")) return;
  event.preventDefault();
  step(event);
});

panel.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});

if (panel.querySelector(".problems, .advice")) show();
