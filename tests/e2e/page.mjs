// Serves the built page from a folder and opens it in Chromium. Shared by the tests and the script
// that takes the pictures; no test is in here.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before } from "node:test";
import { fileURLToPath } from "node:url";
import playwright from "@axe-core/playwright";
import { chromium } from "playwright-core";
import { host } from "./host.mjs";

export const DIST = process.env.GRANTSCOPE_DIST ?? fileURLToPath(new URL("../../dist", import.meta.url));
const CHROMIUM = process.env.GRANTSCOPE_CHROMIUM ?? "/usr/bin/chromium";

const AxeBuilder = playwright.default ?? playwright;

const FLAGS = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-lcd-text",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
];

/** Starts a browser. */
export const browse = (...flags) => chromium.launch({ executablePath: CHROMIUM, args: [...FLAGS, ...flags] });

/** Starts the server and the browser. */
export async function start() {
  const server = await host(DIST);
  const browser = await browse();
  return {
    address: server.address,
    browser,
    async stop() {
      await browser.close();
      await server.stop();
    },
  };
}

/**
 * The page for all tests of a file: it is served before them. After each the pages that `visit` opened are
 * closed, and nothing went wrong in them, unless that is what the file is about.
 */
export function served({ breaks = false } = {}) {
  const site = { pages: [] };
  before(async () => void Object.assign(site, await start()));
  after(() => site.stop?.());
  afterEach(async () => {
    const pages = site.pages.splice(0);
    await Promise.all(pages.map((page) => page.context().close()));
    if (!breaks) assert.deepEqual(pages.flatMap((page) => page.faults), []);
  });
  return site;
}

/** Axe finds nothing wrong with the page as it is. */
export async function sound(page, what = "the page") {
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(violations.map(({ id, nodes }) => `${what}: ${id} at ${nodes.map(({ target }) => target).join(", ")}`), []);
}

/** Whether something is on the screen and nothing lies over it. */
export const isInView = (place) => place.evaluate((it) => {
  const { left, top, width, height } = it.getBoundingClientRect();
  const there = document.elementFromPoint(left + width / 2, top + height / 2);
  return it === there || it.contains(there);
});

/** Nothing scrolls sideways. */
export async function fits(page, what = "the page") {
  const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(content <= screen, `${what} is ${content} wide on a screen of ${screen}`);
}

// A page that Trunk built by itself is in one part.
const IS_IN_PARTS = existsSync(join(DIST, "rest"));

/**
 * What comes with the rest of the program, such as what opens over the page, is there before a test goes on:
 * wherever the page goes it is touched, and waited for.
 */
async function whole(page) {
  await page.addInitScript(() => {
    addEventListener("grantscope-complete", () => { globalThis.isComplete = true; });
  });
  const isWhole = () => dispatchEvent(new Event("pointermove")) && globalThis.isComplete;
  const goes = (way) => async (...how) => {
    const answer = await way.apply(page, how);
    if (page.url() !== "about:blank") await page.waitForFunction(isWhole);
    return answer;
  };
  if (IS_IN_PARTS) Object.assign(page, { goto: goes(page.goto), reload: goes(page.reload) });
}

/**
 * Opens the page on its first visit, all of it. What the page logs as an error, or throws, lands in
 * `page.faults`. A `platform` is what the browser says that it runs on.
 */
export async function visit(site, { width = 1440, height = 900, scheme = "light", motion = "reduce", platform } = {}) {
  const context = await site.browser.newContext({
    colorScheme: scheme,
    reducedMotion: motion,
    viewport: { width, height },
    // What it does is in offline.test.mjs; elsewhere it would answer in the place of the server.
    serviceWorkers: "block",
  });
  if (platform) {
    await context.addInitScript((named) => Object.defineProperty(Navigator.prototype, "platform", { get: () => named }), platform);
  }
  const page = await watched(context);
  await whole(page);
  site.pages?.push(page);
  await page.goto(site.address);
  await page.locator(".page").waitFor();
  return page;
}

/** A new page whose faults are noted. */
export async function watched(context) {
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") page.faults.push(message.text());
  });
  return page;
}

/** Opens a story from the gallery. */
export async function openStory(page, title) {
  await page.locator(".story-choice").click();
  await page.locator(".story-card[data-story]", { hasText: title }).first().click();
  await page.locator("dialog").waitFor({ state: "detached" });
}

/** What one writes in, once it is there. */
export const editor = (page) => page.locator(".editor .cm-content");

/** Pastes a text where it is asked to. */
export async function paste(place, text) {
  await place.evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true, composed: true }));
  }, text);
}

/** Writes events into the editor, in the place of what is there. */
export async function write(page, text) {
  if (!(await editor(page).isVisible())) await page.locator("#own-events").focus();
  await editor(page).press("Control+a");
  await paste(editor(page), text);
}
