// What nobody wrote, and what styles meant: twin of news/html/pasted/debris.py and
// headings.py.

export const HEADINGS = "h1,h2,h3,h4,h5,h6";
const BLOCK_NAMES = "p div hr ul ol li blockquote figure figcaption table caption thead tbody tfoot tr th td h1 h2 h3 h4 h5 h6";
export const BLOCKS = new Set(BLOCK_NAMES.split(" "));
const GONE = "script,style,noscript,template,svg,math,object,embed,applet,textarea,title,xmp,iframe,noembed,noframes,audio,video,canvas,select,xml,meta,link,base,col";
const BOXES = "section,article,main,header,footer,center";
const HIDDEN = /display:\s*none|mso-hide:\s*all|mso-element:\s*comment|mso-special-character:\s*comment/;
const REMOVED = ["msoDel", "MsoCommentReference", "MsoCommentText"];
const REDIRECTS = { "www.google.com/url": "q", "l.facebook.com/l.php": "u" };
const HEAVY = ["bold", "bolder", "600", "700", "800", "900"];
const LARGE = 15; // Points; official texts are written in 13 and 14.
const LONGEST = 120;

export const tag = (element) => element.localName;
export const style = (element) => (element.getAttribute("style") ?? "").toLowerCase();
export const plainText = (element) => element.textContent.split(/\s+/).filter(Boolean).join(" ");

export function rename(element, name) {
  const made = element.ownerDocument.createElement(name);
  for (const { name: key, value } of element.attributes) {
    if (/^[a-z][a-z-]*$/.test(key)) made.setAttribute(key, value);
  }
  made.append(...element.childNodes);
  element.replaceWith(made);
  return made;
}

export function unwrap(element) {
  element.replaceWith(...element.childNodes);
}

export function dropDebris(root) {
  root.querySelectorAll(GONE).forEach((element) => element.remove());
  root.querySelectorAll(BOXES).forEach((element) => rename(element, "div"));
  for (const element of root.querySelectorAll("*")) {
    if (isDebris(element)) element.remove();
    else if (tag(element) === "a") mendLink(element);
    else if (tag(element) === "img" && isEmoji(element.alt)) element.replaceWith(element.alt);
    else if (element.classList.contains("Apple-converted-space")) element.replaceWith(" ");
  }
}

function isDebris(element) {
  if (tag(element) === "del" && (element.getAttribute("cite") || element.getAttribute("datetime"))) return true;
  return (
    REMOVED.some((name) => element.classList.contains(name)) ||
    HIDDEN.test(style(element)) ||
    (element.getAttribute("href") ?? "").startsWith("#_msocom")
  );
}

function isEmoji(alt) {
  return /^[^\p{L}\p{N}]{1,12}$/u.test(alt) && /[\u203c-\u{10ffff}]/u.test(alt);
}

// Where the link leads, not who counts the visit; none to a bookmark of Word; our own
// addresses begin with the slash.
function mendLink(link) {
  const href = link.getAttribute("href") ?? "";
  if (href.startsWith("#_")) return link.removeAttribute("href");
  const url = URL.canParse(href) ? new URL(href) : null;
  const target = url && url.searchParams.get(REDIRECTS[url.host + url.pathname]);
  if (/^https?:\/\//.test(target ?? "")) link.setAttribute("href", target);
  else if (url?.origin === location.origin) link.setAttribute("href", url.pathname + url.search + url.hash);
}

export function isHeavy(element, inherited) {
  const weight = /(?<![-\w])font-weight:\s*(\w+)/.exec(style(element));
  if (weight) return HEAVY.includes(weight[1]);
  return inherited || ["b", "strong", "th"].includes(tag(element));
}

/** What is bold by its nature needs no bold inside. */
export function unwrapBold(block) {
  block.querySelectorAll("b,strong").forEach(unwrap);
  for (const span of block.querySelectorAll("span")) {
    if (style(span).includes("font-weight")) span.setAttribute("style", style(span).replaceAll("font-weight", "x"));
  }
}

export function makeHeadings(root) {
  root.querySelectorAll("p").forEach((paragraph) => {
    const name = meant(paragraph);
    if (name !== "p") rename(paragraph, name);
  });
  root.querySelectorAll(HEADINGS).forEach(unwrapBold);
}

function meant(paragraph) {
  const outline = /mso-outline-level:\s*([1-9])/.exec(style(paragraph));
  if (outline) return `h${Math.min(Number(outline[1]), 4)}`;
  if (paragraph.classList.contains("MsoTitle")) return "h2";
  if (paragraph.closest("table, li")) return "p";
  const text = plainText(paragraph);
  if (!text || [...text].length > LONGEST || /[.,;:!?…]$/.test(text)) return "p";
  return looksLikeHeading(paragraph, false, 0) ? "h2" : "p";
}

function looksLikeHeading(element, bold, size) {
  bold = isHeavy(element, bold);
  const found = /(?<![-\w])font-size:\s*([0-9.]{1,6})(pt|px)/.exec(style(element));
  if (found) size = (Number(found[1]) || 0) * (found[2] === "px" ? 0.75 : 1);
  return [...element.childNodes].every((node) => {
    if (node.nodeType === Node.ELEMENT_NODE) return looksLikeHeading(node, bold, size);
    return !node.data.trim() || (bold && size >= LARGE);
  });
}

/** Leave of styles what a story may have: a side, raised and lowered letters. */
export function dropDress(root) {
  for (const element of root.querySelectorAll("*")) {
    if (BLOCKS.has(tag(element))) leaveSide(element);
    else if (tag(element) === "span") {
      const raised = /vertical-align:\s*(super|sub)\b/.exec(style(element));
      if (!raised) continue;
      const inner = element.ownerDocument.createElement(raised[1] === "super" ? "sup" : "sub");
      inner.append(...element.childNodes);
      element.append(inner);
    } else if (tag(element) === "a") element.removeAttribute("target");
  }
}

function leaveSide(block) {
  const side = /text-align:\s*(\w+)/.exec(style(block))?.[1] ?? (block.getAttribute("align") ?? "").toLowerCase();
  for (const name of ["style", "align", "title"]) block.removeAttribute(name);
  if (tag(block) !== "figure") block.removeAttribute("class");
  if (["center", "right"].includes(side)) block.className = `align-${side}`;
}
