// Exploring on the built page: everything that can happen, questions about it, the states as a drawing
// and as a list, who reaches what, and two worlds side by side.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as exploring from "./exploring.mjs";
import { openStory, served, sound } from "./page.mjs";

const site = served();
let page;

const button = (name) => exploring.button(page, name);
const count = () => page.locator(".explore-count");
const ended = () => exploring.ended(page);
const explored = (world) => exploring.explored(page, world);
const numbers = async () => [await count().getAttribute("data-states"), await count().getAttribute("data-transitions")].map(Number);

async function opened(options) {
  page = await exploring.opened(site, options);
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
  await page.locator("dialog").waitFor({ state: "detached" });
  await openStory(page, "Posting, and being refused");
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

test("who names nobody asks of all, and of a state that was not looked at it is said so", async () => {
  await opened();
  await explored({ depth: "2" });
  await page.getByLabel("What about").selectOption({ label: "this call is allowed" });
  assert.equal(await page.getByLabel("For whom").locator("option:checked").innerText(), "for anybody");
  await button("Ask").click();
  assert.match(await page.locator('.explore-answers li:not([data-outcome="waiting"])').first().innerText(), /is allowed\?/);
  await page.locator(".explore-list tbody tr button").last().click();
  await page.locator(".explore-card").getByText("Not looked at yet: the exploration ended before.").waitFor();
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
  await page.getByPlaceholder("Find states by number, or by what the app holds").fill("chat:write");
  await page.waitForFunction(() => /^1 to /.test(document.querySelector(".explore-list .note").textContent));
  for (const row of await page.locator(".explore-list tbody tr").all()) assert.match(await row.innerText(), /chat:write/);
  await page.getByPlaceholder("Find states by number, or by what the app holds").fill("no such thing");
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
  for (const [name, begins] of [["Mermaid", "---\ntitle: \"This is not everything: "], ["DOT", "digraph"], ["SCXML", "<?xml"], ["SVG", "<svg"]]) {
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

/** Which box has the focus: its number and middle. */
const box = () => page.evaluate(() => {
  const focused = document.activeElement;
  if (!focused.matches(".explored-state")) return null;
  const all = [...document.querySelectorAll(".explored-state")];
  const rect = focused.querySelector("rect");
  const of = (name) => Number(rect.getAttribute(name));
  return { index: all.indexOf(focused), count: all.length, x: of("x") + of("width") / 2, y: of("y") + of("height") / 2 };
});
const DIRECTIONS = { ArrowRight: ["x", 1], ArrowLeft: ["x", -1], ArrowDown: ["y", 1], ArrowUp: ["y", -1] };

test("the graph is one tab stop, and arrow keys go to what stands in their direction", async () => {
  await opened();
  await explored({ depth: "3" });
  await page.locator("svg.explored").waitFor();
  const stops = page.locator('.explore-graph [tabindex="0"], .explore-graph[tabindex]');
  assert.equal(await stops.count(), 1);
  assert.equal(await page.locator(".explore-graph").getAttribute("aria-describedby"), "explore-keys");
  await stops.focus();
  await page.keyboard.press("End");
  const last = await box();
  assert.equal(last.index, last.count - 1);
  await page.keyboard.press("Home");
  assert.equal((await box()).index, 0);
  const moved = {};
  for (const key of [..."RRDLRUDR"].map((letter) => Object.keys(DIRECTIONS).find((key) => key[5] === letter))) {
    const before = await box();
    await page.keyboard.press(key);
    const after = await box();
    const [axis, sign] = DIRECTIONS[key];
    if (after.index !== before.index) {
      moved[key] = true;
      assert.ok((after[axis] - before[axis]) * sign > 0, `${key} from ${JSON.stringify(before)} to ${JSON.stringify(after)}`);
    }
    assert.equal(await stops.count(), 1, "it moves with the focus");
    assert.equal(await stops.evaluate((it) => it === document.activeElement), true);
  }
  assert.deepEqual(Object.keys(moved).sort(), Object.keys(DIRECTIONS).sort());
  assert.match(await stops.getAttribute("aria-label"), /, (state \d+, .+|[\d,]+ states?); leads to (no other box|1 box|\d+ boxes)$/i);
  // A box of several states is opened, then one of its states: the focus stays in the drawing.
  const boxes = () => page.locator(".explored-state").evaluateAll((all) => all.map((it) => it.textContent).join());
  const whole = await boxes();
  await page.locator(".explored-state.several").first().focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction((before) => [...document.querySelectorAll(".explored-state")].map((it) => it.textContent).join() !== before, whole);
  await page.waitForFunction(() => document.activeElement.matches('.explored-state[tabindex="0"]'));
  await page.locator(".explored-state[data-state]").first().focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.matches('.explored-state[tabindex="0"][aria-current="true"]'));
  assert.equal(await stops.count(), 1);
});

test("neighbours that are not drawn, and ways out that are not listed, are said, and come when asked for", async () => {
  await opened();
  const people = page.locator(".explore-form fieldset").first().getByRole("checkbox");
  for (const person of await people.all()) await person.setChecked(true);
  await page.getByLabel("At most so many states").selectOption("5000");
  await button("Explore").click();
  await ended();
  await page.locator("svg.explored").waitFor();
  const drawn = () => page.locator(".explored-state").count();
  const said = page.locator(".explore-left-out");
  // A state in the middle, with more next to it than are drawn.
  for (const row of [20, 30, 40, 45, 48]) {
    await page.locator(".explore-list tbody button").nth(row).click();
    await page.locator('.explored-state[aria-current="true"]').waitFor();
    await page.waitForTimeout(200);
    if (await said.count()) break;
  }
  const left = async () => ((await said.count()) ? Number(/^(\d+) more/.exec(await said.innerText())[1]) : 0);
  const [before, out] = [await drawn(), await left()];
  assert.ok(out > 0, "some are left out");
  await button("Draw more of them").click();
  await page.waitForFunction((before) => document.querySelectorAll(".explored-state").length > before, before);
  assert.equal((await drawn()) + (await left()), before + out);
});

test("advice names what stands in the form", async () => {
  await opened();
  await page.getByLabel("At most so many states").selectOption("1000");
  await button("Explore").click();
  await ended();
  const advice = (await page.locator(".explore-large li").allInnerTexts()).join("\n");
  for (const summary of await page.locator(".explore-form summary").all()) await summary.click();
  const form = await page.locator(".explore-form .option").allInnerTexts();
  const named = [...advice.matchAll(/“([^”]+)”/g)].map(([, name]) => name);
  assert.ok(named.length > 0, advice);
  for (const name of named) assert.ok(form.some((label) => label.trim() === name), `${name} in ${form}`);
  assert.doesNotMatch(advice, /take fewer conversations|wait at once/);
});

test("worlds in which the story goes differently come first, and say from which step on", async () => {
  await opened();
  await button("Side by side").click();
  const groups = page.locator(".worlds-choice optgroup");
  assert.deepEqual(await groups.evaluateAll((all) => all.map((it) => it.label)), ["Goes differently", "Goes the same way"]);
  const steps = await groups.first().locator("option").evaluateAll((all) => all.map((it) => Number(/^Step (\d+) · /.exec(it.textContent)[1])));
  const useful = steps.filter((step) => step > 1);
  assert.ok(useful.length > 0);
  assert.deepEqual(steps, [...useful.toSorted((one, other) => one - other), ...steps.filter((step) => step === 1)]);
  assert.match(await page.locator(".beside-worlds").innerText(), new RegExp(`They go the same way until step ${steps[0]}\\.`));
  await page.locator(".worlds-choice select").selectOption(await groups.last().locator("option").first().getAttribute("value"));
  await page.getByText("Every step goes the same way in both.").waitFor();
});

test("why two worlds differ is told by the identifiers of rules, each of which opens its entry", async () => {
  await opened();
  await button("Side by side").click();
  const select = page.locator(".worlds-choice select");
  await select.selectOption(await select.locator("option", { hasText: "2021" }).first().getAttribute("value"));
  const there = page.locator('.ruled[data-rules="other"] [data-rule]');
  await there.first().waitFor();
  assert.match(await page.locator(".worlds-casts").innerText(), /date: here \d+, there \d+/);
  const one = page.locator('.ruled[data-rules="one"] [data-rule]');
  const rules = (place) => place.evaluateAll((all) => all.map((it) => it.dataset.rule));
  const [here, other] = [await rules(one), await rules(there)];
  assert.deepEqual(other.filter((rule) => here.includes(rule)), [], "only on one side");
  const link = there.first().getByRole("button");
  assert.equal(await link.innerText(), other[0]);
  await link.click();
  await page.locator(`.rule.opened[data-rule="${other[0]}"]`).waitFor();
});

test("two casts stand side by side: another app, another story's, or that of a file", async () => {
  await opened();
  await button("Side by side").click();
  const select = page.locator(".worlds-choice select");
  const other = async (label) => {
    await select.selectOption(await select.locator("option", { hasText: label }).first().getAttribute("value"));
    await page.locator(".world.other").waitFor();
    return page.locator(".world.other").innerText();
  };
  assert.match(await other("The app is a classic app"), /could not install the app/);
  assert.match(await other("The cast of “A token that lives an hour”"), /install it by OAuth/);
  const script = (cast) => ({ version: 1, inputs: [], cast });
  const choose = (content) => page.locator(".worlds-choice .file").setInputFiles({ name: "mine.json", mimeType: "application/json", buffer: Buffer.from(content) });
  await choose('{"version": 1, "inputs": [');
  await page.locator(".beside-worlds .trouble").waitFor();
  const people = [{ id: "U0000000A", name: "Somebody else" }];
  await choose(JSON.stringify(script({ people })));
  await page.waitForFunction(() => document.querySelector(".worlds-choice select").selectedOptions[0].textContent.includes("mine.json"));
  assert.equal(await page.locator(".beside-worlds .trouble").count(), 0);
  assert.match(await page.locator(".world.other").innerText(), /there is no person/);
});
