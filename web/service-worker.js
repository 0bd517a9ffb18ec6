// Keeps the page for visits without a network. `cargo xtask page` writes the list of files in front
// of this text, from each address below the page to its content's hash: FILES are kept at once, LATER
// are large, and kept when they are first used or somebody stays. A new build is a new list, so a new service worker.
//
// One cache for all builds, where a file is kept under its hash: two builds never mix, and what they
// have in common is fetched and kept once. The list of the service worker in charge says which content
// belongs to which address.
//
// Not here: which files there are (crates/xtask/src/offline.rs), and when this begins (offline.mjs).

/* global FILES, LATER */

const PAGE = "index.html";
const CACHE = `grantscope ${self.registration.scope}`;

const address = (path) => new URL(path, self.registration.scope).href;
const key = (path, hash) => address(`${path}?${hash}`);

/** From the browser's own cache if that has the right content, else from the network. */
async function fetched(path, hash) {
  // The page itself has been fetched under its folder's address.
  const ask = (cache) => fetch(address(path === PAGE ? "" : path), { cache, integrity: hash });
  const answer = await ask("default").catch(() => ask("reload"));
  if (!answer.ok) throw new Error(`expected ${path}, got status ${answer.status}`);
  return answer;
}

async function keep(path, hash) {
  const cache = await caches.open(CACHE);
  const there = await cache.match(key(path, hash));
  if (there) return there;
  const answer = await fetched(path, hash);
  await cache.put(key(path, hash), answer.clone());
  return answer;
}

/** What comes later: the rest of the page when that has it, and the browser's own cache too; all when somebody stays. */
async function keepLater(folder = "") {
  const files = [...LATER].filter(([path]) => path.startsWith(folder));
  await Promise.all(files.map(([path, hash]) => keep(path, hash)));
}

/** All of them or none: if one is missing, the build before stays in charge. */
async function keepAll() {
  await Promise.all([...FILES].map(([path, hash]) => keep(path, hash)));
}

async function forgetOthers() {
  const cache = await caches.open(CACHE);
  const mine = new Set([...FILES, ...LATER].map(([path, hash]) => key(path, hash)));
  for (const request of await cache.keys()) {
    if (!mine.has(request.url)) await cache.delete(request);
  }
}

/** Whether a reload may bring the next build: only if no other tab still shows this one. */
async function givesWay(request) {
  if (!self.registration.waiting) return false;
  const tabs = await self.clients.matchAll({ type: "window" });
  const isReload = request.cache === "no-cache" || request.cache === "reload";
  return tabs.length === 0 || (tabs.length === 1 && isReload);
}

/**
 * The next build cannot begin while this one answers: so the answer is to ask again. By a script,
 * because a `refresh` header leads nowhere if the address has a hash.
 */
function askAgain() {
  self.registration.waiting.postMessage("begin");
  return new Response("<!doctype html><script>location.reload()</script>", {
    headers: { "content-type": "text/html", "content-security-policy": "default-src 'none'; script-src 'unsafe-inline'" },
  });
}

async function page(request) {
  if (await givesWay(request)) return askAgain();
  return keep(PAGE, FILES.get(PAGE));
}

async function answer(request) {
  const path = decodeURIComponent(new URL(request.url).pathname).slice(new URL(address("")).pathname.length);
  const isPage = request.mode === "navigate";
  if (isPage && (path === "" || path === PAGE)) return page(request);
  const hash = FILES.get(path) ?? LATER.get(path);
  if (hash) return keep(path, hash);
  return isPage ? fetch(request).catch(() => page(request)) : fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(keepAll()));
self.addEventListener("activate", (event) => event.waitUntil(forgetOthers()));
self.addEventListener("message", (event) => {
  if (event.data === "begin") event.waitUntil(self.skipWaiting());
  if (event.data === "rest") event.waitUntil(keepLater("rest/"));
  if (event.data === "all") event.waitUntil(keepLater());
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(address(""))) return;
  // What was thrown out of the cache, and is another build's by now, comes as it is.
  event.respondWith(answer(request).catch(() => fetch(request)));
});
