// Preview links beside the story: made and revoked without leaving what is being typed.
const form = document.getElementById("preview-link-form");
const panel = document.querySelector("[data-preview-links]");
const AWAY = "Phiên làm việc đã hết. Hãy đăng nhập lại ở một thẻ khác rồi thử lại.";
const FAILED = "Không kết nối được. Xin thử lại.";
let isSending = false;

const say = (text) => {
  panel.querySelector("[data-links-status]").textContent = text;
};

const showCopyButtons = () => {
  for (const button of panel.querySelectorAll("[data-copy]")) button.hidden = false;
};

// The clipboard interface exists on https only; on plain http the selection is copied.
const copy = async (field) => {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    return document.execCommand("copy");
  }
};

const send = async (submitter) => {
  const response = await fetch(submitter.getAttribute("formaction") ?? form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { "X-Requested-With": "panel" },
    redirect: "error",
  });
  const text = await response.text();
  const fresh = new DOMParser()
    .parseFromString(text, "text/html")
    .querySelector("[data-preview-links]");
  if (!fresh) return say(AWAY);
  panel
    .querySelector("[data-links-body]")
    .replaceWith(fresh.querySelector("[data-links-body]"));
  showCopyButtons();
  say(fresh.querySelector("[data-links-status]").textContent);
  panel.querySelector("[data-copy], .errorlist")?.focus();
};

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (isSending) return;
  isSending = true;
  say("Đang gửi…");
  try {
    await send(event.submitter);
  } catch {
    say(FAILED);
  } finally {
    isSending = false;
  }
});

panel?.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const copied = await copy(button.previousElementSibling);
  say(copied ? "Đã chép liên kết." : "Hãy bấm Ctrl + C để chép.");
});

if (panel) showCopyButtons();
