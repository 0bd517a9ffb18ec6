// Events come in as a text, a file or something dropped; what is wrong is shown where it is wrong.
// The editor is fetched when it is first needed, and is an enhancement only.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { editor, fits, openStory, paste, served, sound, visit, write } from "./page.mjs";

const EDITOR = "**/editor/editor.mjs";

const sample = (name) => readFile(new URL(`../scenarios/samples/${name}.json`, import.meta.url), "utf8");
const ADDED = await sample("resources-added-channel");
const REMOVED = await sample("resources-removed-channel");
const oneLine = (json) => JSON.stringify(JSON.parse(json));
const BROKEN = `${oneLine(ADDED)}\n{\n  "type": "event_callback",\n  "event": {"type": "resources_added", "resources": 7}\n}\n`;

const site = served();
let page;

async function replay(how) {
  page = await visit(site, how);
  await page.locator(".answer").waitFor();
  await page.getByRole("button", { name: "Replay", exact: true }).click();
}

const add = () => page.getByRole("button", { name: "Add to replay" }).click();
const trouble = () => page.locator(".feed .trouble");
const lines = () => page.locator(".editor .cm-line");
const text = async () => (await lines().allInnerTexts()).map((line) => line.replace(/\n$/, "")).join("\n");

async function steps(count) {
  await page.locator("ol .step").nth(count).waitFor();
  assert.equal(await page.locator("ol .step").count(), count + 1);
}

test("the editor is fetched when one first writes, and not before", async () => {
  await replay();
  const fetched = () => page.evaluate(() => performance.getEntriesByType("resource")
    .map(({ name }) => new URL(name).pathname).filter((name) => name.includes("editor")));
  await page.waitForLoadState("networkidle");
  assert.deepEqual(await fetched(), []);
  assert.equal(await editor(page).count(), 0);
  await page.locator("#own-events").focus();
  await editor(page).waitFor();
  assert.deepEqual(await fetched(), ["/editor/editor.mjs"]);
  assert.equal(await page.locator("#own-events").isVisible(), false);
  assert.equal(await page.evaluate(() => document.activeElement.className), "editor");
});

test("what was typed before the editor came is in it, with the cursor behind it", async () => {
  await replay();
  let go;
  const gate = new Promise((resolve) => { go = resolve; });
  await page.route(EDITOR, async (route) => { await gate; await route.continue(); });
  await page.locator("#own-events").pressSequentially('{"a":');
  go();
  await editor(page).waitFor();
  await page.keyboard.type(" 1}");
  assert.equal(await text(), '{"a": 1}');
  await page.keyboard.press("Control+z");
  assert.ok((await text()).startsWith('{"a":'));
});

test("JSON is coloured and folds, by mouse and by key", async () => {
  await replay();
  await write(page, ADDED);
  for (const kind of ["key", "string"]) await page.locator(`.editor .${kind}`).first().waitFor();
  const all = await lines().count();
  assert.ok(all > 5, `${all} lines`);
  await page.locator('.editor .cm-foldGutter [title="Fold line"]').first().click();
  assert.equal(await lines().count(), 1);
  await page.locator(".editor .cm-foldPlaceholder").click();
  assert.equal(await lines().count(), all);
  await editor(page).press("Control+Home");
  await page.keyboard.press("Control+Shift+BracketLeft");
  assert.equal(await lines().count(), 1);
});

test("values one after the other are coloured and fold each for itself", async () => {
  await replay();
  await write(page, `${ADDED}\n${REMOVED}`);
  const keys = await page.locator(".editor .key").allInnerTexts();
  assert.equal(keys.filter((key) => key === '"event_id"').length, 2, keys.join(" "));
  const heads = page.locator('.editor .cm-foldGutter [title="Fold line"]');
  await heads.first().click();
  assert.match(await lines().first().innerText(), /^\{.*\}/);
  assert.ok((await lines().count()) > 2);
});

for (const [what, given, count] of [
  ["one event", ADDED, 1],
  ["an array", `[${ADDED},${REMOVED}]`, 2],
  ["lines", `${oneLine(ADDED)}\r\n${oneLine(REMOVED)}\n`, 2],
  ["values one after the other", `${ADDED}\n\n${REMOVED}`, 2],
]) {
  test(`${what} can be pasted`, async () => {
    await replay();
    await write(page, given);
    await add();
    await steps(count);
    assert.equal(await trouble().count(), 0);
  });
}

