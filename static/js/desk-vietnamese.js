// The browser's twin of news/vietnamese.py: one form of text, folding, slugs. A test runs
// both over the same texts.

const INVISIBLE =
  /[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\u{e0000}-\u{e0fff}]+/gu;
const LINE_BREAK = /\r\n|[\r\x0b\x0c\x85\u2028\u2029]/g;
const combining = new Map();

export function nfc(text) {
  return text
    .replace(INVISIBLE, "")
    .replace(LINE_BREAK, "\n")
    .replace(/[ÐƉ]/g, "Đ")
    .replace(/[ðɖ]/g, "đ")
    .normalize("NFC");
}

export function cleanLine(text) {
  return nfc(text).split(/\s+/).filter(Boolean).join(" ");
}

/** "Đảng  bộ" → "dang bo". Twice: lower-casing can bring a mark that a capital hid. */
export function fold(text) {
  return withoutMarks(withoutMarks(cleanLine(text)));
}

function withoutMarks(text) {
  // What Python's casefold() changes and toLowerCase() does not, as far as a slug sees it.
  const lower = text.toLowerCase().replaceAll("ß", "ss").replaceAll("\u0345", "ι");
  const bare = lower.normalize("NFD").replaceAll("đ", "d").replace(/\p{M}/gu, (mark) => (isCombining(mark) ? "" : mark));
  return bare.split(/\s+/).filter(Boolean).join(" ");
}

// A mark that normalisation moves past another one; the rest of \p{M} stands on its own.
function isCombining(mark) {
  if (!combining.has(mark)) {
    const moves = [`\u0301${mark}`, `${mark}\u0334`].some((pair) => pair.normalize("NFD") !== pair);
    combining.set(mark, moves);
  }
  return combining.get(mark);
}

/** "12/QĐ-UBND" → "12-qd-ubnd", cut at a word. */
export function slug(text, { fallback = "bai-viet", limit = 100 } = {}) {
  const compatible = nfc(text).normalize("NFKC");
  const whole = fold(compatible).replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "") || fallback;
  if (whole.length <= limit) return whole;
  const end = whole.slice(0, limit + 1).lastIndexOf("-");
  return (end > 0 ? whole.slice(0, end) : whole.slice(0, limit)).replace(/^-+|-+$/g, "");
}

/** Words as the newsroom, Word and the gate count them: what stands between spaces. */
export function countWords(text) {
  return text.split(/\s+/).filter(Boolean).length;
}
