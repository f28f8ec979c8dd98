// Choosers made by select2 say their field's name to who cannot see the label.

function nameOf(select) {
  const label = select.labels?.[0];
  if (label) return label.textContent.trim();
  const cell = select.closest("td");
  return cell?.closest("table").rows[0].cells[cell.cellIndex]?.textContent.trim();
}

function nameAll() {
  for (const select of document.querySelectorAll("select.select2-hidden-accessible")) {
    const name = nameOf(select);
    const chooser = select.nextElementSibling;
    if (!name || !chooser) continue;
    for (const part of chooser.querySelectorAll("[role=combobox], [role=textbox]"))
      part.setAttribute("aria-label", name);
  }
}

window.addEventListener("load", nameAll);
document.addEventListener("formset:added", () => setTimeout(nameAll));
