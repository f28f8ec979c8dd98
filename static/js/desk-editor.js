// Words of the editor that its own Vietnamese lacks or confuses, and no made-up caption:
// an empty one means that the caption of the photo library is shown.

/* global CKEDITOR */
const WORDS = {
  image2: {
    alt: "Mô tả ảnh (alt)",
    captionPlaceholder: "",
  },
  link: { displayText: "Chữ hiển thị", toPhone: "Điện thoại", phoneNumber: "Số điện thoại" },
};

CKEDITOR.on("instanceReady", ({ editor }) => {
  for (const [plugin, words] of Object.entries(WORDS)) {
    Object.assign(editor.lang[plugin], words);
  }
  // The HTML as the server stores it, not set in lines: a save without a change is none.
  const plain = { indent: false, breakBeforeOpen: false, breakAfterOpen: false, breakBeforeClose: false, breakAfterClose: false };
  for (const tag of Object.keys(CKEDITOR.dtd)) editor.dataProcessor.writer.setRules(tag, plain);
});

// Photos: the toolbar's button opens the box of the library; dropped and pasted files go
// into the library by the same view. Each comes with the photo's caption and alt.

function figure(photo) {
  const made = document.createElement("figure");
  made.className = "image";
  const image = document.createElement("img");
  image.src = photo.url;
  image.alt = photo.alt;
  const caption = document.createElement("figcaption");
  caption.textContent = photo.caption;
  made.append(image, caption);
  return made.outerHTML;
}

// Where the cursor is; behind a picture that is selected, which would be overwritten.
function place(editor) {
  const widget = editor.widgets.focused ?? editor.widgets.selected[0];
  const chosen = widget ? null : editor.getSelection()?.getRanges()[0];
  if (chosen) return chosen;
  const range = editor.createRange();
  if (widget) range.moveToPosition(widget.wrapper, CKEDITOR.POSITION_AFTER_END);
  else range.moveToElementEditEnd(editor.editable());
  return range;
}

CKEDITOR.plugins.add("deskphotos", {
  requires: "uploadimage,image2",
  init(editor) {
    const insertAt = (range, photos) => {
      editor.focus();
      if (!photos.length) return;
      editor.getSelection().selectRanges([range]);
      editor.insertHtml(photos.map(figure).join(""));
    };
    editor.addCommand("insertphotos", { exec: (_, photos) => insertAt(place(editor), photos) });
    editor.addCommand("deskphotos", {
      exec() {
        const range = place(editor);
        const insert = (photos) => insertAt(range, photos);
        document.dispatchEvent(new CustomEvent("desk:choose-photos", { detail: { insert } }));
      },
    });
    editor.ui.addButton("DeskPhotos", { label: "Chèn ảnh", command: "deskphotos", icon: "image" });
    editor.on("fileUploadRequest", ({ data: { fileLoader } }) => {
      const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
      fileLoader.xhr.setRequestHeader("X-CSRFToken", token);
      fileLoader.xhr.setRequestHeader("Accept", "application/json");
      // Before the notification is shown: the server's own sentence.
      fileLoader.on("error", () => (fileLoader.message = refusal(fileLoader)), null, null, 1);
    }, null, null, 20);
    editor.on("fileUploadResponse", ({ data }) => {
      try {
        data.photo = JSON.parse(data.fileLoader.xhr.responseText).photo;
      } catch {
        data.message = "Máy chủ không nhận tệp này.";
      }
    }, null, null, 1);
  },
  afterInit(editor) {
    // The editor lets in what its toolbar can make; the stock button is not there.
    editor.addFeature(editor.widgets.registered.image);
    editor.once("instanceReady", () => {
      editor.widgets.registered.uploadimage.onUploaded = function insertPhoto(upload) {
        this.replaceWith(figure(upload.responseData.photo));
      };
    });
  },
});

function refusal(loader) {
  try {
    return JSON.parse(loader.xhr.responseText).error.message;
  } catch {
    return loader.xhr?.status === 403
      ? "Phiên làm việc đã hết hoặc bạn không có quyền tải ảnh. Hãy tải lại trang."
      : "Không tải được ảnh. Hãy thử lại.";
  }
}
