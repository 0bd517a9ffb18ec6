//! Makes WebAssembly smaller with binaryen's wasm-opt. Not here: where it comes from
//! (`tests/package.json`).

use std::path::Path;

use crate::failure::Outcome;
use crate::process;
use crate::setup::Workbench;

/// Shrinks a file in place.
///
/// What is alike compresses better when it lies together, and is not hidden in its one caller. The
/// lowest kilobyte is the far end of the stack.
pub(crate) fn shrink(workbench: &Workbench, file: &Path) -> Outcome {
    let mut wasm_opt = workbench.command("wasm-opt");
    wasm_opt.args(["-Oz", "--one-caller-inline-max-function-size=40", "--low-memory-unused"]);
    wasm_opt.args(["--reorder-functions-by-name", "--strip-debug", "--strip-producers"]);
    wasm_opt.arg(file).arg("--output").arg(file);
    process::quietly("wasm-opt", &mut wasm_opt)
}
