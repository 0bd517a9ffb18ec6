// The page talks to nobody: its policy stands in the page, nothing on the page offends against it,
// and what would offend is refused. And what the page says when its program cannot start.

import assert from "node:assert/strict";
import { createServer } from "node:net";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { host } from "./host.mjs";
import { browse, DIST, openStory, watched, write } from "./page.mjs";

let browser;
let server;
let context;
let page;
let answered;
/** Somebody else, who would notice. */
let stranger;
let heard = "";
before(async () => {
  browser = await browse();
  server = await host(DIST);
  stranger = createServer((socket) => socket.on("data", (data) => {
    heard += data;
    socket.destroy();
  }));
  await new Promise((resolve) => stranger.listen(0, "127.0.0.1", resolve));
});
after(async () => {
  await browser?.close();
  await server?.stop();
  stranger?.close();
});
beforeEach(async () => {
  context = await browser.newContext({ reducedMotion: "reduce" });
  answered = [];
  context.on("response", (response) => answered.push(response.url()));
  await context.addInitScript(() => {
    globalThis.violations = [];
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => {
      globalThis.violations.push([violatedDirective, blockedURI, sample].join(" "));
    });
  });
  page = await watched(context);
});
afterEach(async () => {
  await context.close();
  assert.deepEqual(answered.filter((address) => !address.startsWith(server.address)), []);
  assert.equal(heard, "", "nobody else was told anything");
});

const violations = () => page.evaluate(() => globalThis.violations);
const button = (name) => page.getByRole("button", { name, exact: true });

async function open() {
  await page.goto(server.address);
  await page.locator(".answer").waitFor();
}

test("somebody else would notice", async () => {
  await page.goto(`${server.address}no-page-and-no-policy`);
  await page.evaluate((address) => fetch(address, { mode: "no-cors" }).catch(() => {}), `http://127.0.0.1:${stranger.address().port}/`);
  assert.match(heard, /^GET/);
  heard = "";
});

test("the policy is the first thing in the page, and lets in nothing but the page's own files", async () => {
  const text = await (await fetch(server.address)).text();
  const first = /<head>\s*<meta\s+http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(text);
  assert.ok(first, "the policy comes first");
  const directives = first[1].split(";").map((directive) => directive.trim().split(" "));
  const allowed = ["'none'", "'self'", "'wasm-unsafe-eval'", "'script'", "grantscope", "grantscope-worker"];
  assert.deepEqual(directives.flatMap(([, ...sources]) => sources).filter((source) => !allowed.includes(source)), []);
  assert.deepEqual(directives[0], ["default-src", "'none'"]);
  assert.doesNotMatch(text, /<script(?![^>]*src=)|<style|\sstyle=|\son\w+=/, "nothing stands inside the page");
});

test("going through the page offends against nothing", async () => {
  await open();
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.getByRole("tab", { name: "This step" }).click();
  await button("Table").click();
  await openStory(page, "Lunch Train is kicked");
  for (let step = 0; step < 3; step += 1) await button("One step on").click();
  await button("Explore").click();
  await page.locator(".explore-form").getByRole("button", { name: "Explore", exact: true }).click();
  await page.locator("svg.explored").waitFor();
  await page.keyboard.press("Escape");
  await button("Theme: system").click();
  await button("Start empty").click();
  await button("Install the app").click();
  await page.locator("input[data-scope]").first().check();
  await button("Install with 1 scope").click();
  await button("Replay").click();
  await page.locator('[data-sample="all"]').click();
  await page.locator(".step").nth(4).waitFor();
  await write(page, '{"type": 1}');
  await button("Add to replay").click();
  await page.locator(".trouble").waitFor();
  await page.reload();
  await page.locator("svg.lifecycle").waitFor();
  assert.deepEqual(await violations(), []);
  assert.deepEqual(page.faults, []);
});

