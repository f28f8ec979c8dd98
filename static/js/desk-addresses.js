// What a person types as an address: checked, with https added, our own without the host.

const PLACE = /^(#[^\s]+|\/(?!\/)[^\s\\]*)$/;
const MAIL_OR_PHONE = /^(mailto:[^\s:/@]+@[^\s:/@]+|tel:[+0-9().-]+)$/i;
const MAIL = /^[^\s:/@]+@[^\s:/@]+\.[a-z]{2,}$/i;
const HOST = /^(https?:\/\/)?[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*\.[\p{L}]{2,}(:\d+)?([/?#][^\s]*)?$/iu;

/** The address, or "" when the text is none. */
export function addressOf(text) {
  if (PLACE.test(text) || MAIL_OR_PHONE.test(text)) return text;
  if (MAIL.test(text)) return `mailto:${text}`;
  if (text.startsWith(`${location.origin}/`)) return text.slice(location.origin.length);
  if (!HOST.test(text)) return "";
  const full = /^https?:/i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(full)) return "";
  const url = new URL(full);
  return url.origin === location.origin ? url.pathname + url.search + url.hash : url.href;
}
