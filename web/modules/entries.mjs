// Makes each way into the built npm package one module, in place: `node entries.mjs FOLDER`. In Node a module
// takes half a millisecond, in a page a request. Not here: what is in them (crates/grantscope-wasm/npm).

import { readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { build } from "esbuild";

const [folder] = process.argv.slice(2);
if (!folder) throw new Error("expected the folder of a built package, got nothing: node entries.mjs FOLDER");

// Whoever imports two ways in gets one `Ledger`.
const SHARED = "./ledger/node.mjs";
const ENTRIES = ["node.mjs", "web.mjs", "ledger/node.mjs", "ledger/web.mjs"];

// The stories, where a page has no file to read them from.
const scenarios = JSON.parse(await readFile(join(folder, "scenarios.json"), "utf8"));

const { metafile } = await build({
  absWorkingDir: resolve(folder),
  entryPoints: ENTRIES,
  bundle: true,
  // Constants are written as what they are, so that engines need not look whether they changed.
  minifySyntax: true,
  external: [SHARED],
  define: {
    SCENARIO_NAMES: JSON.stringify(Object.keys(scenarios).join(" ")),
    SCENARIOS: JSON.stringify(JSON.stringify(scenarios)),
  },
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
