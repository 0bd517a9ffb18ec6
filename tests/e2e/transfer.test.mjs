// How much the first visit to the built page transfers, compressed, measured on the wire: at the start,
// and at the first touch.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { host } from "./host.mjs";
import { browse, DIST } from "./page.mjs";

const MOST_BYTES = 400_000;
// The rest of the program: this rings when it becomes more than it is.
const MOST_LATER = 109_000;

let server;
before(async () => { server = await host(DIST); });
after(() => server?.stop());

test("a first visit transfers at most 400 KB until the page works, and 109 KB at the first touch", async () => {
  const browser = await browse();
  const page = await (await browser.newContext()).newPage();
  server.requests.length = 0;
  await page.goto(server.address);
  await page.locator(".answer").waitFor();
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  const asked = server.requests.splice(0);
  const complete = page.evaluate(() => new Promise((come) => addEventListener("grantscope-complete", come, { once: true })));
  await page.mouse.move(200, 200);
  await complete;
  await browser.close();
  const bytes = (requests) => requests.reduce((sum, request) => sum + request.bytes, 0);
  const stories = asked.filter(({ path }) => path.startsWith("/scenarios/"));
  const rest = asked.filter((request) => !stories.includes(request));
  console.table([
    ...rest.sort((one, other) => other.bytes - one.bytes),
    { path: `/scenarios/ (${stories.length} files)`, status: 200, bytes: bytes(stories) },
    { path: "in all", bytes: bytes(asked) },
    { path: "at the first touch", bytes: bytes(server.requests) },
  ]);
  assert.ok(bytes(asked) <= MOST_BYTES, `${bytes(asked)} bytes`);
  assert.ok(bytes(server.requests) <= MOST_LATER, `${bytes(server.requests)} bytes`);
});
