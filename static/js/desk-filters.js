// The small menus of filters close when attention goes elsewhere.

const menus = document.querySelectorAll("details.filter");

function closeAllBut(kept) {
  for (const menu of menus) if (menu !== kept) menu.open = false;
}

document.addEventListener("click", (event) => {
  closeAllBut(event.target.closest("details.filter"));
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.filter[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
