// Makes the styles and modules of a built page smaller, in place: `node minify.mjs FOLDER`. Several
// styles become one. Not here: what is in folders of it, and the integrity that index.html states of
// each file (crates/xtask/src/small.rs).

import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { build, transform } from "esbuild";

const [folder] = process.argv.slice(2);
if (!folder) throw new Error("expected the folder of a built page, got nothing: node minify.mjs FOLDER");
const read = (name) => readFile(join(folder, name), "utf8");

const small = { minify: true, legalComments: "inline" };

// What the program imports becomes a part of it, because the page states the integrity of each module.
const IMPORTED = "__wasm_split.js";

for (const name of await readdir(folder)) {
  if (!/\.m?js$/.test(name) || name === IMPORTED) continue;
  const entry = { absWorkingDir: resolve(folder), entryPoints: [name], bundle: true, format: "esm", target: "es2022" };
  const { outputFiles } = await build({ ...small, ...entry, write: false });
  await writeFile(join(folder, name), outputFiles[0].text);
}
await rm(join(folder, IMPORTED), { force: true });

// In the order of the page, which decides between rules that are as specific as each other.
const page = await read("index.html");
const [first, ...others] = [...page.matchAll(/<link rel="stylesheet" href="[^"]*?([^/"]+)"[^>]*>/g)];
if (first) {
  const texts = await Promise.all([first, ...others].map(([, name]) => read(name)));
  const { code } = await transform(texts.join("\n"), { ...small, loader: "css" });
  await writeFile(join(folder, first[1]), code);
  await Promise.all(others.map(([, name]) => rm(join(folder, name))));
  await writeFile(join(folder, "index.html"), others.reduce((rest, [link]) => rest.replace(link, ""), page));
}
