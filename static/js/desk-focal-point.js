// The focal point of a photo: a click on the picture, or arrows on the point.

const box = document.querySelector("[data-focal]");
const fields = ["id_focal_x", "id_focal_y"].map((id) => document.getElementById(id));

if (box && fields.every(Boolean)) {
  const image = box.querySelector("img");
  const point = document.createElement("button");
  point.type = "button";
  point.className = "focal__point";
  point.setAttribute("aria-label", "Điểm nhấn của ảnh: bấm vào ảnh, hoặc dùng phím mũi tên");
  const preview = document.createElement("div");
  preview.className = "focal__card";
  const small = image.cloneNode();
  small.alt = "";
  small.className = "focal__card-image";
  preview.append(small);
  const frame = document.createElement("div");
  frame.className = "focal__frame";
  image.replaceWith(frame);
  frame.append(image, point);
  box.append(preview);

  const place = () => {
    const [x, y] = fields.map((field) => Math.min(100, Math.max(0, Number(field.value) || 0)));
    point.style.setProperty("left", `${x}%`);
    point.style.setProperty("top", `${y}%`);
    crop(small, x, y, image.width / image.height);
  };
  const set = (x, y) => {
    [x, y].forEach((value, index) => {
      fields[index].value = Math.round(Math.min(100, Math.max(0, value)));
    });
    place();
  };

  frame.addEventListener("click", (event) => {
    if (event.target === point) return;
    const { left, top, width, height } = image.getBoundingClientRect();
    set(((event.clientX - left) / width) * 100, ((event.clientY - top) / height) * 100);
  });
  point.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!step) return;
    event.preventDefault();
    set(Number(fields[0].value) + step[0], Number(fields[1].value) + step[1]);
  });
  fields.forEach((field) => field.addEventListener("input", place));
  place();
}

// The 3:2 crop as news.renditions makes it: as large as fits, around the point.
function crop(small, x, y, ratio) {
  const wide = ratio > 1.5;
  const part = wide ? 1.5 / ratio : ratio / 1.5;
  const along = wide ? x / 100 : y / 100;
  const start = Math.min(Math.max(along - part / 2, 0), 1 - part);
  const percent = part < 1 ? (start / (1 - part)) * 100 : 50;
  small.style.setProperty("object-position", wide ? `${percent}% 50%` : `50% ${percent}%`);
}
