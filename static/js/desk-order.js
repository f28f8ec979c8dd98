// Rows with an order (class "sortable"): up and down for the keyboard, and a number on
// every row when the form is sent, whether it was dragged, moved or just added.

function rows(fieldset) {
  return [...fieldset.querySelectorAll("tr.form-row:not(.empty-form)")];
}

function move(row, step) {
  const all = rows(row.closest("fieldset"));
  const other = all[all.indexOf(row) + step];
  if (!other) return;
  other[step < 0 ? "before" : "after"](row);
}

function button(label, sign, row, step) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "move-row";
  made.textContent = sign;
  made.title = label;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", () => {
    move(row, step);
    made.focus();
  });
  return made;
}

function addButtons(row) {
  const cell = row.querySelector("td.delete");
  const movable = cell && row.querySelector("input._reorder_");
  if (!movable || cell.querySelector(".move-row")) return;
  cell.prepend(button("Lên", "↑", row, -1), button("Xuống", "↓", row, 1));
}

function number(fieldset) {
  rows(fieldset).forEach((row, index) => {
    const place = row.querySelector("input._reorder_");
    if (place) place.value = index + 1;
  });
}

// A form that came back lists new rows last, wherever they were.
function sort(fieldset) {
  const place = (row) => Number(row.querySelector("input._reorder_")?.value) || (row.matches(".has_original") ? 0 : Infinity);
  const all = rows(fieldset);
  const sorted = [...all].sort((one, other) => place(one) - place(other) || all.indexOf(one) - all.indexOf(other));
  if (sorted.some((row, index) => row !== all[index])) all.at(-1).after(...sorted);
}

for (const fieldset of document.querySelectorAll("fieldset.sortable")) {
  sort(fieldset);
  rows(fieldset).forEach(addButtons);
  fieldset.addEventListener("formset:added", (event) => addButtons(event.target));
  fieldset.closest("form").addEventListener("submit", () => number(fieldset));
}
