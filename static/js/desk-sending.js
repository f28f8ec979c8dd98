// Lets no form go while nobody would receive it: the page, and what is typed in it, stays.

import { check, isFresh } from "./desk-connection.js";

const FRESH = 3000; // Milliseconds; so young an answer says that the server is there.
const UNSENT = {
  lost: "Chưa lưu được: mất kết nối. Có mạng lại thì bấm lần nữa.",
  server: "Chưa lưu được: máy chủ chưa trả lời. Hãy bấm lại sau ít phút.",
  "signed-out": "Chưa lưu được: phiên làm việc đã hết. Đăng nhập lại ở thẻ khác rồi bấm lần nữa.",
  "other-user": "Chưa lưu được: trình duyệt đang dùng tài khoản của người khác.",
  forbidden: "Chưa lưu được: tài khoản của bạn không còn quyền làm việc này.",
};

export function opensElsewhere(submitter) {
  return submitter?.formTarget === "_blank";
}

/** before() keeps the text and says whether it is safe; say() tells how it goes. */
export function guard(form, { before, say }) {
  let mayPass = false;

  async function sendWhenSomebodyIsThere(submitter, isKept) {
    say("Đang kiểm tra kết nối…");
    const state = await check();
    if (state === "ok") {
      mayPass = true;
      form.requestSubmit(submitter);
      return;
    }
    say(`${UNSENT[state] ?? UNSENT.server}${isKept ? " Bài được giữ trong trình duyệt." : ""}`, true);
  }

  function stop(event) {
    if (event.target !== form || opensElsewhere(event.submitter)) return;
    const isKept = before();
    if (mayPass || isFresh(FRESH)) {
      mayPass = false;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    sendWhenSomebodyIsThere(event.submitter, isKept);
  }

  // Before anybody else hears of the sending.
  addEventListener("submit", stop, true);
}
