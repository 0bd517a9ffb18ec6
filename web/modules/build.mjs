// Makes what of the page is neither Rust nor copied: the editor with the licences of what is in it
// beside it, what unpacks the program, and the scenarios as one file. Trunk calls this while it builds
// the page (Trunk.toml) and says by TRUNK_STAGING_DIR where the page is built.

import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { deflateRawSync } from "node:zlib";
import { buildParserFile } from "@lezer/generator";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const page = process.env.TRUNK_STAGING_DIR ?? join(here, "../../dist");
const folder = join(page, "editor");
const module = { absWorkingDir: here, bundle: true, format: "esm", minify: true, target: "es2022" };

const grammars = {
  name: "grammars",
  setup({ onLoad }) {
    onLoad({ filter: /\.grammar$/ }, async ({ path }) => ({
      contents: buildParserFile(await readFile(path, "utf8"), { fileName: path }).parser,
      loader: "js",
      resolveDir: here,
    }));
  },
};

const { metafile } = await build({
  ...module,
  entryPoints: ["editor.mjs"],
  outfile: join(folder, "editor.mjs"),
  banner: { js: "// With CodeMirror and what it needs, under the MIT licence: see LICENSES.txt." },
  metafile: true,
  plugins: [grammars],
});

// Its licence is at the head.
await build({
  ...module,
  entryPoints: ["layout.mjs"],
  outfile: join(page, "explore/layout.mjs"),
  banner: { js: "// With dagre, under the MIT licence: see LICENSES.txt beside the editor." },
});
await copyFile(join(here, "../worker.mjs"), join(page, "explore/worker.mjs"));

// What decodes stands in the package as text, which compresses a quarter worse than what it says.
const decoder = {
  name: "decoder",
  setup({ onLoad, onResolve }) {
    const file = join(here, "node_modules/xz-decompress/dist/package/xz-decompress.js");
    const read = async () => {
      const [before, text, after] = (await readFile(file, "utf8")).split(/"data:application\/wasm;base64,([^"]+)"/);
      if (!after) throw new Error(`expected wasm as text in ${relative(here, file)}, found none`);
      return { text, rest: `${before}""${after}` };
    };
    onResolve({ filter: /^xz-decompress\/decoder$/ }, () => ({ path: "decoder", namespace: "decoder" }));
    onLoad({ filter: /^decoder$/, namespace: "decoder" }, async () => ({
      contents: deflateRawSync(Buffer.from((await read()).text, "base64"), { level: 9 }),
      loader: "binary",
    }));
    onLoad({ filter: /xz-decompress\.js$/ }, async () => ({ contents: (await read()).rest }));
  },
};

// Its licences are in a comment, which stays.
await build({
  ...module,
  entryPoints: ["unpack.mjs"],
  outfile: join(page, "unpack.mjs"),
  legalComments: "inline",
  plugins: [decoder],
});

await writeFile(join(folder, "LICENSES.txt"), await licences(Object.keys(metafile.inputs)));

await mkdir(join(page, "scenarios"), { recursive: true });
await writeFile(join(page, "scenarios/all.txt"), await scenarios(join(here, "../../tests/scenarios")));

/** Every file after a record separator and its name. The page reads this in web/src/fetch.rs. */
async function scenarios(folder) {
  // What is expected of a story is for the tests.
  const names = (await readdir(folder, { recursive: true }))
    .filter((name) => name.endsWith(".json") && !name.startsWith("expected"));
  const texts = names.sort().map(async (name) => {
    const text = await readFile(join(folder, name), "utf8");
    // A sample is shown as it is.
    const content = name.startsWith("samples") ? text.trimEnd() : JSON.stringify(JSON.parse(text));
    return `\u001e${name.replaceAll("\\", "/")}\n${content}\n`;
  });
  return (await Promise.all(texts)).join("");
}

/** The licences of the packages that these files are from. */
async function licences(inputs) {
  const packages = new Set(inputs.map((input) => input.match(/^node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0]));
  packages.delete(undefined);
  const texts = [...packages].sort().map(async (path) => {
    const file = join(here, path, "LICENSE");
    if (!existsSync(file)) throw new Error(`expected a licence in ${relative(here, file)}, found none`);
    return `${relative("node_modules", path)}\n\n${await readFile(file, "utf8")}`;
  });
  return (await Promise.all(texts)).join("\n");
}
