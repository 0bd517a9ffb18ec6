// Another permission system on the built page: one that comes along, and one's own, with everything
// that is wrong with it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fits, served, sound, visit, watched } from "./page.mjs";

const FILE_SHARING = readFileSync(new URL("../../crates/grantscope/catalogues/file-sharing.json", import.meta.url), "utf8");
const OWN = FILE_SHARING.replace('"name": "file-sharing"', '"name": "mine"').replace("A file-sharing service", "My files");

const site = served();
let page;

const field = () => page.locator(".system textarea");
const told = () => page.locator(".system-told");
const begin = () => page.getByRole("button", { name: "Begin in this system" });
const title = () => page.locator(".story-title").textContent();
const verdict = () => page.locator(".answer").textContent();

async function opened(options) {
  page = await visit(site, options);
  await page.locator(".answer").waitFor();
  await page.locator(".story-choice").click();
  await page.locator('[data-begin="system"]').click();
  await field().waitFor();
}

/** Repairs a denial as the page proposes. */
async function repaired(method) {
  await page.locator("select.method.inline").selectOption(method);
  await page.getByRole("button", { name: "Do it" }).click();
  await page.locator(".answer", { hasText: "Allowed" }).waitFor();
}

test("a file-sharing service is driven like Slack: a denial is repaired, and the grants speak of folders", async () => {
  await opened();
  await page.locator('[data-system="file-sharing"]').click();
  assert.equal(await title(), "A file-sharing service");
  assert.match(await verdict(), /Denied/);
  await repaired("files.upload");
  await page.getByText("folders", { exact: true }).first().waitFor();
  assert.equal(await page.locator("select.method.inline option[value='chat.postMessage']").count(), 0);
  await page.locator("select.method.inline").selectOption("shelf.add");
  await page.getByLabel("Person", { exact: true }).selectOption({ label: "Popeye" });
  await repaired("shelf.add");
});

test("undo brings the system before back, and a reload the one that one is in", async () => {
  await opened();
  const before = await title();
  await page.locator('[data-system="file-sharing"]').click();
  await page.locator("[aria-label='Undo']").click();
  assert.equal(await title(), before);
  assert.equal(await page.getByText("is no method of the catalogue").count(), 0);
  await page.locator("[aria-label='Redo']").click();
  assert.equal(await page.getByText("is no method of the catalogue").count(), 0);
  assert.equal(await title(), "A file-sharing service");
  await page.waitForFunction(() => Object.values(localStorage).some((text) => text.includes("file-sharing")));
  await page.reload();
  await page.locator(".answer").waitFor();
  assert.equal(await title(), "A file-sharing service");
});

test("a system of one's own is begun in, is carried by a link, and stands there to be changed", async () => {
  await opened();
  await field().fill(OWN);
  await begin().click();
  assert.equal(await title(), "My files");
  await repaired("files.list");
  await page.keyboard.press("ControlOrMeta+k");
  await page.locator("dialog input").fill("load a system");
  await page.keyboard.press("Enter");
  await field().waitFor();
  assert.deepEqual(JSON.parse(await field().inputValue()), JSON.parse(OWN));
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const link = await page.locator(".share-link").inputValue();
  const other = await watched(await site.browser.newContext({ serviceWorkers: "block" }));
  site.pages.push(other);
  await other.goto(link);
  await other.locator(".answer", { hasText: "Allowed" }).waitFor();
  assert.equal(await other.locator("select.method.inline").inputValue(), "files.list");
});

test("everything that is wrong is told at once, and begins nothing", async () => {
  await opened();
  const before = await title();
  await field().fill(OWN.replace('"like": "channel"', '"like": "shelf"').replace('"implies": ["comments:read"]', '"implies": ["comments:write"]').replace('"needs": "person"', '"needs": "sleep"'));
  assert.match(await told().textContent(), /things are wrong with it:.*kinds\[1\]\.like .*`shelf`.*methods\[11\]\.needs .*`sleep`.*scopes\[2\]\.implies .*no circle/s);
  assert.equal(await field().getAttribute("aria-invalid"), "true");
  await begin().click({ force: true });
  await field().fill("{");
  assert.match(await told().textContent(), /One thing is wrong with it:.*as JSON/);
  await begin().click({ force: true });
  await page.keyboard.press("Escape");
  assert.equal(await title(), before);
});

test("ten thousand scopes are refused in a moment, and what was written stays when the dialog closes", async () => {
  await opened();
  const many = JSON.parse(OWN);
  many.scopes = Array.from({ length: 10_000 }, (_, number) => ({ name: `s${number}`, kinds: ["folder"], implies: [`s${number + 1}`] }));
  await field().fill(JSON.stringify(many));
  await page.locator(".system-told", { hasText: "expected at most 120, got 10000" }).waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".story-choice").click();
  await page.locator('[data-begin="system"]').click();
  assert.match(await field().inputValue(), /s9999/);
});

test("a file is opened, and one that is none says so", async () => {
  await opened();
  await page.locator(".system input[type=file]").setInputFiles({ name: "mine.json", mimeType: "application/json", buffer: Buffer.from(OWN) });
  await page.waitForFunction(() => document.querySelector(".system textarea").value.includes("My files"));
  await page.locator(".system input[type=file]").setInputFiles({ name: "mine.png", mimeType: "image/png", buffer: Buffer.from([0x89, 0x50, 0xff]) });
  await page.locator(".system-told", { hasText: "as JSON" }).waitFor();
});

test("what the app heard of another system is replayed, and the belief is right", async () => {
  await opened();
  await page.locator('[data-system="file-sharing"]').click();
  await repaired("files.list");
  await page.getByRole("tab", { name: "Belief" }).click();
  await page.locator(".beside").waitFor();
  assert.match(await page.locator(".beside").textContent(), /folders/);
  assert.equal(await page.locator(".drift-mark").count(), 0);
});

test("it is sound for axe, and fits, in both themes and at 390 px", async () => {
  for (const options of [{ scheme: "light" }, { scheme: "dark" }, { width: 390, height: 844 }]) {
    await opened(options);
    await field().fill("{}");
    await sound(page, JSON.stringify(options));
    await fits(page, JSON.stringify(options));
  }
});
