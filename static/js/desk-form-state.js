// What stands in the article form, as plain data, and back: fields, the editor's text,
// choosers with their labels, rows in their order.
//
// {fields: {name: [values]}, labels: {name: label}, rows: {group: [{id, fields, labels}]}}

const OURS = new Set(["csrfmiddlewaretoken", "draft", "version", "base", "resolved"]);
const SILENT = new Set(["submit", "button", "reset", "image", "file"]);
const BOXES = new Set(["checkbox", "radio"]);

function editorOf(control) {
  const editor = window.CKEDITOR?.instances[control.id];
  return editor?.status === "ready" ? editor : null;
}

function counts(control) {
  return control.name && !control.name.startsWith("_") && !SILENT.has(control.type) && !OURS.has(control.name);
}

function values(control) {
  if (control.multiple) return [...control.selectedOptions].map((option) => option.value);
  return [editorOf(control)?.getData() ?? control.value];
}

/** What a person sees of a choice that is stored as a number. */
function label(control) {
  if (control.matches("select.admin-autocomplete")) {
    return [...control.selectedOptions].map((option) => option.textContent);
  }
  const photo = control.closest("[data-photo-field]")?.querySelector("img");
  if (photo) {
    const caption = photo.parentElement.querySelector(".photo-choice__caption");
    return { thumbnail: photo.getAttribute("src"), alt: photo.alt, caption: caption?.textContent ?? "" };
  }
  const file = control.parentElement.querySelector("[data-file-label]");
  return file && control.type === "hidden" ? file.textContent.trim().replace(/\s+/g, " ") : null;
}

function readControls(controls, nameOf) {
  const fields = {};
  const labels = {};
  for (const control of controls) {
    const name = nameOf(control);
    fields[name] ??= [];
    if (!BOXES.has(control.type)) fields[name].push(...values(control));
    else if (control.checked) fields[name].push(control.value);
    const seen = label(control);
    if (seen) labels[name] = seen;
  }
  return { fields, labels };
}

// --- Rows ---------------------------------------------------------------------------------

function groups(form) {
  return [...form.querySelectorAll("[data-inline-formset]")].filter((group) => group.querySelector(".empty-form"));
}

function prefix(group) {
  return group.id.replace(/-group$/, "");
}

function rows(group) {
  return [...group.querySelectorAll("tr.form-row:not(.empty-form)")];
}

function part(control) {
  return control.name.split("-").at(-1);
}

/** The controls that hold what the row says; not whose row it is, nor its place. */
function cells(row) {
  const all = [...row.querySelectorAll("td[class*=field-] [name]")];
  return all.filter((control) => counts(control) && !control.matches("._reorder_"));
}

function remover(row) {
  return row.querySelector("input[name$=-DELETE]");
}

function readRow(row) {
  const id = row.querySelector("input[name$=-id]")?.value ?? "";
  return { id, ...readControls(cells(row), part) };
}

function isEmpty({ id, fields }) {
  return !id && Object.values(fields).flat().every((value) => !value);
}

function readGroup(group) {
  const kept = rows(group).filter((row) => !remover(row)?.checked);
  return kept.map(readRow).filter((row) => !isEmpty(row));
}

// --- Reading and comparing ----------------------------------------------------------------

function ownControls(form) {
  return [...form.elements].filter((control) => counts(control) && !control.closest("[data-inline-formset]"));
}

export function read(form) {
  const rowsOf = Object.fromEntries(groups(form).map((group) => [prefix(group), readGroup(group)]));
  return { ...readControls(ownControls(form), (control) => control.name), rows: rowsOf };
}

/** Whether the first says what the second says, as far as the second can say it. */
export function same(one, other) {
  const equal = (left, right) => JSON.stringify(left) === JSON.stringify(right);
  const fields = Object.keys(one.fields).filter((name) => name in other.fields);
  const kinds = Object.keys(one.rows).filter((name) => name in other.rows);
  const said = (list) => list.map((row) => Object.entries(row.fields).sort());
  return (
    fields.every((name) => equal(one.fields[name], other.fields[name])) &&
    kinds.every((name) => equal(said(one.rows[name]), said(other.rows[name])))
  );
}

// --- Filling in ---------------------------------------------------------------------------

function choose(select, wanted, names) {
  wanted.forEach((value, place) => {
    const known = [...select.options].some((option) => option.value === value);
    if (!known && value) select.add(new Option(names?.[place] ?? value, value));
  });
  for (const option of select.options) option.selected = wanted.includes(option.value);
}

function write(control, wanted, seen) {
  const editor = editorOf(control);
  const photo = control.closest("[data-photo-field]");
  if (editor) return editor.setData(wanted[0] ?? "");
  if (photo) {
    const detail = wanted[0] ? { id: wanted[0], thumbnail: "", alt: "", caption: "", ...seen } : null;
    return photo.dispatchEvent(new CustomEvent("desk:show-photo", { bubbles: true, detail }));
  }
  if (BOXES.has(control.type)) control.checked = wanted.includes(control.value);
  else if (control.options) choose(control, wanted, seen);
  else control.value = wanted[0] ?? "";
  const file = control.parentElement.querySelector("[data-file-label]");
  if (file && control.type === "hidden") file.textContent = seen ?? "";
  control.dispatchEvent(new Event("input", { bubbles: true }));
  return control.dispatchEvent(new Event("change", { bubbles: true }));
}

function fillControls(controls, nameOf, { fields, labels }) {
  for (const control of controls) {
    const name = nameOf(control);
    if (!(name in fields)) continue;
    const now = readControls([control], nameOf).fields[name];
    const wanted = BOXES.has(control.type) ? fields[name].filter((value) => value === control.value) : fields[name];
    if (JSON.stringify(now) !== JSON.stringify(wanted)) write(control, fields[name], labels[name]);
  }
}

function newRow(group) {
  group.querySelector(".add-row a").click();
  return rows(group).at(-1);
}

/** The first thing that a row says is what it is about: an author, a photo, a file. */
function subject({ fields }) {
  return JSON.stringify(Object.values(fields)[0] ?? []);
}

function take(free, fits) {
  const place = free.findIndex((row) => fits(readRow(row)));
  return place < 0 ? null : free.splice(place, 1)[0];
}

function fillGroup(group, wanted) {
  const free = rows(group);
  // Saving writes rows anew under other numbers, so a row is known by what it is about.
  const found = wanted.map((row) => take(free, (now) => subject(now) === subject(row)));
  wanted.forEach((row, place) => {
    found[place] ??= take(free, (now) => row.id && now.id === row.id) ?? take(free, isEmpty) ?? newRow(group);
    const box = remover(found[place]);
    if (box?.checked) box.click();
    fillControls(cells(found[place]), part, row);
  });
  const end = group.querySelector(".empty-form");
  for (const row of found) end.before(row);
  for (const row of free) {
    end.before(row);
    const box = remover(row);
    if (!box) row.querySelector(".inline-deletelink")?.click();
    else if (!box.checked) box.click();
  }
}

/** Rows first: what shows or hides a box of rows is a field. */
export function fill(form, state) {
  for (const group of groups(form)) {
    if (state.rows[prefix(group)]) fillGroup(group, state.rows[prefix(group)]);
  }
  fillControls(ownControls(form), (control) => control.name, state);
  document.getElementById("id_kind")?.dispatchEvent(new Event("change", { bubbles: true }));
}