test("Ctrl+Enter adds, and Tab goes on to the next control", async () => {
  await replay();
  await write(page, oneLine(ADDED));
  await page.keyboard.press("Control+Enter");
  await steps(1);
  await editor(page).focus();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Add to replay");
});

test("the page's shortcuts do not hear what is typed, nor what the editor does itself", async () => {
  await replay();
  await write(page, "1");
  await page.evaluate(() => {
    globalThis.heard = [];
    document.addEventListener("keydown", (event) => globalThis.heard.push(event.key));
  });
  for (const key of ["?", "a", "ArrowLeft", "Control+z", "Control+k"]) await page.keyboard.press(key);
  assert.deepEqual(await page.evaluate(() => globalThis.heard.filter((key) => key !== "Control")), ["k"]);
});

test("a problem is marked at its line, says its place in the JSON, and goes when it is mended", async () => {
  await replay();
  await write(page, BROKEN);
  await add();
  await trouble().waitFor();
  assert.match(await trouble().innerText(), /Line 4, column \d+[\s\S]*event\.resources/);
  assert.equal(await page.locator(".editor .problem-line").innerText(), '  "event": {"type": "resources_added", "resources": 7}');
  assert.match(await page.locator(".editor .problem-words").innerText(), /^event\.resources: .*expected/);
  assert.equal(await page.locator(".editor .cm-gutterElement.problem-gutter", { hasText: "4" }).count(), 1);
  assert.equal(`${await text()}`, BROKEN);
  assert.equal(await page.locator("ol .step").count(), 0);
  await write(page, BROKEN.replace('"resources": 7', '"resources": []'));
  await add();
  await steps(2);
  assert.equal(await page.locator(".editor .problem-line").count(), 0);
});

test("a file is opened and dropped; a broken one comes into the editor, to be mended", async () => {
  await replay();
  const file = (text) => ({ name: "log.jsonl", mimeType: "application/json", buffer: Buffer.from(text) });
  await page.locator("input[type=file]").setInputFiles(file(ADDED));
  await steps(1);
  assert.equal(await editor(page).count(), 0);
  await page.locator("input[type=file]").setInputFiles(file(BROKEN));
  await page.locator(".editor .problem-words").waitFor();
  assert.equal(await text(), BROKEN);
  await steps(1);
  for (const onto of [".feed", ".editor .cm-content"]) {
    await page.locator(onto).evaluate((place, text) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], "log.jsonl"));
      place.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true, composed: true }));
    }, oneLine(REMOVED));
    await page.locator(".trouble").waitFor({ state: "detached" });
  }
  await steps(3);
  assert.equal(await text(), BROKEN, "a file that is dropped is read, not inserted");
});

test("undoing brings back what a broken file replaced", async () => {
  await replay();
  await write(page, "my own notes");
  await page.locator("input[type=file]").setInputFiles({
    name: "log.jsonl", mimeType: "application/json", buffer: Buffer.from(BROKEN),
  });
  await page.locator(".editor .problem-words").waitFor();
  await editor(page).press("Control+z");
  assert.equal(await text(), "my own notes");
});

test("what is written stays while one looks at the sandbox", async () => {
  await replay();
  await write(page, "half of an ev");
  await page.getByRole("button", { name: "Sandbox", exact: true }).click();
  await page.getByRole("button", { name: "Replay", exact: true }).click();
  assert.equal(await page.locator("#own-events").inputValue(), "half of an ev");
  await page.locator("#own-events").focus();
  await editor(page).waitFor();
  assert.equal(await text(), "half of an ev");
});

test("ten megabytes are refused in the editor, and what was in it stays", async () => {
  await replay();
  await write(page, oneLine(ADDED));
  await paste(editor(page), `[${"0,".repeat(5 * 1024 * 1024)}0]`);
  await trouble().waitFor();
  assert.match(await trouble().innerText(), /at most 4 MiB, got 10 MiB/);
  assert.equal(await text(), oneLine(ADDED));
});

