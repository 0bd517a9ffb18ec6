//! Takes a compiled module apart: what starts, and what comes when it is needed. wasm-split does it, by the
//! split functions of the code, and wasm-bindgen writes the glue of what starts.
//!
//! Not here: what is split off (`#[wasm_split]`), and where the parts are put.

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

/// Copies the one part that was split off into `folder`, under the name of this build, and tells the loader there:
/// the parts of two builds do not fit together, and nothing else would tell.
///
/// # Errors
/// If there are other parts, or none; if the loader does not name it.
pub(crate) fn place_only_part(
    parts: &Path,
    folder: &Path,
    name: &str,
    part: &str,
) -> Outcome<PathBuf> {
    let files = fingerprint::files(parts)?;
    let written = files.iter().filter_map(|file| file.file_name()?.to_str());
    if !are_both(written.filter(|file| file.ends_with(".wasm")), name, part) {
        return Err(Failure::new(format!(
            "expected `{name}.wasm` and `split_{part}.wasm` in {}, got something else; \
             `#[wasm_split({part}, …)]` splits it off: was it renamed?",
            parts.display()
        )));
    }
    let (split_off, loader) = (parts.join(format!("split_{part}.wasm")), folder.join(LOADER));
    let placed = format!("{name}_{part}-{}.wasm", fingerprint::of_contents(&files)?);
    let because = |what| Failure::because(format!("{what} for {}", folder.join(&placed).display()));
    let text = fs::read_to_string(&loader).map_err(because("read the loader"))?;
    fs::write(&loader, naming(&text, &placed)?).map_err(because("write the loader"))?;
    let file = folder.join(&placed);
    fs::copy(split_off, &file).map_err(because("copy the part"))?;
    Ok(file)
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
