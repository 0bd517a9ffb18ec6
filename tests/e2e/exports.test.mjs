// What exploring saves for other tools is read by those tools: Mermaid draws it, Graphviz's language is
// parsed by another library, and XML by the browser.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import * as exploring from "./exploring.mjs";
import { served } from "./page.mjs";

const site = served();
const MERMAID = fileURLToPath(new URL("../parsers/node_modules/mermaid/dist/mermaid.min.js", import.meta.url));
const { parse } = await import("../parsers/node_modules/@ts-graphviz/ast/lib/ast.js");

/** A world in which the first of the people does everything, up to so many steps. */
async function explored(depth) {
  const page = await exploring.opened(site);
  await exploring.explored(page, { depth: String(depth) });
  return page;
}

async function saved(page, language) {
  const [download] = await Promise.all([page.waitForEvent("download"), exploring.button(page, language).click()]);
  return readFileSync(await download.path(), "utf8");
}

const states = async (page) => Number(await page.locator(".explore-count").getAttribute("data-states"));

/** What Mermaid, as it is set up by itself, makes of a text: the labels of the drawing. */
async function drawn(page, text) {
  const other = await page.context().newPage();
  await other.addScriptTag({ path: MERMAID });
  const labels = await other.evaluate(async (text) => {
    mermaid.initialize({ startOnLoad: false });
    await mermaid.parse(text);
    const { svg } = await mermaid.render("drawn", text);
    document.body.innerHTML = svg;
    return document.body.innerText;
  }, text);
  await other.close();
  return labels;
}

test("Mermaid draws every state of a small graph, and says no word of a limit", async () => {
  const page = await explored(2);
  const labels = await drawn(page, await saved(page, "Mermaid"));
  const count = await states(page);
  assert.ok(count > 5);
  assert.match(labels, new RegExp(`This is not everything: ${count} states were found`));
  for (let state = 0; state < count; state += 1) assert.match(labels, new RegExp(`\\b${state}: `));
  assert.doesNotMatch(labels, /Maximum text size/);
  assert.equal(await page.getByText("its file has the stages").count(), 0);
});

test("of a graph that is too large for Mermaid it gets the stages, and that is said beside the button", async () => {
  const page = await explored(4);
  assert.ok((await states(page)) > 200);
  await page.getByText("Mermaid draws at most 500 ways and 50,000 letters: its file has the stages.").waitFor();
  const text = await saved(page, "Mermaid");
  assert.ok(text.length < 50_000);
  const labels = await drawn(page, text);
  assert.match(labels, /Installed \(\d+ states?\)/);
  assert.doesNotMatch(labels, /Maximum text size/);
  const counted = [...text.matchAll(/\((\d+) states?\)/g)].reduce((sum, [, count]) => sum + Number(count), 0);
  assert.equal(counted, await states(page), "each state is counted once");
});

/** Everything in a tree. */
const all = (node) => [node, ...(node.children ?? []).flatMap(all)];

test("Graphviz's language has a node for each state, and joins only those", async () => {
  const page = await explored(3);
  const nodes = all(parse(await saved(page, "DOT")));
  const ids = nodes.filter(({ type }) => type === "Node").map(({ id }) => id.value);
  assert.equal(new Set(ids).size, await states(page));
  const ends = nodes.filter(({ type }) => type === "Edge").flatMap(({ targets }) => targets.map(({ id }) => id.value));
  assert.ok(ends.length > 0);
  assert.deepEqual(ends.filter((end) => !ids.includes(end)), []);
});

test("SCXML is well-formed, and its transitions lead to its states", async () => {
  const page = await explored(3);
  const text = await saved(page, "SCXML");
  // Where no policy keeps one from reading markup.
  const other = await page.context().newPage();
  const read = await other.evaluate((text) => {
    const read = new DOMParser().parseFromString(text, "application/xml");
    const of = (selector, name) => [...read.querySelectorAll(selector)].map((it) => it.getAttribute(name));
    return {
      fault: read.querySelector("parsererror")?.textContent,
      root: read.documentElement.namespaceURI,
      leaves: [...read.querySelectorAll("state")].filter((it) => !it.querySelector("state")).length,
      ids: of("[id]", "id"),
      targets: of("transition", "target"),
      initial: read.documentElement.getAttribute("initial"),
    };
  }, text);
  assert.equal(read.fault, undefined);
  assert.equal(read.root, "http://www.w3.org/2005/07/scxml");
  assert.equal(read.leaves, await states(page));
  assert.equal(new Set(read.ids).size, read.ids.length);
  assert.ok(read.targets.length > 0);
  assert.deepEqual([read.initial, ...read.targets].filter((target) => !read.ids.includes(target)), []);
});
