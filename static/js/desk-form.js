// The article form: one sending at a time, and links from a problem to its field.

const form = document.getElementById("article_form");
const AGAIN_AFTER = 4000; // The browser's "stop" must not leave a dead form behind.

form.addEventListener("submit", (event) => {
  if (event.submitter?.name === "_preview") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, AGAIN_AFTER);
});

function goTo(id) {
  const field = document.getElementById(id);
  if (!field) return;
  field.closest(".form-row").scrollIntoView({ block: "center" });
  const editor = window.CKEDITOR?.instances[id];
  const chooser = field.closest(".form-row").querySelector(".select2-selection");
  (editor ?? chooser ?? field).focus();
}

document.querySelector(".problems")?.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  goTo(link.hash.slice(1));
});