test("three megabytes on one line can be written and mended", async () => {
  await replay();
  const events = `[${Array.from({ length: 9000 }, () => oneLine(ADDED)).join(",")}`;
  await write(page, events);
  const begun = Date.now();
  await add();
  await page.locator(".editor .problem-words").waitFor();
  assert.ok(Date.now() - begun < 5000, `it took ${Date.now() - begun} ms`);
  await page.keyboard.press("Control+End");
  await editor(page).press("Control+End");
  await page.keyboard.type("]");
  await add();
  await page.locator(".position", { hasText: "step 1 of 9000" }).waitFor();
});

test("clearing and adding are undone in the replay, and the sandbox stays as it is", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  await page.getByRole("button", { name: "Do it", exact: true }).click();
  await page.getByRole("button", { name: "Replay", exact: true }).click();
  await page.locator('[data-sample="all"]').click();
  await steps(4);
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await page.locator(".position", { hasText: "no steps yet" }).waitFor();
  await page.keyboard.press("Control+z");
  await steps(4);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await page.locator(".position", { hasText: "no steps yet" }).waitFor();
  await page.keyboard.press("Control+z");
  assert.equal(await page.getByRole("button", { name: "Undo", exact: true }).getAttribute("aria-disabled"), "true");
  await page.getByRole("button", { name: "Redo", exact: true }).click();
  await steps(4);
  await page.getByRole("button", { name: "Sandbox", exact: true }).click();
  await page.getByRole("tab", { name: "Why" }).click();
  assert.equal(await page.locator('.answer[data-allowed="true"]').count(), 1, "the repair is still there");
  await page.getByRole("tab", { name: "Belief" }).click();
  await page.getByRole("button", { name: "Replay what the app heard" }).click();
  await page.locator(".feed").waitFor();
  await page.keyboard.press("Control+z");
  await steps(4);
});

test("what an app that missed events believes stands beside what is so, and can be replayed", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  await openStory(page, "Lunch Train misses events");
  await page.getByRole("button", { name: "To the end" }).click();
  await page.getByRole("button", { name: "One step back" }).click();
  await page.getByRole("tab", { name: "Belief" }).click();
  const headline = page.locator(".belief .headline");
  assert.equal(await headline.innerText(), "The app is wrong about 2 things.");
  assert.match(await page.locator(".drifts").innerText(), /not so[^]*#lunch is reached; it is excluded/);
  await sound(page, "drift");
  await page.getByRole("button", { name: "Replay what the app heard" }).click();
  await page.locator(".feed").waitFor();
  assert.equal(await headline.innerText(), "The app is wrong about 2 things.");
  await sound(page, "replayed");
  await write(page, await sample("info-wildcard-excluded"));
  await page.getByRole("button", { name: "Compare with it" }).click();
  await page.locator(".belief", { hasText: "Compared with the answer" }).waitFor();
  assert.ok((await page.locator(".drifts li").count()) > 0);
});

test("without the editor's file the plain field stays and works", async () => {
  await replay();
  await page.route(EDITOR, (route) => route.abort());
  await page.locator("#own-events").fill(BROKEN);
  await add();
  await trouble().waitFor();
  assert.match(await trouble().innerText(), /Line 4/);
  assert.equal(await page.locator("#own-events").inputValue(), BROKEN);
  await page.locator("#own-events").fill(ADDED);
  await add();
  await steps(1);
  assert.equal(await editor(page).count(), 0);
  page.faults = page.faults.filter((fault) => !fault.includes("ERR_FAILED"));
});

test("the editor needs nothing that the page's policy forbids", async () => {
  await replay();
  await page.evaluate(() => {
    globalThis.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => globalThis.violations.push(event.violatedDirective));
  });
  await write(page, BROKEN);
  await add();
  await page.locator(".editor .problem-words").waitFor();
  await page.locator('.editor .cm-foldGutter [title="Fold line"]').first().click();
  const [size, weight] = await page.locator(".editor .key").first().evaluate((key) => [
    getComputedStyle(key).fontSize, getComputedStyle(key).fontWeight,
  ]);
  assert.deepEqual([size, weight], ["12px", "600"]);
  assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
});

for (const scheme of ["light", "dark"]) {
  for (const [width, height] of [[1440, 900], [390, 844]]) {
    test(`axe finds nothing in the editor at ${width} px, ${scheme}, and nothing scrolls sideways`, async () => {
      await replay({ width, height, scheme });
      await write(page, BROKEN);
      await sound(page, "written");
      await add();
      await page.locator(".editor .problem-words").waitFor();
      await sound(page, "problem");
      await fits(page);
    });
  }
}
