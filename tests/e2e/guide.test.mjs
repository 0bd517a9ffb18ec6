// What leads through the stories: the gallery, the tour, the challenges and the glossary.

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { start, visit } from "./page.mjs";

let site;
let page;
before(async () => { site = await start(); });
after(() => site?.stop());
afterEach(async () => {
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

const button = (name) => page.getByRole("button", { name, exact: true });
const cards = () => page.locator(".story-card");
const focused = () => page.evaluate(() => document.activeElement.dataset.story ?? document.activeElement.dataset.begin);

async function gallery() {
  await page.locator(".answer").waitFor();
  await page.locator(".story-choice").click();
  await page.waitForFunction(() => document.querySelectorAll(".story-card .thumbnail").length === 18);
}

test("every story stands in the gallery with a picture of its way and the two rings at its end", async () => {
  page = await visit(site);
  await gallery();
  assert.equal(await page.locator(".story-card .way").count(), 18);
  const kicked = page.locator('[data-story="stories/kicked.json"]');
  assert.match(await kicked.innerText(), /Denied[\s\S]*Lunch Train is kicked[\s\S]*Permissions API — Wildcard exclusions/);
  assert.equal(await kicked.locator(".ring.excluded").count(), 1);
  assert.deepEqual(await page.locator(".group h3").allInnerTexts(),
    ["Installing", "Asking for more", "Places", "People", "Time and tokens"]);
});

test("a story is found by its words, and what is not found says what to do", async () => {
  page = await visit(site);
  await gallery();
  await page.getByLabel("Find a story").fill("endpoint RETRIES");
  assert.equal(await cards().count(), 1);
  await page.getByLabel("Find a story").fill("no story has this");
  assert.equal(await cards().count(), 0);
  await button("Show all stories").click();
  assert.equal(await cards().count(), 18);
});

test("arrow keys go from card to card, and Enter opens the story with its question", async () => {
  page = await visit(site);
  await gallery();
  await page.locator('[data-story="stories/settings-install.json"]').focus();
  await page.keyboard.press("ArrowRight");
  assert.equal(await focused(), "stories/oauth-install.json");
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), "stories/uninstall.json");
  await page.keyboard.press("End");
  assert.equal(await focused(), "stories/retirement-day.json");
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), "stories/settings-install.json");
  await page.keyboard.press("Enter");
  await page.locator("dialog").waitFor({ state: "detached" });
  assert.match(await page.locator(".position").innerText(), /step 1 of 4/);
  assert.match(await page.locator(".question").innerText(), /chat\.postMessage/);
});

test("a story that does not come says so on its card, and can be fetched again", async () => {
  page = await visit(site);
  await page.route("**/stories/posting.json", (route) => route.abort());
  await page.reload();
  await page.locator(".answer").waitFor();
  await page.locator(".story-choice").click();
  const failed = page.locator('[data-story="stories/posting.json"]');
  await failed.getByRole("button", { name: "Try again" }).waitFor();
  await page.unroute("**/stories/posting.json");
  await failed.getByRole("button", { name: "Try again" }).click();
  await failed.locator(".thumbnail").waitFor();
  page.faults = page.faults.filter((fault) => !fault.includes("ERR_FAILED"));
});
