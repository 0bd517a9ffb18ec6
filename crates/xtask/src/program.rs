//! Takes the page's program apart: the first screen's part, which starts, and those that
//! `web/src/components/part.rs` brings when they are needed. All of them are shrunk here.
//!
//! Not here: packing all of them (`small.rs`), and which function is in which part: each has what only its split
//! function leads to (`rest.rs`, `explore.rs`), and what two have in common comes with either.

use std::fs;
use std::path::Path;

use crate::failure::{Failure, Outcome};
use crate::project::{self, WASM_TARGET};
use crate::setup::Workbench;
use crate::small::PACKED;
use crate::{fingerprint, process, wasm_opt};

/// Where what comes at the first touch lies, below the page, and what comes when one explores.
pub(crate) const REST: &str = "rest/";
pub(crate) const EXPLORE: &str = "explore/";

const PROGRAM: &str = "_bg.wasm";
const PARTS: &str = "target/program";
const LOADER: &str = "__wasm_split.js";
/// Fetches a part by what unpacks the program, which is there already.
const FETCHED: &str = "const fetched = async (address) => \
    (await import(new URL(\"./unpack.mjs\", import.meta.url).href)).fetched(address);\n";

/// Puts both parts in the place of the program that Trunk has just built with the feature `split`.
/// Returns the name of the first one's file.
pub(crate) fn take_apart(workbench: &Workbench, folder: &Path) -> Outcome<String> {
    let name = name_in(folder)?;
    let stem = name.trim_end_matches(PROGRAM);
    let parts = project::path(PARTS);
    let _ = fs::remove_dir_all(&parts);
    let whole = project::path(format!("target/{WASM_TARGET}/release/grantscope-web.wasm"));
    let mut split = workbench.command("wasm-split-cli");
    split.arg(&whole).arg(&parts).args(["--target", "web", "--out-name", stem]);
    process::quietly("wasm-split", &mut split)?;
    let mut bindgen = workbench.command("wasm-bindgen");
    // The rest needs what the linker exports: the memory and the table of functions.
    bindgen.args(["--target", "web", "--no-typescript", "--keep-lld-exports"]);
    bindgen.args(["--out-name", stem, "--out-dir"]);
    bindgen.arg(folder).arg(parts.join(format!("{stem}.wasm")));
    process::quietly("wasm-bindgen", &mut bindgen)?;
    place_rest(&parts, folder, stem)?;
    wasm_opt::shrink(workbench, &folder.join(&name))?;
    for place in [REST, EXPLORE] {
        let parts = fingerprint::files(&folder.join(place))?.into_iter();
        let mut parts = parts.filter(|file| file.extension().is_some_and(|it| it == "wasm"));
        parts.try_for_each(|part| wasm_opt::shrink(workbench, &part))?;
    }
    Ok(name)
}

fn name_in(folder: &Path) -> Outcome<String> {
    let entries =
        fs::read_dir(folder).map_err(Failure::because(format!("list {}", folder.display())))?;
    let mut names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    names.find(|name| name.ends_with(PROGRAM)).ok_or_else(|| {
        Failure::new(format!("expected a file `*{PROGRAM}` in the built page, found none"))
    })
}

/// Each part is called after the program that it belongs to: two builds never mix.
fn place_rest(parts: &Path, folder: &Path, stem: &str) -> Outcome {
    for place in [REST, EXPLORE] {
        fs::create_dir_all(folder.join(place))
            .map_err(Failure::because(format!("make {place}")))?;
    }
    let file = parts.join(LOADER);
    let mut loader =
        fs::read_to_string(&file).map_err(Failure::because(format!("read {}", file.display())))?;
    for part in fingerprint::files(parts)? {
        let name = part.file_name().unwrap_or_default().to_string_lossy();
        if !name.ends_with(".wasm") || *name == format!("{stem}.wasm") {
            continue;
        }
        let place = if name == "split_explore.wasm" { EXPLORE } else { REST };
        let place = format!("{place}{stem}-{name}");
        loader = addressed(&loader, &name, &place)?;
        fs::copy(&part, folder.join(&place))
            .map_err(Failure::because(format!("copy {}", part.display())))?;
    }
    let loader = format!("{FETCHED}{loader}");
    fs::write(folder.join(LOADER), loader).map_err(Failure::because(format!("write {LOADER}")))
}

/// What loads a part, from where that will lie packed.
fn addressed(loader: &str, name: &str, place: &str) -> Outcome<String> {
    let from = format!("fetch(new URL(\"./{name}\"");
    let to = format!("fetched(new URL(\"./{place}.{PACKED}\"");
    if !loader.contains(&from) {
        return Err(Failure::new(format!(
            "expected {LOADER} to fetch {from}, found nothing of it"
        )));
    }
    Ok(loader.replace(&from, &to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_fetched_from_where_it_lies() {
        let loader = "fetch(new URL(\"./a.wasm\", here)), fetch(new URL(\"./b.wasm\", here))";
        assert_eq!(
            addressed(loader, "a.wasm", "rest/web-a.wasm").unwrap(),
            "fetched(new URL(\"./rest/web-a.wasm.xz\", here)), fetch(new URL(\"./b.wasm\", here))"
        );
        assert!(addressed(loader, "c.wasm", "rest/web-c.wasm").is_err());
    }
}
