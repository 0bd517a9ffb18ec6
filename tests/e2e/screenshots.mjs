// Takes the pictures of the built page that the documents show: node tests/e2e/screenshots.mjs
// Another folder than docs/screenshots is taken as the first argument.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openStory, start, visit, write } from "./page.mjs";

const folder = process.argv[2] ?? fileURLToPath(new URL("../../docs/screenshots", import.meta.url));

const button = (page, name) => page.getByRole("button", { name, exact: true });

async function pane(page, name) {
  const choice = page.locator(".pane-choice button", { hasText: name });
  if (await choice.isVisible()) await choice.click();
}

const SCENES = {
  async "first-visit"() {},
  async repaired(page) {
    await button(page, "Do it").click();
    await page.locator('.answer[data-allowed="true"]').waitFor();
  },
  async empty(page) {
    await button(page, "Start empty").click();
    await pane(page, "Steps");
  },
  async prompt(page) {
    await openStory(page, "Asking for more, approved");
    for (let step = 1; step < 4; step += 1) await button(page, "One step on").click();
    await page.getByLabel("All public channels").check();
    await page.locator("[data-channel]").last().check();
    await pane(page, "Detail");
  },
  async replay(page) {
    await button(page, "Replay").click();
    await page.locator('[data-sample="all"]').click();
    await page.locator(".step").nth(4).waitFor();
    await button(page, "To the end").click();
    await pane(page, "Grants");
  },
  async "broken-paste"(page) {
    await button(page, "Replay").click();
    await page.locator("[data-sample]").first().click();
    await page.locator(".step").nth(1).waitFor();
    await pane(page, "Steps");
    await write(
      page,
      '{\n  "type": "event_callback",\n  "event": {\n    "type": "resources_added",\n    "resources": [{ "resource": { "type": "chanel" } }]\n  }\n}',
    );
    await button(page, "Add to replay").click();
    await page.locator(".editor .problem-words").waitFor();
  },
};

const PICTURES = [
  ["first-visit", 1440, 900, "light"],
  ["first-visit", 390, 844, "dark"],
  ["repaired", 1440, 900, "dark"],
  ["prompt", 1100, 800, "light"],
  ["prompt", 390, 844, "light"],
  ["broken-paste", 1100, 800, "dark"],
  ["empty", 390, 844, "light"],
  ["replay", 1440, 900, "dark"],
];

const every = process.argv.includes("--all");
const pictures = every
  ? Object.keys(SCENES).flatMap((scene) =>
      [[1440, 900], [1100, 800], [390, 844]].flatMap(([width, height]) =>
        ["light", "dark"].map((scheme) => [scene, width, height, scheme])))
  : PICTURES;

const site = await start();
mkdirSync(folder, { recursive: true });
for (const [scene, width, height, scheme] of pictures) {
  const page = await visit(site, { width, height, scheme });
  await page.locator(".answer").waitFor();
  await SCENES[scene](page);
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.activeElement?.blur());
  await page.screenshot({ path: join(folder, `${scene}-${width}-${scheme}.png`) });
  if (page.faults.length > 0) console.error(scene, width, scheme, page.faults);
  await page.context().close();
}
await site.stop();