const FORBIDDEN = {
  "a script inside the page": () => document.body.append(
    Object.assign(document.createElement("script"), { text: "globalThis.got = 1" })),
  "a handler in an attribute": () => {
    const element = document.createElement("button");
    element.setAttribute("onclick", "globalThis.got = 1");
    document.body.append(element);
    element.click();
  },
  "text run as a program": () => { globalThis.got = (0, eval)("1"); },
  "markup from text": () => {
    document.body.insertAdjacentHTML("beforeend", "<p id=got></p>");
    globalThis.got = document.querySelector("#got");
  },
  "a style inside the page": () => {
    document.head.append(Object.assign(document.createElement("style"), { textContent: "body { color: red }" }));
    if (getComputedStyle(document.body).color === "rgb(255, 0, 0)") globalThis.got = 1;
  },
  "a style in an attribute": () => {
    document.body.setAttribute("style", "color: red");
    if (getComputedStyle(document.body).color === "rgb(255, 0, 0)") globalThis.got = 1;
  },
  "a request to somebody else": async () => {
    globalThis.got = await fetch("http://STRANGER/", { mode: "no-cors" }).catch(() => undefined);
  },
  "a picture from somebody else": () => new Promise((resolve) => {
    const picture = Object.assign(new Image(), { src: "http://STRANGER/a.png" });
    picture.addEventListener("error", resolve);
  }),
  "a beacon": () => { navigator.sendBeacon("http://STRANGER/", "told"); },
  "a socket": () => { try { new WebSocket("ws://STRANGER/"); } catch { /* the violation counts */ } },
  "a frame": () => { document.body.append(Object.assign(document.createElement("iframe"), { src: "http://STRANGER/" })); },
  "a form": () => {
    const form = Object.assign(document.createElement("form"), { action: "http://STRANGER/" });
    document.body.append(form);
    form.submit();
  },
};

for (const [what, attempt] of Object.entries(FORBIDDEN)) {
  test(`${what} is refused`, async () => {
    await open();
    // Playwright evaluates past the policy: a timer of the page's own does not.
    await page.evaluate(`new Promise((done) => setTimeout(async () => {
      try { await (${String(attempt).replaceAll("STRANGER", `127.0.0.1:${stranger.address().port}`)})(); } catch {}
      setTimeout(done, 50);
    }))`);
    assert.equal((await violations()).length > 0, true, "it is reported");
    assert.equal(await page.evaluate(() => globalThis.got), undefined);
  });
}

const said = () => page.locator("#starting");

test("a program that cannot be fetched is said, with the answer", async () => {
  await page.route("**/*.wasm.xz", (route) => route.fulfill({ status: 503, body: "" }));
  await page.goto(server.address);
  await said().getByText("the answer was 503").waitFor();
  await page.unroute("**/*.wasm.xz");
  await page.route("**/*.wasm.xz", (route) => route.abort());
  await page.reload();
  await said().getByText("its program could not be fetched. Reload to try again").waitFor();
});

test("glue that cannot be fetched is said", async () => {
  await page.route("**/grantscope-web-*.js", (route) => route.abort());
  await page.goto(server.address);
  await said().getByText("The playground could not start").waitFor();
});

test("a program that was changed on its way is not run", async () => {
  await page.route("**/grantscope-web-*.js", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: `${await answer.text()}\n` });
  });
  await page.goto(server.address);
  await said().getByText("The playground could not start").waitFor();
});

test("a browser without WebAssembly is told that it needs one", async () => {
  await context.addInitScript(() => { delete globalThis.WebAssembly; });
  await page.goto(server.address);
  await said().getByText("this browser has no WebAssembly").waitFor();
});

test("how much of the program has come is said", async () => {
  await context.addInitScript(() => {
    globalThis.heard = [];
    addEventListener("DOMContentLoaded", () => {
      const place = document.getElementById("starting");
      new MutationObserver(() => globalThis.heard.push(place.textContent)).observe(place, { childList: true });
    });
  });
  await open();
  const heard = await page.evaluate(() => globalThis.heard);
  assert.match(heard.at(-1) ?? "", /^GrantScope is starting… \d+(\.\d MB| %)$/);
});

test("without JavaScript the page says that it needs it", async () => {
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const page = await plain.newPage();
  await page.goto(server.address);
  assert.match(await page.locator("noscript").innerText(), /JavaScript and WebAssembly/);
  await plain.close();
});
