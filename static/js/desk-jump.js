// To the very thing that is to be mended: a field, a row, or a picture, link, heading or
// table inside the editor. The keyboard goes there, too.

/* global CKEDITOR */
const FOCUSABLE = ".select2-selection, [data-photo-choose], input:not([type=hidden]), textarea, select, button";
const INSIDE = {
  img: "img[data-cke-saved-src], img[src]:not(.cke_reset)",
  a: "a[href]",
  heading: "h1, h2, h3, h4, h5, h6",
  table: "table",
};

export function goTo(id, spot = {}) {
  const editor = window.CKEDITOR?.instances[id];
  const field = document.getElementById(id) ?? document.getElementById(id.replace(/^id_(.*)$/, "$1-group"));
  if (editor && spot.spotKind && inEditor(editor, spot)) return;
  if (spot.spotKind === "row" && inRow(spot)) return;
  if (!field) return;
  const box = field.closest(".form-row") ?? field;
  box.closest("details")?.setAttribute("open", "");
  box.scrollIntoView({ block: "center" });
  const visible = field.type !== "hidden" && field.matches(FOCUSABLE) && field.offsetParent;
  const goal = box.querySelector(".select2-selection") ?? (visible ? field : box.querySelector(FOCUSABLE));
  if (editor) editor.focus();
  else goal?.focus({ preventScroll: true });
}

// --- A row of the gallery ---------------------------------------------------------------

function inRow(goal) {
  const inputs = document.querySelectorAll("#gallery-group tr:not(.empty-form) [data-photo-field] input");
  const row = [...inputs].find((input) => input.value === goal.spotValue)?.closest("tr");
  if (!row) return false;
  const name = goal.gateGoal.startsWith("gallery-alt") ? "alt" : "caption";
  const field = row.querySelector(`[name$=-${name}]`);
  row.scrollIntoView({ block: "center" });
  field.focus({ preventScroll: true });
  return true;
}

// --- Inside the editor --------------------------------------------------------------------

function inEditor(editor, goal) {
  const root = editor.editable().$;
  if (goal.spotKind === "text") return toText(editor, root, goal.spotValue);
  const all = [...root.querySelectorAll(INSIDE[goal.spotKind])];
  const there = all[goal.spotPlace];
  const found = there && says(there, goal) ? there : all.find((one) => says(one, goal)) ?? there;
  if (!found) return false;
  editor.focus();
  if (goal.spotKind === "img") toPicture(editor, found, goal.gateGoal);
  else select(editor, cellOf(found));
  cellOf(found).scrollIntoView({ block: "center" });
  return true;
}

function cellOf(element) {
  return element.querySelector("th, td") ?? element;
}

function says(element, { spotKind, spotValue }) {
  if (spotKind === "img") return (element.dataset.ckeSavedSrc ?? element.getAttribute("src")) === spotValue;
  if (spotKind === "a") return (element.dataset.ckeSavedHref ?? element.getAttribute("href")) === spotValue;
  return bare(element.textContent).startsWith(bare(spotValue));
}

function bare(text) {
  return text.normalize("NFC").replace(/\s+/g, "");
}

function select(editor, element) {
  const range = editor.createRange();
  range.selectNodeContents(new CKEDITOR.dom.element(element));
  editor.getSelection().selectRanges([range]);
}

// A caption is written below the picture; an alt has no place but the dialog.
function toPicture(editor, image, key) {
  const widget = editor.widgets.getByElement(new CKEDITOR.dom.element(image));
  if (!widget) {
    select(editor, image);
    return;
  }
  widget.focus();
  if (key.startsWith("figure-caption")) toCaption(editor, image, widget);
  else if (key.startsWith("figure-alt")) toAlt(editor, widget);
}

function toCaption(editor, image, widget) {
  // A stored picture without caption has no line for one; left empty, it is not kept.
  if (!widget.editables.caption) widget.setData("hasCaption", true);
  const caption = editor.widgets.getByElement(new CKEDITOR.dom.element(image))?.editables.caption;
  if (!caption) return;
  caption.focus();
  const range = editor.createRange();
  range.moveToElementEditStart(caption);
  editor.getSelection().selectRanges([range]);
}

function toAlt(editor, widget) {
  editor.once("dialogShow", ({ data: dialog }) => {
    setTimeout(() => dialog.getContentElement("info", "alt")?.focus(), 100);
  });
  widget.edit();
}

function toText(editor, root, words) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const start = walker.currentNode.data.normalize("NFC").indexOf(words);
    if (start < 0) continue;
    const parent = walker.currentNode.parentElement;
    editor.focus();
    const range = editor.createRange();
    const node = new CKEDITOR.dom.text(walker.currentNode);
    range.setStart(node, start);
    range.setEnd(node, Math.min(start + words.length, walker.currentNode.length));
    editor.getSelection().selectRanges([range]);
    parent.scrollIntoView({ block: "center" });
    return true;
  }
  return false;
}
