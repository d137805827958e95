// On every page of a patient, and on those of nobody: who is logged in here, what waits, and the
// sending of it. Nothing here can be read by whoever comes next to this browser.

import { canSeal } from "./sealing.js";
import { DONE, LATER, LOG_IN, onHelp, sendWaiting, whoIsThere } from "./sending.js";
import * as shelf from "./shelf.js";

const LOG_OUT_PATH = "/account/logout/";
const LOG_OUT = `form[action$="${LOG_OUT_PATH}"]`;
const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 300_000;

const banner = () => document.getElementById("waiting");
const told = banner()?.dataset ?? {};
export const inShell = "shell" in told;

// {owner, key, skew} of the person logged in; null for nobody, or where nothing can be sealed.
export const me = canSeal && banner() ? whose().catch(() => null) : Promise.resolve(null);

async function whose() {
  if (inShell) {
    // A log-out that did not arrive, from whatever page.
    if (location.pathname === LOG_OUT_PATH) await leave();
    return (await shelf.person()) ?? null;
  }
  if ("nobody" in told) {
    await shelf.forgetPerson();
    await shelf.setLeaving(false);
    return null;
  }
  const out = document.querySelector(LOG_OUT);
  if (out && (await shelf.leaving())) {
    // Asked for while there was no network: the next person here must not find this log-in.
    out.requestSubmit();
    return null;
  }
  const key = { id: told.keyId, public: told.key };
  const now = { owner: told.owner, key, skew: Number(told.now) - Date.now() };
  await shelf.setPerson(now);
  return now;
}

function leave() {
  return Promise.all([shelf.forgetPerson(), shelf.setLeaving(true)]);
}

// A moment by the server's clock: a wrong one here must not put entries into a wrong order.
export const moment = (who) => new Date(Date.now() + (who.skew || 0)).toISOString();

let wait = FIRST_WAIT;
let timer;
// What was sent sounds as if somebody should be there. Known to this page alone, and not kept.
let hard = false;

export async function send(options) {
  clearTimeout(timer);
  if (!(await me)) return LOG_IN;
  const end = await sendWaiting(options).catch(() => LATER);
  if (end === LATER) later();
  else wait = FIRST_WAIT;
  return end;
}

export function later() {
  clearTimeout(timer);
  timer = setTimeout(send, wait);
  wait = Math.min(wait * 2, LONGEST_WAIT);
}

// Where the browser can, it goes on by itself when the page is closed.
export async function sendWhenClosed() {
  try {
    const worker = await navigator.serviceWorker?.getRegistration();
    await worker?.sync?.register("waiting");
  } catch {
    // Then the next page sends it.
  }
}

function times(items) {
  const day = { day: "numeric", month: "long" };
  const hour = { hour: "numeric", minute: "2-digit" };
  const today = new Date().toDateString();
  const said = items.map(({ written }) => {
    const at = new Date(written);
    const how = at.toDateString() === today ? hour : { ...day, ...hour };
    return at.toLocaleString(document.documentElement.lang, how);
  });
  return new Intl.ListFormat(document.documentElement.lang).format(said);
}

function lines(items, who) {
  const found = [];
  const say = (words, these, link) => {
    const text = words.replace("%number", these.length).replace("%times", times(these));
    found.push({ text, link });
  };
  const mine = items.filter((item) => item.owner === who?.owner);
  const waiting = mine.filter((item) => !item.stuck);
  if (waiting.length) say(waiting.length === 1 ? told.one : told.many, waiting);
  for (const item of mine) {
    if (item.stuck === "draft") {
      say(told.draft, [item], item.form === "check-in" ? told.checkIn : told.entry);
    } else if (item.stuck) say(told.stuck, [item]);
  }
  const others = items.length > mine.length;
  if (hard) found.push({ text: told.hard, link: told.help });
  if (others && who) found.push({ text: told.others });
  if (others && !who && (inShell || "tell" in told)) found.push({ text: told.locked });
  return found;
}

async function show() {
  const place = banner();
  if (!place) return;
  const found = lines(await shelf.queued(), await me);
  const rows = found.map(({ text, link }) => {
    const row = place.querySelector("template").content.firstElementChild.cloneNode(true);
    row.lastChild.textContent = text;
    if (link) {
      const words = link === told.help ? told.whom : told.open;
      const to = Object.assign(document.createElement("a"), { href: link, textContent: words });
      row.lastChild.append(" ", to);
    }
    return row;
  });
  place.querySelector("ul").replaceChildren(...rows);
  place.hidden = !rows.length;
}

// Opening the form where the words of an entry went is to have seen them.
async function seen() {
  const places = [...document.querySelectorAll("form[data-journal-form]")].map(
    (form) => form.dataset.journalForm,
  );
  const who = await me;
  if (inShell || !who) return;
  for (const item of await shelf.queued()) {
    const here = item.owner === who.owner && places.includes(item.form);
    if (here && item.stuck === "draft") await shelf.unqueue(item);
  }
}

// What was typed here before and got no further than this browser: once the server has it, the
// page is drawn again with it, unless somebody is typing already.
async function start() {
  const who = await me;
  for (const part of document.querySelectorAll("[data-with-person]")) part.hidden = !who;
  for (const part of document.querySelectorAll("[data-without-person]")) part.hidden = Boolean(who);
  if (inShell) await sayHowItCame();
  await seen();
  await show();
  if (!who) return;
  const form = document.querySelector("form[data-journal-form]");
  const mine = (draft) => draft.owner === who.owner && draft.place === form?.dataset.journalForm;
  const left = !inShell && form && (await shelf.drafts()).find(mine);
  const end = await send({ again: true });
  if (!left || end !== DONE) return;
  const now = (await shelf.drafts()).find(mine);
  const wrong = document.querySelector(".summary");
  if (!now && !wrong && !form.dataset.touched) location.replace(location.href);
}

// The shell that stands in for a page that something was sent to.
async function sayHowItCame() {
  const leaving = document.querySelector("[data-leaving]");
  if (!leaving || !(await shelf.leaving())) return;
  leaving.hidden = false;
  for (const part of document.querySelectorAll("[data-without-person]")) part.hidden = true;
}

// Back online: the page itself in place of its shell, unless somebody writes on it.
async function returnToPage() {
  const form = document.querySelector("form[data-journal-form]");
  if (!inShell || form || location.pathname.startsWith("/shells/")) return;
  if ((await whoIsThere()) !== LATER) location.replace(location.pathname + location.search);
}

// Numbers to call: those of the country that the browser is set to stand open.
const region = navigator.language.split("-")[1]?.toUpperCase();
for (const numbers of document.querySelectorAll("details[data-country]")) {
  numbers.open = numbers.dataset.country === region;
}

if (canSeal && banner()) {
  shelf.onChange(show);
  onHelp(() => {
    hard = true;
    show();
  });
  document.addEventListener("htmx:afterSettle", show);
  addEventListener("online", () => {
    wait = FIRST_WAIT;
    send().then(returnToPage);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") send();
  });
  // The mark goes at once, even when the log-out itself cannot be sent.
  document.addEventListener("submit", (event) => {
    if (event.target.matches(LOG_OUT)) leave();
  });
  if (told.owner) navigator.serviceWorker?.register("/sw.js", { type: "module" }).catch(() => {});
  start().catch(() => {});
}
