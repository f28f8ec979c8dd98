// The width that was looked at last is the one that the next preview begins with.
const KEY = "preview-width";
const widths = [...document.querySelectorAll('input[name="width"]')];
const facts = document.querySelector("details");

const remembered = () => {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // Storage may be closed to us; then nothing is remembered.
  }
};

const remember = (width) => {
  try {
    localStorage.setItem(KEY, width);
  } catch {
    // As above.
  }
};

const start = remembered() ?? (window.innerWidth < 600 ? "phone" : "desktop");
for (const input of widths) {
  if (input.value === start) input.checked = true;
  input.addEventListener("change", () => remember(input.value));
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") facts.open = false;
});
