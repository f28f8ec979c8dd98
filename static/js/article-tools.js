// "In bài viết" and "Chép liên kết".
const tools = document.querySelector("[data-article-tools]");
const status = tools.querySelector("[data-copy-status]");
const address =
  document.querySelector('link[rel="canonical"]')?.href ?? window.location.href;

// The clipboard interface exists on https only; on plain http a selection is copied.
const copySelection = () => {
  const field = document.createElement("textarea");
  field.value = address;
  field.readOnly = true;
  field.className = "visually-hidden";
  tools.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied;
};

const copy = async () => {
  if (!navigator.clipboard) return copySelection();
  try {
    await navigator.clipboard.writeText(address);
    return true;
  } catch {
    return copySelection();
  }
};

tools.querySelector("[data-print]").addEventListener("click", () => window.print());
tools.querySelector("[data-copy-link]").addEventListener("click", async () => {
  status.textContent = "";
  const copied = await copy();
  status.textContent = copied ? "Đã chép liên kết." : `Liên kết của bài: ${address}`;
});
tools.hidden = false;
