// Opens the dialog in which one explores, and explores in it. Shared by the tests of it; no test is in
// here.

import { openStory, visit } from "./page.mjs";

export const button = (page, name) => page.locator("dialog").getByRole("button", { name, exact: true });
export const ended = (page) => page.locator('.explore-count[data-ended="true"]').waitFor();

/** Finds the dialog by its name. */
export async function found(page) {
  await page.keyboard.press("ControlOrMeta+k");
  await page.locator("dialog input").fill("explore");
  await page.keyboard.press("Enter");
  await page.locator(".explore-form").waitFor();
}

/** Opens the dialog at the beginning of a story of an app that nobody installed. */
export async function opened(site, options) {
  const page = await visit(site, options);
  await page.locator(".answer").waitFor();
  await openStory(page, "Installed in a single workspace");
  await page.getByRole("button", { name: "To the beginning" }).click();
  await found(page);
  return page;
}

/** A world in which one person, or everybody, installs an app that may write. */
export async function explored(page, { depth = "", scopes = ["chat:write"], everybody = false, states } = {}) {
  const people = page.locator(".explore-form fieldset").first().getByRole("checkbox");
  await people.first().setChecked(true);
  for (const person of (await people.all()).slice(1)) await person.setChecked(everybody);
  const summary = page.locator(".explore-more summary").first();
  await summary.click();
  for (const box of await page.locator(".explore-form [data-scope]:checked").all()) {
    if (!scopes.includes(await box.getAttribute("data-scope"))) await box.setChecked(false);
  }
  for (const scope of scopes) await page.locator(`.explore-form [data-scope="${scope}"]`).check();
  await summary.click();
  await page.getByLabel("At most so many steps").fill(depth);
  if (states) await page.getByLabel("At most so many states").selectOption(states);
  await button(page, "Explore").click();
  await ended(page);
  await page.locator("svg.explored").waitFor();
}
