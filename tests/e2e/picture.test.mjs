// The picture under one's hands: the lifecycle is walked, pressed and come nearer to, and a cell of
// the matrix says its verdict and is asked about.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fits, openStory, served, sound, visit } from "./page.mjs";

const site = served();
let page;

const button = (name) => page.getByRole("button", { name, exact: true });
const stage = () => page.locator("svg.lifecycle").getAttribute("data-now");
const way = (from, to) => page.locator(`.edge[data-from="${from}"][data-to="${to}"]`);
const cell = (scope, id) => page.locator(`tr[data-scope="${scope}"] td[data-id="${id}"]`);
const focused = () => page.evaluate(() => document.activeElement.id);
const viewBox = () => page.locator("svg.lifecycle").getAttribute("viewBox");
const steps = () => page.locator(".position").innerText();

async function opened(options) {
  page = await visit(site, options);
  await page.locator(".answer").waitFor();
}

async function pane(name) {
  const choice = page.locator(".pane-choice button", { hasText: name });
  if (await choice.isVisible()) await choice.click();
}

test("a way along which one thing leads is done when it is pressed", async () => {
  await opened();
  await openStory(page, "Asking for more, approved");
  for (let at = 1; at < 4; at += 1) await button("One step on").click();
  assert.equal(await stage(), "requested");
  const declines = way("requested", "rejected");
  assert.match(await declines.getAttribute("aria-label"), /From Requested to Rejected by scope_denied\. .*Possible now: Deny/);
  await declines.focus();
  await page.keyboard.press("Enter");
  await page.locator('svg.lifecycle[data-now="rejected"]').waitFor();
});

test("of several things that lead along a way one chooses, with the keyboard alone", async () => {
  await opened();
  await way("waiting", "added").focus();
  await page.keyboard.press("Enter");
  const first = page.locator(".ways-menu button").first();
  await first.waitFor();
  assert.equal(await first.evaluate((it) => it === document.activeElement), true);
  await page.keyboard.press("ArrowDown");
  assert.equal(await first.evaluate((it) => it === document.activeElement), false);
  await page.keyboard.press("Escape");
  await page.locator(".ways-menu").waitFor({ state: "detached" });
  assert.equal(await focused(), await way("waiting", "added").getAttribute("id"));
  assert.equal(await stage(), "removed");
  await page.keyboard.press("Enter");
  await first.waitFor();
  assert.match(await first.innerText(), /Invite the app to #lunch/);
  await page.keyboard.press("Enter");
  await page.locator('svg.lifecycle[data-now="added"]').waitFor();
  await page.locator(".ways-menu").waitFor({ state: "detached" });
});

test("an impossible way says why and does nothing, and a replay is nobody's to lead", async () => {
  await opened();
  const before = await steps();
  const granted = way("requested", "awarded");
  await granted.dispatchEvent("click");
  await granted.focus();
  await page.keyboard.press("Enter");
  assert.equal(await granted.getAttribute("aria-disabled"), "true");
  assert.match(await page.locator(".picture .caption").innerText(), /Not possible now\. The app is removed, not requested\./);
  assert.equal(await steps(), before);
  await button("Replay").click();
  assert.equal(await page.locator('.edge[aria-disabled="false"]').count(), 0);
  assert.match(await granted.getAttribute("aria-label"), /In a replay the events lead/);
});

test("where scopes have to be chosen the page asks for them", async () => {
  await opened();
  await button("Start empty").click();
  await way("not_installed", "installed").focus();
  await page.keyboard.press("Enter");
  await page.locator(".ways-menu button").first().click();
  await page.locator("#find-scope").waitFor();
  assert.equal(await page.locator(".ways-menu").count(), 0);
});

test("arrow keys reach every stage and every way, at every width", async () => {
  for (const width of [1440, 1100, 390]) {
    await opened({ width, height: 844 });
    const here = page.locator('svg.lifecycle [tabindex="0"]');
    assert.equal(await here.count(), 1);
    const found = new Set([await here.getAttribute("id")]);
    const open = [...found];
    while (open.length > 0) {
      const from = open.pop();
      for (const key of ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]) {
        await page.locator(`#${from}`).focus();
        await page.keyboard.press(key);
        const next = await focused();
        if (!found.has(next)) open.push(next);
        found.add(next);
      }
    }
    const all = await page.locator("svg.lifecycle [tabindex]").evaluateAll((them) => them.map((it) => it.id));
    assert.deepEqual([...found].sort(), all.sort(), `at ${width} px`);
    await page.keyboard.press("Home");
    assert.equal(await focused(), "stage-removed");
    if (width !== 390) await page.context().close();
  }
});

