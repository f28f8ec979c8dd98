// Photos in the article form: the lead photo, the rows of a gallery, the editor's button.

import { choosePhotos } from "./desk-photo-box.js";

function show(field, photo) {
  const frame = field.querySelector("[data-photo-frame]");
  const image = document.createElement("img");
  Object.assign(image, { className: "photo-choice__image", src: photo.thumbnail, alt: photo.alt, width: 240, height: 160 });
  const caption = document.createElement("p");
  caption.className = "photo-choice__caption";
  caption.textContent = photo.caption || "Chưa có chú thích";
  frame.replaceChildren(image, caption);
  field.querySelector("[data-photo-clear]").hidden = false;
  write(field, photo.id);
}

function write(field, value) {
  const input = field.querySelector("input[type=hidden]");
  input.value = value;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

function clear(field) {
  const none = document.createElement("p");
  none.className = "photo-choice__none";
  none.textContent = "Chưa chọn ảnh";
  field.querySelector("[data-photo-frame]").replaceChildren(none);
  field.querySelector("[data-photo-clear]").hidden = true;
  write(field, "");
}

/** A person's choice; who took its place is told, see desk-photo-words.js. */
function choose(field, photo) {
  const before = field.querySelector("input[type=hidden]").value;
  show(field, photo);
  if (before && before !== String(photo.id)) field.dispatchEvent(new CustomEvent("desk:photo-replaced", { bubbles: true, detail: photo }));
}

document.addEventListener("click", async (event) => {
  const field = event.target.closest?.("[data-photo-field]");
  if (field && event.target.closest("[data-photo-clear]")) clear(field);
  if (field && event.target.closest("[data-photo-choose]")) {
    const [photo] = await choosePhotos();
    if (photo) choose(field, photo);
  }
});

// A file dropped on the lead photo goes into the library and is chosen.
document.addEventListener("dragover", (event) => {
  if (event.target.closest?.("[data-photo-field]")) event.preventDefault();
});
document.addEventListener("drop", async (event) => {
  const field = event.target.closest?.("[data-photo-field]");
  if (!field || !event.dataTransfer.files.length) return;
  event.preventDefault();
  const [photo] = await choosePhotos({ files: [...event.dataTransfer.files].slice(0, 1) });
  if (photo) choose(field, photo);
});

// A choice made elsewhere, by a text that is taken up again; null for none.
document.addEventListener("desk:show-photo", (event) => {
  if (event.detail) show(event.target, event.detail);
  else clear(event.target);
});

// The editor's button; it knows nothing of the library but this event.
document.addEventListener("desk:choose-photos", async (event) => {
  event.detail.insert(await choosePhotos({ many: true }));
});

// --- The rows of a gallery ----------------------------------------------------------------

const gallery = document.getElementById("gallery-group");

function addRow(photo) {
  gallery.querySelector(".add-row a").click();
  const rows = gallery.querySelectorAll("tr.form-row:not(.empty-form)");
  const row = rows[rows.length - 1];
  show(row.querySelector("[data-photo-field]"), photo);
  row.querySelector("[name$=-caption]").value = photo.caption;
  row.querySelector("[name$=-alt]").value = photo.alt;
}

function addGalleryButton() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button gallery-add";
  button.textContent = "Thêm nhiều ảnh vào bộ ảnh";
  button.addEventListener("click", async () => {
    const inputs = gallery.querySelectorAll("tr:not(.empty-form) [data-photo-field] input");
    const there = new Set([...inputs].map((input) => Number(input.value)));
    for (const photo of await choosePhotos({ many: true })) {
      if (!there.has(photo.id)) addRow(photo);
    }
  });
  gallery.querySelector("fieldset h2").after(button);
}

function showGallery() {
  const kind = document.getElementById("id_kind");
  const rows = gallery.querySelectorAll("tr.form-row:not(.empty-form)");
  if (kind) gallery.hidden = kind.value !== "anh" && !rows.length;
}

if (gallery?.querySelector(".empty-form")) addGalleryButton();
if (gallery) {
  showGallery();
  document.getElementById("id_kind")?.addEventListener("change", showGallery);
}
