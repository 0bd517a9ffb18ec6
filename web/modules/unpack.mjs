// Unpacks the program, as it comes: what `cargo xtask page` packs in the XZ format is a fifth smaller
// than what a server compresses. Not here: packing (crates/xtask/src/small.rs).

import { XzReadableStream } from "xz-decompress";
// What the package has inside as text, compressed (build.mjs).
import decoder from "xz-decompress/decoder";

XzReadableStream._getModuleInstance = async () => {
  const plain = new Blob([decoder]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const { instance } = await WebAssembly.instantiate(await new Response(plain).arrayBuffer());
  XzReadableStream._moduleInstance = instance;
};

/** The bytes behind a stream of packed bytes. */
export const unpacked = (stream) => new XzReadableStream(stream);

/** A part of the program as the browser takes it, from where it lies packed. */
export async function fetched(address) {
  const [answer] = await Promise.all([fetch(address), styled()]);
  if (!answer.ok) throw new Error(`expected ${address}, got status ${answer.status}`);
  // The whole of it at once: only one stream is unpacked at a time, and one part waits for another.
  const plain = await new Response(unpacked(answer.body)).arrayBuffer();
  return new Response(plain, { headers: { "content-type": "application/wasm" } });
}

/** The styles of what opens over the page come with what draws it. A worker draws nothing. */
function styled() {
  const link = globalThis.document?.querySelector("link[disabled]");
  if (!link) return undefined;
  const come = new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = () => {
      link.disabled = true;
      reject(new Error("expected the styles, got none"));
    };
  });
  link.disabled = false;
  return come;
}
