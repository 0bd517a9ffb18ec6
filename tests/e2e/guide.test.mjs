// What leads through the stories: the gallery, the tour, the challenges and the glossary.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { DIST, fits, isInView, openStory, served, sound, visit } from "./page.mjs";

const site = served();
let page;

const button = (name) => page.getByRole("button", { name, exact: true });
const cards = () => page.locator(".story-card");
const focused = () => page.evaluate(() => document.activeElement.dataset.story ?? document.activeElement.dataset.begin);

async function gallery() {
  await page.locator(".answer").waitFor();
  await page.locator(".story-choice").click();
  await page.waitForFunction(() => document.querySelectorAll(".story-card .thumbnail").length === 20);
}

test("every story stands in the gallery with a picture of its way and the two rings at its end", async () => {
  page = await visit(site);
  await gallery();
  assert.equal(await page.locator(".story-card .way").count(), 20);
  const kicked = page.locator('[data-story="stories/kicked.json"]');
  // Pictures are drawn when they come into view.
  await kicked.scrollIntoViewIfNeeded();
  await kicked.locator(".thumbnail", { hasText: "Denied" }).waitFor();
  assert.match(await kicked.innerText(), /Lunch Train is kicked[\s\S]*Permissions API — Wildcard exclusions/);
  assert.equal(await kicked.locator(".ring.excluded").count(), 1);
  assert.deepEqual(await page.locator(".group h3").allInnerTexts(),
    ["Installing", "Asking for more", "Places", "People", "Time and tokens", "Another system"]);
});

test("a story is found by its words, and what is not found says what to do", async () => {
  page = await visit(site);
  await gallery();
  await page.getByLabel("Find a story").fill("endpoint RETRIES");
  assert.equal(await cards().count(), 1);
  await page.getByLabel("Find a story").fill("no story has this");
  assert.equal(await cards().count(), 0);
  await button("Show all stories").click();
  assert.equal(await cards().count(), 20);
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
  assert.equal(await focused(), "stories/for-a-member.json");
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
  const stories = readFileSync(join(DIST, "scenarios/all.txt"), "utf8").split("\u001e");
  const without = stories.filter((file) => !file.startsWith("stories/posting.json")).join("\u001e");
  await page.route("**/scenarios/all.txt", (route) => route.fulfill({ body: without }));
  await page.reload();
  await page.locator(".answer").waitFor();
  await page.locator(".story-choice").click();
  const failed = page.locator('[data-story="stories/posting.json"]');
  await failed.getByRole("button", { name: "Try again" }).waitFor();
  await page.unroute("**/scenarios/all.txt");
  await failed.getByRole("button", { name: "Try again" }).click();
  await failed.locator(".thumbnail").waitFor();
  page.faults = page.faults.filter((fault) => !fault.includes("ERR_FAILED"));
});

const coach = () => page.locator(".coach");
const count = () => coach().locator(".count").innerText();
const at = (stop) => coach().locator(".count", { hasText: `${stop} of 16` }).waitFor();
const onCoach = (name) => coach().getByRole("button", { name, exact: true });

async function tour() {
  await gallery();
  await page.locator('[data-begin="tour"]').click();
  await at(1);
}

/** What the stop talks about is on the screen, and the card does not lie over it. */
async function uncovered() {
  const [card, looked] = await page.evaluate(() => {
    const places = { lifecycle: ".picture", grants: ".pane.grants", detail: ".pane.detail", next: ".next", player: ".player" };
    const box = (selector) => document.querySelector(selector).getBoundingClientRect().toJSON();
    return [box(".coach"), box(places[document.querySelector(".page").dataset.look])];
  });
  const shown = Math.min(looked.bottom, card.top) - Math.max(looked.top, 0);
  assert.ok(shown > 60 || looked.top >= card.bottom - 1, `${await count()}: ${JSON.stringify({ card, looked })}`);
}

test("the tour goes on when the reader did what it asks for, and by nothing else", async () => {
  page = await visit(site);
  await tour();
  const own = await page.locator(".story-title").innerText();
  assert.equal(own, "Installed in a single workspace");
  await onCoach("Next").click();
  await page.waitForTimeout(1500);
  assert.equal(await count(), "2 of 16");
  await button("Approve").click();
  await at(3);
  await onCoach("Next").click();
  await button("Do it").click();
  await at(5);
  await onCoach("Next").click();
  await button("Click the app's button in #lunch").click();
  await at(7);
  await button("Approve").click();
  await onCoach("Start this stop over").click();
  await page.getByLabel("All public channels").check();
  await button("Approve").click();
  await at(8);
  await onCoach("Next").click();
  await onCoach("Next").click();
  await button("Do it").click();
  await at(11);
  await onCoach("Next").click();
  await onCoach("Next").click();
  await button("Approve").click();
  await at(14);
  await onCoach("Next").click();
  await page.locator(".offer", { hasText: /take/i }).first().click();
  await at(16);
  await onCoach("Finish").click();
  await page.locator("dialog").waitFor();
  assert.equal(await coach().count(), 0);
  assert.equal(await page.locator(".story-title").innerText(), "Lunch Train is kicked", "one's own work is back");
});

