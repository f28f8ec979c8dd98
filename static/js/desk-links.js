// The box in which a link is made: stories, sections and tags found by typing, or an
// address of another site. It takes the place of the editor's own dialog.

import { addressOf } from "./desk-addresses.js";

/* global CKEDITOR */
const { links: URL_OF_LINKS } = document.querySelector("[data-writing]").dataset;
const PAUSE = 200;
const NOT_LIVE = "Bài này chưa đăng: bạn đọc sẽ không mở được. Hãy đăng bài đó trước rồi dẫn liên kết.";
const LOST = "Không tìm được: mất kết nối hoặc phiên làm việc đã hết. Hãy thử lại.";

class Box {
  constructor(editor) {
    this.editor = editor;
    this.dialog = document.getElementById("link-box");
    document.body.append(this.dialog); // What is typed here is no part of the form.
    this.input = this.dialog.querySelector("[role=combobox]");
    this.text = this.dialog.querySelector("[data-link-text]");
    this.list = this.dialog.querySelector("[role=listbox]");
    this.message = this.dialog.querySelector("[role=status]");
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.choose(event.target.closest("[role=option]")));
    this.dialog.querySelector("[data-link-remove]").addEventListener("click", () => this.remove());
    this.dialog.querySelector("[data-cancel]").addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("close", () => editor.focus());
    this.text.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  }

  open() {
    this.editor.focus();
    const selection = this.editor.getSelection();
    this.link = CKEDITOR.plugins.link.getSelectedLink(this.editor);
    if (this.link) selection.selectElement(this.link);
    this.ranges = selection.getRanges();
    this.chosen = this.link ? this.link.getText() : selection.getSelectedText();
    this.text.value = this.chosen;
    this.input.value = this.link ? this.link.data("cke-saved-href") || this.link.getAttribute("href") : "";
    this.dialog.querySelector("[data-link-remove]").hidden = !this.link;
    this.say("");
    this.show([]);
    this.dialog.showModal();
    this.input.select();
    this.find();
  }

  say(sentence) {
    this.message.textContent = sentence;
  }

  later() {
    clearTimeout(this.timer);
    this.order = (this.order ?? 0) + 1; // An answer on its way is to other letters.
    this.say("");
    this.show([]); // What was found for other letters must not be chosen now.
    this.timer = setTimeout(() => this.find(), PAUSE);
  }

  enter() {
    const typed = addressOf(this.input.value.trim());
    if (typed && this.results[0]?.url !== typed) {
      clearTimeout(this.timer);
      this.show([address(typed)]);
    }
    this.choose(this.list.children[this.at]);
  }

  async find() {
    const asked = this.input.value.trim();
    const order = (this.order = (this.order ?? 0) + 1);
    const typed = addressOf(asked);
    if (typed) {
      this.show([address(typed)]);
      return;
    }
    const answer = await fetch(`${URL_OF_LINKS}?${new URLSearchParams({ q: asked })}`).catch(() => null);
    const found = answer?.ok && !answer.redirected ? await answer.json() : null;
    if (order !== this.order) return; // A later question was asked meanwhile.
    this.say(found ? `${found.results.length || "Không có"} kết quả.` : LOST);
    this.show(found?.results ?? []);
  }

  show(results) {
    this.results = results;
    this.list.replaceChildren(...results.map(option));
    this.input.setAttribute("aria-expanded", String(results.length > 0));
    this.mark(results.findIndex(({ url }) => url));
  }

  mark(index) {
    this.at = index;
    [...this.list.children].forEach((row, place) => row.setAttribute("aria-selected", String(place === index)));
    const row = this.list.children[index];
    if (row) {
      this.input.setAttribute("aria-activedescendant", row.id);
      row.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    const last = this.results.length - 1;
    if (event.key === "ArrowDown") this.mark(this.at < last ? this.at + 1 : 0);
    else if (event.key === "ArrowUp") this.mark(this.at > 0 ? this.at - 1 : last);
    else if (event.key === "Enter") this.enter();
    else return;
    event.preventDefault();
  }

  choose(row) {
    if (!row) return this.say("Hãy gõ thêm để tìm, hoặc gõ một địa chỉ đầy đủ.");
    const result = this.results[[...this.list.children].indexOf(row)];
    if (!result.url) return this.say(NOT_LIVE);
    this.dialog.close();
    this.insert(result.url, this.text.value.trim() || result.title);
  }

  restore() {
    this.editor.focus();
    this.editor.getSelection().selectRanges(this.ranges);
  }

  insert(url, text) {
    this.restore();
    this.editor.fire("saveSnapshot");
    const attributes = { href: url, "data-cke-saved-href": url };
    if (this.link) {
      this.link.setAttributes(attributes);
      if (text !== this.chosen) this.link.setText(text);
    } else if (this.chosen && text === this.chosen) {
      const style = new CKEDITOR.style({ element: "a", attributes });
      style.type = CKEDITOR.STYLE_INLINE;
      style.applyToRange(this.ranges[0], this.editor);
    } else {
      const made = this.editor.document.createElement("a");
      made.setAttributes(attributes);
      made.setText(text);
      this.editor.insertElement(made);
    }
    this.editor.fire("saveSnapshot");
    this.editor.fire("change");
  }

  remove() {
    this.dialog.close();
    this.restore();
    this.editor.execCommand("unlink");
  }
}

function address(url) {
  return { kind: "Địa chỉ", title: url, url, note: "" };
}

function option({ kind, title, url, note }, index) {
  const row = document.createElement("li");
  row.id = `link-box-${index}`;
  row.setAttribute("role", "option");
  row.className = "link-box__row";
  if (!url) row.setAttribute("aria-disabled", "true");
  const name = document.createElement("span");
  name.className = "link-box__title";
  name.textContent = title;
  const about = document.createElement("span");
  about.className = "link-box__about";
  about.textContent = [kind, note].filter(Boolean).join(" · ");
  row.append(name, about);
  return row;
}

function attach(editor) {
  const box = new Box(editor);
  editor.getCommand("link").exec = () => {
    box.open();
    return true;
  };
  editor.on(
    "doubleclick",
    (event) => {
      if (!event.data.element.getAscendant("a", true)) return;
      event.cancel();
      box.open();
    },
    null,
    null,
    1,
  );
}

for (const editor of Object.values(CKEDITOR.instances)) if (editor.status === "ready") attach(editor);
CKEDITOR.on("instanceReady", ({ editor }) => attach(editor));
