// After the first visit the page opens without a network, a new build arrives whole, and nothing is
// transferred twice.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { host } from "./host.mjs";
import { browse, DIST, editor, openStory, watched } from "./page.mjs";

const FOLDER = "/some/where/";
const STORIES = "scenarios/all.txt";

let browser;
let folder;
let server;
let context;
before(async () => { browser = await browse(); });
after(() => browser?.close());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "grantscope-"));
  cpSync(DIST, folder, { recursive: true });
  server = await host(folder, { below: FOLDER });
  context = await browser.newContext({ reducedMotion: "reduce" });
});
afterEach(async () => {
  await context.close();
  await server.stop();
  rmSync(folder, { recursive: true });
});

const hash = (content) => `sha256-${createHash("sha256").update(content).digest("base64")}`;

/** Writes files into the folder as another build would, with a list that fits them. */
function deploy(files, { list = true, later = [] } = {}) {
  const worker = join(folder, "service-worker.js");
  let code = readFileSync(worker, "utf8");
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    const line = new RegExp(`\\["${path}", "[^"]*"\\]`);
    code = code.replace(line, `["${path}", "${hash(text)}"]`);
  }
  for (const path of later) {
    const line = `["${path}", "${hash(readFileSync(join(folder, path)))}"],\n`;
    code = code.replace("const LATER = new Map([\n", (found) => found + line);
  }
  if (list) writeFileSync(worker, code);
  server.changed();
}

const file = (path) => readFileSync(join(folder, path), "utf8");

/** The next build: another title, and the first story with another name. */
const nextBuild = (title) => ({
  "index.html": file("index.html").replace(/<title>.*<\/title>/, `<title>${title}</title>`),
  [STORIES]: file(STORIES).replace(/"title":"[^"]*"/, `"title":"${title}"`),
});

async function open(rest = "") {
  const page = await watched(context);
  await page.goto(server.address + rest);
  await opened(page);
  return page;
}

/** Moves over the page, as who visits it does, until all of the program is kept. */
async function touched(page) {
  await page.mouse.move(100, 100);
  await allKept(page, ["rest"]);
}

/** Until all of what lies in these folders is kept. */
async function allKept(page, folders) {
  await kept(page);
  const files = folders.flatMap((name) => readdirSync(join(folder, name)).map((file) => `${name}/${file}`));
  const all = page.evaluate(async (files) => {
    const [name] = await caches.keys();
    const cache = await caches.open(name);
    const isKept = (kept) => files.every((file) => kept.some(({ url }) => url.includes(file)));
    while (!isKept(await cache.keys())) await new Promise((resolve) => setTimeout(resolve, 20));
  }, files);
  await within(all, `${files} in the cache`);
}

const opened = (page) => page.locator(".answer").waitFor();

/** What never comes is a failure, and not a test without an end. */
function within(comes, what) {
  const late = (_, reject) => setTimeout(reject, 60_000, new Error(`expected ${what} within a minute`)).unref();
  return Promise.race([comes, new Promise(late)]);
}

const kept = (page) => within(page.evaluate(async () => void (await navigator.serviceWorker.ready)), "a service worker");
const waiting = (page) => within(page.evaluate(async () => {
  const registration = await navigator.serviceWorker.ready;
  while (!registration.waiting) await new Promise((resolve) => setTimeout(resolve, 20));
}), "the next build's service worker");
/** Which build the page and a story are from. */
const state = (page) => page.evaluate(async (stories) => [
  document.title,
  (await (await fetch(stories)).text()).match(/"title":"([^"]*)"/)[1],
], STORIES);

async function cut() {
  await server.stop();
  await context.setOffline(true);
}

test("after the first visit the page opens without a network, wherever it lies", async () => {
  const page = await open();
  await touched(page);
  await cut();
  for (const rest of ["", "?embed", "#something", "?embed#something", "index.html"]) {
    await page.goto("about:blank");
    await page.goto(server.address + rest);
    await opened(page);
    assert.equal(await page.locator("svg.lifecycle").getAttribute("data-now"), "removed", rest);
  }
  await page.reload();
  await opened(page);
  await openStory(page, "Installed in a single workspace");
  assert.match(await page.locator(".position").innerText(), /step 1 of 4/);
  await page.getByRole("button", { name: "Replay", exact: true }).click();
  await page.locator('[data-sample="all"]').click();
  await page.locator(".step").nth(4).waitFor();
  assert.deepEqual(page.faults, []);
});

