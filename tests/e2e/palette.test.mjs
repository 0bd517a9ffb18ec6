// Everything is found by its name, and has a key: the search, the keys, and the sheet that lists them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fits, served, sound, visit, write } from "./page.mjs";

const site = served();
let page;

const press = (key) => page.keyboard.press(key);
const field = () => page.getByRole("combobox", { name: /^Find what to do/ });
const active = () => page.locator(".found-entry[data-active='true']");
const position = () => page.locator(".position .count").innerText();
const at = async (words) => page.locator(".position .count", { hasText: words }).waitFor();

async function opened(options) {
  page = await visit(site, options);
  await page.locator(".answer").waitFor();
}

async function search(text) {
  await press("Control+k");
  await field().waitFor();
  await page.keyboard.type(text);
}

test("Ctrl+K finds what can happen, and Enter does it, with the keyboard alone", async () => {
  await opened();
  await press("Control+k");
  await field().waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), "palette-field");
  assert.equal(await field().getAttribute("aria-expanded"), "true");
  assert.match(await page.locator(".found").innerText(), /What next\?/);
  await page.keyboard.type("invite lunch");
  assert.match(await active().innerText(), /Invite the app to #lunch/);
  assert.equal(await field().getAttribute("aria-activedescendant"), await active().getAttribute("id"));
  assert.equal(await active().getAttribute("aria-selected"), "true");
  await press("Enter");
  await page.locator("dialog").waitFor({ state: "detached" });
  await page.locator(".step[aria-current]", { hasText: /invited the app to #lunch/ }).waitFor();
});

test("what cannot happen is listed with its reason, after what can, and Enter does nothing", async () => {
  await opened();
  await search("remove the app from");
  const entries = page.locator(".found [aria-label='What next?'] .found-entry");
  const disabled = await entries.evaluateAll((all) => all.map((one) => one.getAttribute("aria-disabled") === "true"));
  assert.ok(disabled.includes(true) && disabled.includes(false));
  assert.deepEqual(disabled, [...disabled].sort(), "what is possible comes first");
  for (let count = disabled.indexOf(true); count > 0; count -= 1) await press("ArrowDown");
  assert.equal(await active().getAttribute("aria-disabled"), "true");
  assert.ok((await active().locator(".found-note").innerText()).length > 5, "it says why");
  await press("Enter");
  assert.equal(await page.locator("dialog").count(), 1);
  await press("Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
  assert.match(await position(), /step 5 of 6/);
});

const FINDS = [
  ["reminder as a person", "Stories", () => page.locator(".story-title", { hasText: "A reminder as a person" }).waitFor()],
  ["approved request all public", "Steps", () => at("step 2 of 6")],
  ["ask conv history", "Methods", async () => assert.match(await page.getByLabel("Method").inputValue(), /conversations\.history/)],
  ["this step", "Views", async () => assert.equal(await page.locator("#tab-step").getAttribute("aria-selected"), "true")],
  ["glossary", "Tools", () => page.locator("dialog[data-overlay='glossary']").waitFor()],
  ["share", "Tools", () => page.locator("dialog[data-overlay='share']").waitFor()],
  ["change theme", "Tools", async () => assert.equal(await page.locator("html").getAttribute("data-theme"), "light")],
  ["excluded wildcard", "Rules", () => page.locator("dialog[data-overlay='rule-book']").waitFor()],
];

test("stories, steps, methods, views, tools and rules are found too", async () => {
  for (const [text, group, done] of FINDS) {
    await opened();
    await search(text);
    const name = page.locator(`.found [role="group"][aria-label="${group}"] .found-entry`).first();
    await name.waitFor();
    await name.click();
    await done();
    if (text !== FINDS.at(-1)[0]) {
      assert.deepEqual(page.faults, []);
      await page.context().close();
    }
  }
});

test("nothing is found twice, and scattered letters only where nothing else is", async () => {
  await opened();
  await search("theme");
  const labels = await page.locator(".found-label").allTextContents();
  assert.deepEqual(labels.filter((label) => /theme/i.test(label)), ["Change the theme"]);
  assert.deepEqual(labels.filter((label, at) => labels.indexOf(label) !== at), []);
  await page.keyboard.press("Control+a");
  await page.keyboard.type("chgthm");
  assert.equal(await page.locator(".found-label", { hasText: "Change the theme" }).count(), 1);
});

test("what was used last comes first; what is not there is said not to be", async () => {
  await opened();
  await search("wait 4");
  await press("Enter");
  await at("step 6 of 6");
  await press("Control+k");
  assert.match(await page.locator(".found [role='group']").first().innerText(), /Used last\s+Wait 4 s/);
  await page.keyboard.type("zzzzqqq");
  assert.match(await page.locator(".found-below").innerText(), /Nothing here is called “zzzzqqq”/);
  await press("Enter");
  assert.equal(await page.locator("dialog").count(), 1);
});

test("keys move through time, undo, turn, and open what lies over the page", async () => {
  await opened();
  await press("k");
  await at("step 4 of 6");
  await press("j");
  await at("step 5 of 6");
  await press("Home");
  await at("step 0 of 6");
  await press("End");
  await at("step 6 of 6");
  await press(" ");
  await page.getByRole("button", { name: "Pause" }).waitFor();
  await press("p");
  await page.getByRole("button", { name: "Play", exact: true }).waitFor();
  await press("End");
  await page.getByRole("button", { name: "Wait 4 s" }).click();
  await at("step 7 of 7");
  await press("Control+z");
  await at("of 6");
  await press("Control+Shift+z");
  await at("of 7");
  await press("u");
  await at("of 6");
  await press("r");
  await at("of 7");
  await press("t");
  await page.locator("tr[data-stage]").first().waitFor();
  await press("2");
  assert.equal(await page.locator("#tab-step").getAttribute("aria-selected"), "true");
  await press("n");
  assert.ok(await page.evaluate(() => document.activeElement.matches(".next .offer")));
  for (const [key, overlay] of [["g", "gallery"], ["e", "share"], ["b", "rule-book"], ["?", "help"], ["/", "palette"]]) {
    await press(key);
    await page.locator(`dialog[data-overlay="${overlay}"]`).waitFor();
    await press("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
  }
});

test("no key counts while one types, in a control that has a use for it, or under a dialog", async () => {
  await opened();
  await page.getByRole("button", { name: "Replay", exact: true }).click();
  await write(page, "jk?gu");
  assert.equal(await page.locator("dialog").count(), 0);
  await press("Control+k");
  assert.equal(await page.locator("dialog").count(), 0);
  await page.getByRole("button", { name: "Sandbox", exact: true }).click();
  await page.getByRole("button", { name: "One step back" }).focus();
  await press(" ");
  await at("step 4 of 6");
  assert.equal(await page.getByRole("button", { name: "Pause" }).count(), 0);
  await press("?");
  await page.locator("dialog").waitFor();
  await press("j");
  await press("Escape");
  await at("step 4 of 6");
});

test("the sheet lists every key and how the page is read, and keys alone can be switched off", async () => {
  await opened();
  await press("?");
  const sheet = page.locator("dialog[data-overlay='help']");
  await sheet.waitFor();
  assert.ok((await sheet.locator("kbd").count()) >= 20);
  assert.equal(await sheet.locator(".legend li").count(), 4);
  await sheet.getByLabel(/Keys without Ctrl/).uncheck();
  await press("Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
  await press("k");
  await press("g");
  assert.equal(await page.locator("dialog").count(), 0);
  await at("step 5 of 6");
  await press("Control+k");
  await field().waitFor();
});

for (const [platform, command, shift, other] of [["MacIntel", "⌘", "⇧", "Ctrl"], ["Win32", "Ctrl", "Shift", "⌘"], ["Linux x86_64", "Ctrl", "Shift", "⌘"]]) {
  test(`the sheet shows the keys of ${platform}, and they do what it says`, async () => {
    await opened({ platform });
    await press("?");
    const keys = page.locator("dialog[data-overlay='help'] kbd");
    await keys.first().waitFor();
    const names = await keys.allInnerTexts();
    assert.ok(names.includes(command) && names.includes(shift) && !names.includes(other), names.join(" "));
    await press("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
    await press(platform === "MacIntel" ? "Meta+k" : "Control+k");
    await field().waitFor();
  });
}

test("a search among ten thousand steps is quick, and shows only a part of what it finds", async () => {
  await opened();
  const script = { version: 1, inputs: Array.from({ length: 10_000 }, () => ({ after: 1000, command: { type: "wait" } })) };
  await press("e");
  await page.locator("#share-text").fill(JSON.stringify(script));
  await page.getByRole("button", { name: "Open the text" }).click();
  await page.locator(".position", { hasText: "of 10000" }).waitFor({ timeout: 60_000 });
  await search("time passed");
  await page.locator(".found-below", { hasText: /and \d+ more/ }).waitFor();
  assert.ok((await page.locator(".found-entry").count()) <= 50);
});

for (const scheme of ["light", "dark"]) {
  for (const [width, height] of [[1440, 900], [390, 844]]) {
    test(`axe finds nothing in the search, the sheet and the share dialog at ${width} px, ${scheme}`, async () => {
      await opened({ width, height, scheme });
      for (const key of ["Control+k", "?", "e"]) {
        await press(key);
        await page.locator("dialog").waitFor();
        await page.locator(".found-entry, .legend, .share-link").first().waitFor();
        await sound(page, key);
        await fits(page);
        await press("Escape");
        await page.locator("dialog").waitFor({ state: "detached" });
      }
    });
  }
}
