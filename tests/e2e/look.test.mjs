// How the page holds up: on a small screen, in the dark, for people who do not see it.

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import playwright from "@axe-core/playwright";
import { openStory, start, visit, write } from "./page.mjs";

const AxeBuilder = playwright.default ?? playwright;

let site;
let page;
before(async () => { site = await start(); });
after(() => site?.stop());
afterEach(async () => {
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

const button = (name) => page.getByRole("button", { name, exact: true });

async function sound(what) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const said = violations.map(({ id, nodes }) => `${what}: ${id} at ${nodes.map((node) => node.target).join(", ")}`);
  assert.deepEqual(said, []);
}

async function narrow() {
  const [content, screen] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  assert.ok(content <= screen, `the page is ${content} wide on a screen of ${screen}`);
}

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
      await through(sound);
    });
  }
}

for (const width of [390, 320]) {
  test(`nothing scrolls sideways at ${width} px`, async () => {
    page = await visit(site, { width, height: 844 });
    await through(narrow);
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
