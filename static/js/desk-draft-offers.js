// The kept texts that may be taken up again, above the form: to look at, restore, leave.

import { place } from "./desk-connection.js";

const ZONE = { timeZone: "Asia/Ho_Chi_Minh" };
const box = document.querySelector("[data-drafts]");

/** 13:38, or with its day when that is not today. */
export function clock(milliseconds) {
  const day = (moment) => new Date(moment).toLocaleDateString("vi-VN", { ...ZONE, day: "2-digit", month: "2-digit", year: "numeric" });
  const time = new Date(milliseconds).toLocaleTimeString("vi-VN", { ...ZONE, hour: "2-digit", minute: "2-digit", hour12: false });
  return day(milliseconds) === day(Date.now()) ? time : `${time} ${day(milliseconds)}`;
}

function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function button(text, action) {
  const made = element("button", "button presence__button", text);
  made.type = "button";
  made.addEventListener("click", action);
  return made;
}

function plain(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  return [...parsed.body.children].map((child) => child.textContent.trim()).join("\n");
}

function text({ fields }) {
  const body = plain(fields.body?.[0] ?? "");
  return [fields.title?.[0], fields.sapo?.[0], body].filter(Boolean).join("\n\n");
}

function sentence(draft, canRestore) {
  const title = draft.article === "moi" ? `: “${draft.title || "chưa có tiêu đề"}”` : "";
  const said = `Có bản chưa lưu lúc ${clock(draft.at)}${title}`;
  if (!canRestore) return `${said}; bài này bạn không còn sửa được, nhưng chữ vẫn còn ở đây.`;
  if (draft.article === "moi" || String(draft.version) === place.version) return said;
  const by = place.savedBy || "một người khác";
  return `${said}. Trong khi đó bài đã được ${by} lưu lúc ${place.savedAt}; khôi phục rồi bấm Lưu thì hai bản sẽ được đặt cạnh nhau.`;
}

/** One line for a draft; onRestore() and onDrop() return how to take it back. */
export function offer(draft, { onRestore, onDrop }) {
  const row = element("div", "presence__draft");
  const words = element("details", "presence__words");
  words.append(element("summary", "", "Xem chữ"), element("pre", "presence__text", text(draft.state)));

  function begin() {
    const choices = onRestore ? [button("Khôi phục", restore)] : [];
    row.replaceChildren(element("p", "presence__line", sentence(draft, Boolean(onRestore))), ...choices, button("Bỏ", drop), words);
  }
  function done(said, undoSaid, undo) {
    const back = button(undoSaid, () => {
      undo();
      begin();
      row.querySelector("button").focus();
    });
    row.replaceChildren(element("p", "presence__line", said), back);
    back.focus();
  }
  function restore() {
    const undo = onRestore();
    done(`Đã khôi phục bản lúc ${clock(draft.at)}. Hãy đọc lại rồi bấm Lưu.`, "Hoàn tác", undo);
  }
  function drop() {
    const undo = onDrop();
    done(`Đã bỏ bản lúc ${clock(draft.at)}.`, "Lấy lại", undo);
  }

  begin();
  box.append(row);
  box.hidden = false;
}
