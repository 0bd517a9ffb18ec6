// Exploring on the built page: everything that can happen, questions about it, the states as a drawing
// and as a list, who reaches what, and two worlds side by side.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { openStory, served, sound, visit } from "./page.mjs";

const site = served();
let page;

const button = (name) => page.locator("dialog").getByRole("button", { name, exact: true });
const count = () => page.locator(".explore-count");
const ended = () => page.locator('.explore-count[data-ended="true"]').waitFor();
const numbers = async () => [await count().getAttribute("data-states"), await count().getAttribute("data-transitions")].map(Number);

/** Opens the dialog at the beginning of a story of an app that nobody installed. */
async function opened(options) {
  page = await visit(site, options);
  await page.locator(".answer").waitFor();
  await openStory(page, "Installed in a single workspace");
  await page.getByRole("button", { name: "To the beginning" }).click();
  await page.keyboard.press("ControlOrMeta+k");
  await page.locator("dialog input").fill("explore");
  await page.keyboard.press("Enter");
  await page.locator(".explore-form").waitFor();
}

/** A world in which one person installs an app that may write. */
async function explored({ depth = "", scopes = ["chat:write"] } = {}) {
  const people = page.locator(".explore-form fieldset").first().getByRole("checkbox");
  for (const person of await people.all()) {
    if (person !== people.first()) await person.setChecked(false);
  }
  await people.first().setChecked(true);
  const summary = page.locator(".explore-more summary").first();
  await summary.click();
  for (const scope of scopes) await page.locator(`.explore-form [data-scope="${scope}"]`).check();
  await summary.click();
  await page.getByLabel("At most so many steps").fill(depth);
  await button("Explore").click();
  await ended();
}

/** Asks whether there is a way, or never one, to a stage. */
async function asked(begins, stage) {
  await page.locator(".explore-queries select").first().selectOption({ label: begins });
  await page.getByLabel("What about").selectOption({ label: "this stage is reached" });
  await page.getByLabel("this stage is reached").selectOption({ label: stage });
  await button("Ask").click();
  const answer = page.locator('.explore-answers li:not([data-outcome="waiting"])').first();
  await answer.waitFor();
  return answer;
}

test("exploring the same world twice finds the same, and says how far it looked", async () => {
  await opened();
  await explored({ depth: "4" });
  const first = await numbers();
  assert.ok(first[0] > 10 && first[1] > first[0], String(first));
  assert.match(await page.locator(".explore-progress").innerText(), /further on than you let it look/);
  await button("Explore anew").click();
  await page.locator("svg.explored").waitFor();
  await ended();
  assert.deepEqual(await numbers(), first);
});

test("a way is found and plays in the timeline", async () => {
  await opened();
  await explored({ depth: "4" });
  const answer = await asked("Is there a way that", "Installed");
  assert.match(await answer.innerText(), /Yes: it takes 2 steps\./);
  await answer.getByRole("button", { name: "Show it in the timeline" }).click();
  await page.locator("dialog").waitFor({ state: "detached" });
  assert.match(await page.locator(".position").innerText(), /step 2 of 2/);
  assert.equal(await page.locator("svg.lifecycle").getAttribute("data-now"), "installed");
});

test("what was found plays even if another story was opened meanwhile", async () => {
  await opened();
  await explored({ depth: "3" });
  await asked("Is there a way that", "Installed");
  await page.keyboard.press("Escape");
  await page.locator(".story-choice").click();
  await page.locator(".story-card[data-story]").last().click();
  await page.locator("dialog").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Explore", exact: true }).click();
  await page.getByText("This was explored from another moment").waitFor();
  await button("Show it in the timeline").first().click();
  await page.locator("dialog").waitFor({ state: "detached" });
  assert.match(await page.locator(".position").innerText(), /step \d of 2/);
  await page.getByRole("button", { name: "Bring it back" }).or(page.getByRole("button", { name: "Dismiss" })).first().waitFor();
});

test("what never happens holds in all states, and what does has a counterexample", async () => {
  await opened();
  await explored({ depth: "3" });
  assert.match(await (await asked("Is it never so that", "Installed")).innerText(), /No, it can happen: it takes 2 steps\./);
  assert.match(await (await asked("Is it never so that", "Awarded")).innerText(), /Not in .* so far; more can happen/);
});

test("one goes from state to state by mouse, by keyboard and in the list", async () => {
  await opened();
  await explored({ depth: "2" });
  await page.locator("svg.explored").waitFor();
  const states = page.locator(".explored-state[data-state]");
  assert.ok((await states.count()) > 2);
  await states.nth(1).focus();
  await page.keyboard.press("Enter");
  const card = page.locator(".explore-card");
  await card.waitFor();
  await page.locator('.explored-state[aria-current="true"]').waitFor();
  const before = await card.locator("h3").innerText();
  await card.locator(".explore-out button").first().click();
  await page.waitForFunction((said) => document.querySelector(".explore-card h3").textContent !== said, before);
  await page.getByPlaceholder("Find a state by what the app holds").fill("chat:write");
  await page.waitForFunction(() => /^1 to /.test(document.querySelector(".explore-list .note").textContent));
  for (const row of await page.locator(".explore-list tbody tr").all()) assert.match(await row.innerText(), /chat:write/);
  await page.getByPlaceholder("Find a state by what the app holds").fill("no such thing");
  await page.getByText("No state is like that.").waitFor();
});

