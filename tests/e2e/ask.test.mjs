// Asking on the built page: every rule opens its entry in the rule book, checks are asked again at
// every step, and calls are made in the app's name.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { openStory, served, sound, visit } from "./page.mjs";

const site = served();
let page;

const button = (name, exact = true) => page.getByRole("button", { name, exact });
const tab = (name) => page.getByRole("tab", { name, exact: true });

async function opened(options) {
  page = await visit(site, options);
  await page.locator(".answer").waitFor();
}

const STORY = { kicked: "Lunch Train is kicked", installed: "Installed in a single workspace", asking: "Acting for people", retired: "Retirement day" };
/** A story, from where on, a method if it is another one; what is missing, and the plan or why there is none. */
const PLANS = [
  [STORY.kicked, "To the end", null, ["#lunch, which was struck out."], ["Olive invites the app to #lunch"]],
  [STORY.installed, "To the beginning", null, ["The app is not installed."],
    ["Olive installs the app from its settings, with chat:write", "Olive approves for #general"]],
  [STORY.asking, "To the beginning", null, ["The app is not installed."],
    ["Popeye installs the app from its settings, with reminders:write:user", "Popeye approves"]],
  [STORY.installed, "To the beginning", "reminders.add", ["The app is not installed."],
    "The call of reminders.add names nobody for whom the app would act."],
  [STORY.retired, "To the end", null, ["Another date: the method is not there on this one."],
    "On this date nobody can call chat.postMessage."],
];

test("a plan says in whole sentences who does what, and “Do it” does just that; or why there is none", async () => {
  await opened();
  for (const [story, when, method, missing, plan] of PLANS) {
    await openStory(page, story);
    await button(when).click();
    if (method) await page.getByLabel("Method").selectOption(method);
    await page.locator(".repair").waitFor();
    assert.deepEqual(await page.locator(".repair .missing li").allInnerTexts(), missing, story);
    if (typeof plan === "string") {
      assert.deepEqual(await page.locator(".repair .hint").allInnerTexts(), [plan], story);
      assert.equal(await button("Do it").count(), 0, story);
      continue;
    }
    assert.deepEqual(await page.locator(".repair .plan li").allInnerTexts(), plan, story);
    const steps = await page.locator(".position .count").innerText();
    await button("Do it").click();
    await page.locator('.answer[data-allowed="true"]').waitFor();
    const at = (words) => Number(/step (\d+)/.exec(words)?.[1] ?? 0);
    assert.equal(at(await page.locator(".position .count").innerText()) - at(steps), plan.length, story);
  }
});

test("a place that the story makes later is still what is asked about before, and said not to be there yet", async () => {
  await opened();
  await openStory(page, "A channel turns private");
  const [method, place] = [page.locator(".question select").first(), page.locator(".question select").nth(1)];
  const places = async () => {
    await method.selectOption("chat.postMessage");
    return place.locator("option").allInnerTexts();
  };
  await button("To the beginning").click();
  const before = await places();
  await button("To the end").click();
  const later = (await places()).find((name) => !before.includes(name));
  await place.selectOption({ label: later });
  await page.locator(".answer").waitFor();
  await button("To the beginning").click();
  await page.locator(".verdict .trouble").waitFor();
  assert.equal(await page.locator(".verdict .trouble").innerText(), `${later} is not there yet at this step.`);
  assert.equal(await place.evaluate((it) => it.selectedOptions[0].textContent), later);
});

test("a rule that decided opens its entry in the rule book, which can be searched", async () => {
  await opened();
  const rule = await page.locator(".rules [data-rule]").first().getAttribute("data-rule");
  await page.locator(".rules .rule-link").first().click();
  const entry = page.locator(`dialog .rule[data-rule="${rule}"]`);
  await entry.waitFor();
  assert.match(await entry.getAttribute("class"), /opened/);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.rule), rule);
  assert.match(await entry.innerText(), /documented|recovered|assumed/);
  const all = await page.locator("dialog .rule").count();
  assert.ok(all > 100, `the book has ${all} rules`);

  await page.getByLabel("Find a rule").fill("three seconds");
  const found = await page.locator("dialog .rule").count();
  assert.ok(found > 0 && found < all, `${found} of ${all}`);
  await page.getByLabel("Find a rule").fill("nobody ever wrote this");
  assert.equal(await page.locator("dialog .rule").count(), 0);
  assert.match(await page.locator("dialog").innerText(), /No rule has that/);

  await page.keyboard.press("Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
  assert.ok(await page.evaluate(() => document.activeElement.classList.contains("rule-link")));
});

