// The states as a drawing, on the built page: what is open and what is folded, what can be read at rest, what
// is found, and what is saved of it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as exploring from "./exploring.mjs";
import { isInView, served } from "./page.mjs";

const site = served();
let page;

const button = (name) => exploring.button(page, name);
const stage = (name) => page.locator(".explore-open").getByRole("button", { name, exact: true });
const states = () => page.locator(".explored-state[data-state]");
const folded = () => page.locator(".explore-folded");

async function explored(world, options) {
  page = await exploring.opened(site, options);
  await exploring.explored(page, world);
}

/** Waits until something of the page has another value than before. */
async function changes(read, act) {
  const before = await read();
  await act();
  for (let tries = 0; tries < 200; tries += 1) {
    const now = await read();
    if (now !== before) return now;
    await page.waitForTimeout(50);
  }
  throw new Error(`still ${before}`);
}

const number = (text) => Number(text.replaceAll(",", ""));

/** What is said to be drawn, of how many, and folded of each stage. */
async function told() {
  const [, drawn, all, each] = /^([\d,]+) of ([\d,]+) states (?:is|are) drawn\. Folded: (.*)\.$/.exec(await folded().innerText());
  const counts = Object.fromEntries(each.split(", ").map((part) => part.match(/^([\d,]+) (.*)$/).slice(1).reverse()));
  return { drawn: number(drawn), all: number(all), folded: Object.values(counts).map(number), counts };
}

test("several stages are open at once, each is pressed, and opening one closes no other", async () => {
  await explored({ depth: "3" });
  assert.equal(await stage("Installed").getAttribute("aria-pressed"), "false");
  const one = await changes(() => states().count(), () => stage("Installed").click());
  assert.equal(await stage("Installed").getAttribute("aria-pressed"), "true");
  const two = await changes(() => states().count(), () => stage("Added").click());
  assert.ok(two > one, `${one}, then ${two}`);
  for (const name of ["Installed", "Added"]) assert.equal(await stage(name).getAttribute("aria-pressed"), "true", name);
  assert.equal(await stage("Not installed").getAttribute("aria-pressed"), "false");
  const again = await changes(() => states().count(), () => stage("Installed").click());
  assert.ok(again < two);
  assert.equal(await stage("Installed").getAttribute("aria-pressed"), "false");
  assert.equal(await stage("Added").getAttribute("aria-pressed"), "true");
  await changes(() => states().count(), () => button("Fold all").click());
  assert.equal(await page.locator('.explore-open [aria-pressed="true"]').count(), 0);
});

test("a small world is shown whole, and a large one as far as it can be read: the rest is counted", async () => {
  await explored({ depth: "2" });
  const all = Number(await page.locator(".explore-count").getAttribute("data-states"));
  assert.ok(all <= 120 && all > 20, String(all));
  assert.equal(await states().count(), all);
  assert.equal(await folded().count(), 0);
  assert.equal(await button("Show all of it").getAttribute("aria-pressed"), "true");
  await page.getByLabel("At most so many steps").fill("5");
  await button("Explore anew").click();
  await page.locator(".explored-state.several").first().waitFor();
  const before = await told();
  assert.equal(before.drawn, 1, "where it begins");
  await changes(() => states().count(), () => button("Show all of it").click());
  const now = await told();
  assert.equal(await states().count(), 120);
  assert.deepEqual([now.drawn, now.all], [120, before.all]);
  assert.equal(now.drawn + now.folded.reduce((sum, count) => sum + count, 0), now.all);
  const pressed = await page.locator('.explore-open [aria-pressed="true"]').count();
  assert.equal(pressed, 1 + (await page.locator(".explore-open button").count()) - 2, "all of it, and every stage");
});

for (const width of [1440, 390]) {
  test(`words can be read at rest at ${width} px, and where one stands is in the middle`, async () => {
    await explored({ everybody: true, states: "5000" }, { width, height: 844 });
    const scale = () => page.locator("svg.explored").evaluate((svg) => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width);
    assert.ok(Math.abs((await scale()) - 1) < 0.01, "nothing is made smaller");
    assert.equal(await isInView(page.locator('.explored-state[data-state="0"]')), true);
    await changes(() => states().count(), () => button("Show all of it").click());
    assert.ok(Math.abs((await scale()) - 1) < 0.01);
    await page.waitForTimeout(300);
    assert.equal(await isInView(page.locator('.explored-state[data-state="0"]')), true, "of a hundred and twenty, too");
    await button("Fit").click();
    await page.waitForFunction(() => document.querySelector("svg.explored.fits"));
    assert.ok((await scale()) < 0.9);
    await button("Fit").click();
    await page.locator("svg.explored:not(.fits)").waitFor();
    await page.getByPlaceholder("Find states by number").fill("57");
    await page.locator(".explore-list tbody button", { hasText: /^state 57$/ }).click();
    await page.locator('.explored-state[data-state="57"][aria-current="true"]').waitFor();
    await page.locator(".explore-graph").scrollIntoViewIfNeeded();
    await page.waitForTimeout(300);
    assert.equal(await isInView(page.locator('.explored-state[data-state="57"]')), true);
  });
}

