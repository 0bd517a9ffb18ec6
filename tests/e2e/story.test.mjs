// What a person can do on the built page: see a denial and repair it, drive the sandbox, replay
// events, with nothing but the keyboard.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openStory, served, visit } from "./page.mjs";

const site = served();
let page;

const stage = () => page.locator("svg.lifecycle").getAttribute("data-now");
const allowed = () => page.locator(".answer").getAttribute("data-allowed");
const button = (name, exact = true) => page.getByRole("button", { name, exact });
const step = () => page.locator(".step[aria-current]").innerText();
const cells = (scope, kind) => page.locator(`tr[data-scope="${scope}"] td[data-kind="${kind}"]`);
const works = (scope, kind, id) =>
  page.locator(`tr[data-scope="${scope}"] td[data-kind="${kind}"][data-id="${id}"][data-allowed="true"]`).count();

async function install(scopes) {
  await button("Start empty").click();
  await button("Install the app").click();
  for (const scope of scopes) await page.locator(`input[data-scope="${scope}"]`).check();
  await button(`Install with ${scopes.length} scope`, false).click();
}

test("the first visit is paused on a denial, and one click repairs it", async () => {
  page = await visit(site, { motion: "no-preference" });
  await page.locator(".answer").waitFor();
  assert.equal(await allowed(), "false");
  assert.equal(await stage(), "removed");
  assert.match(await page.locator(".position").innerText(), /step 5 of 6/);
  assert.match(await page.locator(".rules").innerText(), /Wildcard exclusions\s+documented/);
  const box = await button("Do it").boundingBox();
  assert.ok(box && box.y + box.height < 900, "the repair is in view");
  await button("Do it").click();
  await page.locator('.answer[data-allowed="true"]').waitFor();
  assert.equal(await stage(), "added");
  assert.match(await step(), /Olive invited the app to #lunch/);
});

test("the repair is in view on a small screen too", async () => {
  page = await visit(site, { width: 390, height: 844 });
  const repair = button("Do it");
  await repair.waitFor();
  const box = await repair.boundingBox();
  const bottom = await page.locator(".bottom").boundingBox();
  assert.ok(box.y + box.height <= bottom.y, `${box.y + box.height} is below ${bottom.y}`);
});

test("the documents' samples move the diagram, with the right grants at every step", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  await button("Replay").click();
  assert.match(await page.locator(".grants").innerText(), /Nothing is granted yet/);
  await page.locator('[data-sample="all"]').click();
  await page.locator(".step").nth(4).waitFor();

  assert.equal(await stage(), "added");
  assert.equal(await works("channels:read", "channel", "C061EG9SL"), 1);
  assert.equal(await page.locator("[data-scope] .cell").count(), 1);

  await button("One step on").click();
  assert.equal(await stage(), "added");
  assert.equal(await works("users:read", "team", "T061EG9R6"), 1);
  assert.equal(await works("channels:read", "channel", "C061EG9SL"), 1);

  await button("One step on").click();
  assert.equal(await stage(), "removed");
  assert.equal(await works("channels:read", "channel", "C061EG9SL"), 0);
  assert.equal(await works("users:read", "team", "T061EG9R6"), 1);
  assert.match(await page.locator(".column.lost").innerText(), /C061EG9SL\s+struck out now/);

  await button("One step on").click();
  assert.equal(await stage(), "waiting");
  assert.equal(await works("users:read", "team", "T061EG9R6"), 1, "the sample leaves the workspace out");
  for (const scope of ["channels:history", "chat:write"]) {
    assert.equal(await cells(scope, "channel").and(page.locator('.wildcard[data-allowed="true"]')).count(), 1);
    assert.equal(await works(scope, "channel", "C01234BCD"), 0);
  }
  assert.match(await page.locator(".json").innerText(), /"excluded_ids"/);
  await page.getByRole("tab", { name: "Why" }).click();
  await page.locator(".verdict").getByLabel("Conversation").fill("C01234BCD");
  await page.locator(".verdict").getByLabel("Conversation").blur();
  assert.equal(await allowed(), "false");
});

