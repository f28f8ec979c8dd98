// A meeting that was typed in and not saved asks before the page is left.

const form = document.querySelector("[data-meeting]");
if (form) {
  form.addEventListener("input", () => (form.dataset.changed = ""));
  form.addEventListener("submit", () => delete form.dataset.changed);
  window.addEventListener("beforeunload", (event) => {
    if ("changed" in form.dataset) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("[name=_save]"));
  });
}
