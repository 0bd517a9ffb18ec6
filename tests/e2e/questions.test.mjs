// Questions of everything that can happen, on the built page: put together in groups, saved as a file that
// the command line answers, opened again, and there after a reload or another permission system.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as exploring from "./exploring.mjs";
import { openStory, served, sound } from "./page.mjs";

const site = served();
let page;

const button = (name) => exploring.button(page, name);
const answers = () => page.locator(".explore-answers li");
const settled = () => page.locator('.explore-answers li:not([data-outcome="waiting"], [data-outcome="unasked"])');
const fields = (label) => page.locator(".explore-queries").getByLabel(label, { exact: true });

async function opened(options) {
  page = await exploring.opened(site, options);
}

/** Closes what lies over the page. */
async function closed() {
  await page.keyboard.press("Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
}

/** Puts together: installed, and (added or removed), not rejected. */
async function grouped() {
  await fields("What about").selectOption({ label: "this stage is reached" });
  await fields("this stage is reached").selectOption({ label: "Added" });
  await button("And a group").first().click();
  for (const [index, stage] of ["Rejected", "Removed"].entries()) {
    await fields("What about").nth(index + 1).selectOption({ label: "this stage is reached" });
    await fields("this stage is reached").nth(index + 1).selectOption({ label: stage });
  }
  await page.locator(".explore-group.inner").getByLabel("Whether it is so").first().selectOption({ label: "it is not so:" });
}

/** What `grantscope check` answers, as the tests of the explorer do. */
const SAVED = JSON.parse(readFileSync(new URL("../scenarios/questions/saved-by-the-page.json", import.meta.url), "utf8"));

const GROUPED = "Is there a way that the app is added and it is not so that (the app is rejected or the app is removed)?";

async function saved() {
  const [download] = await Promise.all([page.waitForEvent("download"), button("Save the questions").click()]);
  assert.match(download.suggestedFilename(), /\.json$/);
  return readFileSync(await download.path(), "utf8");
}

const open = (text) => page.locator(".explore-files .file").setInputFiles({ name: "mine.json", mimeType: "application/json", buffer: Buffer.from(text) });

test("a question has groups of and, or and not, and is answered", async () => {
  await opened();
  await exploring.explored(page, { depth: "4" });
  await grouped();
  await button("Ask").click();
  await settled().first().waitFor();
  assert.equal(await answers().locator(".explore-question").innerText(), GROUPED);
  assert.match(await answers().innerText(), /Yes: it takes \d steps?\./);
  await fields("Whether it is so").first().selectOption({ label: "it is not so:" });
  await answers().getByRole("button", { name: "Change it" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".explore-group.inner .explore-term").length === 2);
  await button("Ask").click();
  await settled().first().waitFor();
  assert.equal(await answers().count(), 1, "the same question is asked once");
  await answers().getByRole("button", { name: "Leave out" }).click();
  await answers().waitFor({ state: "detached" });
});

test("questions are saved as a file of the documented format, with what was answered, and opened again", async () => {
  await opened();
  await exploring.explored(page, { depth: "" , scopes: ["chat:write"] });
  await page.locator(".explore-more summary").nth(1).click();
  await page.getByLabel("only installs from the app’s settings").check();
  for (const act of ["somebody clicks", "time passes", "the app asks for more"]) await page.getByLabel(act, { exact: true }).setChecked(false);
  await button("Explore anew").click();
  await page.getByText("That is everything").waitFor();
  await grouped();
  await button("Ask").click();
  await page.locator(".explore-queries select").first().selectOption({ label: "Is it never so that" });
  await button("Ask").click();
  await page.waitForFunction(() => document.querySelectorAll('.explore-answers li[data-outcome="yes"], .explore-answers li[data-outcome="no"]').length === 2);
  const text = await saved();
  const file = JSON.parse(text);
  assert.deepEqual(file, SAVED, "the command line answers this file");

  await opened();
  await open(text);
  await answers().nth(1).waitFor();
  assert.equal(await page.locator('.explore-answers li[data-outcome="unasked"]').count(), 2);
  await page.locator(".explore-more summary").nth(1).click();
  assert.equal(await page.getByLabel("only installs from the app’s settings").isChecked(), true);
  assert.equal(await page.getByLabel("time passes", { exact: true }).isChecked(), false);
  await button("Explore").click();
  await page.waitForFunction(() => document.querySelectorAll('.explore-answers li[data-outcome="yes"], .explore-answers li[data-outcome="no"]').length === 2);
  assert.equal(await page.getByText("The file expects another answer.").count(), 0);
  assert.equal(await saved(), text);
  await open(JSON.stringify({ ...file, questions: [{ ...file.questions[0], expect: "no_way" }] }));
  await page.locator('.explore-answers li[data-outcome="unasked"]').first().waitFor();
  await button("Explore").click();
  await page.getByText("The file expects another answer.").waitFor();
});

test("a file of another story opens that story, and one that is wrong says where", async () => {
  await opened();
  const inputs = [{ after: 0, command: { type: "install", user: "U061F7AUR", scopes: ["chat:write"], through: "settings" } }];
  const questions = [{ ask: { is_there_a_way: { stage: "installed" } }, expect: "way" }];
  const file = { script: { version: 1, inputs }, world: { people: ["U061F7AUR"], scopes: [["chat:write"], []], at_once: 2 }, limits: { depth: 3 }, questions };
  await open(JSON.stringify({ ...file, questions: [{ ask: { is_there_a_way: { stage: "asleep" } } }] }));
  await page.locator(".explore-queries .trouble", { hasText: "asleep" }).waitFor();
  assert.equal(await answers().count(), 0);
  await open(JSON.stringify(file));
  await answers().waitFor();
  await page.getByText("From step 1 of the story").waitFor();
  assert.equal(await page.locator(".explore-queries .trouble").count(), 0);
  await page.getByText("The file has a larger world than one can choose here").waitFor();
  assert.equal(await page.getByLabel("At most so many steps").inputValue(), "3");
  await button("Explore").click();
  await settled().waitFor();
  const again = JSON.parse(await saved());
  assert.deepEqual([again.world.scopes, again.world.at_once], [file.world.scopes, 2]);
  assert.deepEqual(again.script.inputs.map(({ command }) => command.scopes), [["chat:write"]]);
});

test("choices and questions are there after a reload, and each system has its own", async () => {
  await opened();
  await page.getByLabel("At most so many steps").fill("3");
  await grouped();
  await button("Ask").click();
  await page.locator('.explore-answers li[data-outcome="unasked"]').waitFor();
  await page.waitForFunction(() => Object.values(localStorage).some((text) => text.includes("is_there_a_way")));
  await page.reload();
  await page.locator(".answer").waitFor();
  await exploring.found(page);
  assert.equal(await answers().locator(".explore-question").innerText(), GROUPED);
  assert.equal(await page.getByLabel("At most so many steps").inputValue(), "3");
  assert.equal(await page.locator(".explore-group.inner .explore-term").count(), 2, "what is put together");
  await closed();
  await page.locator(".story-choice").click();
  await page.locator('[data-begin="system"]').click();
  await page.locator('[data-system="file-sharing"]').click();
  await page.locator("dialog").waitFor({ state: "detached" });
  await exploring.found(page);
  assert.equal(await answers().count(), 0);
  assert.equal(await page.getByLabel("At most so many steps").inputValue(), "");
  await fields("What about").selectOption({ label: "this stage is reached" });
  await button("Ask").click();
  await answers().waitFor();
  await closed();
  await openStory(page, "Installed in a single workspace");
  await exploring.found(page);
  assert.equal(await answers().locator(".explore-question").innerText(), GROUPED);
  await button("Explore").click();
  await settled().waitFor();
  assert.match(await answers().innerText(), /Yes: |None in /);
});

test("what was asked about one call is asked in the page too, when its script is shown", async () => {
  await opened();
  await exploring.explored(page, { depth: "4" });
  await fields("What about").selectOption({ label: "this call is allowed" });
  await page.locator(".explore-term select").nth(2).selectOption("chat.postMessage");
  await page.locator(".explore-term select").nth(3).selectOption({ label: "anywhere" });
  await button("Ask").click();
  await settled().first().waitFor();
  assert.match(await answers().first().innerText(), /chat\.postMessage.* is allowed\?\s+Yes/);
  await answers().first().getByRole("button", { name: "Show it in the timeline" }).click();
  await page.locator("dialog").waitFor({ state: "detached" });
  await page.locator('.answer[data-allowed="true"]').waitFor();
  assert.equal(await page.locator("select.method.inline").inputValue(), "chat.postMessage");
});

test("axe finds nothing in groups of a question, and nothing scrolls sideways", async () => {
  for (const options of [{ scheme: "light" }, { scheme: "dark" }, { width: 390, height: 844 }]) {
    await opened(options);
    await grouped();
    await button("And a group").first().click();
    await sound(page, JSON.stringify(options));
    assert.ok(await page.evaluate(() => document.querySelector(".overlay-body").scrollWidth <= document.querySelector(".overlay-body").clientWidth));
  }
});
