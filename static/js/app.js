// What a page gains where script runs. Every page works without it.

// Quick exit: this page goes out of sight at once, and out of the way back.
document.addEventListener("click", (event) => {
  const exit = event.target.closest("[data-quick-exit]");
  if (!exit) return;
  event.preventDefault();
  document.documentElement.hidden = true;
  location.replace(exit.href);
});

// Where reading goes on: at what is wrong, else (after a swap) at the new question.
function land(root, fresh) {
  const summary = root.querySelector(".summary");
  const heading = fresh && root.querySelector("h1");
  const place = summary || heading;
  if (!place) return;
  place.tabIndex = -1;
  place.focus({ preventScroll: !summary });
}

function arrive(root) {
  // The zone is asked of the browser, so that nobody has to know its name.
  for (const field of root.querySelectorAll('input[type="hidden"][name="time_zone"]')) {
    field.value ||= Intl.DateTimeFormat().resolvedOptions().timeZone || "";
  }
  for (const button of root.querySelectorAll("[data-print]")) button.hidden = false;
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

// A ruler's mark and its exact number are one answer: the later one clears the other.
document.addEventListener("input", (event) => {
  const { target } = event;
  if (target.matches('.scale input[type="radio"]')) {
    const exact = document.getElementById(`${target.closest(".scale").id}_exact`);
    if (exact) exact.value = "";
  }
  if (target.id.endsWith("_exact") && target.value) {
    const scale = document.getElementById(target.id.replace(/_exact$/, ""));
    for (const radio of scale?.querySelectorAll(":checked") ?? []) radio.checked = false;
  }
});

// A summary's link opens the box that its field may be folded in.
document.addEventListener("click", (event) => {
  const link = event.target.closest('.summary a[href^="#"]');
  const field = link && document.getElementById(link.hash.slice(1));
  const folded = field?.closest("details:not([open])");
  if (folded) folded.open = true;
});

// A whole page in answer to a part's request (log in again, Today): show it as one.
function showWhole(text, address) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const sheets = (root) => [...root.querySelectorAll('link[rel="stylesheet"]')];
  const has = (root, sheet) => sheets(root).some((other) => other.href === sheet.href);
  for (const sheet of sheets(page)) if (!has(document, sheet)) document.head.append(sheet.cloneNode());
  for (const sheet of sheets(document)) if (!has(page, sheet)) sheet.remove();
  document.title = page.title;
  // htmx reloads what it finds marked as its own when somebody goes back.
  history.replaceState({ htmx: true }, "");
  history.pushState({ htmx: true }, "", address);
  document.body.replaceWith(document.adoptNode(page.body));
  window.htmx.process(document.body);
  window.scrollTo(0, 0);
  arrive(document);
  land(document, true);
}

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, shouldSwap } = event.detail;
  if (!shouldSwap || !/^\s*<!doctype html/i.test(xhr.responseText)) return;
  event.detail.shouldSwap = false;
  showWhole(xhr.responseText, xhr.responseURL);
});

// htmx overlooks a button that stands outside its form, as Save and leave does.
document.addEventListener("htmx:configRequest", (event) => {
  const button = event.detail.triggeringEvent?.submitter;
  if (button?.name) event.detail.parameters[button.name] = button.value;
});

// A part that asks for itself takes nobody's place on the page, and waits for its connection.
const follows = (event) => event.detail.requestConfig?.elt?.matches("[data-follows]");

document.addEventListener("htmx:beforeRequest", (event) => {
  if (!follows(event)) trouble(false);
});
document.addEventListener("htmx:afterSettle", (event) => {
  arrive(event.detail.elt);
  if (!follows(event)) land(event.detail.elt, true);
});
for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => {
    if (!follows(event)) trouble(true);
  });
}

document.addEventListener("htmx:afterRequest", (event) => {
  if (!follows(event)) return;
  const { xhr, requestConfig } = event.detail;
  show("led-away", xhr.status === 0 || xhr.status >= 500);
  if (xhr.status !== 401 && xhr.status !== 404) return;
  // Nothing comes without a log-in, or without the right to it: it need not ask again.
  requestConfig.elt.remove();
  show("led-logged-out", true);
});

function show(id, yes) {
  const banner = document.getElementById(id);
  if (banner) banner.hidden = !yes;
}

function trouble(yes) {
  const banner = document.getElementById("trouble");
  if (!banner || banner.hidden === !yes) return;
  banner.hidden = !yes;
  if (yes) banner.focus();
}

arrive(document);
land(document, false);
