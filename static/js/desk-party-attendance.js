// Roll call by keyboard: a letter marks somebody and goes on to the next.
// Without it there are radio buttons, and a box that marks the rest as present.

const STEP = 10;
const PRESENT = "co-mat";
const SHOWN = { "vang-co-ly-do": "vắng có lý do", "vang-khong-ly-do": "vắng không lý do" };
const AWAY = new Set(["mien", "noi-khac"]);

const part = document.querySelector("[data-attendance]");
const people = [...(part?.querySelectorAll("[data-person]") ?? [])];
if (people.length) start();

function start() {
  const all = part.querySelector("[data-all]");
  const rest = part.querySelector("[name=rest_present]");
  const count = part.querySelector("[data-count]");

  const radios = (row) => [...row.querySelectorAll("input[type=radio]")];
  const chosen = (row) => radios(row).find((radio) => radio.checked);
  const reason = (row) => row.querySelector("input[type=text]");

  function go(index) {
    const row = people[Math.max(0, Math.min(people.length - 1, index))];
    (chosen(row) ?? radios(row)[0]).focus();
  }

  function mark(row, letter) {
    const radio = radios(row).find((it) => it.dataset.key === letter);
    if (!radio) return false;
    radio.checked = true;
    radio.dispatchEvent(new Event("input", { bubbles: true }));
    return true;
  }

  function markRest() {
    for (const row of people) if (!chosen(row)) mark(row, "C");
    rest.checked = false;
  }

  function tell() {
    const counts = {};
    for (const row of people) {
      const value = chosen(row)?.value ?? "";
      counts[value] = (counts[value] ?? 0) + 1;
    }
    const away = [...AWAY].reduce((sum, it) => sum + (counts[it] ?? 0), 0);
    const parts = [`có mặt ${counts[PRESENT] ?? 0}`];
    for (const [value, words] of Object.entries(SHOWN)) parts.push(`${words} ${counts[value] ?? 0}`);
    const unasked = counts[""] ? `; chưa điểm danh ${counts[""]}` : "";
    count.textContent = `Phải dự ${people.length - away}: ${parts.join(", ")}${unasked}`;
  }

  part.addEventListener("keydown", (event) => {
    const { target, isComposing, ctrlKey, altKey, metaKey } = event;
    const row = target.closest("[data-person]");
    if (isComposing || ctrlKey || altKey || metaKey || !row) return;
    const at = people.indexOf(row);
    if (target.type === "text") {
      if (event.key === "Enter") go(at + 1);
      else if (event.key === "ArrowDown") go(at + 1);
      else if (event.key === "ArrowUp") go(at - 1);
      else return;
      event.preventDefault();
      return;
    }
    // By place on the board: a Vietnamese input method may hold the letter back.
    const letter = /^Key[A-Z]$/.test(event.code) ? event.code.at(-1) : event.key.toUpperCase();
    const moves = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + STEP, PageUp: at - STEP, Home: 0, End: people.length - 1, Enter: at + 1 };
    if (event.key in moves) go(moves[event.key]);
    else if (letter === "T") markRest();
    else if (mark(row, letter)) {
      if (letter === "L") reason(row).focus();
      else go(at + 1);
    } else return;
    event.preventDefault();
  });
  part.addEventListener("input", tell);
  all.addEventListener("click", () => {
    markRest();
    go(0);
  });
  all.hidden = false;
  part.querySelector("[data-keys]").hidden = false;
  rest.closest("label").hidden = true;
  tell();
}
