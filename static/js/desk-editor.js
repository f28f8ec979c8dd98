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
});
