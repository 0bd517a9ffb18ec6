// How soon a click is answered when a story of ten thousand steps is open: from the event to the
// frame that shows what came of it. Meant for the built page: an unoptimised one is ten times slower.
// A busy machine delays single frames, so that of several clicks of a kind the middle one counts. A slow one has
// its share more: how slow it is, is measured between the clicks, by work that has nothing to do with the page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { longScript } from "./long.mjs";
import { served, visit } from "./page.mjs";

const STEPS = 10_000;
const MOST = Number(process.env.GRANTSCOPE_SLOWEST ?? 50);
const TIMES = 9;
// The work takes so many milliseconds on two cores that nobody disturbs, which the limit is meant for. Where it takes
// more than twice as long, no more is allowed than for twice as long.
const WORK = 10;
const SLOWEST_MACHINE = 2;
const FRAME = 1000 / 60;

const site = served();
let page;

const button = (name) => page.getByRole("button", { name, exact: true });
const shown = () => page.locator(".position .count").innerText();

/** Gives the page a way to say how long it takes from an event to the frame after it. */
async function measuring() {
  await page.evaluate(() => {
    const painted = () => new Promise((done) => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = done;
        channel.port2.postMessage(null);
      });
    });
    const acts = {
      click: (element) => element.click(),
      key: (element, key) => {
        element.focus();
        element.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      },
      put: (element, value) => {
        element.value = value;
        element.dispatchEvent(new Event(element.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
      },
      scroll: (element, top) => { element.scrollTop = top; },
    };
    window.work = () => {
      const begun = performance.now();
      const ids = Array.from({ length: 3_000 }, (_, at) => ({ id: `C${(at * 7_919) % 3_000}`, at }));
      const sorted = JSON.parse(JSON.stringify(ids)).sort((one, other) => (one.id < other.id ? -1 : 1));
      const list = document.createElement("ul");
      list.style.position = "fixed";
      const row = ({ id, at }) => Object.assign(document.createElement("li"), { textContent: `${id} ${at}` });
      list.append(...sorted.slice(0, 600).map(row));
      document.body.append(list);
      list.getBoundingClientRect();
      list.remove();
      return performance.now() - begun;
    };
    window.measure = async (selector, act, value) => {
      const element = document.querySelector(selector);
      if (!element) throw new Error(`nothing matches ${selector}`);
      await painted();
      const begun = performance.now();
      acts[act](element, value);
      await painted();
      return performance.now() - begun;
    };
  });
}

const labelled = (label) => `button[aria-label="${label}"]`;
const measure = (selector, act = "click", value = undefined) =>
  page.evaluate(([selector, act, value]) => window.measure(selector, act, value), [selector, act, value]);
// Work is saved when the page has rested for a while; a click counts without it.
const rest = () => page.waitForTimeout(450);

const middle = (times) => [...times].sort((one, other) => one - other)[Math.floor(times.length / 2)];
const round = (time) => `${time.toFixed(0).padStart(6)} ms`;

async function openLong(steps) {
  await page.locator(".answer").waitFor();
  await button("Share").click();
  await page.locator("#share-text").fill(JSON.stringify(longScript(steps)));
  await button("Open the text").click();
  await page.locator(".position", { hasText: `of ${steps}` }).waitFor({ timeout: 120_000 });
  await rest();
}

