// The steps below the form: one box open at a time, and quick choices of an hour.

const ZONE = "Asia/Ho_Chi_Minh";
const HOUR = 3600 * 1000;
const boxes = [...document.querySelectorAll("[data-step-box]")];

/** Day and hour of a moment in Vietnam, wherever this computer thinks it is. */
function inVietnam(moment) {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: ZONE,
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const part = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
  return { day: `${part.day}/${part.month}/${part.year}`, time: `${part.hour}:${part.minute}` };
}

function at(days, time) {
  return { day: inVietnam(new Date(Date.now() + days * 24 * HOUR)).day, time };
}

const CHOICES = [
  ["Sau 1 giờ", () => inVietnam(new Date(Date.now() + HOUR))],
  ["17:00 hôm nay", () => at(0, "17:00")],
  ["7:00 sáng mai", () => at(1, "07:00")],
];

for (const place of document.querySelectorAll("[data-moment-choices]")) {
  const group = place.closest("[data-moment]");
  for (const [label, choose] of CHOICES) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "moment__choice";
    button.textContent = label;
    button.addEventListener("click", () => {
      const { day, time } = choose();
      group.querySelector(".moment__day").value = day;
      group.querySelector(".moment__time").value = time;
    });
    place.append(button);
  }
}

for (const box of boxes) {
  const summary = box.querySelector("summary");
  box.addEventListener("toggle", () => {
    if (!box.open) return;
    for (const other of boxes) if (other !== box) other.open = false;
    box.querySelector("input, textarea").focus();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      box.open = false;
      summary.focus();
    }
    // Enter means this box's own button, not the first one of the whole form.
    if (event.key === "Enter" && event.target.matches("input")) {
      event.preventDefault();
      box.querySelector("[type=submit]").click();
    }
  });
}

document.addEventListener("click", (event) => {
  for (const box of boxes) if (!box.contains(event.target)) box.open = false;
});
