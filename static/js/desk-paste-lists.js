// Word's lists are paragraphs with a sign in front: twin of news/html/pasted/lists.py.

import { style, tag, unwrap } from "./desk-paste-debris.js";

const MEMBER = /mso-list:\s*(l[0-9]+)\s+level([1-9])/;
const IGNORED = /mso-list:\s*ignore/;
const COUNTED = /^\(?(?:([0-9]{1,4})|[a-zđ]|[ivxlc]{1,6})[.)]$/i;
export const BULLET = /^[\s\xa0]*[·•▪●◦‣][\s\xa0]+/;

export function makeLists(root) {
  for (const parent of [root, ...root.querySelectorAll("div,td,th,blockquote")]) makeListsIn(parent);
  for (const mark of signs(root)) {
    // Of numbered headings: the number stays, what keeps its distance goes.
    const number = (mark.firstChild?.nodeType === Node.TEXT_NODE ? mark.firstChild.data : "").trim();
    if (mark.nextSibling?.nodeType === Node.TEXT_NODE) mark.nextSibling.data = mark.nextSibling.data.trimStart();
    mark.textContent = `${number} `;
    unwrap(mark);
  }
}

function signs(block) {
  return [...block.querySelectorAll("span")].filter((span) => IGNORED.test(style(span)));
}

function makeListsIn(parent) {
  let opened = [];
  for (const node of [...parent.childNodes]) {
    if (node.nodeType !== Node.ELEMENT_NODE) {
      if (node.data?.trim() && node.nodeType === Node.TEXT_NODE) opened = [];
      continue;
    }
    const member = memberOf(node);
    if (member) put(node, member, opened);
    else opened = [];
  }
}

function put(child, member, opened) {
  const last = () => opened[opened.length - 1];
  while (opened.length && last().level > member.level) opened.pop();
  if (opened.length && last().level === member.level && (last().name !== member.name || last().tag !== member.tag)) {
    opened.pop();
  }
  if (!opened.length || last().level < member.level) {
    const list = document.createElement(member.tag);
    if (member.tag === "ol" && member.start && member.start !== "1") list.setAttribute("start", member.start);
    if (opened.length) last().list.lastElementChild.append(list);
    else child.before(list);
    opened.push({ ...member, list });
  }
  const item = document.createElement("li");
  item.append(...child.childNodes);
  child.remove();
  last().list.append(item);
}

function memberOf(block) {
  if (!["p", "div"].includes(tag(block))) return null;
  const found = MEMBER.exec(style(block));
  if (found) return counted(takeSign(block), found[1], Number(found[2]));
  const first = firstText(block);
  if (tag(block) === "p" && first && BULLET.test(first.data)) {
    first.data = first.data.replace(BULLET, "");
    return { name: "", level: 1, tag: "ul", start: "" };
  }
  if (block.className.includes("MsoListParagraph") && signs(block).length) return counted(takeSign(block), "", 1);
  return null;
}

function counted(sign, name, level) {
  const number = COUNTED.exec(sign);
  return { name, level, tag: number ? "ol" : "ul", start: number?.[1] ?? "" };
}

// Remove what Word draws in front of the item: "·", "1." or "a)".
function takeSign(block) {
  let sign = "";
  for (const span of signs(block)) {
    sign ||= span.textContent.trim();
    span.remove();
  }
  return sign;
}

function firstText(block) {
  let node = block.firstChild;
  while (node) {
    if (node.nodeType === Node.TEXT_NODE && node.data.trim()) return node;
    if (node.nodeType === Node.ELEMENT_NODE && tag(node) === "span") node = node.firstChild;
    else if (node.nodeType === Node.ELEMENT_NODE) return null;
    else node = node.nextSibling;
  }
  return null;
}
