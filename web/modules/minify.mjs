// Makes the styles and modules of a built page smaller, in place: `node minify.mjs FOLDER`. Several
// styles become one. Not here: what is in folders of it, and the integrity that index.html states of
// each file (crates/xtask/src/small.rs).

import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { transform } from "esbuild";

const [folder] = process.argv.slice(2);
if (!folder) throw new Error("expected the folder of a built page, got nothing: node minify.mjs FOLDER");
const read = (name) => readFile(join(folder, name), "utf8");

async function write(name, text, loader) {
  const { code } = await transform(text, { loader, minify: true, legalComments: "inline" });
  await writeFile(join(folder, name), code);
}

for (const name of await readdir(folder)) {
  if (/\.m?js$/.test(name)) await write(name, await read(name), "js");
}

// In the order of the page, which decides between rules that are as specific as each other.
const page = await read("index.html");
const [first, ...others] = [...page.matchAll(/<link rel="stylesheet" href="[^"]*?([^/"]+)"[^>]*>/g)];
if (first) {
  const texts = await Promise.all([first, ...others].map(([, name]) => read(name)));
  await write(first[1], texts.join("\n"), "css");
  await Promise.all(others.map(([, name]) => rm(join(folder, name))));
  await writeFile(join(folder, "index.html"), others.reduce((rest, [link]) => rest.replace(link, ""), page));
}