test("Escape leaves the tour, which is taken up again after a reload", async () => {
  page = await visit(site);
  await tour();
  assert.equal(await page.evaluate(() => document.activeElement.id), "coach-title");
  for (let stop = 2; stop < 5; stop += 1) {
    await onCoach(stop === 3 ? "Show me" : "Next").click();
    await at(stop);
  }
  await page.keyboard.press("Escape");
  assert.equal(await coach().count(), 0);
  assert.match(await page.locator(".position").innerText(), /step 5 of 6/);
  await page.reload();
  await gallery();
  assert.match(await page.locator('[data-begin="tour"]').innerText(), /Go on with the tour\s+You stopped at stop 4/);
  await page.locator('[data-begin="tour"]').click();
  await at(4);
  await onCoach("Back").click();
  await at(3);
});

test("Escape closes what is nearest: a menu of the lifecycle, and not the tour behind it", async () => {
  page = await visit(site);
  await tour();
  for (let stop = 2; stop < 11; stop += 1) {
    await coach().getByRole("button", { name: /^(Next|Show me)$/ }).click();
    await at(stop);
  }
  await page.locator('[data-from="waiting"][data-to="added"]').focus();
  await page.keyboard.press("Enter");
  await page.locator(".ways-menu").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".ways-menu").waitFor({ state: "detached" });
  assert.equal(await count(), "10 of 16");
  await page.keyboard.press("Escape");
  assert.equal(await coach().count(), 0, "nothing else is open");
});

test("Escape closes a card that one fills in, and the challenge asks before it ends", async () => {
  page = await visit(site);
  await challenge("remind-olive");
  await page.locator(".offer", { hasText: "Install the app" }).first().click();
  await page.locator("#find-scope").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("#find-scope").waitFor({ state: "detached" });
  assert.match(await page.evaluate(() => document.activeElement.textContent), /Install the app/);
  await button("Wait 4 s").click();
  await page.keyboard.press("Escape");
  await coach().getByRole("alert").waitFor();
  await page.keyboard.press("Escape");
  await coach().locator(".score").waitFor();
  await page.keyboard.press("Escape");
  await onCoach("Leave").click();
  assert.equal(await coach().count(), 0);
});

for (const [width, height] of [[1440, 900], [1100, 800], [390, 844]]) {
  test(`at ${width} px the tour covers nothing that it talks about`, async () => {
    page = await visit(site, { width, height });
    await tour();
    for (let stop = 1; stop < 16; stop += 1) {
      await uncovered();
      await coach().getByRole("button", { name: /^(Next|Show me)$/ }).click();
      await at(stop + 1);
    }
    await uncovered();
  });
}

test("at 1100 by 650 px the button that begins the tour, and those that lead through it, are in sight", async () => {
  page = await visit(site, { width: 1100, height: 650 });
  await gallery();
  assert.equal(await isInView(page.locator('[data-begin="tour"]')), true, "the tour's button");
  await page.locator('[data-begin="tour"]').click();
  for (let stop = 1; stop < 16; stop += 1) {
    await at(stop);
    const on = coach().getByRole("button", { name: /^(Next|Show me)$/ });
    assert.equal(await isInView(on), true, `stop ${stop}`);
    await on.click();
  }
  await at(16);
  assert.equal(await isInView(onCoach("Finish")), true, "the end");
});

test("another story ends the tour", async () => {
  page = await visit(site);
  await tour();
  await page.locator(".story-choice").click();
  await page.locator('[data-story="stories/posting.json"]').click();
  await page.locator("dialog").waitFor({ state: "detached" });
  assert.equal(await coach().count(), 0);
  await button("Undo").click();
  assert.equal(await page.locator(".story-title").innerText(), "Lunch Train is kicked");
});

const score = () => coach().locator(".score").innerText();

async function challenges() {
  await page.locator(".answer").waitFor();
  await page.locator(".story-choice").click();
  await page.locator('[data-begin="challenges"]').click();
  await page.locator("[data-challenge]").first().waitFor();
}

async function challenge(id) {
  await challenges();
  await page.locator(`[data-challenge="${id}"]`).click();
  await coach().locator(".score").waitFor();
}

const mark = (id) => page.locator(`[data-challenge="${id}"] .mark-of`).innerText();

