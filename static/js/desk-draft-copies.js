// A second copy of each kept text, in IndexedDB and written through to the disk. What stands
// in localStorage may reach the disk a minute later: too late for a power cut.

const STORE = "drafts";

const database = new Promise((resolve) => {
  try {
    const asked = indexedDB.open("desk", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = asked.onblocked = () => resolve(null);
  } catch {
    resolve(null); // A browser without it has one copy.
  }
});

/** What `work` asked for, when the transaction is over; null when it failed. */
async function run(mode, work) {
  const opened = await database;
  if (!opened) return null;
  return new Promise((resolve) => {
    const transaction = opened.transaction(STORE, mode, { durability: "strict" });
    const asked = work(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(asked.result);
    transaction.onerror = transaction.onabort = () => resolve(null);
  });
}

export function copy(key, text) {
  return run("readwrite", (store) => store.put(text, key));
}

export function forget(key) {
  return run("readwrite", (store) => store.delete(key));
}

/** [key, text] of every copy. */
export async function all() {
  const keys = (await run("readonly", (store) => store.getAllKeys())) ?? [];
  const texts = (await run("readonly", (store) => store.getAll())) ?? [];
  return keys.map((key, place) => [key, texts[place]]);
}
