// Another photo was chosen: the words written for the one before may no longer be true.

function boxesOf(field) {
  const row = field.closest("tr");
  if (row) return [...row.querySelectorAll("textarea[name$=-caption], textarea[name$=-alt], input[name$=-caption], input[name$=-alt]")];
  return ["id_lead_caption", "id_lead_alt"].map((id) => document.getElementById(id)).filter(Boolean);
}

function put(boxes, texts) {
  boxes.forEach((box, place) => {
    box.value = texts[place];
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

function offer(field, photo) {
  field.querySelector(".photo-choice__words")?.remove();
  const boxes = boxesOf(field);
  const old = boxes.map((box) => box.value);
  if (!old.some((text) => text.trim())) return;
  const note = document.createElement("p");
  note.className = "photo-choice__words";
  note.setAttribute("role", "status");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  let isNew = false;
  const say = () => {
    const said = isNew
      ? "Chú thích và mô tả đã đổi theo ảnh mới."
      : "Chú thích và mô tả bên dưới vẫn là của ảnh trước.";
    button.textContent = isNew ? "Lấy lại chữ cũ" : "Dùng chữ của ảnh mới";
    note.replaceChildren(said, " ", button);
  };
  button.addEventListener("click", () => {
    isNew = !isNew;
    const words = boxes.map((box) => (box.name.endsWith("alt") ? photo.alt : photo.caption));
    put(boxes, isNew ? words : old);
    say();
    button.focus();
  });
  say();
  field.append(note);
}

document.addEventListener("desk:photo-replaced", (event) => offer(event.target, event.detail));
