//! Takes a compiled module apart: what starts, and what comes when it is needed. wasm-split does it, by the
//! split functions of the code, and wasm-bindgen writes the glue of what starts.
//!
//! Not here: what is split off (`#[wasm_split]`), and in which folder the parts are put.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};
use crate::setup::Workbench;
use crate::{fingerprint, process};

/// What loads the parts, as wasm-split writes it: by `fetch`. The glue imports it by that name.
pub(crate) const LOADER: &str = "__wasm_split.js";

/// What a loader that is written by hand calls the file of its one part.
const PART: &str = "PART.wasm";

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
pub(crate) fn only_part(parts: &Path, name: &str, part: &str) -> Outcome<PathBuf> {
    let files = fingerprint::files(parts)?;
    let written = files.iter().filter_map(|file| file.file_name()?.to_str());
    if !are_both(written.filter(|file| file.ends_with(".wasm")), name, part) {
        return Err(Failure::new(format!(
            "expected `{name}.wasm` and `split_{part}.wasm` in {}, got something else; \
             `#[wasm_split({part}, …)]` splits it off: was it renamed?",
            parts.display()
        )));
    }
    Ok(parts.join(format!("split_{part}.wasm")))
}

/// Calls a part after what is in it and in the file that starts, and tells the loader beside them: the parts of two
/// builds do not fit together, and nothing else would tell.
///
/// # Errors
/// If the loader does not name a part.
pub(crate) fn call_after_build(starts: &Path, part: &Path) -> Outcome {
    let build = fingerprint::of_contents(&[starts, part])?;
    let stem = part.file_stem().unwrap_or_default().to_string_lossy();
    let name = format!("{stem}-{build}.wasm");
    let loader = part.with_file_name(LOADER);
    let because = |what| Failure::because(format!("{what} {}", part.display()));
    let text = fs::read_to_string(&loader).map_err(because("read the loader of"))?;
    fs::write(&loader, naming(&text, &name)?).map_err(because("write the loader of"))?;
    fs::rename(part, part.with_file_name(name)).map_err(because("rename"))
}

/// The loader of the part that is called so.
fn naming(loader: &str, part: &str) -> Outcome<String> {
    if !loader.contains(PART) {
        return Err(Failure::new(format!("expected {LOADER} to name {PART}, found nothing of it")));
    }
    Ok(loader.replace(PART, part))
}

fn are_both<'a>(written: impl Iterator<Item = &'a str>, name: &str, part: &str) -> bool {
    let mut written: Vec<&str> = written.collect();
    written.sort_unstable();
    written == [format!("{name}.wasm"), format!("split_{part}.wasm")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_starts_and_one_part_are_expected_and_nothing_else() {
        let check = |written: &[&str], expected: bool| {
            assert_eq!(
                are_both(written.iter().copied(), "ledger", "rest"),
                expected,
                "{written:?}"
            );
        };
        check(&["split_rest.wasm", "ledger.wasm"], true);
        check(&["ledger.wasm"], false);
        check(&["split_rest.wasm"], false);
        check(&["ledger.wasm", "split_others.wasm"], false);
        check(&["chunk_1.wasm", "ledger.wasm", "split_rest.wasm"], false);
    }

    #[test]
    fn a_loader_is_told_the_name_of_its_part() {
        assert_eq!(naming("read('./PART.wasm')", "rest-1.wasm").unwrap(), "read('./rest-1.wasm')");
        assert!(naming("read('./rest.wasm')", "rest-1.wasm").is_err());
    }
}
