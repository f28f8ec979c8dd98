// Suggestions below a search box while one types: titles and tags that readers can open.
// The combobox of the ARIA practices, with the focus in the field. Without it the box is
// a plain form.
const PAUSE = 120; // Milliseconds without typing before anything is asked.
const PATIENCE = 5_000; // milliseconds
const SHORTEST = 2; // letters

class SuggestionBox {
  constructor(box) {
    this.box = box;
    this.url = box.dataset.searchBox;
    this.field = box.querySelector("input");
    this.rows = [];
    this.at = -1;
    this.build();
    this.field.addEventListener("input", () => this.later());
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("blur", () => this.close());
    this.field.form.addEventListener("submit", () => this.close());
    // The focus stays in the field while the mouse chooses.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.open(event.target.closest("[role=option]")));
  }

  build() {
    this.list = document.createElement("ul");
    this.list.id = `${this.field.id}-goi-y`;
    this.list.className = "search-box__list";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Gợi ý");
    this.list.hidden = true;
    this.status = document.createElement("p");
    this.status.className = "visually-hidden";
    this.status.setAttribute("role", "status");
    this.box.append(this.list, this.status);
    this.field.autocomplete = "off";
    this.field.setAttribute("role", "combobox");
    this.field.setAttribute("aria-autocomplete", "list");
    this.field.setAttribute("aria-controls", this.list.id);
    this.field.setAttribute("aria-expanded", "false");
  }

  // What was asked for other letters is of no use any more.
  stop() {
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  later() {
    this.stop();
    if (this.field.value.trim().length < SHORTEST) this.close();
    else this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    this.stop();
    const asking = (this.asking = new AbortController());
    const signal = AbortSignal.any([asking.signal, AbortSignal.timeout(PATIENCE)]);
    const query = new URLSearchParams({ q: this.field.value });
    try {
      const answer = await fetch(`${this.url}?${query}`, { signal });
      if (!answer.ok) throw new Error(String(answer.status));
      const [, texts, kinds, urls] = await answer.json();
      if (!asking.signal.aborted) this.show(texts.map((text, at) => [text, kinds[at], urls[at]]));
    } catch {
      if (!asking.signal.aborted) this.close(); // Suggestions are a help; no error of theirs is.
    }
  }

  show(found) {
    this.rows = found.map(([text, kind, url], at) => this.row(text, kind, url, at));
    this.list.replaceChildren(...this.rows);
    this.list.hidden = !found.length;
    this.field.setAttribute("aria-expanded", String(found.length > 0));
    this.status.textContent = found.length
      ? `${found.length} gợi ý. Dùng phím mũi tên để chọn.`
      : "Không có gợi ý.";
    this.mark(-1);
  }

  row(text, kind, url, at) {
    const row = document.createElement("li");
    row.id = `${this.list.id}-${at}`;
    row.className = "search-box__option";
    row.setAttribute("role", "option");
    row.dataset.url = url;
    const name = document.createElement("span");
    name.className = "search-box__text";
    name.textContent = text;
    const about = document.createElement("span");
    about.className = "search-box__kind";
    about.textContent = kind;
    row.append(name, about);
    return row;
  }

  mark(at) {
    this.at = at;
    this.rows.forEach((row, place) => row.setAttribute("aria-selected", String(place === at)));
    const row = this.rows[at];
    if (row) {
      this.field.setAttribute("aria-activedescendant", row.id);
      row.scrollIntoView({ block: "nearest" });
    } else this.field.removeAttribute("aria-activedescendant");
  }

  get isOpen() {
    return !this.list.hidden;
  }

  // Down from the field to the first row; behind the last row the field is next.
  step(by) {
    const places = this.rows.length + 1;
    this.mark(((this.at + 1 + by + places) % places) - 1);
  }

  key(event) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown" && !this.isOpen) this.later();
    else if (event.key === "ArrowDown") this.step(1);
    else if (event.key === "ArrowUp" && this.isOpen) this.step(-1);
    else if (event.key === "Escape" && this.isOpen) this.close();
    else if (event.key === "Enter" && this.rows[this.at]) this.open(this.rows[this.at]);
    else return;
    event.preventDefault();
  }

  open(row) {
    if (!row) return;
    this.close();
    window.location.assign(row.dataset.url);
  }

  close() {
    this.stop();
    this.rows = [];
    this.at = -1;
    this.list.hidden = true;
    this.list.replaceChildren();
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
    this.status.textContent = "";
  }
}

for (const box of document.querySelectorAll("[data-search-box]")) new SuggestionBox(box);

// Filters that are not used stay out of the address.
for (const form of document.querySelectorAll("[data-search-form]")) {
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (!value) formData.delete(name);
  });
}