test("an app is installed, invited, removed, and asks for more: once approved, once declined", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  await install(["channels:read", "chat:write"]);
  assert.match(await page.locator(".card.prompt").innerText(), /Olive is asked/);
  await page.getByLabel("Only these").check();
  await page.locator('[data-channel="C061EG9SL"]').check();
  await button("Approve").click();
  assert.equal(await stage(), "not_installed");
  await button("Call oauth.access").click();
  assert.equal(await stage(), "installed");
  assert.equal(await works("chat:write", "channel", "C061EG9SL"), 1);
  await page.getByRole("tab", { name: "This step" }).click();
  assert.match(await page.locator(".detail").innerText(), /resources_added/);

  await button("Invite the app to #lunch").click();
  assert.equal(await stage(), "added");
  await button("Remove the app from #lunch").click();
  assert.equal(await stage(), "removed");
  assert.equal(await works("chat:write", "channel", "C061FA5PB"), 0);

  for (const [answer, reached] of [["Approve", "awarded"], ["Deny", "rejected"]]) {
    await button("Click the app's button in #general").click();
    await button(/^Ask Olive for more scopes/).click();
    await page.locator('input[data-scope="channels:history"]').check();
    await button("Ask for 1 scope").click();
    assert.equal(await stage(), "requested");
    await button(answer).click();
    assert.equal(await stage(), reached);
    assert.match(await page.locator(".delivery").first().innerText(), /scope_(granted|denied)/);
  }

  await page.locator(".step").nth(5).click();
  assert.match(await page.locator(".next").innerText(), /begins a new branch/);
  await button("Wait 4 s").click();
  assert.equal(await page.locator("ol .step").count(), 7);
  await page.getByLabel("Branch").selectOption("main");
  assert.equal(await page.locator("ol .step").count(), 12);
  await button("Undo").click();
  assert.equal(await page.getByLabel("Branch").count(), 0, "the branch is taken back");
  await button("Redo").click();
  await page.getByLabel("Branch").selectOption("branch 2");
  assert.equal(await page.locator("ol .step").count(), 7);
});

test("a story opens from the gallery and plays by itself", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  await openStory(page, "Installed in a single workspace");
  assert.match(await page.locator(".position").innerText(), /step 1 of 4/);
  await button("Play").click();
  await page.locator(".position", { hasText: "step 4 of 4" }).waitFor({ timeout: 15_000 });
  await button("Play").waitFor();
});

test("everything is reached with the keyboard alone", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  const press = (key) => page.keyboard.press(key);
  const name = () => page.evaluate(() =>
    document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent.trim());
  const tabTo = async (wanted, most = 80) => {
    for (let count = 0; count < most; count += 1) {
      if ((await name()).startsWith(wanted)) return;
      await press("Tab");
    }
    assert.fail(`${wanted} is out of reach; the focus is on ${await name()}`);
  };
  await press("Tab");
  assert.equal(await name(), "Skip to the picture");
  await press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "picture");
  await tabTo("Do it");
  await press("Enter");
  assert.equal(await allowed(), "true");
  await tabTo("Position in the story");
  await press("Home");
  assert.equal(await stage(), "not_installed");
  await press("End");
  assert.equal(await stage(), "added");
  await page.reload();
  await page.locator(".answer").waitFor();
  await tabTo("Start empty");
  await press("Enter");
  await tabTo("Install the app from its settings");
  await press("Enter");
  assert.equal(await name(), "Find a scope");
  await page.keyboard.type("own messages");
  await press("Tab");
  await press("Space");
  await tabTo("Install with 1 scope");
  await press("Enter");
  await tabTo("Approve");
  await press("Enter");
  assert.equal(await stage(), "installed");
  await tabTo("Table");
  await press("Enter");
  assert.match(await page.locator("tr[data-current='true']").innerText(), /Installed/);
});
