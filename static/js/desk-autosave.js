// Keeps what is typed in this browser, offers what was kept before, and asks before it would
// be lost.

import { form, place } from "./desk-connection.js";
import { clock, offer } from "./desk-draft-offers.js";
import * as drafts from "./desk-drafts.js";
import { fill, read, same } from "./desk-form-state.js";
import { guard, opensElsewhere } from "./desk-sending.js";

const SENT = 4000; // After this the browser's "stop" was pressed, or nothing came.
const PAUSE = 600; // After the last letter.
const ANSWERS = 250; // In which other tabs say which texts are theirs.
const EDITOR = 15_000; // The longest that the editor is waited for.

const nameInput = form.querySelector("[data-draft]");
const owner = { user: place.user, article: place.article };
const maySave = "maySave" in place;
const isUnsaved = "unsaved" in place;
let name = nameInput.value || drafts.newName();
let previous = null; // The name under which the form was sent last.
let start = null; // What the page came with; null until the editor is there.
let kept = ""; // What was kept last, as text.
let restored = null; // What was taken up and is not yet kept under the new name.
let isLeaving = false;
let timer;

// --- The quiet line beside the buttons ----------------------------------------------------

const line = document.createElement("span");
line.className = "draft-state";

function say(text, isLoud = false) {
  if (line.textContent === text) return;
  if (isLoud) line.setAttribute("role", "alert");
  else line.removeAttribute("role"); // Not every ten seconds, aloud.
  line.classList.toggle("draft-state--loud", isLoud);
  line.textContent = text;
}

// --- Keeping ------------------------------------------------------------------------------

function isDirty(state = read(form)) {
  return start !== null && (isUnsaved || !same(state, start));
}

/** The saved text that the form was made from; what is saved later is compared with it. */
function origin() {
  return { version: form.elements.version?.value ?? "", base: form.elements.base?.value ?? "" };
}

function draftOf(state) {
  const title = state.fields.title?.[0] ?? "";
  return { ...owner, name, ...origin(), title, at: Date.now(), state };
}

function put(draft) {
  try {
    drafts.put(draft);
    return true;
  } catch (error) {
    say(error.message, true);
    return false;
  }
}

/** Keeps the form as it is; true when it is safe in this browser. */
function keep() {
  if (start === null) return false;
  const state = read(form);
  const text = JSON.stringify([state, origin()]);
  if (!isDirty(state)) {
    if (kept) drafts.remove({ ...owner, name });
    kept = "";
    say("");
    return true;
  }
  // Sent as it is, or there already (another tab may have thrown it away).
  if (text === kept && (previous || drafts.has({ ...owner, name }))) return true;
  if (!put(draftOf(state))) return false;
  // What was sent stands in the newer text, too.
  if (previous) drafts.remove({ ...owner, name: previous });
  previous = null;
  kept = text;
  say(`Đã giữ trong trình duyệt lúc ${clock(Date.now())}`);
  return true;
}

function look() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const state = read(form);
    const text = JSON.stringify([state, origin()]);
    if (isDirty(state) && text !== kept) say("Có thay đổi chưa lưu");
    else if (!isDirty(state)) keep();
  }, PAUSE);
}

// --- Leaving and sending ------------------------------------------------------------------

/** After all others: it goes. What is typed from now on has a name of its own. */
function sent(event) {
  if (event.target !== form || event.defaultPrevented || opensElsewhere(event.submitter)) return;
  isLeaving = true;
  setTimeout(() => {
    isLeaving = false;
  }, SENT);
  setTimeout(() => {
    previous = name;
    name = drafts.newName();
    nameInput.value = name;
  });
}

function ask(event) {
  if (isLeaving || !isDirty()) return;
  keep();
  event.preventDefault();
}

// --- What was kept before -----------------------------------------------------------------

/** The names of texts that belong to open tabs. */
async function openElsewhere() {
  if (!window.BroadcastChannel) return new Set();
  const channel = new BroadcastChannel("desk-drafts");
  const open = new Set();
  channel.addEventListener("message", ({ data }) => {
    if (data.mine) open.add(data.mine);
    else channel.postMessage({ mine: name });
  });
  channel.postMessage({});
  await new Promise((resolve) => setTimeout(resolve, ANSWERS));
  return open;
}

function setOrigin({ version, base }) {
  const { version: versionInput, base: baseInput } = form.elements;
  if (baseInput) baseInput.value = base ?? "";
  if (!versionInput || !version) return;
  versionInput.value = version;
  versionInput.dispatchEvent(new Event("change", { bubbles: true }));
}

function restore(draft) {
  const before = read(form);
  const from = origin();
  // The numbers of the text that it was made from: saving it overwrites nobody's.
  setOrigin(draft);
  fill(form, draft.state);
  restored = draft;
  // The editor takes its text a moment later; only then there is another copy.
  setTimeout(settle, PAUSE);
  return () => {
    restored = null;
    put(draft);
    setOrigin(from);
    fill(form, before);
    setTimeout(keep, PAUSE);
  };
}

/** Keeps the form; what it was restored from is not needed any more. */
function settle() {
  if (!keep()) return false;
  if (restored) drafts.remove(restored);
  restored = null;
  return true;
}

function drop(draft) {
  drafts.remove(draft);
  return () => put(draft);
}

async function offerWhatWasKept() {
  const open = await openElsewhere();
  const there = drafts.list(owner).filter((draft) => draft.name !== name && !open.has(draft.name));
  for (const draft of there) {
    if (maySave && same(draft.state, start)) drafts.remove(draft);
    else offer(draft, { onRestore: maySave ? () => restore(draft) : null, onDrop: () => drop(draft) });
  }
}

// --- Beginning ----------------------------------------------------------------------------

/** The editor writes a text its own way; what it makes of the page's is the beginning. */
function editorReady() {
  const area = form.querySelector("textarea[data-type=ckeditortype]");
  if (!area || !window.CKEDITOR) return Promise.resolve(null);
  const editor = window.CKEDITOR.instances[area.id];
  if (editor?.status === "ready") return Promise.resolve(editor);
  return new Promise((resolve) => {
    window.CKEDITOR.on("instanceReady", ({ editor: made }) => resolve(made));
    setTimeout(() => resolve(null), EDITOR);
  });
}

async function readStore() {
  await drafts.bringBack().catch(() => {}); // Without room, what there is room for.
  await drafts.dropSaved(place.deskPath);
  await drafts.clean();
}

async function begin() {
  const first = read(form); // Now: whoever types while the editor loads has typed.
  const there = readStore();
  const editor = await editorReady();
  if (editor) first.fields[editor.element.$.name] = [editor.getData()];
  start = first;
  there.then(offerWhatWasKept);
  if (!maySave) return;
  nameInput.value = name;
  form.querySelector(".submit-row")?.append(line);
  editor?.on("change", look);
  for (const event of ["input", "change", "click", "drop"]) form.addEventListener(event, look);
  document.addEventListener("visibilitychange", () => document.hidden && keep());
  addEventListener("pagehide", keep);
  addEventListener("beforeunload", ask);
  setInterval(keep, place.autosaveSeconds * 1000);
  if (isUnsaved) keep();
}

/** Whoever signs out may have everything thrown away. */
function forget({ detail }) {
  if (!detail.discard) return;
  start = null;
  drafts.remove({ ...owner, name });
}

if (maySave) {
  document.addEventListener("desk:signing-out", forget);
  guard(form, { before: settle, say });
  addEventListener("submit", sent);
}
addEventListener("pageshow", () => (isLeaving = false));
begin();