test("without a network the replay has its plain field, and the editor once that was used", async () => {
  const page = await open();
  await touched(page);
  const again = async (offline) => {
    await context.setOffline(offline);
    await page.reload();
    // What one did is there again: in the replay there is no verdict to wait for.
    await page.locator("svg.lifecycle").waitFor();
    await page.getByRole("button", { name: "Replay", exact: true }).click();
    await page.locator("#own-events").focus();
  };
  await again(true);
  await page.locator("#own-events").fill(readFileSync(new URL("../scenarios/samples/resources-added-channel.json", import.meta.url), "utf8"));
  await page.getByRole("button", { name: "Add to replay" }).click();
  await page.locator("ol .step").nth(1).waitFor();
  assert.equal(await editor(page).count(), 0);
  for (const offline of [false, true]) {
    await again(offline);
    await editor(page).waitFor();
  }
});

test("a page that was never touched says without a network what is missing, and goes on when it can be had", async () => {
  const page = await open();
  await kept(page);
  await context.setOffline(true);
  await page.reload();
  await opened(page);
  await page.locator(".story-choice").click();
  const said = page.locator('dialog[data-overlay="rest"]');
  await said.getByRole("alert").waitFor();
  assert.match(await said.innerText(), /could not be fetched/);
  await context.setOffline(false);
  await said.getByRole("button", { name: "Try again" }).click();
  await page.locator(".story-card[data-story]").first().waitFor();
});

test("a page that somebody stayed at without touching it has all of it without a network", async () => {
  const page = await open();
  const before = server.requests.length;
  await allKept(page, ["rest", "explore", "editor"]);
  assert.ok(server.requests.length > before);
  await cut();
  await page.reload();
  await opened(page);
  await openStory(page, "Installed in a single workspace");
  assert.match(await page.locator(".position").innerText(), /step 1 of 4/);
  await page.getByRole("button", { name: "Explore", exact: true }).click();
  await page.locator(".explore-panes").waitFor();
});

test("the rest of the program comes at the first touch, once, and not before", async () => {
  const page = await open();
  await kept(page);
  const asked = () => server.requests.filter(({ path }) => path.includes("/rest/"));
  assert.deepEqual(asked(), []);
  await touched(page);
  await page.locator(".story-choice").click();
  await page.locator(".story-card[data-story]").first().waitFor();
  const sent = asked().filter(({ status }) => status === 200).map(({ path }) => path);
  assert.ok(sent.length > 0 && sent.length === new Set(sent).size, String(sent));
  await page.keyboard.press("Escape");
  const before = server.requests.length;
  await page.reload();
  await opened(page);
  await page.locator(".story-choice").click();
  await page.locator(".story-card[data-story]").first().waitFor();
  assert.deepEqual(server.requests.slice(before).filter(({ path }) => path.includes("/rest/")), []);
  assert.deepEqual(page.faults, []);
});

test("a part of the program that was cut or changed on its way is said, and fetched anew when one tries again", async () => {
  for (const spoilt of [(part) => part.subarray(0, part.length / 2), (part) => part.fill(7, 1000, 1100), () => Buffer.alloc(0)]) {
    const page = await open();
    const parts = "**/rest/*.wasm.xz";
    await page.route(parts, (route) => {
      const { pathname } = new URL(route.request().url());
      return route.fulfill({ body: spoilt(readFileSync(join(folder, pathname.slice(FOLDER.length)))) });
    });
    await page.locator(".story-choice").click();
    const said = page.locator('dialog[data-overlay="rest"]');
    await said.getByRole("alert").waitFor();
    await page.unroute(parts);
    await said.getByRole("button", { name: "Try again" }).click();
    await page.locator(".story-card[data-story]").first().waitFor();
    await page.close();
    await context.close();
    context = await browser.newContext({ reducedMotion: "reduce" });
  }
});

test("an address that is not the page's own opens the page when there is no network", async () => {
  const page = await open();
  await kept(page);
  assert.equal((await page.goto(`${server.address}nothing-here`)).status(), 404);
  await cut();
  await page.goto(`${server.address}nothing-here`);
  assert.equal(await page.title(), "GrantScope");
});

test("the first visit transfers nothing twice", async () => {
  const page = await open();
  await kept(page);
  const sent = server.requests.filter(({ status }) => status === 200).map(({ path }) => path);
  assert.deepEqual(sent.filter((path, index) => sent.indexOf(path) !== index), []);
  assert.deepEqual(server.requests.filter(({ status }) => status >= 400), []);
  assert.ok(sent.includes(`${FOLDER}service-worker.js`));
});

