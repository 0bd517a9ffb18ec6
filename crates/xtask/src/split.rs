//! Takes a compiled module apart: what starts, and what comes when it is needed. wasm-split does it, by the
//! split functions of the code, and wasm-bindgen writes the glue of what starts.
//!
//! Not here: what is split off (`#[wasm_split]`), and where the parts are put.

use std::fs;
use std::path::Path;

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::setup::Workbench;

/// What loads the parts, as wasm-split writes it: by `fetch`. The glue imports it by that name.
pub(crate) const LOADER: &str = "__wasm_split.js";

/// What the glue calls the wasm file beside it.
pub(crate) const STARTS: &str = "_bg.wasm";

/// Writes all parts and their loader into the folder `parts`, and of what starts `NAME.js` and `NAME_bg.wasm`
/// into `folder`.
pub(crate) fn take_apart(
    workbench: &Workbench,
    whole: &Path,
    parts: &Path,
    folder: &Path,
    name: &str,
) -> Outcome {
    let _ = fs::remove_dir_all(parts);
    let mut split = workbench.command("wasm-split-cli");
    split.arg(whole).arg(parts).args(["--target", "web", "--out-name", name]);
    process::quietly("wasm-split", &mut split)?;
    let mut bindgen = workbench.command("wasm-bindgen");
    // The other parts need what the linker exports: the memory and the table of functions.
    bindgen.args(["--target", "web", "--no-typescript", "--keep-lld-exports"]);
    bindgen.args(["--out-name", name, "--out-dir"]);
    bindgen.arg(folder).arg(parts.join(format!("{name}.wasm")));
    process::quietly("wasm-bindgen", &mut bindgen)
}

/// The file of the one part that was split off.
///
/// # Errors
/// If there are others, or none.
pub(crate) fn only_part(parts: &Path, name: &str, part: &str) -> Outcome<std::path::PathBuf> {
    let expected = parts.join(format!("split_{part}.wasm"));
    let files = crate::fingerprint::files(parts)?;
    let mut wasm = files.iter().filter(|file| file.extension().is_some_and(|it| it == "wasm"));
    let starts = parts.join(format!("{name}.wasm"));
    let is_it = wasm.all(|file| *file == starts || *file == expected) && expected.is_file();
    is_it.then_some(expected).ok_or_else(|| {
        Failure::new(format!(
            "expected one part of {}, `split_{part}.wasm`, got something else; \
             `#[wasm_split({part}, …)]` splits it off: was it renamed?",
            parts.display()
        ))
    })
}
