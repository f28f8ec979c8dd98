// Rows of a meeting's lists: add, move, take away; Enter goes to the next row.
// Without it every row has its number and a box to drop it.

for (const list of document.querySelectorAll("[data-rows]")) keep(list);

function keep(list) {
  const prefix = list.dataset.rows;
  const total = list.querySelector(`[name="${prefix}-TOTAL_FORMS"]`);
  const blank = list.querySelector("template");
  const place = list.querySelector("[data-list]");
  const add = list.querySelector("[data-add]");
  const said = list.querySelector("[data-said]");
  const rows = () => [...place.querySelectorAll("[data-row]")];
  const first = (row) => row.querySelector("input:not([type=hidden], [type=checkbox]), select, textarea");

  function dress(row) {
    row.querySelector("[data-plain]").hidden = true;
    row.querySelector("[data-tools]").hidden = false;
  }

  function number() {
    rows().forEach((row, index) => {
      row.querySelector('[name$="-ORDER"]').value = index + 1;
    });
  }

  function append() {
    const html = blank.innerHTML.replaceAll("__prefix__", total.value);
    place.insertAdjacentHTML("beforeend", html);
    total.value = Number(total.value) + 1;
    const row = rows().at(-1);
    dress(row);
    number();
    first(row).focus();
    said.textContent = "Đã thêm một dòng.";
  }

  function move(row, by) {
    const all = rows();
    const other = all[all.indexOf(row) + by];
    if (!other) return;
    if (by < 0) other.before(row);
    else other.after(row);
    number();
    said.textContent = by < 0 ? "Đã chuyển lên." : "Đã chuyển xuống.";
  }

  function drop(row, button) {
    const box = row.querySelector('[name$="-DELETE"]');
    box.checked = !box.checked;
    row.classList.toggle("rows__row--dropped", box.checked);
    button.textContent = box.checked ? "Giữ lại" : "Bỏ";
    said.textContent = box.checked ? "Dòng sẽ bỏ khi lưu." : "Dòng được giữ lại.";
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  add.hidden = false;
  add.addEventListener("click", append);
  place.addEventListener("click", ({ target }) => {
    const row = target.closest("[data-row]");
    if (target.matches("[data-up]")) move(row, -1);
    else if (target.matches("[data-down]")) move(row, 1);
    else if (target.matches("[data-drop]")) drop(row, target);
    else return;
    if (target.isConnected) target.focus();
  });
  place.addEventListener("keydown", (event) => {
    const { target, key, isComposing } = event;
    if (key !== "Enter" || isComposing || !target.matches("input, select")) return;
    event.preventDefault();
    const all = rows();
    const next = all[all.indexOf(target.closest("[data-row]")) + 1];
    if (next) first(next).focus();
    else append();
  });
  rows().forEach(dress);
  number();
}
