// A form of the journal: kept as it is typed, and sent later when it cannot be sent now.

import { seal } from "./sealing.js";
import { DONE, LATER, LOG_IN, postDraft, whoIsThere } from "./sending.js";
import * as shelf from "./shelf.js";
import { inShell, later, me, moment, send, sendWhenClosed } from "./waiting.js";

const PAUSE = 400;
// How long a person waits at the button before the entry goes to the queue.
const AT_THE_BUTTON = 8_000;
const NEW = ["check-in", "entry"];
const NOT_OURS = ["csrfmiddlewaretoken", "form_key"];
// Browsers send no more than 64 KB for a page that is gone.
const MOST_AFTER_THE_END = 60_000;

function attach(form, who) {
  const place = form.dataset.journalForm;
  const line = form.querySelector("[data-kept]") ?? document.querySelector("[data-kept]");
  let session = null;
  let timer = 0;
  let running = Promise.resolve();
  let through = false;
  let busy = false;

  const fields = () =>
    [...new FormData(form)].filter(
      ([name, value]) => typeof value === "string" && !NOT_OURS.includes(name),
    );
  const clientId = () => form.elements.namedItem("client_id");

  function say(state) {
    if (!line) return;
    line.hidden = false;
    for (const one of line.querySelectorAll("[data-state]")) one.hidden = one.dataset.state !== state;
    if (state !== "kept") return;
    const hour = { hour: "numeric", minute: "2-digit" };
    line.querySelector("time").textContent = new Date().toLocaleTimeString(
      document.documentElement.lang,
      hour,
    );
  }

  function note(name) {
    for (const one of line?.querySelectorAll("[data-note]") ?? []) {
      one.hidden = one.dataset.note !== name;
      if (!one.hidden) one.focus();
    }
  }

  async function keep({ last = false } = {}) {
    const typed = moment(who);
    const sealed = await seal({ place, fields: fields(), typed }, "journal-draft", who);
    const draft = { owner: who.owner, place, typed, sealed };
    await shelf.putDraft(draft);
    if (through) return;
    const keepalive = last && sealed.length < MOST_AFTER_THE_END;
    const state = await sent(draft, keepalive ? { keepalive } : {});
    say(state);
    if (state === "browser") later();
  }

  // Where the draft is now: "kept" by the server, or in this "browser", perhaps until a log-in.
  async function sent(draft, options) {
    for (const fresh of [false, true]) {
      if (!session || fresh) session = await whoIsThere();
      if (session === LATER || session === LOG_IN || session.owner !== who.owner) {
        const state = session === LATER ? "browser" : "locked";
        session = null;
        return state;
      }
      const { status } = await postDraft(draft, session.csrf, options);
      if (status === 200) {
        await shelf.dropDraftIfSame(draft);
        return "kept";
      }
      // A token from before a log-in, or no log-in any more.
      if (![401, 403, 409].includes(status)) break;
    }
    return "browser";
  }

  // One after the other: an older state must not overwrite a newer one.
  function keepSoon(options) {
    clearTimeout(timer);
    timer = 0;
    running = running.then(() => keep(options)).catch(() => say("not-kept"));
    return running;
  }

  for (const name of ["input", "change"]) {
    form.addEventListener(name, () => {
      form.dataset.touched = "yes";
      note("");
      clearTimeout(timer);
      timer = setTimeout(keepSoon, PAUSE);
    });
  }
  const atTheEnd = () => {
    if (timer && !through) keepSoon({ last: true });
  };
  addEventListener("pagehide", atTheEnd);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") atTheEnd();
  });

  function clear() {
    for (const control of form.elements) {
      if (control.matches('[type="radio"], [type="checkbox"]')) control.checked = false;
      else if (control.matches("select")) control.selectedIndex = 0;
      else if (control.matches('textarea, input:not([type="hidden"])')) control.value = "";
    }
    delete form.dataset.touched;
    fresh();
  }

  function fresh() {
    const id = clientId();
    if (id) id.value = crypto.randomUUID();
  }

  // Sealed for whoever wrote it, behind those that wait already.
  async function queue() {
    const written = moment(who);
    const client_id = clientId().value;
    const inside = { form: place, fields: fields(), client_id, written };
    const sealed = await seal(inside, "journal-entry", who);
    await running;
    await shelf.queue({ owner: who.owner, form: place, client_id, written, sealed });
    await shelf.dropDraft({ owner: who.owner, place });
    clear();
    say("ready");
    sendWhenClosed();
  }

  const hasPain = () =>
    fields().some(([name, value]) => /^pain(_exact)?$/.test(name) && value.trim());

  async function submit(submitter) {
    const there = inShell ? LATER : await whoIsThere(AT_THE_BUTTON);
    const others = typeof there === "object" && there.owner !== who.owner;
    // Logged out: the log-in page carries on what was typed.
    if (there !== LATER && !others) {
      through = true;
      clearTimeout(timer);
      form.requestSubmit(submitter);
      return;
    }
    // Others lead to another form, which needs the network.
    const plain = !submitter?.hasAttribute("formaction");
    if (!plain || !NEW.includes(place)) {
      await keepSoon();
      note(plain ? "waits" : "online");
      return;
    }
    if (!hasPain()) {
      note("pain");
      return;
    }
    clearTimeout(timer);
    timer = 0;
    await queue();
    const end = inShell || others ? await send() : (later(), LATER);
    const waits = (await shelf.queued()).some((item) => item.owner === who.owner && !item.stuck);
    note(end === DONE && !waits ? "sent" : "queued");
  }

  form.addEventListener("submit", (event) => {
    if (through || event.defaultPrevented) return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    submit(event.submitter)
      // Nothing of ours may stand between a person and the button.
      .catch(() => {
        through = true;
        if (!inShell) form.requestSubmit(event.submitter);
      })
      .finally(() => (busy = false));
  });
  // To start afresh is to want none of it, this browser's own copy too.
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.journalAfresh !== place || through) return;
    event.preventDefault();
    const { target, submitter } = event;
    through = true;
    clearTimeout(timer);
    timer = 0;
    running
      .then(() => shelf.dropDraft({ owner: who.owner, place }))
      .catch(() => {})
      .then(() => target.requestSubmit(submitter));
  });
  // Back from the page that answered: it can be sent again.
  addEventListener("pageshow", (event) => {
    if (event.persisted) through = false;
  });

  // Sent meanwhile, from here or by another tab.
  shelf.onChange(async () => {
    const inBrowser = line?.querySelector('[data-state="browser"]');
    const mineToo = (draft) => draft.owner === who.owner && draft.place === place;
    if (inBrowser && !inBrowser.hidden && !(await shelf.drafts()).some(mineToo)) say("kept");
    const told = line?.querySelector('[data-note="queued"]');
    if (!told || told.hidden) return;
    const mine = (await shelf.queued()).filter((item) => item.owner === who.owner);
    if (!mine.length) note("sent");
  });

  if (inShell) fresh();
  say("ready");
}

const who = await me;
if (who) for (const form of document.querySelectorAll("form[data-journal-form]")) attach(form, who);
