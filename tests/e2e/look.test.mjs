// How the page holds up: on a small screen, in the dark, for people who do not see it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fits, isInView, openStory, served, sound, visit, write } from "./page.mjs";

const site = served();
let page;

const button = (name) => page.getByRole("button", { name, exact: true });

/** Goes through every view that there is; `seen` is called in each. */
async function through(seen) {
  const pane = async (name) => {
    const choice = page.locator(".pane-choice button", { hasText: name });
    if (await choice.isVisible()) await choice.click();
  };
  await page.locator(".answer").waitFor();
  await seen("first visit");
  await page.getByRole("tab", { name: "This step" }).click();
  await seen("step");
  await pane("Grants");
  await seen("grants");
  await pane("Steps");
  for (const summary of await page.locator(".offers summary").all()) await summary.click();
  await seen("offers");
  await button("Table").click();
  await seen("table");
  await button("Start empty").click();
  await seen("empty");
  await button("Install the app").click();
  await seen("scopes");
  await page.locator("input[data-scope]").first().check();
  await button("Install with 1 scope").click();
  await page.getByLabel("All public channels").check();
  await seen("prompt");
  await button("Replay").click();
  await seen("empty replay");
  await page.locator('[data-sample="all"]').click();
  await page.locator(".step").nth(4).waitFor();
  await seen("replay");
  await write(page, '{"type": 1}');
  await button("Add to replay").click();
  await page.locator(".trouble").waitFor();
  await seen("trouble");
  await pane("Detail");
  await page.getByRole("tab", { name: "Why" }).click();
  await seen("belief");
}

for (const scheme of ["light", "dark"]) {
  for (const [width, height] of [[1440, 900], [390, 844]]) {
    test(`axe finds nothing at ${width} px, ${scheme}`, async () => {
      page = await visit(site, { width, height, scheme });
      await through((what) => sound(page, what));
    });
  }
}

for (const width of [390, 320]) {
  test(`nothing scrolls sideways at ${width} px`, async () => {
    page = await visit(site, { width, height: 844 });
    await through((what) => fits(page, what));
  });
}

test("the theme follows the system until one chooses, and the choice stays", async () => {
  page = await visit(site, { scheme: "dark" });
  const surface = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await surface();
  await button("Theme: system").click();
  const light = await surface();
  assert.notEqual(light, dark);
  await page.reload();
  await button("Theme: light").click();
  assert.equal(await surface(), dark);
});

test("without the story files the page says so and goes on", async () => {
  page = await visit(site);
  await page.route("**/scenarios/**", (route) => route.abort());
  await page.reload();
  await page.locator(".trouble").waitFor();
  assert.match(await page.locator(".trouble").innerText(), /could not be fetched/);
  await button("Wait 4 s").click();
  await page.unroute("**/scenarios/**");
  await button("Try again").click();
  await openStory(page, "Lunch Train is kicked");
  page.faults = page.faults.filter((fault) => !fault.includes("ERR_FAILED"));
});

test("the story has room in the header at every width, and covers nothing", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  for (const width of [390, 599, 600, 720, 768, 900, 1099, 1100, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    const title = await page.locator(".story-title").boundingBox();
    assert.ok(title.width > 100, `${width}: the title has ${title.width}`);
    const boxes = [];
    for (const item of await page.locator(".header button").all()) boxes.push(await item.boundingBox());
    for (const [at, one] of boxes.entries()) {
      assert.ok(one.x >= 0 && one.x + one.width <= width, `${width}: button ${at} is cut`);
      assert.ok(one.height <= 44, `${width}: button ${at} takes two lines`);
      for (const other of boxes.slice(at + 1)) {
        const apart = one.x + one.width <= other.x + 0.5 || other.x + other.width <= one.x + 0.5 || one.y + one.height <= other.y + 0.5 || other.y + other.height <= one.y + 0.5;
        assert.ok(apart, `${width}: buttons overlap`);
      }
    }
    const choice = page.locator(".story-choice");
    assert.ok(await choice.evaluate((it) => it.scrollWidth <= it.clientWidth + 1), `${width}: the story spills`);
  }
});

test("in a frame nothing covers the picture, and it has a heading", async () => {
  page = await visit(site);
  await page.goto(`${site.address}?embed`);
  await page.locator(".answer").waitFor();
  for (const [width, height] of [[390, 640], [560, 400], [600, 400], [700, 640], [1000, 640]]) {
    await page.setViewportSize({ width, height });
    const [turn, drawing] = [await page.locator(".picture .toggle").boundingBox(), await page.locator("svg.lifecycle").boundingBox()];
    assert.ok(turn.y + turn.height <= drawing.y + 1 || turn.y >= drawing.y + drawing.height - 1, `${width}: ${JSON.stringify([turn, drawing])}`);
    await sound(page, `a frame of ${width} px`);
  }
});

