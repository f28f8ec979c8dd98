// Two texts of one story, side by side: each difference is taken from either side, and the
// outcome is filled into the form. Nothing is saved before a person sends it.

import { fill } from "./desk-form-state.js";

const box = document.querySelector("[data-conflict]");
const form = document.getElementById("article_form");
const resolved = form.elements.resolved;
const status = box.querySelector("[data-conflict-status]");
const apply = box.querySelector("[data-conflict-apply]");

function choiceOf(part, place) {
  if (!("choice" in place.dataset)) return "mine";
  const name = `conflict-${part.dataset.part}-${place.dataset.choice}`;
  return box.querySelector(`input[name="${name}"]:checked`)?.value ?? null;
}

function parts() {
  return [...box.querySelectorAll("[data-part]")];
}

/** What the chosen sides of a part say, in order. */
function chosen(part) {
  const taken = [];
  for (const place of part.querySelectorAll("[data-place]")) {
    const choice = choiceOf(part, place);
    if (choice !== "theirs") taken.push(place.dataset.mine);
    if (choice === "theirs" || choice === "both") taken.push(place.dataset.theirs);
  }
  return taken.filter(Boolean).map((text) => JSON.parse(text));
}

function undecided() {
  return parts().flatMap((part) => [...part.querySelectorAll("[data-choice]")].filter((place) => choiceOf(part, place) === null));
}

/** The form's state as desk-form-state.js knows it, of the parts that differ. */
function outcome() {
  const state = { fields: {}, labels: {}, rows: {} };
  for (const part of parts()) {
    const { part: name, holds } = part.dataset;
    const taken = chosen(part);
    if (holds === "rows") state.rows[name] = taken.map((row) => ({ id: "", ...row }));
    else if (holds === "tags") state.fields[name] = [taken.join(", ")];
    else if (holds === "body") state.fields[name] = [taken.join("\n")];
    else {
      Object.assign(state.fields, taken[0]?.fields ?? { [name]: [""] });
      Object.assign(state.labels, taken[0]?.labels);
    }
  }
  return state;
}

function count() {
  const left = new Set(undecided().map((place) => `${place.closest("[data-part]").dataset.part}-${place.dataset.choice}`)).size;
  apply.disabled = left > 0;
  return left ? `Còn ${left} chỗ phải chọn.` : "Đã chọn xong; hãy đưa kết quả vào biểu mẫu.";
}

function hold(event) {
  if (!resolved || resolved.checked || resolved.type === "hidden" || event.submitter?.formTarget === "_blank") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  status.textContent = "Chưa lưu: hãy chọn giữa hai bản, hoặc đánh dấu rằng bạn đã xem.";
  (undecided()[0]?.querySelector("input") ?? resolved).focus();
  box.scrollIntoView({ block: "start" });
}

if (apply) {
  for (const label of box.querySelectorAll("[data-conflict-choice]")) label.hidden = false;
  apply.hidden = false;
  status.textContent = count();
  box.addEventListener("change", (event) => {
    if (event.target === resolved) return;
    status.textContent = count();
    resolved.checked = false;
  });
  apply.addEventListener("click", () => {
    fill(form, outcome());
    resolved.checked = true;
    status.textContent = "Đã đưa vào biểu mẫu, chưa lưu. Hãy đọc lại bên dưới rồi bấm Lưu.";
  });
  form.addEventListener("submit", hold);
}
