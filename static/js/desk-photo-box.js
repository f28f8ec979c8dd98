// The box in which photos are chosen: the library by pages and words, and new files by
// button or by dropping them. choosePhotos() resolves with the chosen ones, in order.

import { addresses, send } from "./desk-upload.js";

const PAUSE = 250; // Milliseconds after the last letter typed.

export function choosePhotos({ many = false, files = [] } = {}) {
  return new Promise((resolve) => new Box(many, resolve).open(files));
}

class Box {
  constructor(many, resolve) {
    this.many = many;
    this.resolve = resolve;
    this.chosen = new Map();
    this.dialog = document.createElement("dialog");
    this.dialog.className = "photo-box";
    this.dialog.setAttribute("aria-labelledby", "photo-box-title");
    this.dialog.innerHTML = `
      <div class="photo-box__head">
        <h2 class="photo-box__title" id="photo-box-title">${many ? "Chọn những ảnh" : "Chọn ảnh"}</h2>
        <input type="search" class="photo-box__search" placeholder="Tìm theo chú thích, mô tả, nguồn" aria-label="Tìm ảnh">
        <label class="photo-box__mine"><input type="checkbox"> Ảnh của tôi</label>
        <label class="button photo-box__upload">Tải ảnh lên<input type="file" accept="image/*" class="visually-hidden"></label>
      </div>
      <ul class="photo-box__messages" role="status"></ul>
      <div class="photo-box__list"></div>
      <div class="photo-box__foot">
        <span class="photo-box__chosen"></span>
        <button type="button" class="button publish" data-done disabled>Dùng ảnh đã chọn</button>
        <button type="button" class="photo-box__cancel" data-cancel>Thôi</button>
      </div>`;
    this.list = this.find(".photo-box__list");
    this.listen();
  }

  find(selector) {
    return this.dialog.querySelector(selector);
  }

  listen() {
    const search = this.find(".photo-box__search");
    const input = this.find("input[type=file]");
    input.multiple = this.many;
    search.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.load(1), PAUSE);
    });
    this.find(".photo-box__mine input").addEventListener("change", () => this.load(1));
    input.addEventListener("change", () => this.upload([...input.files]));
    this.list.addEventListener("click", (event) => this.clicked(event));
    this.find("[data-done]").addEventListener("click", () => this.finish([...this.chosen.values()]));
    this.find("[data-cancel]").addEventListener("click", () => this.finish([]));
    this.dialog.addEventListener("cancel", () => this.finish([]));
    this.dialog.addEventListener("dragover", (event) => event.preventDefault());
    this.dialog.addEventListener("drop", (event) => {
      event.preventDefault();
      this.upload([...event.dataTransfer.files]);
    });
    // Enter in the search box must not send the form behind.
    this.dialog.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target === search) event.preventDefault();
    });
  }

  open(files) {
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.load(1);
    if (files.length) this.upload(files);
  }

  async load(page) {
    const query = new URLSearchParams({ q: this.find(".photo-box__search").value, trang: page });
    if (this.find(".photo-box__mine input").checked) query.set("cua-toi", "1");
    const order = (this.order = (this.order ?? 0) + 1);
    const answer = await fetch(`${addresses.choose}?${query}`).catch(() => null);
    if (order !== this.order) return; // A later question was asked meanwhile.
    if (!answer?.ok) return this.say("Không tải được thư viện ảnh. Hãy thử lại.", true);
    this.list.innerHTML = await answer.text();
    this.list.scrollTop = 0;
    this.mark();
  }

  clicked(event) {
    const page = event.target.closest("[data-page]");
    if (page) this.load(page.dataset.page);
    const tile = event.target.closest("[data-photo]");
    if (!tile) return;
    const { photo, url, thumbnail, alt, caption } = tile.dataset;
    this.toggle({ id: Number(photo), url, thumbnail, alt, caption });
  }

  toggle(photo) {
    if (this.chosen.has(photo.id)) this.chosen.delete(photo.id);
    else {
      if (!this.many) this.chosen.clear();
      this.chosen.set(photo.id, photo);
    }
    this.mark();
  }

  mark() {
    for (const tile of this.list.querySelectorAll("[data-photo]")) {
      tile.setAttribute("aria-pressed", this.chosen.has(Number(tile.dataset.photo)));
    }
    const count = this.chosen.size;
    this.find(".photo-box__chosen").textContent = count ? `Đã chọn ${count} ảnh` : "";
    this.find("[data-done]").disabled = !count;
  }

  async upload(files) {
    for (const file of this.many ? files : files.slice(0, 1)) {
      const line = this.say(`${file.name}: đang tải…`);
      send(file, addresses.upload, {
        progress: (part) => (line.textContent = `${file.name}: ${Math.round(part * 100)} %`),
      }).then(
        ({ photo, notice }) => {
          line.textContent = `${file.name}: ${notice || "đã vào thư viện."}`;
          if (!this.chosen.has(photo.id)) this.toggle(photo);
          this.load(1);
        },
        (error) => {
          line.textContent = `${file.name}: ${error.message}`;
          line.className = "photo-box__error";
        },
      );
    }
  }

  say(text, isError = false) {
    const line = document.createElement("li");
    line.textContent = text;
    if (isError) line.className = "photo-box__error";
    this.find(".photo-box__messages").append(line);
    return line;
  }

  finish(photos) {
    this.dialog.close();
    this.dialog.remove();
    this.resolve(photos);
  }
}
