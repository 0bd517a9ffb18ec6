// What a person does is saved as it goes and there again after a reload; it is exported and imported,
// and shared as a link, without a secret in it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { editor, openStory, served, visit } from "./page.mjs";

const site = served();
let page;

const WORK = "grantscope-work";
const button = (name, exact = true) => page.getByRole("button", { name, exact });
const position = () => page.locator(".position .count").innerText();
const title = () => page.locator(".story-title").innerText();
const saved = () => page.evaluate((key) => localStorage.getItem(key), WORK);
const share = async () => {
  await button("Share").click();
  await page.locator(".share-link, .share-ways .trouble").first().waitFor();
};
const link = async () => {
  await share();
  const address = await page.locator(".share-link").inputValue();
  await page.keyboard.press("Escape");
  return address;
};
const story = (name) => new URL(`../scenarios/stories/${name}.json`, import.meta.url);

async function again() {
  await page.reload();
  await page.locator(".page").waitFor();
}

/** Another page of the same browser: what is kept is shared with it. */
async function tab(address = site.address) {
  const other = await page.context().newPage();
  other.faults = page.faults;
  other.on("pageerror", (error) => page.faults.push(String(error)));
  await other.goto(address);
  await other.locator(".page").waitFor();
  return other;
}

test("nothing is saved before one does something; then everything is there after a reload", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  assert.equal(await saved(), null);
  await openStory(page, "Asking for more, approved");
  await button("One step on").click();
  await button("One step on").click();
  await button("Wait 4 s").click();
  await page.getByRole("tab", { name: "This step" }).click();
  const before = [await position(), await title(), await page.locator(".step[aria-current]").innerText()];
  await again();
  assert.deepEqual([await position(), await title(), await page.locator(".step[aria-current]").innerText()], before);
  assert.equal(await page.getByRole("tab", { name: "This step" }).getAttribute("aria-selected"), "true");
  const branches = page.getByLabel("Branch");
  assert.deepEqual(await branches.locator("option").allInnerTexts(), ["main", "branch 2"]);
  await branches.selectOption("main");
  assert.match(await position(), /step 3 of \d+/);
  assert.notEqual(await position(), before[0]);
});

test("the question and the replayed events are there after a reload too", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  await page.getByLabel("Method").selectOption({ index: 3 });
  const method = await page.getByLabel("Method").inputValue();
  await button("Replay").click();
  await page.locator('[data-sample="all"]').click();
  await page.locator(".step").nth(4).waitFor();
  await button("One step on").click();
  await again();
  assert.match(await position(), /step 2 of 4/);
  await button("Sandbox").click();
  await page.getByRole("tab", { name: "Why" }).click();
  assert.equal(await page.getByLabel("Method").inputValue(), method);
});

test("a story of more than 500 steps is saved when the page rests, and at once when one leaves", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  const script = { version: 1, title: "Long", inputs: Array.from({ length: 600 }, () => ({ after: 1, command: { type: "wait" } })) };
  await share();
  await page.locator("#share-text").fill(JSON.stringify(script));
  await button("Open the text").click();
  await page.locator(".position", { hasText: "of 600" }).waitFor();
  await button("To the end").click();
  await again();
  assert.equal(await position(), "step 600 of 600");
});

test("a script is exported, and comes back as it was", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  await openStory(page, "A reminder as a person");
  await share();
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".export").click()]);
  assert.match(download.suggestedFilename(), /^[a-z-]+\.grantscope\.json$/);
  const text = await readFile(await download.path(), "utf8");
  assert.deepEqual(JSON.parse(text), JSON.parse(await readFile(story("reminder-as-user"), "utf8")));
  assert.match(text, /\n {2}"title"/);
  await page.keyboard.press("Escape");
  await button("Start empty").click();
  await share();
  await page.locator(".share-ways input[type=file]").setInputFiles({
    name: "story.json", mimeType: "application/json", buffer: Buffer.from(text),
  });
  await page.locator("dialog").waitFor({ state: "detached" });
  assert.equal(await title(), JSON.parse(text).title);
  assert.match(await page.locator(".opened-line").innerText(), /Undo brings it back/);
  await button("Bring it back").click();
  assert.equal(await title(), "Empty workspace");
});

