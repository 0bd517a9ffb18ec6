// Makes the styles and modules of a built page smaller, in place: `node minify.mjs FOLDER`. Several
// styles become two, one of which comes with the rest of the program (unpack.mjs). Not here: what is in folders of it, and the integrity that index.html states of
// each file (crates/xtask/src/small.rs).

import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
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

// Of what opens over the page, which the rest of the program draws. A browser does not fetch what is disabled.
const OPENS_OVER = /^(?:gallery|guide|palette|explore)-/;

// In the order of the page, which decides between rules that are as specific as each other.
let page = await read("index.html");
const links = [...page.matchAll(/<link rel="stylesheet" href="[^"]*?([^/"]+)"[^>]*>/g)];
await joined(links.filter(([, name]) => !OPENS_OVER.test(name)), (link) => link);
await joined(links.filter(([, name]) => OPENS_OVER.test(name)), (link, name) => {
  return link.replace(name, `rest/${name}`).replace(/ ?\/?>$/, " disabled>");
});
await writeFile(join(folder, "index.html"), page);

/** Several styles as one, in the place of the first of them. */
async function joined([first, ...others], linked) {
  if (!first) return;
  const [link, name] = first;
  const texts = await Promise.all([first, ...others].map(([, name]) => read(name)));
  const { code } = await transform(texts.join("\n"), { ...small, loader: "css" });
  await Promise.all([first, ...others].map(([, name]) => rm(join(folder, name))));
  const [, place] = linked(link, name).match(/href="[^"]*?((?:rest\/)?[^/"]+)"/);
  await mkdir(dirname(join(folder, place)), { recursive: true });
  await writeFile(join(folder, place), code);
  page = others.reduce((rest, [link]) => rest.replace(link, ""), page).replace(link, linked(link, name));
}
