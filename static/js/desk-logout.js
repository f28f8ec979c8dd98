// Whoever signs out is asked what becomes of the unsaved stories that this computer keeps:
// somebody else may sit here next.

import { discardAll, unsaved } from "./desk-drafts.js";

const form = document.getElementById("logout-form");

function button(text, className, action) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", textContent: text, className });
  made.addEventListener("click", action);
  return made;
}

/** The open form asks nothing more of a session that ends. */
function leave(discard) {
  document.dispatchEvent(new CustomEvent("desk:signing-out", { detail: { discard } }));
  form.submit();
}

function ask(count) {
  const dialog = document.createElement("dialog");
  dialog.className = "logout-box";
  dialog.setAttribute("aria-labelledby", "logout-box-text");
  const text = document.createElement("p");
  text.id = "logout-box-text";
  text.textContent = `Máy này đang giữ ${count} bài chưa lưu của bạn. Tài khoản khác không được mời đọc, nhưng chữ vẫn nằm trong trình duyệt. Máy dùng chung thì nên xóa.`;
  const buttons = document.createElement("div");
  buttons.className = "logout-box__buttons";
  buttons.append(
    button("Giữ lại và đăng xuất", "button default", () => leave(false)),
    button("Xóa rồi đăng xuất", "button", async () => {
      await discardAll(form.dataset.user);
      leave(true);
    }),
    button("Ở lại", "logout-box__stay", () => dialog.close()),
  );
  dialog.append(text, buttons);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const count = await unsaved(form.dataset.user).catch(() => 0);
  if (count) ask(count);
  else leave(false);
});
