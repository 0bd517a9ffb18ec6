// Back, as one presses it on a phone, closes what lies over the page; and nothing else of the history is
// in its way.

import assert from "node:assert/strict";
import { test } from "node:test";
import { served, visit } from "./page.mjs";

const site = served();
let page;

const button = (name) => page.getByRole("button", { name, exact: true });
const dialog = (which) => page.locator(`dialog[data-overlay="${which}"]`);
const closed = () => page.locator("dialog").waitFor({ state: "detached" });
const title = () => page.locator(".story-title").innerText();
/** Until the browser has gone where the page asked it to. */
const settled = () => page.waitForFunction(() => history.state === null);
const isElsewhere = () => page.url() === "about:blank";

async function opened(behind = "", options = { width: 390, height: 844 }) {
  page = await visit(site, options);
  await page.goto("about:blank");
  await page.goto(site.address + behind);
  await page.locator(".answer").waitFor();
}

async function gallery() {
  await page.locator(".story-choice").click();
  await dialog("gallery").waitFor();
}

test("Back closes what lies over the page, and the next one leaves", async () => {
  await opened();
  await gallery();
  await page.goBack();
  await closed();
  assert.equal(page.url(), site.address);
  assert.equal(await title(), "Lunch Train is kicked");
  await page.goBack();
  assert.ok(isElsewhere());
});

const CLOSES = {
  Escape: () => page.keyboard.press("Escape"),
  "its button": () => page.locator("dialog").getByRole("button", { name: "Close", exact: true }).click(),
  "what one chose": () => page.locator('[data-story="stories/posting.json"]').click(),
};

for (const [what, close] of Object.entries(CLOSES)) {
  test(`closed by ${what} it leaves nothing to go back through`, async () => {
    await opened();
    await gallery();
    await close();
    await closed();
    await settled();
    await page.goBack();
    assert.ok(isElsewhere());
  });
}

test("from one to the next is one way back, and so is one that is opened again at once", async () => {
  await opened();
  await button("Keys and help").or(button("Help")).first().click();
  await dialog("help").getByRole("button", { name: "Glossary" }).click();
  await dialog("glossary").waitFor();
  for (let time = 0; time < 3; time += 1) {
    await page.evaluate(() => {
      document.querySelector("dialog [aria-label='Close']").click();
      document.querySelector(".story-choice").click();
    });
    await dialog("gallery").waitFor();
  }
  await page.waitForTimeout(200);
  await page.goBack();
  await closed();
  await page.goBack();
  assert.ok(isElsewhere());
});

test("Forward opens nothing, and Back works after it", async () => {
  await opened();
  await gallery();
  await page.goBack();
  await closed();
  await page.goForward();
  assert.equal(await page.locator("dialog").count(), 0);
  await gallery();
  await page.goBack();
  await closed();
  assert.equal(page.url(), site.address);
});

test("a reload with something open leaves nothing to go back through", async () => {
  await opened();
  await gallery();
  await page.reload();
  await page.locator(".answer").waitFor();
  await settled();
  assert.equal(await page.locator("dialog").count(), 0);
  await page.goBack();
  assert.ok(isElsewhere());
});

/** A link to a story that is not the first. */
async function link() {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  await page.getByRole("button", { name: "Start empty" }).click();
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await page.locator(".share-link").waitFor();
  const address = await page.locator(".share-link").inputValue();
  assert.match(address, /#s1\./);
  await page.context().close();
  return address.slice(site.address.length);
}

for (const [how, leave] of Object.entries({ Back: () => page.goBack(), "choosing a story": CLOSES["what one chose"] })) {
  test(`the story of a link is not opened again by ${how}`, async () => {
    const behind = await link();
    await opened(behind, {});
    const linked = await title();
    await button("Wait 4 s").first().click();
    await gallery();
    const position = () => page.locator(".position .count").innerText();
    const before = await position();
    await leave();
    await closed();
    await settled();
    await page.waitForTimeout(300);
    if (how === "Back") assert.deepEqual([await title(), await position()], [linked, before]);
    else assert.equal(await title(), "Posting, and being refused");
    const shown = [await title(), await position()];
    await page.reload();
    await page.locator(".answer").waitFor();
    assert.deepEqual([await title(), await position()], shown);
    assert.equal(new URL(page.url()).hash, "");
  });
}

test("a link that is followed while something is open opens", async () => {
  const behind = await link();
  await opened();
  await gallery();
  await page.evaluate((hash) => { location.hash = hash; }, behind);
  await closed();
  await page.waitForFunction((before) => document.querySelector(".story-title").textContent !== before, "Lunch Train is kicked");
});

test("a page that stands in another document adds nothing to that one's history", async () => {
  await opened("?embed", {});
  const before = await page.evaluate(() => history.length);
  await button("One step back").click();
  await page.keyboard.press("Control+k");
  assert.equal(await page.locator("dialog").count(), 0);
  assert.equal(await page.evaluate(() => history.length), before);
});