test("a question that is kept is asked again at every step", async () => {
  await opened();
  await tab("Checks").click();
  assert.match(await page.locator(".checks").innerText(), /No question is kept yet/);
  await button("Ask a question").click();
  await button("Keep as a check: denied").click();
  assert.match(await page.locator(".verdict").innerText(), /Kept among the checks/);
  await tab("Checks").click();
  const standing = () => page.locator(".checks h3").innerText();
  assert.equal(await standing(), "The check holds");
  await button("One step back").click();
  assert.equal(await standing(), "1 of 1 checks fail");
  assert.match(await page.locator(".check-list").innerText(), /expected denied, found allowed/);
  await button("Expect allowed instead").click();
  assert.equal(await standing(), "The check holds");
  await page.locator(".check-question").click();
  await tab("Why").click();
  assert.equal(await page.locator(".answer").getAttribute("data-allowed"), "true");
  await tab("Checks").click();
  await button("Remove").click();
  assert.match(await page.locator(".checks").innerText(), /No question is kept yet/);
});

test("a call is made in the app's name, and shown as it goes over the wire", async () => {
  await opened();
  await openStory(page, "Asking for more, approved");
  await button("To the end").click();
  await tab("App").click();
  await page.locator(".console .method").selectOption("chat.postMessage");
  await page.locator('.console [name="channel"]').fill("C061EG9SL");
  await page.locator('.console [name="text"]').fill("it's <b>lunch</b>");
  assert.match(await page.locator(".console .http").innerText(), /POST https:\/\/slack\.com\/api\/chat\.postMessage[\s\S]*Authorization/);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await button("Copy as curl").click();
  const curl = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(curl, /^curl [\s\S]*chat\.postMessage/);
  assert.doesNotMatch(curl, /xox[abp]-/);
  await button("Copy as JavaScript").click();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /fetch\(/);
  const steps = await page.locator(".step").count();
  await button("Send").click();
  assert.equal(await page.locator(".step").count(), steps + 1);
  const step = await page.locator(".detail").innerText();
  assert.match(step, /Request[\s\S]*chat\.postMessage[\s\S]*Response[\s\S]*200 OK/);
  await page.locator(".http .posted summary").first().click();
  assert.match(await page.locator(".http .posted").first().innerText(), /X-Content-Type-Options/);
});

test("a call begins with what was asked, says what it lacks, and is still there after another tab", async () => {
  await opened();
  await tab("App").click();
  const field = (name) => page.locator(`.console [name="${name}"]`);
  const channel = await field("channel").inputValue();
  assert.match(channel, /^C/);
  assert.match(await field("text").getAttribute("placeholder"), /^e\.g\. /);
  assert.match(await page.locator(".console .lacks").innerText(), /not filled in: text\./);
  await field("text").fill("lunch?");
  assert.equal(await page.locator(".console .lacks").count(), 0);
  await tab("Why").click();
  await tab("App").click();
  assert.equal(await field("text").inputValue(), "lunch?");
  assert.equal(await field("channel").inputValue(), channel);
});

test("a story that comes without a question is about its last call, and an empty replay asks what the first visit does", async () => {
  await opened();
  const method = () => page.getByLabel("Method").inputValue();
  const first = await method();
  await button("Replay").click();
  assert.equal(await method(), first);
  const text = await readFile(new URL("../scenarios/stories/reminder-as-user.json", import.meta.url), "utf8");
  const called = JSON.parse(text).inputs.map((input) => input.command.method).filter(Boolean).at(-1);
  await button("Share").click();
  await page.getByPlaceholder("Paste a script here").fill(text);
  await button("Open the text").click();
  await page.locator(".story-title", { hasText: JSON.parse(text).title }).waitFor();
  assert.equal(await method(), called);
});

test("a wrong call is answered, not refused by the page", async () => {
  await opened();
  await tab("App").click();
  await page.locator(".console .method").selectOption("chat.postMessage");
  await page.getByLabel("Token").selectOption("no token");
  await button("Send").click();
  assert.match(await page.locator(".http .tag.refused").innerText(), /^\w+$/);
});

