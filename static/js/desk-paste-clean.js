// A clipboard in the shape that its author meant, in the tags that a story may have. The
// server does the same (news/html/pasted) and decides; here it is done so that the writer
// sees at once what will be stored.

import { dropDebris, dropDress, isHeavy, makeHeadings, rename, style, tag, unwrap } from "./desk-paste-debris.js";
import { makeLines, stripSpaces } from "./desk-paste-lines.js";
import { BULLET, makeLists } from "./desk-paste-lists.js";
import { boldClasses, mendTables } from "./desk-paste-tables.js";
import { nfc } from "./desk-vietnamese.js";

const RENAMED = { h1: "h2", h5: "h4", h6: "h4", strike: "s", del: "s" };
const KEPT = {
  a: ["href"], abbr: ["title"], img: ["src", "alt"], ol: ["start"],
  td: ["colspan", "rowspan", "class"], th: ["colspan", "rowspan", "scope", "class"],
  figure: ["class"], p: ["class"], h2: ["class"], h3: ["class"], h4: ["class"],
};
const PLAIN = "p,div,h2,h3,h4,hr,ul,ol,li,blockquote,figure,figcaption,table,caption,thead,tbody,tfoot,tr,th,td,strong,em,b,i,u,s,sub,sup,br,cite,a,img,abbr";
const SAID = "img,hr,td,th";
export const MOST_LETTERS = 1_000_000; // As news/html/limits.py.

/** The body element of the clean text; nothing of it has run or asked for a file. */
export function clean(html) {
  const root = new DOMParser().parseFromString(html, "text/html").body;
  root.removeAttribute("style");
  removeComments(root);
  dropDebris(root);
  makeLines(root);
  makeLists(root);
  makeHeadings(root);
  mendTables(root, boldClasses(html));
  dropDress(root);
  stripSpaces(root);
  dress(root);
  leavePlain(root);
  return root;
}

/** Lines of a plain text as paragraphs; lines that begin with a bullet as items. */
export function fromText(text) {
  const lines = nfc(text).split("\n").map((line) => line.replace(/[ \t\xa0]+/g, " ").trim()).filter(Boolean);
  const root = document.implementation.createHTMLDocument("").body;
  for (const line of lines) {
    const made = document.createElement(BULLET.test(`${line} `) ? "li" : "p");
    made.textContent = line.replace(BULLET, "");
    const last = root.lastElementChild;
    if (made.localName === "p") root.append(made);
    else if (last?.localName === "ul") last.append(made);
    else root.appendChild(document.createElement("ul")).append(made);
  }
  return root;
}

function removeComments(root) {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  found.forEach((comment) => comment.remove());
}

// Styles of phrases become strong and em, as news/html/intake.py has it.
function dress(root) {
  for (const phrase of root.querySelectorAll("span,b,strong,i,em")) {
    const bold = isHeavy(phrase, false);
    const slant = /(?<![-\w])font-style:\s*(\w+)/.exec(style(phrase));
    const leaning = slant ? ["italic", "oblique"].includes(slant[1]) : ["i", "em"].includes(tag(phrase));
    const names = [];
    if (bold) names.push("strong");
    if (leaning) names.push("em");
    for (const name of names.reverse()) {
      const made = root.ownerDocument.createElement(name);
      made.append(...phrase.childNodes);
      phrase.append(made);
    }
    unwrap(phrase);
  }
}

function leavePlain(root) {
  for (const [name, plain] of Object.entries(RENAMED)) root.querySelectorAll(name).forEach((element) => rename(element, plain));
  for (const element of [...root.querySelectorAll("*")].reverse()) {
    if (!element.matches(PLAIN)) unwrap(element);
    else if (isBlank(element)) element.replaceWith(" ".repeat(element.textContent ? 1 : 0));
    else {
      for (const { name } of [...element.attributes]) {
        if (!KEPT[tag(element)]?.includes(name)) element.removeAttribute(name);
      }
      if (tag(element) === "a" && !element.getAttribute("href")) unwrap(element);
    }
  }
  root.normalize();
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) walker.currentNode.data = nfc(walker.currentNode.data);
}

function isBlank(element) {
  if (element.matches(`br,${SAID}`)) return false;
  return !element.textContent.trim() && !element.querySelector(SAID);
}
