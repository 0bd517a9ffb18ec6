// Another permission system on the built page: one that comes along, and one's own, with everything
// that is wrong with it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fits, openStory, served, sound, visit, watched } from "./page.mjs";

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

async function begun(options) {
  await opened(options);
  await page.locator('[data-system="file-sharing"]').click();
  await page.locator("dialog").waitFor({ state: "detached" });
}

/** What can be found by its name. */
async function find(name) {
  await page.keyboard.press("ControlOrMeta+k");
  await page.locator("dialog input").fill(name);
  await page.keyboard.press("Enter");
}

async function pane(name) {
  const choice = page.locator(".pane-choice button", { hasText: name });
  if (await choice.isVisible()) await choice.click();
}

/** Everything that a person reads or hears, besides names of the protocol, the rules and the page's footer. */
const said = () => page.evaluate(() => {
  const passed = "code, pre, script, style, .footer, footer, .source, .rules, datalist, .system textarea";
  const texts = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    if (element.closest(passed)) continue;
    if (node.nodeType === Node.TEXT_NODE) texts.push(node.data);
    else for (const name of ["aria-label", "placeholder", "title"]) texts.push(element.getAttribute(name) ?? "");
  }
  return texts.filter((text) => text.trim());
});

const SLACKS = /Slack|conversation|channel|direct message|app.s home with/i;

