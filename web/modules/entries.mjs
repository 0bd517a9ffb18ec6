// Makes each way into the built npm package one module, in place: `node entries.mjs FOLDER`. In Node a module
// takes half a millisecond, in a page a request. Not here: what is in them (crates/grantscope-wasm/npm).

import { rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const [folder] = process.argv.slice(2);
if (!folder) throw new Error("expected the folder of a built package, got nothing: node entries.mjs FOLDER");

// Whoever imports two ways in gets one `Ledger`.
const SHARED = "./ledger/node.mjs";
const ENTRIES = ["node.mjs", "web.mjs", "ledger/node.mjs", "ledger/web.mjs"];

// A story is a text until somebody looks at it: who imports the package waits for none. And a bundler leaves
// out what nobody takes.
const { scenarios } = await import(pathToFileURL(join(resolve(folder), "scenarios.mjs")));
const texts = Object.entries(scenarios).map(([name, script]) => `  ${JSON.stringify(name)}: ${JSON.stringify(JSON.stringify(script))},`);
await writeFile(join(folder, "scenarios.mjs"), `export const scenarios = /* @__PURE__ */ readWhenLookedAt({
${texts.join("\n")}
})

function readWhenLookedAt(texts) {
  const scripts = {}
  for (const [name, text] of Object.entries(texts)) {
    let script
    Object.defineProperty(scripts, name, { enumerable: true, get: () => (script ??= JSON.parse(text)) })
  }
  return scripts
}
`);

const { metafile } = await build({
  absWorkingDir: resolve(folder),
  entryPoints: ENTRIES,
  bundle: true,
  // Constants are written as what they are, so that engines need not look whether they changed.
  minifySyntax: true,
  external: [SHARED],
  format: "esm",
  target: "es2022",
  outdir: ".",
  outbase: ".",
  outExtension: { ".js": ".mjs" },
  allowOverwrite: true,
  logLevel: "error",
  metafile: true,
});
const parts = Object.keys(metafile.inputs).filter((name) => !ENTRIES.includes(name));
await Promise.all(parts.map((name) => rm(join(folder, name))));