test(`a click is answered within ${MOST} ms, or a slow machine's share of them, in a story of ${STEPS} steps`, { timeout: 600_000 }, async () => {
  page = await visit(site, { motion: "no-preference" });
  await openLong(STEPS);
  await measuring();
  const table = new Map();
  const work = [];
  const several = async (name, act, times = TIMES) => {
    work.push(...await page.evaluate(() => [1, 2, 3, 4, 5].map(() => window.work())));
    const took = [];
    for (let index = 0; index < times; index += 1) {
      const time = await act(index);
      if (time !== undefined) took.push(time);
    }
    table.set(name, took);
  };
  const position = (share) => String(Math.round(STEPS * share));
  const track = 'input[type="range"]';

  await several("scrub", (index) => measure(track, "put", position((index * 7 % 20) / 20 + 0.013)), 20);
  await measure(track, "put", position(0.9));
  await several("one step on", () => measure(labelled("One step on")));
  await several("one step back", () => measure(labelled("One step back")));
  await several("next event", () => measure(labelled("On to the next change of stage or refusal")));
  await several("a step of the list", (index) => measure(`.steps li:nth-child(${index + 20}) .step`));
  await several("key in the list", () => measure(".steps .step[tabindex='0']", "key", "ArrowDown"));
  await several("page of the list", () => measure(".steps .step[tabindex='0']", "key", "PageDown"));
  await several("list scrolled", (index) => measure(".steps .long-list", "scroll", index * 60_000));
  for (const tab of ["step", "why"]) {
    await several(`tab: ${tab}`, async (index) => {
      await measure(`#tab-${index % 2 ? tab : "belief"}`);
      return measure(`#tab-${tab}`);
    });
  }
  await several("tab: belief", async () => {
    await measure("#tab-step");
    return measure("#tab-belief");
  });
  await measure("#tab-why");
  await several("another question", (index) =>
    measure("select.method", "put", ["chat.postMessage", "reminders.add", "conversations.history", "users.list"][index % 4]));
  for (const [name, opens] of [["gallery", ".story-choice"], ["steps to jump to", ".place.count"], ["clock", ".place.clock"]]) {
    await several(`open: ${name}`, async () => {
      const time = await measure(opens);
      await measure(".overlay-head .icon-button");
      return time;
    });
  }
  await measure(".place.count");
  await several("look for a step", (index) => measure("#jump-field", "put", `channel-${index}`));
  await measure(".overlay-head .icon-button");
  await measure(labelled("To the end"));
  await several("do what is offered", async () => {
    await rest();
    return measure(".offers[data-actor='Time'] .offer");
  });
  await several("undo", async () => {
    await rest();
    return measure(labelled("Undo"));
  });
  await several("begin a branch", async (index) => {
    await rest();
    await measure(track, "put", position(0.4 + index / 100));
    return measure(".offers[data-actor='Time'] .offer");
  }, 5);
  await several("another branch", (index) => measure("select.branch", "put", String(index % 2)));
  await measure(track, "put", position(0.5));
  await several("compare", async () => {
    const time = await page.evaluate(() => {
      const compare = [...document.querySelectorAll(".player-more button")].find((it) => it.textContent.trim() === "Compare");
      compare.id = "compare";
      return window.measure("#compare", "click");
    });
    await measure(labelled("Stop comparing"));
    return time;
  });
  await button("Compare").click();
  await several("scrub while comparing", (index) => measure(track, "put", position((index * 7 % 20) / 20 + 0.017)), 20);

  const lines = [...table].map(([name, took]) => `${name.padEnd(24)}${round(middle(took))}${round(Math.max(...took))}`);
  console.log([`${"".padEnd(24)}   middle  slowest`, ...lines].join("\n"));
  const slowness = Math.min(Math.max(middle(work) / WORK, 1), SLOWEST_MACHINE);
  // What is answered is seen with a frame; of three frames no fourth is made by rounding.
  const most = Math.ceil(MOST * slowness / FRAME - 0.01) * FRAME;
  console.log(`the work between: ${middle(work).toFixed(1)} ms, so that at most ${most.toFixed(0)} ms are allowed`);
  const slow = [...table].filter(([, took]) => middle(took) > most).map(([name, took]) => `${name}: ${round(middle(took))}`);
  assert.deepEqual(slow, []);
});

test("of a story of many steps only what is in view is in the list", async () => {
  page = await visit(site);
  await openLong(STEPS);
  const rows = () => page.locator(".steps li").count();
  const sets = () => page.locator(".steps li").first().getAttribute("aria-setsize");
  assert.equal(await sets(), String(STEPS + 1));
  for (const [go, reached] of [["To the end", STEPS], ["To the beginning", 0]]) {
    await button(go).click();
    assert.equal(await shown(), `step ${reached} of ${STEPS}`);
    assert.ok(await rows() < 100, `${await rows()} rows are there`);
    const current = page.locator('.step[aria-current="step"]');
    assert.equal(await current.locator(".number").innerText(), String(reached));
    assert.ok(await current.isVisible());
  }
});
