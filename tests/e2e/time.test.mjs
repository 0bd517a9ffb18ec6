// Going through time on the built page: pace, events, jumps, comparison, waiting, dates, branches.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fits, openStory, served, sound, visit } from "./page.mjs";

const site = served();
let page;

const button = (name, exact = true) => page.getByRole("button", { name, exact });
const dialog = () => page.locator("dialog[open]");
const count = () => page.locator(".position .count").innerText();
const clock = () => page.locator(".player .clock").innerText();
const stage = () => page.locator("svg.lifecycle").getAttribute("data-now");
const closed = () => page.locator("dialog").waitFor({ state: "detached" });

async function first(options) {
  page = await visit(site, options);
  await page.locator(".answer").waitFor();
}

test("a story plays four times as fast when one wishes it", async () => {
  await first({ motion: "no-preference" });
  await button("To the beginning").click();
  await page.getByLabel("Speed").selectOption("4×");
  const begun = Date.now();
  await button("Play").click();
  await page.locator(".position", { hasText: "step 6 of 6" }).waitFor();
  assert.ok(Date.now() - begun < 6 * 1200, "six steps at the usual pace take longer");
});

test("one goes from one notable step to the next", async () => {
  await first();
  await button("To the beginning").click();
  assert.equal(await page.locator(".marks .moved").getAttribute("d").then((path) => path.length > 0), true);
  const stages = [];
  const next = button("On to the next change of stage or refusal");
  while ((await next.getAttribute("aria-disabled")) === "false") {
    await next.click();
    stages.push(await stage());
  }
  assert.deepEqual(stages, ["installed", "added", "removed", "waiting"]);
  await button("Back to the last change of stage or refusal").click();
  assert.equal(await stage(), "removed");
});

test("a step is found by its number, its words and the event that reached the app", async () => {
  await first();
  for (const [text, reached] of [["2", "step 2 of 6"], ["removed the app", "step 5 of 6"], ["resources_removed", "step 5 of 6"]]) {
    await button("To the beginning").click();
    await page.locator(".place.count").click();
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
    await closed();
    assert.equal(await count(), reached, text);
  }
  await page.locator(".place.count").click();
  await page.keyboard.type("no such thing");
  assert.match(await dialog().innerText(), /No step has that/);
  await page.keyboard.press("Control+a");
  await page.keyboard.type("the app");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const chosen = await page.evaluate(() => document.activeElement.querySelector(".number").textContent);
  await page.keyboard.press("Enter");
  await closed();
  assert.equal(await count(), `step ${chosen} of 6`);
});

test("arrow keys, Home, End and the page keys move along the list of steps", async () => {
  await first();
  await page.locator('.step[aria-current="step"]').focus();
  for (const [key, reached] of [["ArrowUp", 4], ["ArrowDown", 5], ["Home", 0], ["PageDown", 6], ["PageUp", 0], ["End", 6]]) {
    await page.keyboard.press(key);
    assert.equal(await count(), `step ${reached} of 6`, key);
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-current")), "step", key);
  }
  assert.equal(await page.locator(".steps .step[tabindex='0']").count(), 1);
});