test("a challenge is judged by the model: with too much, then with the fewest, and is remembered", async () => {
  page = await visit(site);
  await challenge("back-in");
  assert.match(await coach().innerText(), /Make this call succeed: chat\.postMessage in #lunch/);
  assert.match(await score(), /Still denied, and nothing granted yet\. It can be done with 1 permission\./);
  assert.equal(await button("Do it").count(), 0, "the way is for the reader to find");
  await button("Invite the app to #secret-recipes").click();
  assert.match(await score(), /Still denied\. You granted 1 permission/);
  await button("Invite the app to #lunch").click();
  assert.match(await score(), /Solved, but with 1 permission more than needed/);
  await onCoach("Start over").click();
  await button("Invite the app to #lunch").click();
  assert.match(await score(), /Solved with the fewest: 1 permission/);
  await onCoach("Next challenge").click();
  assert.match(await coach().innerText(), /2 of 8/);
  await onCoach("Leave the challenge").click();
  assert.match(await page.locator(".position").innerText(), /step 5 of 6/, "one's own work is back");
  await page.reload();
  await challenges();
  assert.equal(await mark("back-in"), "Solved with the fewest permissions");
  assert.equal(await mark("who-is-there"), "Not solved yet");
});

test("the way can be shown, which solves nothing", async () => {
  page = await visit(site);
  await challenge("remind-olive");
  await onCoach("Show the shortest way").click();
  assert.match(await score(), /The shortest way takes 2 permissions\. There is one with 1 permission/);
  assert.equal(await page.locator(".answer").getAttribute("data-allowed"), "true");
  await onCoach("Leave the challenge").click();
  await challenges();
  assert.equal(await mark("remind-olive"), "Not solved yet");
});

test("going back beyond the beginning of a challenge counts for nothing", async () => {
  page = await visit(site);
  await challenge("back-in");
  await button("To the beginning").click();
  assert.match(await score(), /outside the challenge/);
  await button("Wait 4 s").click();
  assert.match(await score(), /outside the challenge/);
  await onCoach("Start over").click();
  assert.match(await score(), /nothing granted yet/);
});

test("what was remembered and cannot be read counts for nothing", async () => {
  page = await visit(site);
  await page.evaluate(() => {
    localStorage.setItem("grantscope-solved", '{"back-in":');
    localStorage.setItem("grantscope-tour", "nowhere");
  });
  await page.reload();
  await challenges();
  assert.equal(await mark("back-in"), "Not solved yet");
});

test("without their files the tour and the challenges say so, and come when asked again", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  await page.route("**/scenarios/all.txt", (route) => route.abort());
  await page.locator(".story-choice").click();
  await page.locator('[data-begin="challenges"]').click();
  await page.locator(".overlay .trouble").waitFor();
  await button("To the stories").click();
  await page.locator('[data-begin="tour"]').click();
  await onCoach("Try again").waitFor();
  await page.unroute("**/scenarios/all.txt");
  await onCoach("Try again").click();
  await at(1);
  page.faults = page.faults.filter((fault) => !fault.includes("ERR_FAILED"));
});

test("a word on the page opens the glossary at its place, and leads on to others", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  await openStory(page, "Asking for more, approved");
  for (let step = 1; step < 4; step += 1) await button("One step on").click();
  await page.getByLabel("All public channels").check();
  await button("a wildcard").click();
  await page.locator("#term-wildcard").waitFor();
  const at = () => page.evaluate(() => document.activeElement.id);
  await page.waitForFunction(() => document.activeElement.id === "term-wildcard");
  await page.locator('.term:has(#term-wildcard) [data-see="exclusion"]').click();
  assert.equal(await at(), "term-exclusion");
  await page.getByLabel("Find a word").fill("x-slack-user");
  assert.equal(await page.locator(".term").count(), 1);
  await page.getByLabel("Find a word").fill("nothing like it");
  await button("Show all words").click();
  assert.ok(await page.locator(".term").count() > 15);
  await page.keyboard.press("Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
  assert.equal(await page.getByLabel("All public channels").isChecked(), true, "the prompt is as it was");
});

for (const scheme of ["light", "dark"]) {
  for (const [width, height] of [[1440, 900], [390, 844]]) {
    test(`axe finds nothing in what leads through the page at ${width} px, ${scheme}`, async () => {
      page = await visit(site, { width, height, scheme });
      const looked = async (what) => {
        await sound(page, what);
        await fits(page, what);
      };
      await gallery();
      await looked("gallery");
      await page.getByLabel("Find a story").fill("no story has this");
      await looked("nothing found");
      await page.locator('[data-begin="tour"]').click();
      await at(1);
      await looked("tour");
      await onCoach("Next").click();
      await at(2);
      await looked("task");
      await onCoach("Leave the tour").click();
      await challenges();
      await looked("challenges");
      await page.locator('[data-challenge="remind-olive"]').click();
      await looked("challenge");
      await onCoach("Show the shortest way").click();
      await looked("way");
      await onCoach("Leave the challenge").click();
      await openStory(page, "Asking for more, approved");
      for (let step = 1; step < 4; step += 1) await button("One step on").click();
      await page.getByLabel("All public channels").check();
      await button("a wildcard").click();
      await page.locator("#term-wildcard").waitFor();
      await looked("glossary");
    });
  }
}
