//! Makes a built page open without a network: lists what is in its folder, each file with its
//! content's hash, in front of web/service-worker.js, minified, and has the page name that service worker. Last
//! of all steps, because whatever changes a file afterwards makes the list wrong. Not here: what the
//! service worker does with the list.

use std::fs;
use std::path::Path;
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use crate::failure::{Failure, Outcome};
use crate::{fingerprint, process, program, project};

pub(crate) const SERVICE_WORKER: &str = "web/service-worker.js";
const BUILT: &str = "service-worker.js";

/// Large and not on the first screen: kept when they are first used.
const LATER: [&str; 3] = ["editor/", program::EXPLORE, program::REST];

/// A file's place below the page, and the hash of its content as the Web writes it.
type Listed = (String, String);

/// Finishes the page in a folder that Trunk has just written.
pub(crate) fn complete(folder: &Path) -> Outcome {
    let index = folder.join("index.html");
    let page = read(&index)?;
    write(&index, &naming_service_worker(&page)?)?;
    let list = list(folder)?;
    write(&folder.join(BUILT), &service_worker(list, &small()?))
}

/// What the service worker does, without what only people read.
fn small() -> Outcome<String> {
    let mut minify = Command::new(project::path("web/modules/node_modules/.bin/esbuild"));
    minify.arg(project::path(SERVICE_WORKER)).args(["--minify", "--format=iife"]);
    process::output_of(&mut minify).ok_or_else(|| {
        Failure::new(format!("esbuild could not read {SERVICE_WORKER}: run it by hand to see why"))
    })
}

fn list(folder: &Path) -> Outcome<Vec<Listed>> {
    let mut listed = Vec::new();
    for file in fingerprint::files(folder)? {
        let content =
            fs::read(&file).map_err(Failure::because(format!("read {}", file.display())))?;
        let place = file.strip_prefix(folder).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        listed.push((place, hash(&content)));
    }
    Ok(listed)
}

fn service_worker(list: Vec<Listed>, code: &str) -> String {
    let is_later = |(place, _): &Listed| LATER.iter().any(|folder| place.starts_with(folder));
    let list = list.into_iter().filter(|(place, _)| place != BUILT);
    let (later, files): (Vec<Listed>, Vec<Listed>) = list.partition(is_later);
    format!("{}{}\n{code}", map("FILES", &files), map("LATER", &later))
}

fn map(name: &str, listed: &[Listed]) -> String {
    let lines: String =
        listed.iter().map(|(place, hash)| format!("  [{place:?}, {hash:?}],\n")).collect();
    format!("const {name} = new Map([\n{lines}]);\n")
}

fn hash(content: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(content)))
}

fn naming_service_worker(page: &str) -> Outcome<String> {
    let (head, rest) = page.split_once("</head>").ok_or_else(|| {
        Failure::new(
            "expected `</head>` in the built index.html, found none; index.html needs a head",
        )
    })?;
    Ok(format!("{head}<meta name=\"service-worker\" content=\"{BUILT}\" /></head>{rest}"))
}

fn read(file: &Path) -> Outcome<String> {
    fs::read_to_string(file).map_err(Failure::because(format!("read {}", file.display())))
}

fn write(file: &Path, text: &str) -> Outcome {
    fs::write(file, text).map_err(Failure::because(format!("write {}", file.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(places: &[&str], expected: &str) {
        let list = places.iter().map(|place| ((*place).to_owned(), "h".to_owned())).collect();
        assert_eq!(service_worker(list, "code"), expected, "{places:?}");
    }

    #[test]
    fn files_are_listed_but_for_the_service_worker_itself_and_what_one_does_not_see_at_first_is_for_later()
     {
        check(&[], "const FILES = new Map([\n]);\nconst LATER = new Map([\n]);\n\ncode");
        check(
            &["a.css", "service-worker.js", "editor/a.js", "rest/a.wasm", "stories/editor/b"],
            "const FILES = new Map([\n  [\"a.css\", \"h\"],\n  [\"stories/editor/b\", \"h\"],\n]);\n\
             const LATER = new Map([\n  [\"editor/a.js\", \"h\"],\n  [\"rest/a.wasm\", \"h\"],\n]);\n\ncode",
        );
    }

    #[test]
    fn a_hash_is_written_as_the_web_writes_it() {
        let of_nothing = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        assert_eq!(hash(b""), of_nothing);
    }

    #[test]
    fn the_page_names_its_service_worker() {
        let page = naming_service_worker("<head><title></title></head><body>").unwrap();
        assert_eq!(
            page,
            "<head><title></title><meta name=\"service-worker\" content=\"service-worker.js\" />\
             </head><body>"
        );
        assert!(naming_service_worker("<body>").is_err());
    }
}
