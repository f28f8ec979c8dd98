// Says every few seconds that this tab has the story open, and shows at the top of the
// form who else has, whether it was saved elsewhere, and what is wrong with the connection.

import { become, body, check, form, holder, onState, place, tell } from "./desk-connection.js";

const HIDDEN_PAUSE = 1000;
const STAYED = 5000;
const BACK_AFTER = 60_000; // A page that comes back sooner was only saved or loaded again.
const lines = holder.querySelector("[data-presence-lines]");
const since = opened();
let tab = named();
let connection = { state: "ok" };
let seen = { others: [] };
let timer;
let asking = false;
let isGone = false;

function named() {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function opened() {
  const key = `desk:opened:${place.article}`;
  let found = null;
  try {
    found = JSON.parse(sessionStorage.getItem(key));
  } catch {
    // Whatever stands there, this page is its beginning.
  }
  const start = found && Date.now() - found.left < BACK_AFTER ? found.start : Date.now();
  addEventListener("pagehide", () => {
    try {
      sessionStorage.setItem(key, JSON.stringify({ start, left: Date.now() }));
    } catch {
      // Without storage it is open since this page came.
    }
  });
  return start;
}

function fields() {
  const version = form.elements.version?.value || place.version;
  const said = { tab, version, open_for: Math.max(0, Math.round((Date.now() - since) / 1000)) };
  return document.hidden ? { ...said, hidden: 1 } : said;
}

async function ping() {
  clearTimeout(timer);
  if (isGone) return;
  if (!asking) {
    asking = true;
    if (place.url) seen = (await tell(fields())) ?? seen;
    else await check();
    asking = false;
    show();
  }
  clearTimeout(timer);
  timer = setTimeout(ping, place.pingSeconds * 1000);
}

// --- What is shown ------------------------------------------------------------------------

const KEPT = "maySave" in place ? "; bài được giữ trong trình duyệt" : "";
const CONNECTION = {
  lost: `Mất kết nối${KEPT}.`,
  server: `Máy chủ chưa trả lời${KEPT}.`,
  forbidden: `Tài khoản của bạn không còn quyền làm việc với bài này${KEPT}.`,
  gone: `Bài này không còn, hoặc bạn không còn được xem${KEPT}.`,
};

function wrong({ state, name }) {
  if (state === "signed-out") {
    const here = KEPT && `${KEPT} này`;
    return `Phiên làm việc đã hết${here}. Đăng nhập lại ở thẻ khác rồi lưu.`;
  }
  if (state === "other-user") {
    return `Trình duyệt này vừa đăng nhập bằng tài khoản của ${name}${KEPT}. Đăng nhập lại bằng tài khoản của bạn rồi lưu.`;
  }
  return CONNECTION[state];
}

function moved({ by, at, mine, step }) {
  const who = mine ? "Bạn" : by || "Hệ thống";
  const where = mine ? " ở thẻ khác" : "";
  const what = step ? `vừa làm bước “${step}”${where} lúc ${at}` : `đã lưu bản mới${where} lúc ${at}`;
  return `${who} ${what}. Khi bạn lưu, hai bản sẽ được đặt cạnh nhau.`;
}

function line(text, isLoud, link) {
  const made = document.createElement("p");
  made.className = isLoud ? "presence__line presence__line--loud" : "presence__line";
  made.textContent = text;
  if (link) made.append(" ", link);
  return made;
}

function signIn() {
  const link = document.createElement("a");
  Object.assign(link, { href: place.loginUrl, target: "_blank", textContent: "Đăng nhập" });
  return link;
}

function lately() {
  const { others, mine, moved: step, version } = seen;
  // A page that compares both texts need not be told of what it shows.
  const isShown = document.querySelector("[data-conflict]") && String(version) === place.version;
  const shown = step && "maySave" in place && !isShown ? [line(moved(step), true)] : [];
  for (const { name, since: start, away } of others) {
    shown.push(line(`${name} cũng đang mở bài này (từ ${start}${away ? ", hiện xem trang khác" : ""}).`));
  }
  if (mine) shown.push(line(`Bạn cũng đang mở bài này ở thẻ khác (từ ${mine}).`));
  return shown;
}

function show() {
  const { state } = connection;
  const link = ["signed-out", "other-user"].includes(state) ? signIn() : null;
  const made = state === "ok" ? lately() : [line(wrong(connection), true, link)];
  const text = made.map((one) => one.textContent).join("\n");
  if (text === lines.dataset.text) return; // Nobody is told the same thing twice.
  lines.dataset.text = text;
  lines.replaceChildren(...made);
}

onState((now) => {
  connection = now;
  show();
});

// --- When ---------------------------------------------------------------------------------

function goodbye() {
  isGone = true;
  if (place.url) navigator.sendBeacon(place.url, body({ tab, leave: 1 }));
}

function signOut() {
  isGone = true;
  setTimeout(comeBack, STAYED); // Asked before leaving, somebody may have stayed.
}

function hide() {
  // Not at once: a tab that is being closed is hidden, too, and must say nothing more.
  clearTimeout(timer);
  timer = setTimeout(ping, HIDDEN_PAUSE);
}

function comeBack() {
  isGone = false;
  ping();
}

addEventListener("online", ping);
addEventListener("offline", () => become("lost"));
addEventListener("focus", ping);
form.elements.version?.addEventListener("change", ping); // An older text was taken up.
document.addEventListener("visibilitychange", () => (document.hidden ? hide() : ping()));
document.addEventListener("desk:signing-out", signOut);
addEventListener("pagehide", goodbye);
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  tab = named(); // The one that said goodbye stays gone.
  comeBack();
});

ping();
