// Keys for what is done all day, in the text too. None of them is taken by a browser, a
// screen reader or a Vietnamese keyboard program: docs/decisions/0018.

/* global CKEDITOR */
const form = document.getElementById("article_form");
const help = document.getElementById("shortcut-help");
const opener = document.querySelector("[data-shortcut-help]");

const KEYS = [
  { code: "KeyS", run: () => press("_save") },
  { code: "Enter", run: () => press("_preview") },
  { code: "KeyK", run: () => inEditor("link") },
  { code: "KeyI", alt: true, run: () => inEditor("deskphotos") },
  { code: "KeyF", alt: true, run: () => document.dispatchEvent(new Event("desk:focus-mode")) },
  { code: "Slash", run: () => help.showModal() },
];

function press(name) {
  const button = form.querySelector(`[name="${name}"]:not(:disabled)`);
  if (button) form.requestSubmit(button);
}

function inEditor(command) {
  const editor = CKEDITOR.instances.id_body;
  if (!editor || editor.readOnly) return;
  editor.focus();
  editor.execCommand(command);
}

// In the first phase: the editor would keep some of the keys for itself.
document.addEventListener(
  "keydown",
  (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || document.querySelector("dialog[open]")) return;
    const key = KEYS.find(({ code, alt = false }) => code === event.code && alt === event.altKey);
    if (!key) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) key.run();
  },
  true,
);

document.body.append(help);
opener.closest("[hidden]").hidden = false;
opener.addEventListener("click", () => help.showModal());
help.querySelector("button").addEventListener("click", () => help.close());
