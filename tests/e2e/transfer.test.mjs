// How much the first visit to the built page transfers, compressed, measured on the wire.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { host } from "./host.mjs";
import { browse, DIST } from "./page.mjs";

// Wanted are 400,000 (ARCHITECTURE.md, Sizes): this rings when it becomes more than it is.
const MOST_BYTES = 460_000;

let server;
before(async () => { server = await host(DIST); });
after(() => server?.stop());

test("a first visit transfers no more than it did, all that works without a network included", async () => {
  const browser = await browse();
  const page = await (await browser.newContext()).newPage();
  server.requests.length = 0;
  await page.goto(server.address);
  await page.locator(".answer").waitFor();
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await browser.close();
  const bytes = (requests) => requests.reduce((sum, request) => sum + request.bytes, 0);
  const stories = server.requests.filter(({ path }) => path.startsWith("/scenarios/"));
  const rest = server.requests.filter((request) => !stories.includes(request));
  console.table([
    ...rest.sort((one, other) => other.bytes - one.bytes),
    { path: `/scenarios/ (${stories.length} files)`, status: 200, bytes: bytes(stories) },
    { path: "in all", bytes: bytes(server.requests) },
  ]);
  assert.ok(bytes(server.requests) <= MOST_BYTES, `${bytes(server.requests)} bytes`);
});
