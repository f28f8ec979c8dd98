// The address that the story will have, below its title while it is typed.

import { cleanLine, slug } from "./desk-vietnamese.js";

const title = document.getElementById("id_title");
const { article, publicUrl } = document.querySelector("[data-writing]").dataset;

if (title) {
  const shown = document.createElement("p");
  shown.className = "story-address";
  shown.id = "id_title_address";
  const notice = document.createElement("p");
  notice.className = "story-address__notice";
  notice.setAttribute("role", "status");
  title.closest(".form-row").append(shown, notice);
  title.setAttribute("aria-describedby", `${title.getAttribute("aria-describedby") ?? ""} ${shown.id}`.trim());
  const tell = () => {
    const text = cleanLine(title.value);
    const ending = article ? `-${article}.html` : "-";
    const path = `/${slug(text)}${ending}`;
    shown.replaceChildren();
    if (!text) return;
    shown.append("Địa chỉ: ", strong(`${location.host}${path}`));
    if (!article) shown.append(" và số của bài, có khi lưu lần đầu");
    const moves = publicUrl && path !== publicUrl;
    const sentence = moves ? "Địa chỉ cũ sẽ dẫn sang địa chỉ mới khi đăng." : "";
    if (notice.textContent !== sentence) notice.textContent = sentence;
  };
  title.addEventListener("input", tell);
  tell();
}

function strong(text) {
  const made = document.createElement("span");
  made.className = "story-address__url";
  made.textContent = text;
  return made;
}
