// What a learner looks for by its name, on the built page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { served, visit } from "./page.mjs";

const site = served();
let page;

async function find(name) {
  await page.keyboard.press("ControlOrMeta+k");
  const field = page.locator("dialog input");
  await field.waitFor();
  await field.fill(name);
  await page.locator("[data-active='true']", { hasText: new RegExp(name, "i") }).waitFor();
  await page.keyboard.press("Enter");
}

test("the tour and the challenges are found by their names", async () => {
  page = await visit(site);
  await page.locator(".answer").waitFor();
  await find("challenges");
  await page.locator("dialog h2", { hasText: "Challenges" }).waitFor();
  await page.keyboard.press("Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
  await find("guided tour");
  await page.getByText("1 of 16").waitFor();
  assert.equal(await page.locator("dialog").count(), 0);
});
