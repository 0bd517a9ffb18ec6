// Unpacks the program, as it comes: what `cargo xtask page` packs in the XZ format is a fifth smaller
// than what a server compresses. Not here: packing (crates/xtask/src/small.rs).

import { XzReadableStream } from "xz-decompress";

/** The bytes behind a stream of packed bytes. */
export const unpacked = (stream) => new XzReadableStream(stream);
