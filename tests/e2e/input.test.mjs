// Texts that cannot be replayed: the page names the place and the reason, keeps what was there,
// and goes on.

import assert from "node:assert/strict";
import { test } from "node:test";
import { served, visit, write } from "./page.mjs";

const site = served();
let page;

const trouble = () => page.locator(".feed .trouble");
const stage = () => page.locator("svg.lifecycle").getAttribute("data-now");

async function opened() {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  await page.getByRole("button", { name: "Replay", exact: true }).click();
  await page.locator("[data-sample]").first().click();
  await page.locator(".step").nth(1).waitFor();
  assert.equal(await stage(), "added");
}

async function keeps() {
  assert.equal(await page.locator("ol .step").count(), 2);
  assert.equal(await stage(), "added");
  assert.match(await trouble().innerText(), /What was there before stays/);
}

const BAD = [
  ["what is not JSON", "{\n  \"type\": oops\n}", /Line 2, column 1\d/],
  ["what is JSON but no event", "[1, 2]", /Line 1[\s\S]*expected an event/],
  ["an envelope without an event", '{"type":"event_callback"}', /Line 1[\s\S]*event/],
  ["an unknown type", '{"type":"event_callback",\n"event":{"type":"nonsense"}}', /Line 2[\s\S]*event\.type[\s\S]*nonsense/],
  [
    "wrong types",
    '{"type":"event_callback","event":{"type":"resources_added","resources":[\n{"resource":{"type":"channel","grant":{"type":"specific","resource_id":7}},"scopes":[]}]}}',
    /Line 2[\s\S]*event\.resources\[0\]\.resource\.grant/,
  ],
  ["nothing", "   ", /got nothing/],
  ["a thousand levels", "[".repeat(1000) + "]".repeat(1000), /expected/],
  [
    "a thousand levels inside an event",
    `{"type":"event_callback","event":{"type":"message","deep":${"[".repeat(1000)}1${"]".repeat(1000)}}}`,
    null,
  ],
];

for (const [what, text, said] of BAD) {
  test(`pasting ${what} changes nothing that was there`, async () => {
    await opened();
    await write(page, text);
    await page.getByRole("button", { name: "Add to replay" }).click();
    if (said === null) {
      // Deep parts that nobody reads may be skipped; then the event simply counts.
      await page.locator(".feed .trouble, ol .step >> nth=2").first().waitFor();
      return;
    }
    await trouble().waitFor();
    assert.match(await trouble().innerText(), said);
    await keeps();
    await page.locator("[data-sample]").nth(1).click();
    await page.locator("ol .step").nth(2).waitFor();
    assert.equal(await trouble().count(), 0);
  });
}

test("ten megabytes are refused at once, pasted or opened as a file", async () => {
  await opened();
  const begun = Date.now();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", `[${"0,".repeat(5 * 1024 * 1024)}0]`);
    const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    document.querySelector("#own-events").dispatchEvent(paste);
  });
  await trouble().waitFor();
  assert.match(await trouble().innerText(), /at most 4 MiB, got 10 MiB/);
  await keeps();
  assert.ok(Date.now() - begun < 5000, `it took ${Date.now() - begun} ms`);

  await page.locator("input[type=file]").setInputFiles({
    name: "large.json",
    mimeType: "application/json",
    buffer: Buffer.alloc(10 * 1024 * 1024, " "),
  });
  await trouble().waitFor();
  await keeps();
});

test("a file with many events is replayed, and stays quick to step through", async () => {
  await opened();
  const id = (index) => `C${String(index).padStart(8, "0")}`;
  const event = (index) => JSON.stringify({
    type: "event_callback",
    event_id: `Ev${index}`,
    event: {
      type: "resources_added",
      resources: [{ resource: { type: "channel", grant: { type: "specific", resource_id: id(index) } }, scopes: [] }],
    },
  });
  const lines = Array.from({ length: 10_000 }, (_, index) => event(index)).join("\n");
  await page.locator("input[type=file]").setInputFiles({
    name: "many.jsonl",
    mimeType: "application/json",
    buffer: Buffer.from(lines),
  });
  await page.locator(".position", { hasText: "step 2 of 10001" }).waitFor();
  const begun = Date.now();
  await page.getByRole("button", { name: "To the end" }).click();
  await page.locator(".position", { hasText: "step 10001 of 10001" }).waitFor();
  assert.ok(Date.now() - begun < 2000, `it took ${Date.now() - begun} ms`);
  assert.ok((await page.locator("ol .step").count()) <= 201);
  assert.ok((await page.locator(".matrix .column").count()) <= 10);
});

test("an event with more scopes than anybody could read does not stop the page", async () => {
  await opened();
  const scopes = Array.from({ length: 20_000 }, (_, index) => `scope:${index}`);
  const resource = { type: "channel", grant: { type: "specific", resource_id: "C061EG9SL" } };
  const begun = Date.now();
  await page.locator("input[type=file]").setInputFiles({
    name: "wide.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify([
      { type: "event_callback", event: { type: "resources_added", resources: [{ resource, scopes }] } },
      { type: "event_callback", event: { type: "scope_granted", scopes } },
    ])),
  });
  await page.locator(".position", { hasText: "step 2 of 3" }).waitFor();
  await page.getByRole("button", { name: "One step on" }).click();
  await page.locator(".position", { hasText: "step 3 of 3" }).waitFor();
  assert.ok(Date.now() - begun < 10_000, `it took ${Date.now() - begun} ms`);
  // A hundred and twenty scopes, and what stands above and below them.
  assert.ok((await page.locator(".matrix tr").count()) <= 125);
});

test("markup in an event is shown as text", async () => {
  await opened();
  await write(page, JSON.stringify({
    type: "event_callback",
    event: { type: "scope_granted", scopes: ["<img src=x onerror=document.title=1>"] },
  }));
  await page.getByRole("button", { name: "Add to replay" }).click();
  await page.locator(".step", { hasText: "<img" }).waitFor();
  assert.equal(await page.locator("main img").count(), 0);
  assert.equal(await page.title(), "GrantScope");
});