test("two moments are compared, in words and in the matrix, across branches too", async () => {
  await first();
  await page.locator("#step-4").click();
  await button("Compare").click();
  assert.match(await page.locator(".chip.pin").innerText(), /since step 4/);
  await page.getByRole("tab", { name: "This step" }).click();
  const changes = page.locator(".changes");
  assert.match(await changes.innerText(), /The app may do the same at both moments/);
  await button("To the end").click();
  assert.match(await changes.innerText(), /#lunch was taken away and is excluded/);
  assert.match(await changes.innerText(), /Step 4, 8 Sep 2018, 12:00:07 UTC/);
  assert.match(await changes.innerText(), /Step 6, 8 Sep 2018, 12:01:09 UTC/);
  assert.match(await page.locator(".column.lost").innerText(), /#lunch/);
  await page.locator("#step-4").click();
  await button("Remove the app from #kitchen").click();
  assert.match(await changes.innerText(), /#kitchen was taken away/);
  assert.match(await changes.innerText(), /Step 5 of branch 2/);
  await button("Stop comparing").click();
  assert.equal(await changes.count(), 0);
});

test("a branch says where it began, is called something else, and is deleted", async () => {
  await first();
  await page.locator("#step-4").click();
  await button("Wait 4 s").click();
  await button("Branches").click();
  const branch = (name) => page.locator(`[data-branch="${name}"]`);
  assert.match(await branch("branch 2").innerText(), /Left main after step 4. 5 steps/);
  await branch("branch 2").getByLabel("Name of the branch").fill("patience");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await branch("patience").waitFor();
  await button("Show main").click();
  assert.match(await branch("main").innerText(), /shown/);
  await button("Delete patience").click();
  assert.equal(await page.locator("[data-branch]").count(), 1);
  assert.equal(await button("Delete main").count(), 0, "the only branch stays");
  await page.keyboard.press("Escape");
  await closed();
  await button("Undo").click();
  await page.getByLabel("Branch", { exact: true }).selectOption("patience");
  assert.equal(await count(), "step 5 of 5");
});

test("one waits until the trigger expires", async () => {
  await first();
  await openStory(page, "Asking for more, approved");
  await page.locator("#step-3").click();
  assert.equal(await button(/^Ask Olive for more scopes/).count(), 1);
  await page.locator(".place.clock").click();
  assert.match(await dialog().innerText(), /Olive’s trigger lives for another 3.0 s/);
  await dialog().getByRole("button", { name: "Wait 4 s" }).click();
  await closed();
  assert.equal(await button(/^Ask Olive for more scopes/).count(), 0);
});

test("from retirement day on no cell of the grants says that it works, and a band says why", async () => {
  await first();
  assert.notEqual(await page.locator('.cell[data-allowed="true"]').count(), 0);
  assert.equal(await page.locator(".bar").count(), 0);
  await page.locator(".place.clock").click();
  await page.locator('[data-day="retired"]').getByRole("button").click();
  await closed();
  assert.match(await page.locator(".bar").innerText(), /No call passes now[^]*From retirement day on[^]*documented/);
  assert.equal(await page.locator('.cell[data-allowed="true"]').count(), 0);
  assert.equal(await page.locator('.matrix [aria-label*="works"]').count(), 0);
});

test("the date is set: later by waiting, earlier by beginning anew", async () => {
  await first();
  await page.locator(".place.clock").click();
  await page.getByLabel("Date and time").fill("2020-02-29T12:00:00");
  await dialog().locator(".actions").getByRole("button", { name: "Wait until then" }).click();
  await closed();
  assert.equal(await clock(), "29 Feb 2020, 12:00:00 UTC");
  await page.locator(".place.clock").click();
  await page.locator('[data-day="retired"]').getByRole("button").click();
  await closed();
  assert.equal(await clock(), "24 Aug 2021, 00:00:00 UTC");
  await page.locator(".place.clock").click();
  await page.getByLabel("Date and time").fill("2017-08-01T09:30:00");
  assert.match(await dialog().innerText(), /A story only goes forward/);
  await dialog().locator(".actions").getByRole("button", { name: "Begin anew then" }).click();
  await closed();
  assert.equal(await clock(), "1 Aug 2017, 09:30:00 UTC");
  assert.equal(await count(), "no steps yet");
  await button("Undo").click();
  assert.equal(await clock(), "24 Aug 2021, 00:00:00 UTC");
});

for (const scheme of ["light", "dark"]) {
  for (const [width, height] of [[1440, 900], [390, 844]]) {
    test(`axe finds nothing in what time opens at ${width} px, ${scheme}, and nothing scrolls sideways`, async () => {
      await first({ width, height, scheme });
      const looked = async (what) => {
        await sound(page, what);
        await fits(page, what);
      };
      // On a phone some places stand behind "…", which any other press closes.
      const press = async (place) => {
        if (await place.isHidden()) await button("More about time").click();
        await place.click();
      };
      await press(button("Compare"));
      await button("To the end").click();
      await page.getByRole("tab", { name: "This step" }).click();
      await looked("comparison");
      await page.locator(".place.count").click();
      await looked("jump");
      await page.keyboard.press("Escape");
      await closed();
      await press(page.locator(".place.clock"));
      await looked("clock");
      await page.keyboard.press("Escape");
      await closed();
      await button("One step back").click();
      await page.locator(".offers[data-actor='Time'] .offer").first().evaluate((element) => element.click());
      await press(button("Branches"));
      await looked("branches");
    });
  }
}

test("a branch keeps its marks and the focus when it is renamed, and a name that is refused says why", async () => {
  await first();
  await button("Do it").click();
  await page.getByLabel("Branch").selectOption("main");
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  const marks = () => page.locator(".marks .parted").getAttribute("d");
  const before = await marks();
  assert.match(before, /^M\d+/);
  await button("Branches").click();
  const field = (name) => dialog().locator(`li[data-branch="${name}"] input`);
  await field("main").fill("trunk");
  await page.keyboard.press("Enter");
  await field("trunk").waitFor();
  assert.equal(await field("trunk").evaluate((it) => it === document.activeElement), true);
  assert.match(await dialog().locator('li[data-branch="branch 2"]').innerText(), /Left trunk after step 5/);
  for (const [name, reason] of [["branch 2", /Another branch is called “branch 2”/], ["  ", /needs a name/]]) {
    await field("trunk").fill(name);
    await page.keyboard.press("Enter");
    await dialog().getByRole("alert").filter({ hasText: reason }).waitFor();
    assert.equal(await field("trunk").inputValue(), "trunk");
  }
  await page.keyboard.press("Escape");
  await closed();
  assert.equal(await marks(), before);
  assert.match(await page.locator(".chip.pin").innerText(), /of trunk/);
});

test("a date that is now says why one cannot wait for it", async () => {
  await first();
  await page.locator(".player .clock").click();
  await dialog().getByRole("button", { name: "Wait until then" }).first().waitFor();
  assert.match(await dialog().innerText(), /It is that time now\./);
});
