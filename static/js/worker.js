// The service worker: shells that hold nothing of anybody, for when there is no network. Pages of
// a person come from the network each time and are never kept.

import { LATER, sendWaiting } from "./sending.js";

const OURS = "cbtback-";
// Django puts a hash of what is in a file into its name: such a one never changes.
const HASHED = /\.[0-9a-f]{12}\.\w+$/;

// `shells` is [[start of an address, shell's address], …], the first that fits; `files` what they need.
export function serve({ version, shells, other, files }) {
  const cacheName = OURS + version;
  const needed = [...new Set([...shells.map(([, shell]) => shell), other, ...files])];

  async function install() {
    const cache = await caches.open(cacheName);
    // Without cookies: what comes is for everybody.
    const requests = needed.map((url) => new Request(url, { credentials: "omit", cache: "reload" }));
    await cache.addAll(requests);
    await self.skipWaiting();
  }

  async function activate() {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith(OURS) && name !== cacheName);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  }

  async function page(request) {
    try {
      return await fetch(request);
    } catch (error) {
      const path = new URL(request.url).pathname;
      const fits = request.method === "GET" && shells.find(([start]) => path.startsWith(start));
      const cache = await caches.open(cacheName);
      const shell = await cache.match(fits ? fits[1] : other);
      if (shell) return shell;
      throw error;
    }
  }

  async function file(request) {
    const cache = await caches.open(cacheName);
    const kept = await cache.match(request.url);
    if (kept && HASHED.test(request.url)) return kept;
    try {
      const answer = await fetch(request);
      if (answer.ok && HASHED.test(request.url)) await cache.put(request.url, answer.clone());
      return answer;
    } catch (error) {
      if (kept) return kept;
      throw error;
    }
  }

  self.addEventListener("install", (event) => event.waitUntil(install()));
  self.addEventListener("activate", (event) => event.waitUntil(activate()));
  self.addEventListener("fetch", (event) => {
    const { request } = event;
    const { origin, pathname } = new URL(request.url);
    if (origin !== self.location.origin) return;
    if (request.mode === "navigate") event.respondWith(page(request));
    else if (request.method === "GET" && pathname.startsWith("/static/")) {
      event.respondWith(file(request));
    }
  });
  self.addEventListener("sync", (event) => {
    event.waitUntil(
      sendWaiting().then((end) => {
        // The browser tries again in its own time.
        if (end === LATER) throw new Error("to be tried again");
      }),
    );
  });
}
