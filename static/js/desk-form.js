// The article form: one sending at a time.

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
