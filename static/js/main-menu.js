// On a phone the menu scrolls sideways: bring the current section into view.
for (const link of document.querySelectorAll(
  ".main-menu__link[aria-current], .submenu__link[aria-current]",
)) {
  const row = link.closest("ul");
  const middle = link.getBoundingClientRect();
  row.scrollLeft += middle.left + middle.width / 2 - row.clientWidth / 2;
}