test("a world that is too large is stopped, says what to shrink, and keeps what it found", async () => {
  await opened();
  for (const person of await page.locator(".explore-form fieldset").first().getByRole("checkbox").all()) await person.setChecked(true);
  await page.getByLabel("At most so many states").selectOption("500000");
  await button("Explore").click();
  await count().waitFor();
  await button("Stop").click();
  await page.getByText("You stopped it. What was found stays.").waitFor();
  await page.locator("svg.explored").waitFor();
  await page.getByLabel("At most so many states").selectOption("1000");
  await button("Explore anew").click();
  await ended();
  assert.equal((await numbers())[0], 1000);
  await page.locator(".explore-large li").first().waitFor();
  assert.match(await page.locator(".explore-large").innerText(), /could come together in [\d,]+ ways/);
});

test("an answer stands under its own question, whatever was begun meanwhile", async () => {
  await opened();
  await explored({ depth: "3" });
  await asked("Is it never so that", "Installed");
  for (const person of await page.locator(".explore-form fieldset").first().getByRole("checkbox").all()) await person.setChecked(true);
  await page.getByLabel("At most so many states").selectOption("500000");
  await page.getByLabel("At most so many steps").fill("");
  await button("Explore anew").click();
  await page.locator(".explore-queries select").first().selectOption({ label: "Is there a way that" });
  await page.getByLabel("this stage is reached").selectOption({ label: "Rejected" });
  await button("Ask").click();
  await button("Stop").click();
  await page.getByText("You stopped it. What was found stays.").waitFor();
  await page.waitForFunction(() => !document.querySelector('.explore-answers li[data-outcome="waiting"]'));
  const [second, first] = await page.locator(".explore-answers li").allInnerTexts();
  assert.match(first, /Is it never so that the app is installed\?\s+No, it can happen: it takes 2 steps\./);
  assert.match(second, /Is there a way that the app is rejected\?\s+(None in|Yes:)/);
});

test("what cannot be explored is said before it begins", async () => {
  await opened();
  const people = page.locator(".explore-form fieldset").first().getByRole("checkbox");
  for (const person of await people.all()) await person.setChecked(false);
  await page.getByText("Choose somebody who acts.").waitFor();
  assert.equal(await button("Explore").getAttribute("aria-disabled"), "true");
  await people.first().setChecked(true);
  for (const depth of ["0", "-1", "2.5", "many"]) {
    await page.getByLabel("At most so many steps").fill(depth);
    await page.getByText("Steps are a whole number from 1 on").waitFor();
  }
});

test("a worker that cannot begin is said, and begins when it can be had", async () => {
  await opened();
  await page.context().route("**/*.js", (route) => route.abort());
  await button("Explore").click();
  await page.getByText("What explores could not be started.").waitFor();
  await page.context().unroute("**/*.js");
  await button("Explore").click();
  await page.locator("svg.explored").waitFor();
  page.faults.length = 0;
});

test("the graph is saved in four languages", async () => {
  await opened();
  await explored({ depth: "2" });
  await page.locator("svg.explored").waitFor();
  for (const [name, begins] of [["Mermaid", "stateDiagram-v2"], ["DOT", "digraph"], ["SCXML", "<?xml"], ["SVG", "<svg"]]) {
    const [download] = await Promise.all([page.waitForEvent("download"), button(name).click()]);
    assert.equal(readFileSync(await download.path(), "utf8").trimStart().slice(0, begins.length), begins, name);
  }
});

test("who reaches what is asked from the other side, and what a kick would change", async () => {
  await opened();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "To the end" }).click();
  await page.getByRole("button", { name: "Explore", exact: true }).click();
  await button("Who reaches what").click();
  const reached = (what) => page.locator(`[data-reached="${what}"]`);
  assert.ok(Number(await reached("methods").getAttribute("data-count")) > 0);
  const kick = page.locator("#reach-would ~ select option", { hasText: /removes the app/ }).first();
  await page.locator("#reach-would ~ select").selectOption(await kick.getAttribute("value"));
  assert.equal(await reached("opened").getAttribute("data-count"), "0");
  assert.ok(Number(await reached("closed").getAttribute("data-count")) > 0);
});

test("two worlds stand side by side up to the first step that differs", async () => {
  await opened();
  await button("Side by side").click();
  const other = page.getByRole("combobox", { name: "In the other world" });
  const labels = await other.locator("option").allInnerTexts();
  await other.selectOption(String(labels.findIndex((label) => label.includes("2021"))));
  await page.locator(".world.other").waitFor();
  assert.match(await page.locator(".beside-worlds").innerText(), /They go the same way until step \d+\./);
});

for (const scheme of ["light", "dark"]) {
  for (const width of [1440, 390]) {
    test(`axe finds nothing where one explores at ${width} px, ${scheme}, and nothing scrolls sideways`, async () => {
      await opened({ width, scheme });
      await explored({ depth: "2" });
      await page.locator("svg.explored").waitFor();
      await page.locator(".explore-list tbody button").nth(1).click();
      await page.locator(".explore-card").waitFor();
      for (const aspect of ["What can happen", "Who reaches what", "Side by side"]) {
        await button(aspect).click();
        await sound(page, aspect);
        const [bar, body] = [await page.locator(".explore-aspects").boundingBox(), await page.locator(".explore-aspects + *").boundingBox()];
        assert.ok(bar.y + bar.height <= body.y + 1, `${aspect}: ${JSON.stringify([bar, body])}`);
        assert.ok(await page.evaluate(() => document.querySelector(".overlay-body").scrollWidth <= document.querySelector(".overlay-body").clientWidth), aspect);
      }
    });
  }
}
