// Links that cannot be opened: the page says what, where and what to do, and the work stays.

import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { served, visit } from "./page.mjs";

const site = served();
let page;

const pack = (text) => `#s1.${deflateRawSync(Buffer.from(text)).toString("base64url")}`;
const kept = (script, rest = {}) => pack(JSON.stringify({ saved: 1, script, ...rest }));
const script = (rest = {}) => ({ version: 1, title: "From afar", inputs: [{ command: { type: "wait" } }], ...rest });
const good = kept(script());
const waits = (count) => Array.from({ length: count }, () => ({ command: { type: "wait" } }));

const BAD = [
  ["cut", good.slice(0, -12), /A part of it is missing or was changed/],
  ["changed in the middle", `${good.slice(0, 20)}AAAA${good.slice(24)}`, /missing or was changed/],
  ["not base64", "#s1.%%%", /missing or was changed/],
  ["empty", "#s1.", /missing or was changed|no story that this page can open/],
  ["of a newer format", good.replace("#s1.", "#s2."), /newer version of this page: reload/],
  ["from a newer page", pack('{"saved":2,"worlds":[]}'), /newer version of this page: reload/],
  ["with a newer script", kept({ ...script(), version: 2 }), /expected 1, got 2/],
  ["no JSON", pack("hello"), /line 1, column 1/],
  ["JSON, but no story", pack("[1,2]"), /Expected a story with `version` and `inputs`/],
  ["a story with an unknown step", kept(script({ inputs: [{ command: { type: "fly" } }] })), /`script\.inputs\[0\]\.command[^`]*`: unknown variant `fly`/],
  ["a story that leads nowhere", kept(script({ inputs: [{ command: { type: "answer", prompt: "P7", answer: "deny" } }] })), /inputs\[0\].*P7/],
  ["a story with a cast at fault", kept(script({ cast: { date: 99999999999999 } })), /cast\.date: expected seconds/],
  ["a million steps", kept(script({ inputs: waits(1_000_000) })), /more than 4 MiB/],
  ["many steps in few bytes", kept(script({ inputs: waits(30_000) })), /It has 30000 steps, and at most 20000/],
  ["branches that part from nothing", kept(script(), { branches: [{ name: "x", from: 3, after: 0, inputs: [], at: 0 }] }), /expected a branch that comes before, got `3`/],
  ["a decompression bomb", pack(" ".repeat(64 << 20)), /more than 4 MiB/],
];

for (const [what, hash, said] of BAD) {
  test(`a link that is ${what} is refused, at once and over work, which stays`, async () => {
    page = await visit(site);
    await page.goto("about:blank");
    await page.goto(site.address + hash);
    const trouble = page.locator(".trouble-line");
    await trouble.waitFor();
    assert.match(await trouble.innerText(), said);
    await page.locator(".answer").waitFor();
    assert.match(await page.locator(".story-title").innerText(), /kicked/, "the first visit goes on");
    await page.getByRole("button", { name: "Do it" }).click();
    await page.locator('.answer[data-allowed="true"]').waitFor();
    await page.getByRole("button", { name: "Dismiss" }).first().click();
    assert.equal(await trouble.count(), 0);
    await page.evaluate((hash) => { location.hash = hash; }, hash);
    await trouble.waitFor();
    assert.match(await page.locator(".position").innerText(), /step 6 of 6/);
    assert.equal(await page.locator(".answer").getAttribute("data-allowed"), "true");
  });
}

test("a link that broke the page is not opened again by a reload", async () => {
  page = await visit(site);
  await page.evaluate(() => sessionStorage.setItem("grantscope-doing", "opening"));
  await page.evaluate((hash) => history.replaceState(null, "", hash), good);
  await page.reload();
  await page.locator(".trouble-line").waitFor();
  assert.match(await page.locator(".trouble-line").innerText(), /broke when it was opened last/);
  await page.locator(".answer").waitFor();
  assert.match(await page.locator(".story-title").innerText(), /kicked/);
});

test("an unknown story in the address is said to be unknown", async () => {
  page = await visit(site);
  await page.goto(`${site.address}?story=../../secret.json&step=2`);
  await page.locator(".trouble-line").waitFor();
  assert.match(await page.locator(".trouble-line").innerText(), /no story `\.\.\/\.\.\/secret\.json` here/);
  await page.locator(".answer").waitFor();
});

test("markup in a link is shown as text, wherever it stands", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  const markup = "<img src=x onerror=document.title=1>";
  const cast = {
    team: { id: "T061EG9R6", name: markup, domain: "sweethaven" },
    people: [{ id: "U061F7AUR", name: markup }],
  };
  const inputs = [{ command: { type: "install", user: "U061F7AUR" } }];
  const hash = kept({ version: 1, title: markup, about: markup, cast, inputs }, {
    at: 1, name: markup, question: { method: markup, channel: markup },
    branches: [{ name: markup, from: 0, after: 1, inputs: [{ command: { type: "wait" } }], at: 2 }],
  });
  await page.evaluate((hash) => { location.hash = hash; }, hash);
  await page.locator(".opened-line").waitFor();
  assert.equal(await page.locator(".story-title").innerText(), markup);
  await page.getByRole("button", { name: "Share" }).click();
  await page.locator(".share-frame").waitFor();
  assert.match(await page.locator(".share-frame").inputValue(), /title="&lt;img src=x/);
  assert.equal(await page.locator("img").count(), 0);
  assert.equal(await page.title(), "GrantScope");
});