test("nothing of the drawing is cut off at its edge", async () => {
  page = await exploring.opened(site);
  await page.keyboard.press("Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
  await page.locator(".story-choice").click();
  await page.locator('[data-begin="system"]').click();
  await page.locator('[data-system="file-sharing"]').click();
  await page.locator("dialog").waitFor({ state: "detached" });
  await exploring.found(page);
  await button("Explore").click();
  await exploring.ended(page);
  await page.locator("svg.explored").waitFor();
  const outside = () => page.locator("svg.explored").evaluate((svg) => {
    const { width, height } = svg.viewBox.baseVal;
    const boxes = [...svg.querySelectorAll("path, rect")].map((shape) => shape.getBBox());
    return boxes.filter((box) => box.x < 0 || box.y < 0 || box.x + box.width > width || box.y + box.height > height).length;
  });
  assert.equal(await outside(), 0);
  await changes(() => states().count(), () => button("Show all of it").click());
  assert.equal(await outside(), 0);
});

test("what is said of a state stands whole in its box, in its tooltip and in the list", async () => {
  await explored({ depth: "2" });
  const boxes = await states().evaluateAll((all) => all.map((box) => {
    const { left, right, top, bottom } = box.querySelector("rect").getBoundingClientRect();
    const lines = [...box.querySelectorAll("tspan")].map((line) => line.getBoundingClientRect());
    return {
      title: box.querySelector("title").textContent,
      said: [...box.querySelectorAll("tspan:not(.note)")].map((line) => line.textContent.trim()).join(" "),
      inside: lines.every((line) => line.left >= left && line.right <= right && line.top >= top && line.bottom <= bottom),
    };
  }));
  assert.ok(boxes.some(({ title }) => title.length > 60));
  for (const { title, said, inside } of boxes) {
    assert.ok(inside, title);
    assert.ok(said === title || (said.endsWith("…") && title.startsWith(said.slice(0, 90))), `${said} | ${title}`);
  }
  const titles = new Set(boxes.map(({ title }) => title));
  for (const cell of await page.locator(".explore-list tbody td:last-child").allInnerTexts()) assert.ok(titles.has(cell), cell);
});

test("states that hold the same are told apart, and each is found by its number", async () => {
  await explored({ depth: "4", scopes: ["chat:write", "channels:read"] });
  const seen = new Map();
  for (;;) {
    for (const row of await page.locator(".explore-list tbody tr").all()) {
      const [state, at, , holds] = await row.locator("th, td").allInnerTexts();
      assert.equal(seen.get(`${at}: ${holds}`), undefined, `${state}: ${at}: ${holds}`);
      seen.set(`${at}: ${holds}`, state);
    }
    const next = button("After these");
    if (!(await next.count()) || seen.size >= 300) break;
    await changes(() => page.locator(".explore-list tbody th").first().innerText(), () => next.click());
  }
  assert.ok([...seen.keys()].some((words) => /a code from Olive for (chat:write|channels:read) in #general/.test(words)));
  const find = page.getByPlaceholder("Find states by number");
  for (const sought of ["123", "state 123"]) {
    await find.fill("no such state");
    await page.getByText("No state is like that.").waitFor();
    await find.fill(sought);
    await page.locator(".explore-list .note", { hasText: "1 to 1 of 1" }).waitFor();
    assert.equal(await page.locator(".explore-list tbody button").innerText(), "state 123");
  }
});

test("what is found is drawn, and marked where it is drawn already", async () => {
  await explored({ depth: "5" });
  await page.getByPlaceholder("Find states by number").fill("waiting #general");
  await button("Draw these").waitFor();
  await changes(() => states().count(), () => button("Draw these").click());
  const labels = await states().evaluateAll((all) => all.map((box) => box.getAttribute("aria-label")));
  assert.ok(labels.length > 5);
  for (const label of labels) assert.match(label, /#general.*waiting/i);
  assert.equal(await page.locator(".explored-state.sought").count(), labels.length);
  await page.getByPlaceholder("Find states by number").fill("");
  await page.waitForFunction(() => !document.querySelector(".explored-state.sought"));
});

test("only the way to a state is drawn when asked for", async () => {
  await explored({ depth: "5" });
  await page.getByPlaceholder("Find states by number").fill("200");
  await page.locator(".explore-list tbody button", { hasText: /^state 200$/ }).click();
  await page.locator('.explored-state[aria-current="true"]').waitFor();
  const steps = Number(await page.locator(".explore-list tbody td").nth(1).innerText());
  const drawn = await changes(() => states().count(), () => button("Draw only the way to it").click());
  assert.equal(drawn, steps + 1);
  assert.equal(await page.locator(".explored-state.marked").count(), steps + 1);
  assert.ok((await page.locator(".explored-way.marked").count()) >= steps);
});

async function saved(name) {
  const [download] = await Promise.all([page.waitForEvent("download"), button(name).click()]);
  return readFileSync(await download.path(), "utf8");
}

test("a file of a world that was cut off says so, and one of a whole world does not", async () => {
  await explored({ depth: "2" });
  const cut = /This is not everything: \d+ states were found, and more can happen, more steps away than was looked\./;
  for (const name of ["Mermaid", "DOT", "SCXML", "SVG"]) assert.match(await saved(name), cut, name);
  await page.locator(".explore-more summary").nth(1).click();
  for (const box of (await page.locator(".explore-more").nth(1).locator("fieldset input").all()).slice(1)) await box.setChecked(false);
  await page.getByLabel("At most so many steps").fill("");
  await button("Explore anew").click();
  await page.getByText("That is everything").waitFor();
  await page.waitForFunction(() => document.querySelectorAll(".explored-state").length < 20);
  for (const name of ["Mermaid", "DOT", "SCXML", "SVG"]) assert.doesNotMatch(await saved(name), /not everything/, name);
});

test("the page goes on while a large world is written as DOT", async () => {
  await explored({ everybody: true, states: "20000" });
  await page.evaluate(() => {
    globalThis.long = [];
    new PerformanceObserver((list) => globalThis.long.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
  });
  const text = await saved("DOT");
  assert.ok(text.length > 2_000_000, String(text.length));
  assert.ok(text.endsWith("}\n"));
  await page.waitForTimeout(300);
  const long = (await page.evaluate(() => globalThis.long)).filter((duration) => duration > 100);
  assert.deepEqual(long, []);
});
