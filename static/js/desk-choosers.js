// Choosers made by select2 say their field's name to who cannot see the label.

function nameOf(select) {
  const label = select.labels?.[0];
  if (label) return label.textContent.trim();
  const cell = select.closest("td");
  return cell?.closest("table").rows[0].cells[cell.cellIndex]?.textContent.trim();
}

function name(chooser) {
  const select = chooser.previousElementSibling;
  const text = select?.matches("select") && nameOf(select);
  if (!text) return;
  for (const part of chooser.querySelectorAll("[role=combobox], [role=textbox]"))
    part.setAttribute("aria-label", text);
}

// Whenever one is made: with the page, or with a row that is added.
new MutationObserver((changes) => {
  for (const { addedNodes } of changes)
    for (const node of addedNodes)
      if (node.classList?.contains("select2-container")) name(node);
}).observe(document.body, { childList: true, subtree: true });

for (const made of document.querySelectorAll(".select2-container")) name(made);