test("on a low phone the verdict and “Do it” are in view, and the track is as wide as the screen", async () => {
  page = await visit(site, { width: 390, height: 650 });
  await page.locator(".answer").waitFor();
  assert.equal(await isInView(page.locator(".answer .word")), true);
  assert.equal(await isInView(button("Do it")), true);
  assert.ok((await page.locator(".scrubber").boundingBox()).width > 340);
});

test("on a phone the jumps among events come when they are asked for, and go when something else is pressed", async () => {
  page = await visit(site, { width: 390, height: 844 });
  await page.locator(".answer").waitFor();
  const jump = button("Back to the last change of stage or refusal");
  assert.equal(await jump.count(), 0);
  await button("More about time").click();
  await jump.click();
  assert.match(await page.locator(".position").innerText(), /step 4 of 6/);
  await page.locator(".pane-choice button", { hasText: "Steps" }).click();
  assert.equal(await jump.count(), 0);
});

test("a low screen on its side is not covered by the player, and a frame shows the verdict whole", async () => {
  page = await visit(site, { width: 800, height: 390 });
  await page.locator(".answer").waitFor();
  assert.equal(await page.locator(".bottom").evaluate((it) => getComputedStyle(it).position), "static");
  await page.setViewportSize({ width: 700, height: 640 });
  await page.goto(`${site.address}?embed`);
  await page.locator(".answer").waitFor();
  assert.equal(await isInView(page.locator(".answer .word")), true);
  assert.equal(await isInView(button("Do it")), true);
});

test("what an app has to do next stands first, and what has nothing to do with it is folded", async () => {
  page = await visit(site);
  await openStory(page, "Asking for more, approved");
  await button("Start empty").click();
  assert.equal(await page.locator(".waits").count(), 0);
  assert.equal(await page.locator(".offers .offer:visible", { hasText: "Archive" }).count(), 0);
  await page.getByText(/^Places and accounts \(/).click();
  assert.notEqual(await page.locator(".offers .offer:visible", { hasText: "Archive" }).count(), 0);
  await button("Install the app").click();
  await page.getByRole("button", { name: /^Install with/ }).click();
  await button("Approve").click();
  const first = page.locator(".next .offer").first();
  assert.match(await page.locator(".waits").innerText(), /Not installed, until the app goes on:[^]*Call oauth\.access/);
  assert.equal(await first.innerText(), "Call oauth.access");
  await first.click();
  await page.locator('svg.lifecycle[data-now="installed"]').waitFor();
});

test("whatever is done with the keyboard, something on the page has the focus afterwards", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  const kept = async (what) => {
    await page.waitForTimeout(100);
    assert.notEqual(await page.evaluate(() => document.activeElement.tagName), "BODY", what);
  };
  const press = async (place, what) => {
    await place.focus();
    await page.keyboard.press("Enter");
    await kept(what);
  };
  await press(button("Keep as a check: denied"), "keeping a check");
  await press(button("Do it"), "a plan");
  assert.equal(await page.evaluate(() => document.activeElement.id), "answer");
  assert.equal(await page.locator("#answer").getAttribute("role"), "status");
  await press(button("Start empty"), "an empty start");
  await press(button("Install the app"), "the composer");
  await press(button("Cancel"), "cancelling");
  await press(button("Install the app"), "the composer");
  await press(page.getByRole("button", { name: /^Install with/ }), "asking for consent");
  await press(button("Approve"), "consent");
  await press(button("Call oauth.access"), "what was waited for");
  await press(page.getByRole("tab", { name: "App" }), "a tab");
  await press(button("Send"), "a call");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("theme");
  await page.keyboard.press("Enter");
  await kept("an entry of the search");
  await page.locator(".place.clock").focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("Date and time").fill("2017-08-01T09:30:00");
  await press(page.locator("dialog .actions button", { hasText: "Begin anew then" }), "a date");
  await press(button("Replay"), "the other mode");
  await press(page.locator('[data-sample="all"]'), "a sample");
  await press(button("Clear"), "clearing");
});

test("what a story is about takes a few lines however long it is, and no word leaves its pane", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  await button("Share").click();
  const about = `${"x".repeat(300)} ${"long ".repeat(200)}`;
  await page.getByPlaceholder("Paste a script here").fill(JSON.stringify({ version: 1, title: "Long", about, inputs: [] }));
  await button("Open the text").click();
  const place = page.locator(".steps .about");
  await place.waitFor();
  assert.ok((await place.boundingBox()).height < 160);
  assert.equal(await page.locator(".left").evaluate((pane) => pane.scrollWidth <= pane.clientWidth), true);
  await place.getByText("More").click();
  assert.ok((await place.boundingBox()).height > 300);
});

test("what opens over the page has the focus in its content", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  for (const name of ["Share", "Help", "Search"]) {
    await button(name).click();
    await page.locator("dialog").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.closest(".overlay-body") !== null), true, name);
    await page.keyboard.press("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
  }
});
