// Pasting and dropping into the story: cleaned before the editor inserts it.

import { clean, fromText, MOST_LETTERS } from "./desk-paste-clean.js";
import { isPictureAlone, settle } from "./desk-paste-pictures.js";
import { addresses, send } from "./desk-upload.js";

/* global CKEDITOR */
const FIRST = 1; // Before the editor looks at the data.
const MISSING = "Ảnh dán từ Word không kèm tệp: hãy kéo tệp ảnh vào đây hoặc bấm Chèn ảnh.";
const REMOTE = "Ảnh của trang khác không được chép theo: hãy tải ảnh về, kéo tệp vào đây hoặc bấm Chèn ảnh, và ghi nguồn.";
const TOO_LONG = "Nội dung dán dài quá 1.000.000 ký tự. Hãy chia thành nhiều bài hoặc đính kèm tệp.";

function attach(editor) {
  const note = document.createElement("p");
  note.className = "paste-note";
  note.setAttribute("role", "status");
  editor.container.$.after(note);
  const say = (...sentences) => (note.textContent = sentences.filter(Boolean).join(" "));
  editor.on("paste", (event) => pasted(editor, event, say), null, null, FIRST);
}

function pasted(editor, event, say) {
  const { data } = event;
  const transfer = data.dataTransfer;
  if (transfer.getTransferType(editor) === CKEDITOR.DATA_TRANSFER_INTERNAL) return;
  say();
  const own = transfer.getData("text/html", true);
  const text = own ? "" : transfer.getData("text/plain", true);
  const html = own || (text ? "" : data.dataValue);
  if (!html && !text) return; // A file: the editor sends it to the library.
  const root = html ? clean(html) : fromText(text);
  const file = pictureFile(transfer);
  if (file && isPictureAlone(root) && !/^data:/.test(root.querySelector("img").getAttribute("src"))) {
    event.cancel();
    bringIn(editor, file, say);
    return;
  }
  const lost = settle(root, transfer.getData("text/rtf", true) || "");
  say(lost.missing && MISSING, lost.remote && REMOTE);
  joinLine(root);
  data.dataValue = root.innerHTML;
  data.type = "html";
  data.dontFilter = true;
  if (lettersOf(root) > MOST_LETTERS) {
    event.cancel();
    say(TOO_LONG);
  } else if (!data.dataValue.trim()) event.cancel();
}

// Pictures go into the library: their bytes are no part of the text.
function lettersOf(root) {
  const pictures = [...root.querySelectorAll("img[src^='data:']")];
  return pictures.reduce((length, image) => length - image.getAttribute("src").length, root.innerHTML.length);
}

// A single paragraph continues the one in which the cursor stands.
function joinLine(root) {
  const [only, ...more] = root.childNodes;
  if (only?.localName === "p" && !more.length && !only.className) root.replaceChildren(...only.childNodes);
}

function pictureFile(transfer) {
  for (let index = 0; index < transfer.getFilesCount(); index += 1) {
    const file = transfer.getFile(index);
    if (file?.type.startsWith("image/")) return file;
  }
  return null;
}

async function bringIn(editor, file, say) {
  say("Đang tải ảnh vào thư viện…");
  const answer = await send(file, addresses.upload).catch((error) => say(error.message));
  if (!answer?.photo) return;
  const insert = (photos) => editor.execCommand("insertphotos", photos);
  insert([answer.photo]);
  say(answer.notice ?? "Ảnh đã vào thư viện.");
}

for (const editor of Object.values(CKEDITOR.instances)) if (editor.status === "ready") attach(editor);
CKEDITOR.on("instanceReady", ({ editor }) => attach(editor));