async function speaksOfItself(where) {
  assert.deepEqual((await said()).filter((text) => SLACKS.test(text)), [], where);
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

test("what one wrote is there after a reload, and whoever empties the field finds an example", async () => {
  await opened();
  await field().fill("{ half of a sys");
  await page.waitForFunction(() => Object.values(localStorage).some((text) => text.includes("half of a sys")));
  await page.reload();
  await page.locator(".answer").waitFor();
  await find("load a system");
  await field().waitFor();
  assert.equal(await field().inputValue(), "{ half of a sys");
  await field().fill(" ");
  await page.keyboard.press("Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
  await find("load a system");
  await field().waitFor();
  assert.deepEqual(JSON.parse(await field().inputValue()), JSON.parse(FILE_SHARING));
});

test("what is too long to be saved is said, and everything else is saved", async () => {
  await opened();
  await field().fill(" ".repeat((1 << 20) + 1) + "x");
  await page.keyboard.press("Escape");
  await page.locator(".unsaved-line").waitFor();
  assert.match(await page.locator(".unsaved-line").innerText(), /the system that you wrote has 1025 KiB, and up to 1024 KiB are kept/);
});

test("checks stay with their system: elsewhere they are said to be kept, and fail nothing", async () => {
  await begun();
  await page.locator(".keep-check").click();
  await page.getByRole("tab", { name: "Checks" }).click();
  await page.locator(".check-list li").waitFor();
  assert.equal(await page.locator(".checks-besides").count(), 0);
  await page.locator("[aria-label='Undo']").click();
  await page.locator(".checks-besides").waitFor();
  assert.match(await page.locator(".checks").innerText(), /No question is kept yet.*1 more check belongs to another system/s);
  await page.getByRole("tab", { name: "Why" }).click();
  await page.locator(".keep-check").click();
  await page.getByRole("tab", { name: "Checks" }).click();
  await page.locator('.check-list li[data-holds="true"]').waitFor();
  await page.waitForFunction(() => Object.values(localStorage).some((text) => text.includes("other_checks")));
  await page.reload();
  await page.locator(".check-list li").waitFor();
  assert.equal(await page.locator(".check-list li").count(), 1);
  assert.match(await page.locator(".checks-besides").innerText(), /1 more check/);
  await find("load a system");
  await page.locator('[data-system="file-sharing"]').click();
  await page.getByRole("tab", { name: "Checks" }).click();
  await page.locator('.check-list li[data-holds="true"]').waitFor();
  assert.match(await page.locator(".check-question").innerText(), /comments\.add/);
});

test("in another system the page speaks of its own things: no conversation, no channel, no Slack", async () => {
  await begun();
  await speaksOfItself("the beginning");
  await page.getByRole("button", { name: "Do it" }).click();
  await page.locator('.answer[data-allowed="true"]').waitFor();
  assert.match((await said()).join("\n"), /About folders and vaults/);
  for (const tab of ["This step", "App", "Checks"]) {
    await page.getByRole("tab", { name: tab }).click();
    await speaksOfItself(tab);
  }
  await page.getByRole("tab", { name: "App" }).click();
  await page.locator(".console select").first().selectOption("apps.permissions.request");
  assert.equal(await page.locator(".console input[name=scopes]").getAttribute("placeholder"), "e.g. activity:read");
  await page.getByText("Call the service as Lunch Train").waitFor();
  assert.match(await page.locator(".console .http").innerText(), /https:\/\/service\.example\/api\/apps\.permissions\.request/);
  await page.getByRole("button", { name: "Replay", exact: true }).click();
  await page.locator(".no-samples").waitFor();
  assert.equal(await page.locator("[data-sample]").count(), 0);
  assert.equal(await page.locator("option[value='chat.postMessage']").count(), 0);
  await page.getByRole("tab", { name: "Why" }).click();
  await page.getByPlaceholder("Place", { exact: true }).waitFor();
  assert.match(await page.locator(".feed").innerText(), /They are of Slack’s own\. Paste what an app heard here/);
  await page.getByRole("button", { name: "Sandbox", exact: true }).click();
  await page.locator(".answer").waitFor();
  await find("explore");
  await page.locator(".explore-form").waitFor();
  await speaksOfItself("what can happen");
  await page.locator(".explore-aspects button").nth(1).click();
  await page.locator(".reaches").waitFor();
  await speaksOfItself("who reaches what");
});

test("what was explored in a system is not asked about in another", async () => {
  await begun();
  await find("explore");
  await page.getByLabel("At most so many steps").fill("1");
  await page.locator("dialog").getByRole("button", { name: "Explore", exact: true }).click();
  await page.locator(".explore-count").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
  await openStory(page, "Lunch Train is kicked");
  await find("explore");
  await page.locator(".explore-form").waitFor();
  assert.equal(await page.locator(".explore-count, .explore-answers li, .explore-card, svg.explored").count(), 0);
});

/** A name as long as names may be. */
const long = (begin) => begin.padEnd(120, "abcdefghij");

/** As many scopes as a system may have, everything called as long as can be. */
function largest() {
  const names = Array.from({ length: 120 }, (_, number) => long(`s${number}:`));
  const kind = (like) => ({ like, name: long(like), plural: long(`${like}s`) });
  const of = (like) => (name) => ({ name, kinds: [long(like)], summary: long("what it does ") });
  return {
    name: long("own"),
    title: long("Title"),
    kinds: ["team", "channel", "user", "app_home"].map(kind),
    scopes: [...names.slice(0, 119).map(of("channel")), of("user")(names[119])],
    methods: [
      { name: long("a"), needs: "resource", scopes: names.slice(0, 3), arguments: ["channel*", `${long("argument")}*`] },
      { name: long("b"), needs: "person", scopes: [names[119]] },
    ],
  };
}

test("what would change is told before somebody approves all folders", async () => {
  await begun();
  await page.locator(".next .offer", { hasText: "from its settings" }).first().click();
  await page.locator('.scope-choice [data-scope="files:read"]').check();
  await page.getByRole("button", { name: "Install with 1 scope" }).click();
  await page.locator(".prompt").waitFor();
  await find("explore");
  await page.locator(".explore-form").waitFor();
  await page.locator(".explore-aspects button").nth(1).click();
  const change = page.locator("select[aria-label='What would change']");
  await change.waitFor();
  await change.selectOption({ label: "The person approves for all folders" });
  await page.locator('[data-reached="opened"] li', { hasText: "files.list in general" }).waitFor();
  assert.equal(await page.locator('[data-reached="opened"] li', { hasText: "in kitchen" }).count(), 0, "a vault is no folder");
});

test("exploring another system begins with scopes, and speaks of its own things throughout", async () => {
  await begun();
  await find("explore");
  await page.locator(".explore-form").waitFor();
  assert.match(await page.locator(".explore-more summary").first().innerText(), /The app asks for \w+:\w+/);
  await page.getByLabel("At most so many states").selectOption("1000");
  await page.locator("dialog").getByRole("button", { name: "Explore", exact: true }).click();
  await page.locator(".explore-large li").first().waitFor();
  await page.locator("svg.explored").waitFor();
  await page.getByRole("button", { name: "Show all of it" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".explored-state").length > 100);
  await speaksOfItself("what can happen");
  await page.locator(".explore-aspects button").nth(1).click();
  await page.locator(".reaches").waitFor();
  assert.match(await page.locator('[data-reached="granted"]').innerText(), /nobody/);
  assert.match(await page.locator('[data-reached="places"]').innerText(), /nowhere/);
  await page.locator(".explore-aspects button").nth(2).click();
  await page.locator(".beside-worlds").waitFor();
  await speaksOfItself("side by side");
  const worlds = await page.locator(".worlds-choice option").allInnerTexts();
  assert.deepEqual(worlds.filter((label) => /20(18|19|2\d)|workspace app|classic/.test(label)), []);
});

test("a hundred and twenty scopes with the longest names: each is there, and nothing is wider than a narrow screen", async () => {
  await opened({ width: 390, height: 844 });
  const own = largest();
  await field().fill(JSON.stringify(own));
  await page.locator(".system-told .sound").waitFor();
  await fits(page, "the dialog");
  await begin().click();
  await page.locator("dialog").waitFor({ state: "detached" });
  await fits(page, "the verdict");
  await pane("Steps");
  await page.locator(".next .offer", { hasText: "from its settings" }).first().click();
  const boxes = page.locator(".scope-choice input[type=checkbox]");
  await boxes.first().waitFor();
  await fits(page, "the choice of scopes");
  await page.evaluate(() => {
    for (const box of document.querySelectorAll(".scope-choice input")) if (box.type === "checkbox" && !box.dataset.scope.startsWith("s119")) box.click();
  });
  await page.getByRole("button", { name: "Install with 119 scopes" }).click();
  await page.locator(".prompt").waitFor();
  await fits(page, "the consent");
  await page.locator(".prompt input[type=radio]").last().check();
  await page.locator(".prompt button.primary").click();
  await page.locator(".prompt").waitFor({ state: "detached" });
  await pane("Grants");
  await page.locator("tr[data-scope]").first().waitFor();
  assert.equal(await page.locator("tr[data-scope]").count(), 119);
  await fits(page, "the grants");
  await pane("Detail");
  for (const tab of ["Why", "This step", "Belief", "App", "Checks"]) {
    await page.getByRole("tab", { name: tab }).click();
    await page.locator("[role=tabpanel] > *").first().waitFor();
    await fits(page, tab);
  }
  await find("explore");
  await page.locator(".explore-form").waitFor();
  await fits(page, "exploring");
  await page.locator(".explore-aspects button").nth(1).click();
  await page.locator(".reaches").waitFor();
  await fits(page, "who reaches what");
});

test("everything that is wrong is told at once, and begins nothing", async () => {
  await opened();
  const before = await title();
  await field().fill(OWN.replace('"like": "channel"', '"like": "shelf"').replace('"implies": ["comments:read"]', '"implies": ["comments:write"]').replace('"needs": "person"', '"needs": "sleep"'));
  assert.match(await told().textContent(), /things are wrong with it:.*kinds\[1\]\.like .*`shelf`.*scopes\[2\]\.implies .*no circle.*methods\[11\]\.needs .*`sleep`/s);
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
