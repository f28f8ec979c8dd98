// The front page's rows: dragged by the handle with mouse, pen or finger, or moved by
// buttons; what was taken away can be put back until it is saved.
const form = document.querySelector("[data-front]");
const lists = [...form.querySelectorAll("[data-list]")];
const status = form.querySelector("[data-said-last]");
const EDGE = 80; // Pixels from the window's edge within which dragging scrolls.

const shown = (list) => [...list.querySelectorAll("[data-slot]:not([hidden])")];
const titleOf = (row) => row.querySelector("[data-title]").textContent;
const field = (row, name) => row.querySelector(`[name$="-${name}"]`);

const number = () => {
  for (const list of lists) {
    shown(list).forEach((row, index) => {
      field(row, "position").value = index + 1;
      field(row, "place").value = list.dataset.list;
    });
  }
};

// The same words on every row would tell a listener nothing.
const name = (row) => {
  for (const button of row.querySelectorAll("[data-tools] button")) {
    const words = button.title || button.textContent;
    button.setAttribute("aria-label", `${words}: ${titleOf(row)}`);
  }
};

const tell = (row) => {
  const list = row.closest("[data-list]");
  const rows = shown(list);
  const place = `thứ ${rows.indexOf(row) + 1} trong ${rows.length}`;
  status.textContent = `“${titleOf(row)}”: ${list.dataset.name}, ${place}.`;
};

const changed = (row) => {
  form.dataset.changed = "";
  number();
  if (row) tell(row);
};

const move = (row, step) => {
  const rows = shown(row.parentElement);
  const other = rows[rows.indexOf(row) + step];
  if (other) other[step < 0 ? "before" : "after"](row);
};

const swap = (row, name) => {
  const goal = lists.find((list) => list.dataset.list === name);
  if (name === "chinh") goal.prepend(row);
  else goal.append(row);
};

// Hides the row; a line in its place says so and brings it back. Returns the button.
const putAway = (row) => {
  field(row, "DELETE").checked = true;
  row.hidden = true;
  const back = document.createElement("button");
  back.type = "button";
  back.textContent = "Hoàn tác";
  const line = document.createElement("li");
  line.className = "slot-removed";
  line.append(`Đã bỏ “${titleOf(row)}”. `, back);
  back.addEventListener("click", () => {
    field(row, "DELETE").checked = false;
    row.hidden = false;
    line.remove();
    changed(row);
    row.querySelector("[data-remove]").focus();
  });
  row.after(line);
  return back;
};

const remove = (row) => {
  const back = putAway(row);
  changed();
  back.focus();
  status.textContent = `Đã bỏ “${titleOf(row)}”.`;
};

form.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-tools] button");
  if (!button) return;
  const row = button.closest("[data-slot]");
  if (button.hasAttribute("data-remove")) return remove(row);
  const { swap: goal } = button.dataset;
  if (goal) swap(row, goal);
  else move(row, Number(button.dataset.move));
  changed(row);
  // The button that led here may be gone now; its opposite stands in its place.
  (goal ? row.querySelector(`[data-swap]:not([data-swap="${goal}"])`) : button).focus();
});

// --- Dragging ---

const dropAt = (row, x, y) => {
  const under = document.elementFromPoint(x, y);
  const over = under?.closest("[data-slot]");
  if (over === row) return;
  if (over && form.contains(over)) {
    const box = over.getBoundingClientRect();
    over[y < box.top + box.height / 2 ? "before" : "after"](row);
    return;
  }
  const section = under?.closest("section");
  const list = section?.querySelector("[data-list]");
  if (list && !shown(list).length) list.append(row);
};

form.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest("[data-handle]");
  if (!handle || event.button !== 0) return;
  event.preventDefault();
  const row = handle.closest("[data-slot]");
  row.classList.add("slot--dragged");

  const drag = ({ clientX, clientY }) => {
    if (clientY < EDGE) window.scrollBy(0, -12);
    if (clientY > window.innerHeight - EDGE) window.scrollBy(0, 12);
    dropAt(row, clientX, clientY);
  };
  const drop = () => {
    row.classList.remove("slot--dragged");
    document.removeEventListener("pointermove", drag);
    document.removeEventListener("pointerup", drop);
    document.removeEventListener("pointercancel", drop);
    changed(row);
  };
  document.addEventListener("pointermove", drag);
  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", drop);
});

// --- A new row, from desk-front-add.js ---

form.addEventListener("slot:added", ({ target }) => {
  name(target);
  changed(target);
});
form.addEventListener("input", () => (form.dataset.changed = ""));

form.addEventListener("submit", ({ submitter }) => {
  number();
  if (!submitter?.hasAttribute("data-preview")) delete form.dataset.changed;
});

window.addEventListener("beforeunload", (event) => {
  if ("changed" in form.dataset) event.preventDefault();
});

for (const part of form.querySelectorAll("[data-handle], [data-tools], [data-add]")) {
  part.hidden = false;
}
for (const part of form.querySelectorAll("[data-plain]")) part.hidden = true;
const blank = form.querySelector("[data-slot-template]").content;
blank.querySelector("[data-plain]").hidden = true;
for (const part of blank.querySelectorAll("[data-handle], [data-tools]")) {
  part.hidden = false;
}
for (const row of form.querySelectorAll("[data-slot]")) {
  name(row);
  if (field(row, "DELETE").checked) putAway(row); // The form came back with an error.
}
number();
