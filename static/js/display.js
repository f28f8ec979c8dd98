// The reader's contrast and text size: kept in this browser, set before the first paint.
const root = document.documentElement;
const TEXT_STEPS = [-1, 0, 1, 2];

const recall = (name) => {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // Storage is refused: the choice lasts for this page.
  }
};

const remember = (name, value) => {
  try {
    localStorage.setItem(name, value);
  } catch {
    // As above.
  }
};

const setText = (step) => {
  root.dataset.text = step;
  remember("text", step);
};

const setContrast = (contrast) => {
  root.dataset.contrast = contrast;
  remember("contrast", contrast);
};

const storedStep = Number(recall("text"));
root.dataset.text = TEXT_STEPS.includes(storedStep) ? storedStep : 0;
root.dataset.contrast = recall("contrast") === "high" ? "high" : "normal";

document.addEventListener("DOMContentLoaded", () => {
  const display = document.querySelector("[data-display]");
  const contrast = display.querySelector("[data-contrast-switch]");
  const steps = display.querySelectorAll("[data-text-step]");

  const show = () => {
    const current = Number(root.dataset.text);
    contrast.setAttribute("aria-pressed", root.dataset.contrast === "high");
    for (const button of steps) {
      const step = Number(button.dataset.textStep);
      button.setAttribute(
        "aria-disabled",
        step === 0 ? current === 0 : !TEXT_STEPS.includes(current + step),
      );
    }
  };

  for (const button of steps) {
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled") === "true") return;
      const step = Number(button.dataset.textStep);
      setText(step === 0 ? 0 : Number(root.dataset.text) + step);
      show();
    });
  }
  contrast.addEventListener("click", () => {
    setContrast(root.dataset.contrast === "high" ? "normal" : "high");
    show();
  });
  show();
  display.hidden = false;
});
