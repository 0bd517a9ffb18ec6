// What Lighthouse thinks of the built page, served as a usual host would. Needs the machine for itself.

import assert from "node:assert/strict";
import { createServer } from "node:net";
import { after, before, test } from "node:test";
import lighthouse, { desktopConfig } from "lighthouse";
import { host } from "./host.mjs";
import { browse, DIST } from "./page.mjs";

const LEAST_SCORES = { performance: 95, accessibility: 100, "best-practices": 100 };
/** On a busy machine the time that things take varies: the middle one counts. */
const RUNS = 3;

let server;
before(async () => { server = await host(DIST); });
after(() => server?.stop());

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** One run in a browser of its own, so that each visit is a first one. */
async function audited() {
  const port = await freePort();
  const browser = await browse(`--remote-debugging-port=${port}`);
  try {
    const { lhr } = await lighthouse(
      server.address,
      { port, logLevel: "error", onlyCategories: Object.keys(LEAST_SCORES) },
      desktopConfig,
    );
    return lhr;
  } finally {
    await browser.close();
  }
}

const middle = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];

/** What cost points, in words. */
const flaws = ({ categories, audits }, category) => categories[category].auditRefs
  .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
  .map(({ id }) => `${id}: ${audits[id].displayValue ?? audits[id].title}`);

test("Lighthouse finds nothing, and the page quick", async () => {
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await audited());
  const short = Object.entries(LEAST_SCORES).flatMap(([category, least]) => {
    const scores = runs.map(({ categories }) => Math.round(100 * categories[category].score));
    console.log(`${category}: ${scores.join(", ")}`);
    const found = runs.map((run) => flaws(run, category).join("; "));
    return middle(scores) < least ? [`${category} ${scores.join(", ")}: ${found.join(" | ")}`] : [];
  });
  assert.deepEqual(short, []);
});
