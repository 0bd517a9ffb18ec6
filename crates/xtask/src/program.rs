//! Takes the page's program apart: the first screen's part, which starts, and those that
//! `web/src/components/part.rs` brings when they are needed. All of them are shrunk here.
//!
//! Not here: taking modules apart (`split.rs`), packing all of them (`small.rs`), and which function is in which
//! part: each has what only its split function leads to (`rest.rs`, `explore.rs`), and what two have in common
//! comes with either.

use std::fs;
use std::path::Path;

use crate::failure::{Failure, Outcome};
use crate::project::{self, WASM_TARGET};
use crate::setup::Workbench;
use crate::small::PACKED;
use crate::split::{self, LOADER, STARTS};
use crate::{fingerprint, wasm_opt};

/// Where what comes at the first touch lies, below the page, and what comes when one explores.
pub(crate) const REST: &str = "rest/";
pub(crate) const EXPLORE: &str = "explore/";

/// What the page splits off, and where that lies.
const SPLIT_OFF: [(&str, &str); 2] = [("rest", REST), ("explore", EXPLORE)];

const PARTS: &str = "target/program";
/// Fetches a part by what unpacks the program, which is there already.
const FETCHED: &str = "const fetched = async (address) => \
    (await import(new URL(\"./unpack.mjs\", import.meta.url).href)).fetched(address);\n";

/// Puts all parts in the place of the program that Trunk has just built with the feature `split`.
/// Returns the name of the first one's file.
pub(crate) fn take_apart(workbench: &Workbench, folder: &Path) -> Outcome<String> {
    let name = name_in(folder)?;
    let stem = name.trim_end_matches(STARTS);
    let parts = project::path(PARTS);
    let whole = project::path(format!("target/{WASM_TARGET}/release/grantscope-web.wasm"));
    split::take_apart(workbench, &whole, &parts, folder, stem)?;
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
    names.find(|name| name.ends_with(STARTS)).ok_or_else(|| {
        Failure::new(format!("expected a file `*{STARTS}` in the built page, found none"))
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
    let files = fingerprint::files(parts)?;
    let names = files.iter().filter_map(|file| file.file_name()?.to_str());
    let written = names.filter(|name| name.ends_with(".wasm") && *name != format!("{stem}.wasm"));
    for (name, place) in places(written)? {
        let place = format!("{place}{stem}-{name}");
        loader = addressed(&loader, name, &place)?;
        fs::copy(parts.join(name), folder.join(&place))
            .map_err(Failure::because(format!("copy {name}")))?;
    }
    let loader = format!("{FETCHED}{loader}");
    fs::write(folder.join(LOADER), loader).map_err(Failure::because(format!("write {LOADER}")))
}

/// In which folder each file of a part belongs. What several parts share comes with the rest.
fn places<'a>(written: impl Iterator<Item = &'a str>) -> Outcome<Vec<(&'a str, &'static str)>> {
    let place = |name: &str| {
        let part = SPLIT_OFF.into_iter().find(|(part, _)| name == format!("split_{part}.wasm"));
        part.map(|(_, place)| place).or_else(|| name.starts_with("chunk_").then_some(REST))
    };
    let mut placed = Vec::new();
    for name in written {
        let place = place(name).ok_or_else(|| Failure::new(format!(
            "expected a part that has a folder, got `{name}`; name it and its folder in crates/xtask/src/program.rs"
        )))?;
        placed.push((name, place));
    }
    for (part, _) in SPLIT_OFF {
        let file = format!("split_{part}.wasm");
        if !placed.iter().any(|(name, _)| *name == file) {
            return Err(Failure::new(format!(
                "expected the part `{part}` as `{file}`, found none; \
                 `#[wasm_split({part}, …)]` in web/src/components splits it off: was it renamed?"
            )));
        }
    }
    Ok(placed)
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
    fn each_part_has_its_folder_and_one_that_was_renamed_is_said() {
        let check = |written: &[&'static str], expected: Result<&[&str], &str>| {
            let found = places(written.iter().copied());
            match (found, expected) {
                (Ok(found), Ok(expected)) => {
                    assert_eq!(found.iter().map(|(_, place)| *place).collect::<Vec<_>>(), expected);
                }
                (Err(failure), Err(said)) => {
                    assert!(failure.to_string().contains(said), "{failure}");
                }
                (found, _) => panic!("{written:?} gave {found:?}"),
            }
        };
        let both = ["split_rest.wasm", "split_explore.wasm"];
        check(&both, Ok(&[REST, EXPLORE]));
        check(&["chunk_3.wasm", both[0], both[1]], Ok(&[REST, REST, EXPLORE]));
        check(&[both[0]], Err("expected the part `explore` as `split_explore.wasm`, found none"));
        check(&[both[1]], Err("expected the part `rest`"));
        check(&[both[0], both[1], "split_search.wasm"], Err("got `split_search.wasm`"));
        check(&[both[0], "split_exploring.wasm"], Err("got `split_exploring.wasm`"));
    }

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
