// What the browser keeps until the server has it. Nothing on this shelf can be read here:
//
// queue   entries that were sent offline, in order: {seq, owner, form, client_id, written, sealed},
//         and `stuck` with the server's answer once it could not take one
// drafts  forms as they were typed, one for each owner and place: {owner, place, typed, sealed}
// person  "now": who is logged in here, as {owner, key, skew}: an opaque mark, a public key, and by
//         how many milliseconds this clock is behind the server's; "leaving": that somebody asked
//         to be logged out, which may not have arrived

let opened;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("cbtback", 1);
    request.onupgradeneeded = () => {
      const { result } = request;
      result.createObjectStore("queue", { keyPath: "seq", autoIncrement: true });
      result.createObjectStore("drafts", { keyPath: ["owner", "place"] });
      result.createObjectStore("person");
    };
    request.onsuccess = () => {
      request.result.onclose = () => (opened = undefined);
      request.result.onversionchange = () => {
        request.result.close();
        opened = undefined;
      };
      resolve(request.result);
    };
    request.onerror = () => {
      opened = undefined;
      reject(request.error);
    };
  });
  return opened;
}

async function within(store, mode, ask) {
  const transaction = (await database()).transaction(store, mode, { durability: "strict" });
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  const request = ask(transaction.objectStore(store));
  // What was written is written once the whole has ended, and not before.
  await done;
  return request?.result;
}

const read = (store, ask) => within(store, "readonly", ask);
const write = (store, ask) => within(store, "readwrite", ask);

// Tabs and the service worker tell one another that something came or went.
const channel = globalThis.BroadcastChannel && new BroadcastChannel("cbtback-shelf");
const listeners = new Set();

function changed() {
  channel?.postMessage("changed");
  for (const listener of listeners) listener();
}

export function onChange(listener) {
  listeners.add(listener);
  channel?.addEventListener("message", listener);
}

export const person = () => read("person", (store) => store.get("now"));
export const setPerson = (who) => write("person", (store) => store.put(who, "now"));
export const forgetPerson = () => write("person", (store) => store.delete("now"));
export const leaving = () => read("person", (store) => store.get("leaving"));
export const setLeaving = (yes) =>
  write("person", (store) => (yes ? store.put(true, "leaving") : store.delete("leaving")));

export const queued = () => read("queue", (store) => store.getAll());
export const drafts = () => read("drafts", (store) => store.getAll());

export async function queue(item) {
  await write("queue", (store) => store.add(item));
  changed();
}

export async function update(item) {
  await write("queue", (store) => store.put(item));
  changed();
}

export async function unqueue(item) {
  await write("queue", (store) => store.delete(item.seq));
  changed();
}

export const putDraft = (draft) => write("drafts", (store) => store.put(draft));
export const dropDraft = ({ owner, place }) =>
  write("drafts", (store) => store.delete([owner, place]));

// Away with it, unless something newer was typed since.
export async function dropDraftIfSame({ owner, place, sealed }) {
  await write("drafts", (store) => {
    const found = store.get([owner, place]);
    found.onsuccess = () => {
      if (found.result?.sealed === sealed) store.delete([owner, place]);
    };
  });
  changed();
}
