// The row that heads a table: twin of news/html/pasted/tables.py.

import { isHeavy, plainText, rename, unwrapBold } from "./desk-paste-debris.js";

const BOLD_CLASS = /\.(xl[0-9]+)\s*\{[^{}]*font-weight:\s*(?:700|bold)/gi;
const ROWS = ":scope > tr, :scope > :is(thead, tbody, tfoot) > tr";

/** Excel writes in a style sheet which cells are bold. */
export function boldClasses(html) {
  return [...html.matchAll(BOLD_CLASS)].map((match) => match[1]);
}

export function mendTables(root, bold) {
  for (const table of root.querySelectorAll("table")) {
    for (const row of table.querySelectorAll(ROWS)) {
      if (!plainText(row) && !row.querySelector("img")) row.remove();
    }
    const rows = [...table.querySelectorAll(ROWS)];
    if (rows.length) makeHead(table, rows, bold);
  }
}

function makeHead(table, rows, bold) {
  let heads = rows.filter((row) => row.parentElement.localName === "thead");
  if (!heads.length && !table.querySelector("th") && rows.length > 1 && isBold(rows[0], bold) && !isBold(rows[1], bold)) {
    heads = [rows[0]];
    const part = document.createElement("thead");
    const body = rows[0].parentElement;
    part.append(rows[0]);
    if (body === table) table.prepend(part);
    else body.before(part);
  }
  for (const row of heads) {
    for (const cell of [...row.children]) {
      const made = cell.localName === "td" ? rename(cell, "th") : cell;
      made.setAttribute("scope", "col");
      unwrapBold(made);
    }
  }
}

function isBold(row, bold) {
  const cells = [...row.children];
  return (
    cells.length > 0 &&
    cells.every((cell) => {
      if (!plainText(cell)) return false;
      return bold.some((name) => cell.classList.contains(name)) || allBold(cell, isHeavy(cell, false));
    })
  );
}

function allBold(element, inherited) {
  return [...element.childNodes].every((node) => {
    if (node.nodeType === Node.ELEMENT_NODE) return allBold(node, isHeavy(node, inherited));
    return inherited || !node.data.trim();
  });
}
