// Whether the server is there and this person still signed in. Imported, never linked: all
// who import it share one state.

export const holder = document.querySelector("[data-presence]");
export const place = holder?.dataset ?? {};
export const form = document.getElementById("article_form");

const PATIENCE = 5000;
const listeners = [];
let known = { state: "ok", name: "", at: 0 };

/** "ok", "lost", "server", "signed-out", "other-user", "forbidden" or "gone". */
export function onState(listener) {
  listeners.push(listener);
}

export function isFresh(milliseconds) {
  return navigator.onLine && known.state === "ok" && Date.now() - known.at < milliseconds;
}

export function become(state, name = "") {
  known = { state, name, at: Date.now() };
  for (const listener of listeners) listener(known);
  return state;
}

async function ask(url, options = {}) {
  const signal = AbortSignal.timeout(PATIENCE);
  const headers = { Accept: "application/json" };
  try {
    const answer = await fetch(url, { headers, signal, redirect: "manual", cache: "no-store", ...options });
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
    return { status: answer.status, data: isJson ? await answer.json() : null };
  } catch {
    return { status: 0, data: null };
  }
}

function failed({ status, data }) {
  if (status === 0) return become("lost");
  if (status === 403) return become(data?.reason === "het-phien" ? "signed-out" : "forbidden");
  if (status === 404 && data) return become("gone");
  return become("server");
}

function tokens() {
  return document.querySelectorAll("[name=csrfmiddlewaretoken]");
}

/** Asks who is signed in; forms of this page get the token of a session begun elsewhere. */
export async function check() {
  const answer = await ask(place.sessionUrl);
  if (!answer.data?.token) return failed(answer);
  const { user, name, token } = answer.data;
  if (String(user) !== place.user) return become("other-user", name);
  for (const input of tokens()) input.value = token;
  return become("ok");
}

export function body(fields) {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.append(name, value);
  made.append("csrfmiddlewaretoken", tokens()[0].value);
  return made;
}

/** What the server answers to these fields, or null; an old token is renewed once. */
export async function tell(fields) {
  const send = () => ask(place.url, { method: "POST", body: body(fields) });
  let answer = await send();
  if (answer.status === 403 && !answer.data) {
    if ((await check()) !== "ok") return null;
    answer = await send();
  }
  if (answer.data?.others) become("ok");
  else failed(answer);
  return answer.data?.others ? answer.data : null;
}
