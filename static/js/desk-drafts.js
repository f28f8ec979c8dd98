// Texts kept in this browser until the server has them: one for each page of a form, under
// the account's number, so that nobody is shown what another account wrote.

import { all, copy, forget } from "./desk-draft-copies.js";

const START = "desk:draft:1:";
const DAYS = 14;
const MOST = 2_000_000; // Characters; the browser holds some five million for the portal.
const COOKIE = "ban-da-luu"; // Of news.desk.admin.article.drafts.
const NAME = /^[0-9a-f]{16,32}$/;

export class NoRoom extends Error {}

export function newName() {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function key({ user, article, name }) {
  return `${START}${user}:${article}:${name}`;
}

function keys() {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(START));
  } catch {
    return []; // A browser that keeps nothing at all.
  }
}

function parse(text) {
  try {
    const draft = JSON.parse(text);
    return draft?.state?.fields && draft.state.rows && draft.at ? draft : null;
  } catch {
    return null;
  }
}

function read(name) {
  return parse(localStorage.getItem(name));
}

function drop(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    // Nothing is kept there, then.
  }
  return forget(name);
}

/** Throws NoRoom with the sentence to be shown. */
export function put(draft) {
  const text = JSON.stringify(draft);
  if (text.length > MOST) throw new NoRoom("Bài quá dài để giữ trong trình duyệt; hãy bấm Lưu.");
  try {
    localStorage.setItem(key(draft), text);
    copy(key(draft), text);
  } catch (error) {
    const isFull = error.name === "QuotaExceededError";
    throw new NoRoom(
      isFull ? "Trình duyệt đã hết chỗ giữ bài; hãy bấm Lưu." : "Trình duyệt này không giữ bài được; hãy bấm Lưu.",
    );
  }
}

export function has(draft) {
  return keys().includes(key(draft));
}

export function remove(draft) {
  drop(key(draft));
}

/** Of this account and story (or of all its stories), the newest first. */
export function list({ user, article = "" }) {
  const own = keys().filter((name) => name.startsWith(article ? `${START}${user}:${article}:` : `${START}${user}:`));
  return own.map(read).filter(Boolean).sort((one, other) => other.at - one.at);
}

/** Old ones and unreadable ones go, whoever wrote them. */
export function clean() {
  const before = Date.now() - DAYS * 24 * 3600 * 1000;
  const over = keys().filter((name) => !(read(name)?.at > before));
  return Promise.all(over.map(drop));
}

/** Drops those of which the server said that they are saved. */
export function dropSaved(path) {
  const found = document.cookie.split("; ").find((part) => part.startsWith(`${COOKIE}=`));
  const saved = (found?.slice(COOKIE.length + 1) ?? "").split(".").filter((name) => NAME.test(name));
  if (found) document.cookie = `${COOKIE}=; path=${path}; max-age=0; samesite=lax`;
  const over = keys().filter((name) => saved.includes(name.split(":").at(-1)));
  return Promise.all(over.map(drop));
}

/** What a crash kept from reaching the disk comes back from its copy. */
export async function bringBack() {
  for (const [name, text] of await all()) {
    const draft = parse(text);
    if (!draft) forget(name);
    else if (!(read(name)?.at >= draft.at)) put(draft);
  }
}

/** Of this account, with the copies of those that did not reach the disk. */
async function allOf(user) {
  const copies = (await all()).map(([name]) => name);
  return [...new Set([...keys(), ...copies])].filter((name) => name.startsWith(`${START}${user}:`));
}

export async function unsaved(user) {
  return (await allOf(user)).length;
}

export async function discardAll(user) {
  await Promise.all((await allOf(user)).map(drop));
}
