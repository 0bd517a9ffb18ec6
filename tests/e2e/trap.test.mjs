// When the program breaks, the page says so, keeps the work, and begins again from the step before.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { served, sound, visit } from "./page.mjs";

const WORK = '{"version": 1, "inputs": [{"command": {"type": "wait"}}]}';

const site = served({ breaks: true });
let page;

/** (module (func (export "run") BODY)), with the body's bytes. */
const module = (...body) => [
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0,
  7, 7, 1, 3, 0x72, 0x75, 0x6e, 0, 0, 10, body.length + 4, 1, body.length + 2, 0, ...body, 0x0b,
];
const UNREACHABLE = module(0x00);
const WITHOUT_END = module(0x10, 0x00);

/** Clicks a button of the page whose handler runs a program that breaks. */
async function trap(bytes = UNREACHABLE, how = "click") {
  await page.evaluate(async ([bytes, how]) => {
    const { instance } = await WebAssembly.instantiate(new Uint8Array(bytes));
    const run = () => {
      if (how === "promise") Promise.resolve().then(instance.exports.run);
      else instance.exports.run();
    };
    const trigger = Object.assign(document.createElement("button"), { id: "trap", textContent: "trap" });
    trigger.addEventListener("click", run);
    document.querySelector("main").prepend(trigger);
    // Past whatever lies above it.
    setTimeout(() => trigger.click());
  }, [bytes, how]);
}

const keep = (entries) => page.evaluate((entries) => {
  for (const [storage, name, text] of entries) globalThis[storage].setItem(name, text);
}, entries);
const kept = (storage, name) => page.evaluate(([storage, name]) => globalThis[storage].getItem(name), [storage, name]);
const panel = () => page.getByRole("alertdialog", { name: "The playground broke" });
const button = (name) => panel().getByRole("button", { name, exact: true });

async function broken(how) {
  page = await visit(site, how);
  await page.locator(".answer").waitFor();
  await keep([["localStorage", "grantscope-work", WORK], ["sessionStorage", "grantscope-doing", "Olive approves"]]);
  await trap();
  await panel().waitFor();
}

async function reloads(name) {
  const loaded = page.waitForEvent("load");
  await button(name).click();
  await loaded;
  await page.locator(".answer").waitFor();
  assert.equal(await panel().count(), 0);
}

for (const [what, bytes, how] of [
  ["a trap", UNREACHABLE, "click"],
  ["a trap inside a promise", UNREACHABLE, "promise"],
  ["a stack that is used up", WITHOUT_END, "click"],
]) {
  test(`${what} is said once, with the focus on the way out`, async () => {
    page = await visit(site);
    await keep([["localStorage", "grantscope-work", WORK]]);
    await trap(bytes, how);
    await panel().waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Reload from the step before");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await trap(bytes, how);
    await page.waitForTimeout(100);
    assert.equal(await page.getByRole("alertdialog").count(), 1);
  });
}

test("other errors are not taken for a trap", async () => {
  page = await visit(site);
  await page.evaluate(() => {
    setTimeout(() => { throw new Error("call stack"); });
    setTimeout(() => { throw new RangeError("invalid date"); });
    setTimeout(() => { throw null; });
    Promise.reject(new TypeError("Failed to fetch"));
  });
  await page.waitForTimeout(100);
  assert.equal(await page.getByRole("alertdialog").count(), 0);
});

test("the work is saved as a file and stays, and the reload begins from it", async () => {
  await broken();
  assert.match(await panel().innerText(), /What you did last is lost[\s\S]*Olive approves/);
  const download = page.waitForEvent("download");
  await button("Save the script as a file").click();
  const file = await download;
  assert.equal(file.suggestedFilename(), "grantscope-script.json");
  assert.equal(readFileSync(await file.path(), "utf8"), WORK);
  await reloads("Reload from the step before");
  assert.equal(await kept("sessionStorage", "grantscope-doing"), null);
});

test("what went wrong is copied, or shown where copying is forbidden", async () => {
  await broken();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await button("Copy what went wrong").click();
  await button("Copied").waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /unreachable[\s\S]*Olive approves/);
  assert.doesNotMatch(copied, /inputs/, "the work is nobody's business");
  await page.context().clearPermissions();
  await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error("forbidden")); });
  await button("Copied").click();
  await button("Could not be copied: it is below").waitFor();
  await panel().getByText("RuntimeError").waitFor();
});

test("work that breaks the page while it is opened is set aside, not lost", async () => {
  page = await visit(site);
  await keep([["localStorage", "grantscope-work", WORK], ["sessionStorage", "grantscope-doing", "restoring"]]);
  await keep([["localStorage", "grantscope-broken", "older"]]);
  await trap();
  await panel().waitFor();
  assert.match(await panel().innerText(), /while your saved work was opened/);
  assert.equal(await button("Save the script as a file").count(), 1);
  await reloads("Start without it");
  assert.equal(await kept("localStorage", "grantscope-broken"), `older\n${WORK}`);
  assert.equal(await kept("sessionStorage", "grantscope-doing"), null);
});

test("a link that breaks the page is left out, and the saved work stays", async () => {
  page = await visit(site);
  await page.evaluate(() => history.replaceState(null, "", "#script"));
  await keep([["localStorage", "grantscope-work", WORK], ["sessionStorage", "grantscope-doing", "opening"]]);
  await trap();
  await panel().waitFor();
  await reloads("Reload without the link's script");
  assert.equal(page.url(), site.address);
  assert.equal(await kept("localStorage", "grantscope-broken"), null);
});

test("where nothing is kept the panel says so", async () => {
  page = await visit(site);
  await page.evaluate(() => localStorage.clear());
  await page.evaluate(() => {
    for (const storage of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(globalThis, storage, { get() { throw new DOMException("forbidden"); } });
    }
  });
  await trap();
  await panel().waitFor();
  assert.match(await panel().innerText(), /nothing to go back to/);
  assert.equal(await button("Save the script as a file").count(), 0);
  const loaded = page.waitForEvent("load");
  await button("Reload").click();
  await loaded;
});

for (const scheme of ["light", "dark"]) {
  for (const width of [1440, 390]) {
    test(`axe finds nothing in the panel at ${width} px, ${scheme}`, async () => {
      await broken({ width, height: 844, scheme });
      await sound(page);
      const box = await panel().boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= width, `it reaches from ${box.x} over ${box.width}`);
      if (process.env.GRANTSCOPE_PICTURES) {
        await page.screenshot({ path: `${process.env.GRANTSCOPE_PICTURES}/trap-${width}-${scheme}.png` });
      }
    });
  }
}
