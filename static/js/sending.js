// Sends what waits on the shelf, one at a time and in order. Pages and the service worker share it.

import { drafts, dropDraftIfSame, queued, unqueue, update } from "./shelf.js";

const QUEUE = "/journal/queue/";
const KEEP = "/journal/keep/";
const PATIENCE = 20_000;

// How a round ended: all sent, to be tried again by itself, or not before somebody logs in.
export const DONE = "done";
export const LATER = "later";
export const LOG_IN = "log-in";

function ask(address, options, patience = PATIENCE) {
  const signal = options.keepalive ? undefined : AbortSignal.timeout(patience);
  return fetch(address, { credentials: "same-origin", redirect: "error", signal, ...options });
}

// Who is logged in: {owner, csrf, key}; LOG_IN for nobody with a journal, LATER without an answer.
export async function whoIsThere(patience = PATIENCE) {
  if (navigator.onLine === false) return LATER;
  try {
    const answer = await ask(QUEUE, { headers: { Accept: "application/json" } }, patience);
    if (answer.ok) return await answer.json();
    return answer.status === 401 || answer.status === 404 ? LOG_IN : LATER;
  } catch {
    return LATER;
  }
}

// Called when the words of an entry that arrived call for help.
let hears = () => {};
export const onHelp = (listener) => (hears = listener);

// The answer's status and what it says; a status of 0 where there was none.
export async function post(address, item, csrf, options = {}) {
  try {
    const answer = await ask(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
      body: JSON.stringify(item),
      ...options,
    });
    const said = answer.headers.get("Content-Type")?.startsWith("application/json");
    return { ...(said ? await answer.json() : {}), status: answer.status };
  } catch {
    return { status: 0 };
  }
}

export const postDraft = ({ owner, sealed }, csrf, options) =>
  post(KEEP, { owner, sealed }, csrf, options);

// One tab at a time; the others wait, and then find the shelf empty.
function alone(task) {
  return navigator.locks ? navigator.locks.request("cbtback-sending", task) : task();
}

// With `again`, also those that the server could not take the last time.
export function sendWaiting({ again = false } = {}) {
  return alone(async () => {
    const all = await queued();
    const tried = new Set();
    if (!all.some((item) => mayGo(item, again)) && !(await drafts()).length) return DONE;
    let there = await whoIsThere();
    if (there === LATER || there === LOG_IN) return there;
    let renewed = false;
    for (;;) {
      const waiting = await queued();
      const item = waiting.find(
        (one) => one.owner === there.owner && mayGo(one, again) && !tried.has(one.seq),
      );
      if (!item) break;
      const { owner, sealed, client_id } = item;
      const { status, state, help } = await post(QUEUE, { owner, sealed, client_id }, there.csrf);
      if (status === 403 && !renewed) {
        // The token was from before a log-in.
        renewed = true;
        there = await whoIsThere();
        if (there === LATER || there === LOG_IN) return there;
        continue;
      }
      if (status === 401 || status === 404 || status === 409) return LOG_IN;
      tried.add(item.seq);
      if (help) hears();
      if (status === 200 || status === 201) await unqueue(item);
      else if (state === "draft") await update({ ...item, sealed: "", stuck: state });
      else if ([400, 413, 422].includes(status)) await update({ ...item, stuck: state });
      // No answer, or none that says anything of this entry: those after it wait their turn.
      else return LATER;
    }
    return sendDrafts(there);
  });
}

const mayGo = (item, again) => !item.stuck || (again && item.stuck !== "draft");

async function sendDrafts({ owner, csrf }) {
  for (const draft of await drafts()) {
    if (draft.owner !== owner) continue;
    const { status } = await postDraft(draft, csrf);
    if (status === 200) await dropDraftIfSame(draft);
    else if (status !== 413 && status !== 422) return status === 401 ? LOG_IN : LATER;
  }
  return DONE;
}