test("a story is imported wherever one drops its file", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  const text = await readFile(story("posting"), "utf8");
  const drop = (text, name) => page.evaluate(([text, name]) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], name, { type: "application/json" }));
    const place = document.querySelector(".grants");
    for (const type of ["dragover", "drop"]) {
      place.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }
  }, [text, name]);
  await drop(text, "posting.json");
  await page.locator(".opened-line").waitFor();
  assert.equal(await title(), JSON.parse(text).title);
  await drop(text.replace('"install"', '"instal"'), "broken.json");
  await page.locator(".trouble-line").waitFor();
  assert.match(await page.locator(".trouble-line").innerText(), /line \d+, column \d+: `inputs\[0\].command[^`]*`: unknown variant `instal`/);
  assert.equal(await title(), JSON.parse(text).title);
});

test("a link carries the whole story, the moment and the question, and opens in another browser", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  await openStory(page, "A reminder as a person");
  for (let step = 0; step < 3; step += 1) await button("One step on").click();
  await page.getByRole("tab", { name: "Why" }).click();
  const shown = [await position(), await title(), await page.locator(".verdict").innerText()];
  const address = await link();
  assert.match(address, /^http:\/\/127\.0\.0\.1:\d+\/#s1\.[\w-]+$/);
  assert.ok(address.length < 4096, `${address.length} characters`);
  const { faults } = page;
  await page.context().close();

  page = await visit(site);
  page.faults.push(...faults);
  await page.goto("about:blank");
  await page.goto(address);
  await page.locator(".opened-line").waitFor();
  assert.deepEqual([await position(), await title(), await page.locator(".verdict").innerText()], shown);
  assert.equal(await saved(), null, "what came with a link is not one's own work yet");
  await button("Wait 4 s").click();
  assert.ok(!page.url().includes("#"), "a reload would open the link again");
  const here = await position();
  await again();
  assert.equal(await position(), here);
});

test("a link that comes while one works is opened, and Undo brings the work back", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  const address = await link();
  await openStory(page, "A reminder as a person");
  const mine = await title();
  await page.evaluate((hash) => { location.hash = hash; }, new URL(address).hash);
  await page.locator(".opened-line").waitFor();
  assert.equal(await title(), "Lunch Train is kicked");
  assert.match(await page.locator(".opened-line").innerText(), /came with the link\. Your own work is kept: Undo brings it back/);
  await button("Undo").click();
  assert.equal(await title(), mine);
});

test("own secrets and tokens are in no link, and stay in the file", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  const script = JSON.parse(await readFile(story("oauth-install"), "utf8"));
  const secrets = { client_secret: "f25b5ceaf8a3c2a2c4f52bb4f0b0499e", signing_secret: "8f742231b10e8888abcd99yyyzzz85a5", verification_token: "Jhj5dZrVaK7ZwHHjRyZWjbDl" };
  const invented = script.cast.app.client_secret;
  Object.assign(script.cast.app, secrets);
  const whole = JSON.stringify({ ...script, about: "With xoxb-123456-abcdef." }).replaceAll(invented, secrets.client_secret);
  await share();
  await page.locator("#share-text").fill(whole);
  await button("Open the text").click();
  await page.locator("dialog").waitFor({ state: "detached" });
  await share();
  assert.match(await page.locator(".left-out").innerText(), /left out/);
  const address = await page.locator(".share-link").inputValue();
  const unpacked = await page.evaluate(async (packed) => {
    const bytes = Uint8Array.from(atob(packed.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Response(stream).text();
  }, address.split("#s1.")[1]);
  for (const secret of [...Object.values(secrets), "xoxb-123456"]) {
    assert.ok(whole.includes(secret) && !unpacked.includes(secret), `${secret} is in the link`);
  }
  assert.equal(JSON.parse(unpacked).script.inputs.length, script.inputs.length);
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".export").click()]);
  assert.ok((await readFile(await download.path(), "utf8")).includes(secrets.signing_secret));
});

test("a story is copied as Markdown, without a secret", async () => {
  page = await visit(site);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.locator(".answer").waitFor();
  const script = JSON.parse(await readFile(story("kicked"), "utf8"));
  await share();
  await page.locator("#share-text").fill(JSON.stringify({ ...script, about: "With xoxb-123456-abcdef." }));
  await button("Open the text").click();
  await page.locator("dialog").waitFor({ state: "detached" });
  await share();
  await button("Copy as Markdown").click();
  await page.getByRole("status").filter({ hasText: "Copied" }).waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(text, /^# Lunch Train is kicked\n/);
  assert.match(text, /Popeye removed the app from \\?#lunch/);
  assert.ok(!text.includes("xoxb-123456"));
});

test("a story that is too long for a link is said to be, and is saved as a file instead", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  const noise = (index) => Math.sin(index).toString(36).slice(2);
  const inputs = Array.from({ length: 2000 }, (_, index) => ({
    command: { type: "message", user: "U061F7AUR", conversation: "C061EG9SL", text: noise(index) + noise(index * 7) + noise(index * 11) },
  }));
  await share();
  await page.locator("#share-text").fill(JSON.stringify({ version: 1, inputs }));
  await button("Open the text").click();
  await page.locator("dialog").waitFor({ state: "detached" });
  await button("Share").click();
  await page.locator(".share-ways .trouble").waitFor();
  assert.match(await page.locator(".share-ways .trouble").innerText(), /too long for a link: \d+ KiB[\s\S]*as a file/);
  assert.equal(await page.locator(".share-link").count(), 0);
});

test("a document shows a story in a frame: the picture, the verdict and the player, and the way out", async () => {
  page = await visit(site, { width: 900, height: 640 });
  await page.locator(".answer").waitFor();
  await share();
  const frame = await page.locator(".share-frame").inputValue();
  const source = /src="([^"]+)"/.exec(frame)[1].replaceAll("&amp;", "&");
  for (const address of [source, `${site.address}?embed&story=stories/posting.json&step=2`]) {
    await page.goto("about:blank");
    await page.goto(address);
    await page.locator(".embedded .answer").waitFor();
    assert.equal(await page.locator(".header, .steps, .grants, .next").count(), 0);
    assert.equal(await page.locator("svg.lifecycle").count(), 1);
    await button("One step back").click();
    assert.equal(await saved(), null, "nothing is saved in a document");
    const out = page.getByRole("link", { name: "Open in the playground" });
    assert.equal(await out.getAttribute("rel"), "noopener");
    const [whole] = await Promise.all([page.context().waitForEvent("page"), out.click()]);
    await whole.locator(".opened-line").waitFor();
    assert.match(await whole.locator(".story-title").innerText(), address === source ? /kicked/ : /./);
    assert.match(await whole.locator(".position .count").innerText(), address === source ? /step 5 of 6/ : /step 2 of/);
    await whole.close();
  }
});

test("two tabs: neither writes over the other before one has chosen", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  await button("Do it").click();
  const other = await tab();
  assert.match(await other.locator(".position").innerText(), /step 6 of 6/);
  await other.getByRole("button", { name: "Wait 4 s" }).click();
  const notice = page.locator(".elsewhere-line");
  await notice.waitFor();
  const theirs = await saved();
  await button("One step back").click();
  assert.equal(await saved(), theirs, "nothing is written before one chooses");
  await button("Take theirs").click();
  await notice.waitFor({ state: "detached" });
  assert.equal(await position(), "step 7 of 7");
  assert.match(await page.locator(".opened-line").innerText(), /other tab saved/);
  await button("Bring it back").click();
  assert.equal(await position(), "step 5 of 6");
  await other.locator(".elsewhere-line").waitFor();
  await other.getByRole("button", { name: "Keep mine" }).click();
  await other.locator(".elsewhere-line").waitFor({ state: "detached" });
  assert.match(JSON.parse(await saved()).branches.at(-1).inputs.at(-1).command.type, /wait/);
  await notice.waitFor();
  await other.close();
});

test("where the browser keeps nothing, that is said once, and everything else works", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  await page.evaluate(() => {
    window.allowed = false;
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (key, value) {
      if (!window.allowed && key === "grantscope-work") throw new DOMException("full", "QuotaExceededError");
      return setItem.call(this, key, value);
    };
  });
  await button("Do it").click();
  await page.locator(".unsaved-line").waitFor();
  assert.match(await page.locator(".unsaved-line").innerText(), /Not saved: the browser has no more room/);
  assert.equal(await page.locator('.answer[data-allowed="true"]').count(), 1);
  await button("One step back").click();
  assert.equal(await page.locator(".unsaved-line").count(), 1);
  await page.evaluate(() => { window.allowed = true; });
  await button("One step on").click();
  await page.locator(".unsaved-line").waitFor({ state: "detached" });
  assert.notEqual(await saved(), null);
});

const BROKEN = [
  ["what is no JSON", "{\"saved\":1,\"scr", /no story that this page can open: line 1/],
  ["what a newer version saved", '{"saved":2,"world":{}}', /newer version/],
  ["what leads nowhere", '{"saved":1,"script":{"version":1,"inputs":[{"command":{"type":"submit_dialog","dialog":"D9"}}]}}', /inputs\[0\]/],
];

for (const [what, text, said] of BROKEN) {
  test(`saved work that is ${what} is kept as it was, and can be saved as a file`, async () => {
    page = await visit(site);
    await page.evaluate(([key, text]) => localStorage.setItem(key, text), [WORK, text]);
    await again();
    await page.locator(".aside-line").waitFor();
    assert.match(await page.locator(".aside-line").innerText(), said);
    assert.match(await page.locator(".aside-line").innerText(), /^What this browser saved cannot be opened\./);
    await page.locator(".answer").waitFor();
    assert.equal(await title(), "Lunch Train is kicked", "the page begins as on a first visit");
    await button("One step back").click();
    await again();
    assert.match(await position(), /step 4 of 6/);
    await page.locator(".aside-line").waitFor();
    const [download] = await Promise.all([page.waitForEvent("download"), button("Save it as a file").click()]);
    assert.equal(await readFile(await download.path(), "utf8"), text);
    await button("Throw it away").click();
    await again();
    assert.equal(await page.locator(".aside-line").count(), 0);
  });
}

test("work that broke the page when it was restored is not restored again, and not lost", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  await button("Do it").click();
  const text = await saved();
  await page.evaluate(() => sessionStorage.setItem("grantscope-doing", "restoring"));
  await again();
  await page.locator(".aside-line").waitFor();
  assert.match(await page.locator(".aside-line").innerText(), /broke when it opened your saved work/);
  assert.equal(await page.evaluate(() => localStorage.getItem("grantscope-broken")), text);
  assert.equal(await page.evaluate(() => sessionStorage.getItem("grantscope-doing")), null);
});

test("a link with events in it puts the replayed ones aside, and Undo brings them back", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  await button("Replay").click();
  await page.locator('[data-sample="all"]').click();
  await page.locator(".position", { hasText: "of 4" }).waitFor();
  const mine = JSON.parse(await saved());
  const text = await readFile(new URL("../scenarios/samples/resources-added-channel.json", import.meta.url), "utf8");
  await share();
  await page.locator("#share-text").fill(JSON.stringify({ ...mine, replay: { ...mine.replay, text, at: 1 } }));
  await button("Open the text").click();
  await page.locator(".position", { hasText: "of 1" }).waitFor();
  assert.match(await page.locator(".opened-line").innerText(), /Undo brings it back/);
  await button("Bring it back").click();
  assert.match(await position(), /of 4/);
  assert.deepEqual(JSON.parse(await saved()).replay, mine.replay);
  await button("Redo").click();
  assert.match(await position(), /of 1$/);
});

test("a story that the address names is opened once, and a reload shows what became of it", async () => {
  page = await visit(site);
  await page.goto(`${site.address}?story=stories/oauth-install.json&step=2`);
  await page.locator(".opened-line").waitFor();
  assert.match(await position(), /step 2 of/);
  await button("Wait 4 s").click();
  const here = await position();
  assert.doesNotMatch(page.url(), /story|step/);
  await again();
  assert.deepEqual([await position(), await title()], [here, "Installed by OAuth"]);
});

test("fetching the files again does not open the address's story over what one did meanwhile", async () => {
  page = await visit(site);
  await page.route("**/scenarios/all.txt", (route) => route.abort());
  await page.goto(`${site.address}?story=stories/oauth-install.json&step=2`);
  await button("Try again").first().waitFor();
  await page.locator(".next .offer:not([aria-disabled=true])", { hasText: "Wait" }).first().click();
  await page.unroute("**/scenarios/all.txt");
  await button("Try again").first().click();
  await button("Try again").first().waitFor({ state: "detached" });
  await page.waitForLoadState("networkidle");
  assert.deepEqual([await position(), await title()], ["step 1 of 1", "Empty workspace"]);
  page.faults.splice(0, page.faults.length, ...page.faults.filter((fault) => !fault.includes("ERR_FAILED")));
});

test("all of the work is saved as a file, and comes back whole", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  await button("Do it").click();
  await page.getByRole("tab", { name: "Why" }).click();
  await page.locator(".keep-check").click();
  await button("Replay").click();
  await page.locator('[data-sample="all"]').click();
  await page.locator(".position", { hasText: "of 4" }).waitFor();
  await button("Sandbox").click();
  await button("One step back").click();
  await button("Wait 4 s").click();
  const mine = JSON.parse(await saved());
  await share();
  assert.equal(await page.locator(".of-sandbox").count(), 0);
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".export-all").click()]);
  const text = await readFile(await download.path(), "utf8");
  assert.deepEqual(JSON.parse(text), mine);
  await page.evaluate(() => localStorage.clear());
  await again();
  await button("Start empty").click();
  await share();
  await page.locator(".share-ways input[type=file]").setInputFiles({
    name: "work.json", mimeType: "application/json", buffer: Buffer.from(text),
  });
  await page.locator("dialog").waitFor({ state: "detached" });
  const theirs = JSON.parse(await saved());
  assert.deepEqual([theirs.branches, theirs.checks, theirs.replay], [mine.branches, mine.checks, mine.replay]);
  assert.ok(mine.branches.length > 0 && mine.checks.length === 1);
  await button("Bring it back").click();
  assert.equal(JSON.parse(await saved()).checks, undefined, "the checks of before are back too");
});

test("while events are replayed, sharing says that it shares the sandbox", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  await button("Replay").click();
  await share();
  assert.match(await page.locator(".of-sandbox").innerText(), /the sandbox, not the events/);
});

test("two tabs of which one only looks do not stand in each other's way", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  await button("Do it").click();
  const other = await tab();
  await other.getByRole("button", { name: "One step back" }).click();
  await page.getByRole("tab", { name: "Belief" }).click();
  await button("One step back").click();
  await button("Wait 4 s").click();
  await other.locator(".elsewhere-line").waitFor();
  assert.equal(await page.locator(".elsewhere-line").count(), 0);
  assert.equal(JSON.parse(await saved()).branches.length, 2);
  await other.close();
});

test("work that gave way to a link is put aside before one's first change is saved", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  const address = await link();
  await button("Do it").click();
  const mine = await saved();
  await page.goto("about:blank");
  await page.goto(address);
  await page.locator(".opened-line").waitFor();
  assert.equal(await page.locator(".aside-line").count(), 0);
  await button("Wait 4 s").click();
  await page.locator(".aside-line", { hasText: "took the place of your saved work" }).waitFor();
  await again();
  await page.locator(".aside-line", { hasText: "kept as it was" }).waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), button("Save it as a file").click()]);
  assert.equal(await readFile(await download.path(), "utf8"), mine);
});

test("work that comes back before anything is saved is not put aside", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  const address = await link();
  await button("Do it").click();
  await page.goto("about:blank");
  await page.goto(address);
  await button("Bring it back").click();
  await button("Wait 4 s").click();
  assert.equal(await page.locator(".aside-line").count(), 0);
  assert.match(await position(), /step 7 of 7/);
});

test("what is written and not replayed yet is there after a reload", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  await button("Replay").click();
  await page.locator("#own-events").focus();
  await editor(page).waitFor();
  await page.keyboard.type("half of an ev");
  await again();
  assert.equal(await page.locator("#own-events").inputValue(), "half of an ev");
});

test("what is too large to be saved is not written down again before it changes", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  await page.evaluate(() => {
    globalThis.delays = [];
    const { setTimeout } = globalThis;
    globalThis.setTimeout = (task, delay, ...rest) => {
      globalThis.delays.push(delay);
      return setTimeout(task, delay, ...rest);
    };
  });
  await button("Replay").click();
  const event = JSON.stringify(JSON.parse(await readFile(new URL("../scenarios/samples/resources-added-channel.json", import.meta.url), "utf8")));
  for (let half = 0; half < 2; half += 1) {
    await page.locator("input[type=file]").setInputFiles({
      name: "log.jsonl", mimeType: "application/json", buffer: Buffer.from(`${event}\n`.repeat(7000)),
    });
    await page.locator(".position", { hasText: `of ${7000 * (half + 1)}` }).waitFor();
  }
  await page.locator(".unsaved-line").waitFor();
  assert.match(await page.locator(".unsaved-line").innerText(), /at most 4 MiB are saved/);
  assert.ok(!(await page.evaluate(() => globalThis.delays.includes(10_000))), "it is tried again although nothing changed");
});

test("a story whose events cannot be replayed says so in whole sentences", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  const replay = { text: "{", at: 0, question: { method: "chat.postMessage" } };
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], "story.json", { type: "application/json" }));
    document.querySelector(".grants").dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, JSON.stringify({ saved: 1, script: { version: 1, inputs: [] }, replay }));
  await page.locator(".trouble-line").waitFor();
  assert.match(await page.locator(".trouble-line").innerText(), /^The events in it cannot be replayed: .*[^.]\. What was there before stays\./);
});
