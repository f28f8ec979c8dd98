// The pictures of a clipboard: which can be had, and which must be asked for.

const TAKEN = /^data:image\/(png|jpe?g|gif|webp);base64,/i;
const TYPES = { png: "image/png", jpeg: "image/jpeg" };

/** Keep what can be had; the answer counts what can't: {missing, remote}. */
export function settle(root, rtf) {
  const images = [...root.querySelectorAll("img")];
  const local = images.filter((image) => /^(file|cid|about|blob):|^$/i.test(source(image)));
  const found = local.length ? picturesOf(rtf) : [];
  if (found.length === local.length) local.forEach((image, index) => image.setAttribute("src", found[index]));
  const lost = { missing: 0, remote: 0 };
  for (const image of images) {
    const own = ownAddress(source(image));
    if (TAKEN.test(source(image))) continue;
    if (own) image.setAttribute("src", own);
    else {
      lost[local.includes(image) ? "missing" : "remote"] += 1;
      remove(image);
    }
  }
  return lost;
}

/** A picture alone, copied from a page or a document, comes with its file. */
export function isPictureAlone(root) {
  return !root.textContent.trim() && root.querySelectorAll("img").length === 1;
}

function source(image) {
  return (image.getAttribute("src") ?? "").trim();
}

function ownAddress(address) {
  const url = URL.canParse(address, location.href) ? new URL(address, location.href) : null;
  return url?.origin === location.origin && url.pathname.startsWith("/media/") ? url.pathname : "";
}

// With the box that is left empty.
function remove(image) {
  let box = image;
  while (box.parentElement.localName !== "body" && !box.parentElement.textContent.trim() && box.parentElement.querySelectorAll("img").length === 1) {
    box = box.parentElement;
  }
  if (["td", "th", "li"].includes(box.localName)) image.remove();
  else box.remove();
}

// Word leaves the files on its own disk but writes their bytes, in hexadecimal digits,
// into the RTF that it puts beside the HTML.
function picturesOf(rtf) {
  const found = [];
  let at = rtf.indexOf("{\\pict");
  while (at >= 0) {
    const end = groupEnd(rtf, at);
    const head = rtf.slice(at, Math.min(end, at + 2000));
    const kind = /\\(png|jpeg)blip/.exec(head)?.[1];
    if (kind) found.push(`data:${TYPES[kind]};base64,${base64(digits(rtf.slice(at + 1, end)))}`);
    at = rtf.indexOf("{\\pict", end);
  }
  return found;
}

function groupEnd(rtf, start) {
  let depth = 0;
  const brace = /\\[{}\\]|[{}]/g;
  brace.lastIndex = start;
  for (let match = brace.exec(rtf); match; match = brace.exec(rtf)) {
    if (match[0] === "{") depth += 1;
    else if (match[0] === "}") depth -= 1;
    if (!depth) return match.index;
  }
  return rtf.length;
}

// What is left of the group without its inner groups and control words.
function digits(group) {
  let text = group;
  for (let round = 0; round < 5 && text.includes("{"); round += 1) text = text.replace(/\{[^{}]*\}/g, "");
  return text.replace(/\\[a-z]+-?\d* ?/gi, "").replace(/[^0-9a-f]/gi, "");
}

function base64(hex) {
  let bytes = "";
  for (let at = 0; at + 1 < hex.length; at += 2) bytes += String.fromCharCode(parseInt(hex.slice(at, at + 2), 16));
  return btoa(bytes);
}