test("one comes nearer by keys, buttons, a pinch and a wheel, drags, and sees the whole again", async () => {
  await opened();
  const whole = await viewBox();
  const width = async () => Number((await viewBox()).split(" ")[2]);
  const drawing = page.locator("svg.lifecycle");
  await drag(40, 0);
  assert.equal(await viewBox(), whole, "the whole cannot be moved");
  await page.locator("#stage-waiting").focus();
  await page.keyboard.press("+");
  assert.notEqual(await viewBox(), whole);
  await page.keyboard.press("0");
  assert.equal(await viewBox(), whole);
  for (let press = 0; press < 4; press += 1) await button("Zoom in").click();
  const nearest = await width();
  await button("Zoom in").dispatchEvent("click");
  assert.equal(await width(), nearest, "there is a limit");
  assert.equal(await button("Zoom in").getAttribute("aria-disabled"), "true");
  const before = await viewBox();
  await drag(60, 30);
  assert.notEqual(await viewBox(), before);
  await button("Fit").click();
  assert.equal(await viewBox(), whole);
  await drawing.hover();
  await page.mouse.wheel(0, -200);
  assert.equal(await viewBox(), whole, "a wheel alone scrolls");
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -200);
  await page.keyboard.up("Control");
  await page.waitForFunction((whole) => document.querySelector("svg.lifecycle").getAttribute("viewBox") !== whole, whole);
  await button("Fit").click();
  await pinch();
  await page.waitForFunction((whole) => document.querySelector("svg.lifecycle").getAttribute("viewBox") !== whole, whole);
  assert.equal(await page.evaluate(() => document.querySelectorAll("[style]:not(.popover)").length), 0);

  async function pinch() {
    const box = await drawing.boundingBox();
    const finger = (type, pointerId, x) =>
      drawing.dispatchEvent(type, { pointerId, pointerType: "touch", bubbles: true, clientX: box.x + x, clientY: box.y + 50 });
    await finger("pointerdown", 11, 100);
    await finger("pointerdown", 12, 140);
    await finger("pointermove", 12, 200);
    await finger("pointerup", 11, 100);
    await finger("pointerup", 12, 200);
  }

  async function drag(x, y) {
    const box = await drawing.boundingBox();
    const [left, top] = [box.x + box.width / 2, box.y + 6];
    await page.mouse.move(left, top);
    await page.mouse.down();
    await page.mouse.move(left + x / 2, top + y / 2);
    await page.mouse.move(left + x, top + y);
    await page.mouse.up();
  }
});

for (const width of [1440, 1100, 700]) {
  test(`every word of the lifecycle stands clear of other ways, words and stages at ${width} px`, async () => {
    await opened({ width });
    assert.deepEqual(await page.evaluate(crossings), []);
  });
}

/** Where a letter meets a way, a letter of other words, or a stage. */
function crossings() {
  const found = [];
  const meets = (one, two) => one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom;
  const boxes = (text) => Array.from({ length: text.getNumberOfChars() }, (_, at) => {
    const { x, y, width, height } = text.getExtentOfChar(at);
    return { left: x, right: x + width, top: y + 2, bottom: y + height - 2 };
  });
  const words = [...document.querySelectorAll(".edge > text")].map((text) => ({ text, says: text.textContent, boxes: boxes(text) }));
  for (const { text, says, boxes } of words) {
    const isHit = (other) => boxes.some((box) => meets(box, other));
    for (const line of document.querySelectorAll(".edge > .line")) {
      const length = line.getTotalLength();
      for (let far = 0; far <= length; far += 1) {
        const { x, y } = line.getPointAtLength(far);
        if (isHit({ left: x - 1, right: x + 1, top: y - 1, bottom: y + 1 })) {
          found.push(`${says}: the way ${line.parentElement.id} at ${Math.round(x)}, ${Math.round(y)}`);
          break;
        }
      }
    }
    for (const other of words) {
      if (other.text !== text && other.boxes.some(isHit)) found.push(`${says}: ${other.says}`);
    }
    for (const stage of document.querySelectorAll(".stage > rect.body")) {
      const { x, y, width, height } = stage.getBBox();
      if (isHit({ left: x, right: x + width, top: y, bottom: y + height })) found.push(`${says}: ${stage.parentElement.id}`);
    }
  }
  return found;
}

test("in a replay, where nothing can be led, no way is drawn as possible", async () => {
  await opened();
  await button("Replay").click();
  await page.locator('[data-sample="all"]').click();
  await page.locator(".step").nth(4).waitFor();
  assert.equal(await page.locator(".edge.impossible").count(), await page.locator(".edge").count());
});

test("the table has the same buttons and the same reasons", async () => {
  await opened();
  const drawn = await page.locator(".edge").evaluateAll((ways) => ways.map((it) => it.getAttribute("aria-disabled") === "false"));
  await button("Table").click();
  const listed = page.locator("tr[data-stage] li");
  for (const [number, possible] of drawn.entries()) {
    const row = page.locator(`li[data-way="${number}"]`);
    assert.equal(await row.locator("button").count(), possible ? 1 : 0);
    if (!possible) assert.match(await row.innerText(), /Not possible now\. ./);
  }
  assert.equal(await listed.count(), drawn.length);
  await page.getByRole("button", { name: /^Added: / }).click();
  await page.locator(".ways-menu button", { hasText: "#lunch" }).click();
  await page.locator('tr[data-stage="added"][data-current="true"]').waitFor();
});