test("the second visit transfers nothing", async () => {
  const page = await open();
  await kept(page);
  const before = server.requests.length;
  await page.reload();
  await opened(page);
  const asked = server.requests.slice(before).map(({ path }) => path);
  assert.deepEqual(asked.filter((path) => path !== `${FOLDER}service-worker.js`), []);
});

for (const rest of ["", "#something"]) {
  test(`a new build is taken on the next load, whole${rest && ", with a hash too"}`, async () => {
    const page = await open(rest);
    const first = await state(page);
    await kept(page);
    deploy(nextBuild("Two"));
    await page.reload();
    await opened(page);
    assert.deepEqual(await state(page), first, "the old build until the new one is there");
    await waiting(page);
    await page.reload();
    await page.waitForFunction(() => document.title === "Two");
    await opened(page);
    assert.deepEqual(await state(page), ["Two", "Two"]);
    assert.equal(page.url(), server.address + rest);
    const keys = await page.evaluate(async () => {
      const [name] = await caches.keys();
      return (await (await caches.open(name)).keys()).map(({ url }) => url);
    });
    const stories = keys.filter((key) => key.includes(STORIES));
    assert.deepEqual(stories, [`${server.address}${STORIES}?${hash(file(STORIES))}`]);
    await cut();
    await page.reload();
    await opened(page);
    assert.deepEqual(await state(page), ["Two", "Two"]);
  });
}

test("a new build transfers only what changed", async () => {
  const page = await open();
  await kept(page);
  deploy(nextBuild("Two"));
  const before = server.requests.length;
  await page.reload();
  await waiting(page);
  const sent = server.requests.slice(before).filter(({ status }) => status === 200).map(({ path }) => path);
  assert.deepEqual(new Set(sent), new Set(["service-worker.js", "", STORIES].map((path) => FOLDER + path)));
});

test("while two tabs are open, both stay with the build that they began with", async () => {
  const [one, two] = [await open(), null];
  const first = await state(one);
  await kept(one);
  const other = await open();
  deploy(nextBuild("Two"));
  await one.reload();
  await waiting(one);
  for (const page of [one, other]) {
    await page.reload();
    await opened(page);
    assert.deepEqual(await state(page), first);
  }
  const third = await open();
  assert.deepEqual(await state(third), first);
  await third.close();
  await other.close();
  await one.reload();
  await one.waitForFunction(() => document.title === "Two");
  await opened(one);
  assert.deepEqual(await state(one), ["Two", "Two"]);
});

test("a build that is only half there is not taken", async () => {
  const page = await open();
  const first = await state(page);
  await kept(page);
  deploy(nextBuild("Two"));
  deploy({ [STORIES]: file(STORIES).replace("Two", "Half") }, { list: false });
  await page.reload();
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const coming = registration.installing ?? registration.waiting;
    if (!coming) {
      await new Promise((resolve) => registration.addEventListener("updatefound", resolve, { once: true }));
    }
    const worker = registration.installing;
    await new Promise((resolve) => worker.addEventListener("statechange", resolve, { once: true }));
    if (worker.state !== "redundant") throw new Error(`it is ${worker.state}`);
  });
  await page.reload();
  await opened(page);
  assert.deepEqual(await state(page), first);
});

test("what is large is kept when it is first used, and not before", async () => {
  deploy({ "editor/large.json": '"large"' }, { later: [] });
  deploy({}, { later: ["editor/large.json"] });
  const page = await open();
  await kept(page);
  await page.reload();
  await opened(page);
  const asked = () => server.requests.filter(({ path }) => path.endsWith("large.json")).length;
  assert.equal(asked(), 0);
  const use = () => page.evaluate(async () => (await fetch("editor/large.json")).json());
  assert.equal(await use(), "large");
  assert.equal(asked(), 1);
  await cut();
  assert.equal(await use(), "large");
});

test("a page that no list was made for has no service worker", async () => {
  deploy({ "index.html": file("index.html").replace(/<meta name="service-worker"[^>]*>/, "") });
  const page = await open();
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => setTimeout(resolve, 200))));
  assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
  assert.deepEqual(page.faults, []);
});

test("where service workers are forbidden the page works as ever", async () => {
  rmSync(join(folder, "service-worker.js"));
  server.changed();
  const page = await watched(context);
  const told = page.waitForEvent("console", (message) => message.text().includes("will not open without a network"));
  await page.goto(server.address);
  await opened(page);
  assert.equal((await told).type(), "info");
  assert.equal(await page.locator(".answer").getAttribute("data-allowed"), "false");
});
