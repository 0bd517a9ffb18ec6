// Serves the built page from a folder and opens it in Chromium. Shared by the tests and the script
// that takes the pictures; no test is in here.

import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const DIST = process.env.GRANTSCOPE_DIST ?? fileURLToPath(new URL("../../dist", import.meta.url));
const CHROMIUM = process.env.GRANTSCOPE_CHROMIUM ?? "/usr/bin/chromium";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

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

function answer(request, response) {
  const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
  const file = join(DIST, path.endsWith("/") ? `${path}index.html` : path);
  if (!file.startsWith(normalize(DIST)) || !existsSync(file) || !statSync(file).isFile()) {
    response.writeHead(404).end("not found");
    return;
  }
  response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
  createReadStream(file).pipe(response);
}

/** Starts the server and the browser. */
export async function start() {
  const server = createServer(answer);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    browser,
    async stop() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
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
  });
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") page.faults.push(message.text());
  });
  await page.goto(site.address);
  await page.locator(".page").waitFor();
  return page;
}

/** Opens a story from the gallery. */
export async function openStory(page, title) {
  await page.locator(".story-choice").click();
  await page.locator(".story-card", { hasText: title }).first().click();
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