test("the last ways that were taken carry the numbers of their steps", async () => {
  await opened();
  const numbers = () => page.locator(".order").allTextContents();
  assert.deepEqual(await numbers(), ["5", "5", "4", "4", "3"]);
  await button("To the beginning").click();
  assert.deepEqual(await numbers(), []);
});

test("a cell says its verdict, is asked by pressing, and Escape puts the card away", async () => {
  await opened();
  const card = page.locator(".cell-card");
  await page.locator("#cell-0-0").focus();
  await card.waitFor();
  assert.match(await card.innerText(), /Allowed[^]*in #/);
  await page.keyboard.press("ArrowRight");
  await card.locator('[data-allowed="false"]').waitFor();
  assert.match(await card.innerText(), /Denied[^]*in #lunch\?[^]*What is excluded[^]*documented/);
  const heard = await page.evaluate(() =>
    document.getElementById(document.activeElement.getAttribute("aria-describedby")).textContent);
  assert.match(heard, /in #lunch\? Denied\. What is excluded/);
  await page.keyboard.press("Escape");
  await card.waitFor({ state: "hidden" });
  assert.equal(await focused(), "cell-0-1");
  const method = /call (\S+) in/.exec(heard)[1];
  await page.keyboard.press("Enter");
  assert.equal(await page.getByLabel("Method").inputValue(), method);
  await cell("chat:write", await page.locator("#cell-0-1").getAttribute("data-id")).hover();
  await card.waitFor();
  await card.hover();
  await page.waitForTimeout(300);
  assert.equal(await card.isVisible(), true, "one can go to the card");
  await page.mouse.move(2, 2);
  await card.waitFor({ state: "hidden" });
});

test("on a small screen a tap reads a cell and its button leads to why", async () => {
  await opened({ width: 390, height: 844 });
  await pane("Grants");
  await page.locator("#cell-0-1").click();
  await button("Show why").click();
  await page.locator(".answer").waitFor();
  assert.equal(await page.locator(".page").getAttribute("data-pane"), "detail");
  assert.equal(await page.locator(".cell-card").isVisible(), false);
});

test("what a person granted is asked about as well", async () => {
  await opened();
  await openStory(page, "Acting for people");
  const scope = page.locator(".person-scope").first();
  await page.locator(".scrubber").focus();
  await page.keyboard.press("Home");
  while (await scope.count() === 0) await button("One step on").click();
  await scope.focus();
  await page.locator(".cell-card .card-answer").waitFor();
  assert.match(await page.locator(".cell-card .asks").innerText(), / for \w+\?/);
  await page.keyboard.press("Enter");
  assert.notEqual(await page.locator(".verdict").getByLabel("Person").inputValue(), "");
});

test("a kind with a thousand channels opens on demand and is searched", async () => {
  await opened();
  await button("Replay").click();
  const resources = Array.from({ length: 1000 }, (_, at) => ({
    resource: { type: "channel", grant: { type: "specific", resource_id: `C${String(at).padStart(8, "0")}` } },
    scopes: ["channels:read"],
  }));
  const event = { type: "event_callback", event: { type: "resources_added", resources }, event_id: "Ev1", event_time: 1 };
  await page.locator("#own-events").fill(JSON.stringify(event));
  await button("Add to replay").click();
  const more = page.locator("button.more");
  await more.waitFor();
  assert.equal(await more.innerText(), "and 994 more");
  assert.equal(await page.locator("[data-scope] .cell").count(), 6);
  await more.click();
  const finder = page.locator(".finder");
  await finder.locator("input").waitFor();
  assert.equal(await page.locator("[data-scope] .cell").count(), 24);
  await page.keyboard.type("C00000777");
  await page.locator('.column[data-id="C00000777"]').waitFor();
  assert.equal(await page.locator("[data-scope] .cell").count(), 1);
  await page.locator("#cell-0-0").focus();
  assert.match(await page.locator(".cell-card").innerText(), /in C00000777/);
  await page.keyboard.press("Escape");
  await button("Show fewer").click();
  assert.equal(await page.locator("[data-scope] .cell").count(), 6);
});

for (const scheme of ["light", "dark"]) {
  for (const [width, height] of [[1440, 900], [390, 844]]) {
    test(`axe finds nothing on what the picture opens, at ${width} px, ${scheme}`, async () => {
      await opened({ width, height, scheme });
      await way("waiting", "added").focus();
      await sound(page, "a possible way");
      await page.keyboard.press("Enter");
      await page.locator(".ways-menu").waitFor();
      await sound(page, "the menu");
      await page.keyboard.press("Escape");
      await way("requested", "awarded").focus();
      await page.keyboard.press("+");
      await sound(page, "an impossible way, from near");
      await pane("Grants");
      await page.locator("#cell-0-1").focus();
      await page.locator(".cell-card").waitFor();
      await sound(page, "a cell's card");
      await fits(page);
      await button("Table").click();
      await sound(page, "the table");
    });
  }
}
