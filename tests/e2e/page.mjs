// Serves the built page from a folder and opens it in Chromium. Shared by the tests and the script
// that takes the pictures; no test is in here.

import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { host } from "./host.mjs";

export const DIST = process.env.GRANTSCOPE_DIST ?? fileURLToPath(new URL("../../dist", import.meta.url));
const CHROMIUM = process.env.GRANTSCOPE_CHROMIUM ?? "/usr/bin/chromium";

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
 * Opens the page on its first visit. What the page logs as an error, or throws, lands in
 * `page.faults`.
 */
export async function visit(site, { width = 1440, height = 900, scheme = "light", motion = "reduce" } = {}) {
  const context = await site.browser.newContext({
    colorScheme: scheme,
    reducedMotion: motion,
    viewport: { width, height },
    // What it does is in offline.test.mjs; elsewhere it would answer in the place of the server.
    serviceWorkers: "block",
  });
  const page = await watched(context);
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
