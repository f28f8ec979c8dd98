// Lines that are paragraphs, and spaces: twin of news/html/pasted/lines.py.

import { BLOCKS, style, tag } from "./desk-paste-debris.js";

const CONTAINERS = new Set(["body", "div", "blockquote"]);
const KEEPS_LINES = /white-space(?:-collapse)?:\s*(?:pre|break-spaces|preserve)/;
const PAGE_BREAK = /page-break|mso-break-type/;

export function makeLines(root) {
  breakLines(root, false);
  for (const node of texts(root)) node.data = node.data.replace(/[ \t\n\f]+/g, " ").replace(/[ \xa0]{2,}/g, " ");
  for (const mark of [...root.querySelectorAll("br")].reverse()) {
    if (PAGE_BREAK.test(style(mark))) mark.remove();
    else if (endsParagraph(mark)) {
      lift(mark);
      mark.dataset.split = "1";
    }
  }
  for (const container of [root, ...root.querySelectorAll("div, blockquote")]) {
    if (container.querySelector(":scope > br[data-split]")) makeParagraphs(container);
  }
}

function texts(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

// Where the program kept line breaks as they were typed, make them elements.
function breakLines(element, keeps) {
  const own = style(element);
  if (own.includes("white-space")) keeps = KEEPS_LINES.test(own);
  for (const node of [...element.childNodes]) {
    if (node.nodeType === Node.ELEMENT_NODE) breakLines(node, keeps);
    else if (keeps && node.nodeType === Node.TEXT_NODE && node.data.trim().includes("\n")) {
      const pieces = node.data.split("\n").flatMap((line) => [splitter(), line]);
      node.replaceWith(...pieces.slice(1));
    }
  }
}

function splitter() {
  const mark = document.createElement("br");
  mark.dataset.split = "1";
  return mark;
}

function endsParagraph(mark) {
  let block = mark.parentElement;
  let zalo = false;
  while (!BLOCKS.has(tag(block)) && tag(block) !== "body") {
    zalo ||= style(block).includes("segoeuipc");
    block = block.parentElement;
  }
  if (CONTAINERS.has(tag(block))) return true;
  if (tag(block) !== "p") return false;
  return zalo || style(block).includes("segoeuipc") || Boolean(mark.dataset.split) || isDoubled(mark);
}

function isDoubled(mark) {
  return ["nextSibling", "previousSibling"].some((side) => {
    let node = mark[side];
    while (node?.nodeType === Node.TEXT_NODE && !node.data.trim()) node = node[side];
    return node?.localName === "br";
  });
}

function lift(mark) {
  while (!CONTAINERS.has(tag(mark.parentElement))) {
    const parent = mark.parentElement;
    const after = parent.cloneNode(false);
    while (mark.nextSibling) after.append(mark.nextSibling);
    parent.after(mark, after);
  }
}

// Put the loose text between line breaks into paragraphs.
function makeParagraphs(container) {
  let run = [];
  const close = (before) => {
    if (run.some((node) => node.nodeType === Node.ELEMENT_NODE || node.data.trim())) {
      const made = document.createElement("p");
      container.insertBefore(made, before);
      made.append(...run);
    }
    run = [];
  };
  for (const node of [...container.childNodes]) {
    const splits = node.dataset?.split;
    if (!splits && !BLOCKS.has(node.localName)) {
      run.push(node);
      continue;
    }
    close(node);
    if (splits) node.remove();
  }
  close(null);
}

/** No space at the ends of a paragraph; one alone in a cell is the cell's text. */
export function stripSpaces(root) {
  for (const part of root.querySelectorAll("table,thead,tbody,tfoot,tr,ul,ol")) {
    for (const node of [...part.childNodes]) {
      if (node.nodeType === Node.TEXT_NODE && !node.data.trim()) node.remove();
    }
  }
  for (const cell of root.querySelectorAll("td,th,li")) {
    const inside = [...cell.childNodes].filter((node) => node.nodeType === Node.ELEMENT_NODE || node.data.trim());
    if (inside.length === 1 && ["p", "div"].includes(inside[0].localName)) {
      if (inside[0].className) cell.className = inside[0].className;
      cell.replaceChildren(...inside[0].childNodes);
    }
  }
  root.querySelectorAll("p,h1,h2,h3,h4,h5,h6,li,td,th").forEach(strip);
}

function strip(block) {
  let first = block;
  while (first?.nodeType === Node.ELEMENT_NODE && tag(first) !== "br") first = first.firstChild;
  if (first?.data) first.data = first.data.trimStart();
  let last = block;
  while (last?.nodeType === Node.ELEMENT_NODE && (last === block || !BLOCKS.has(tag(last)))) last = last.lastChild;
  if (last?.data) last.data = last.data.trimEnd();
}
