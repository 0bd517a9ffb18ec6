// Makes the styles and modules of a built page smaller, in place: `node minify.mjs FOLDER`. Not here:
// folders in it, and the integrity that index.html states of each file (crates/xtask/src/small.rs).

import { readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { transform } from "esbuild";

const LOADERS = { ".css": "css", ".js": "js", ".mjs": "js" };

const [folder] = process.argv.slice(2);
if (!folder) throw new Error("expected the folder of a built page, got nothing: node minify.mjs FOLDER");
for (const name of await readdir(folder)) {
  const loader = LOADERS[extname(name)];
  if (!loader) continue;
  const file = join(folder, name);
  const { code } = await transform(await readFile(file, "utf8"), { loader, minify: true, legalComments: "inline" });
  await writeFile(file, code);
}