test("what reached the app is shown as it was posted, signed", async () => {
  await opened();
  await tab("This step").click();
  const delivery = page.locator(".delivery").first();
  await delivery.locator(".posted summary").click();
  assert.match(await delivery.locator(".posted").innerText(), /X-Slack-Signature\s+v0=[0-9a-f]{64}/);
});

for (const scheme of ["light", "dark"]) {
  test(`axe finds nothing in what asks, ${scheme}`, async () => {
    await opened({ scheme });
    await button("Keep as a check: denied").click();
    await tab("Checks").click();
    await sound(page, "checks");
    await button("One step back").click();
    await sound(page, "a failing check");
    await tab("App").click();
    await sound(page, "console");
    await tab("Why").click();
    await page.locator(".rules .rule-link").first().click();
    await sound(page, "rule book");
  });
}

for (const width of [1440, 390]) {
  test(`a question that is asked from elsewhere is answered in view, at ${width} px`, async () => {
    page = await visit(site, { width, height: 844 });
    await page.locator(".answer").waitFor();
    await page.locator(".keep-check").click();
    await page.getByLabel("Method").selectOption("chat.update");
    await page.getByRole("tab", { name: "Checks" }).click();
    await page.locator(".check-question").click();
    await page.locator(".answer").waitFor();
    assert.equal(await page.getByLabel("Method").inputValue(), "chat.postMessage");
    await page.waitForFunction(() => document.activeElement.id === "tab-why");
    await page.getByRole("tab", { name: "This step" }).click();
    if (width < 1100) await page.getByRole("button", { name: "Grants", exact: true }).click();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("Ask about chat.update");
    await page.keyboard.press("Enter");
    await page.locator(".answer").waitFor();
    assert.equal(await page.getByLabel("Method").inputValue(), "chat.update");
  });
}

/** The app asks for channels in a workspace of 150, of which the first is #needle. */
async function asked(channels) {
  const step = (command) => ({ after: 1000, command });
  const user = "U061F7AUR";
  const inputs = Array.from({ length: 150 }, (_, index) =>
    step({ type: "create_conversation", user, name: index === 0 ? "needle" : `channel-${index}` }));
  inputs.push(step({ type: "install", user, scopes: ["channels:read", "chat:write"], through: "settings" }));
  if (channels) inputs.push(step({ type: "answer", prompt: "P1", answer: { approve: { channels } } }));
  page = await visit(site);
  await page.locator(".answer").waitFor();
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await page.locator("#share-text").fill(JSON.stringify({ version: 1, inputs }));
  await page.getByRole("button", { name: "Open the text" }).click();
  await page.locator("dialog").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "To the end", exact: true }).click();
}

test("the dialog that asks for channels finds any of them, and says when there is none", async () => {
  await asked();
  const prompt = page.locator(".prompt");
  await prompt.getByLabel("Only these").check();
  await prompt.getByLabel("Find a public channel").fill("NEEDLE");
  await prompt.getByLabel("#needle").check();
  await prompt.getByLabel("Find a public channel").fill("haystack");
  assert.match(await prompt.innerText(), /Nothing here is called “haystack”/);
  assert.equal(await prompt.getByLabel("#needle").isChecked(), true);
});

test("what is left out of all channels is not what is chosen", async () => {
  await asked();
  const prompt = page.locator(".prompt");
  await prompt.getByLabel("All public channels").check();
  await prompt.getByLabel("Find a public channel").fill("channel-149");
  await prompt.getByLabel("#channel-149").check();
  await prompt.getByLabel("Only these").check();
  assert.equal(await prompt.locator(".ticks :checked").count(), 0);
  await prompt.getByLabel("All public channels").check();
  assert.equal(await prompt.getByLabel("#channel-149").isChecked(), true);
});

test("the finder among the grants counts what is granted", async () => {
  const made = (number) => `C${number.toString(36).toUpperCase().padStart(8, "0")}`;
  await asked({ chosen: Array.from({ length: 40 }, (_, index) => made(index + 1)) });
  await page.locator("button.more").first().click();
  await page.locator(".finder", { hasText: "24 of 40 shown" }).waitFor();
});
