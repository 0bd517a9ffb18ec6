//! Makes a page that Trunk has just built small to fetch: styles and modules without what only people
//! read, and the program packed better than a server would. `web/start.mjs` unpacks what starts as it
//! comes, and the glue each part that comes later (`program.rs`).
//!
//! Not here: minifying itself (`web/modules/minify.mjs`), unpacking (`web/modules/unpack.mjs`), and
//! the list for visits without a network (`offline.rs`), which is made afterwards.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lzma_rust2::{CheckType, XzOptions, XzWriter};
use sha2::{Digest as _, Sha384};

use crate::failure::{Failure, Outcome};
use crate::{fingerprint, names, process, program, project};

/// How packed files end.
pub(crate) const PACKED: &str = "xz";

const UNPACKER: &str = "unpack.mjs";

pub(crate) fn make(folder: &Path, program: &str) -> Outcome {
    let mut minify = Command::new("node");
    minify.arg(project::path("web/modules/minify.mjs")).arg(folder);
    process::quietly("node", &mut minify)?;
    names::shorten(folder, program)?;
    for file in fingerprint::files(folder)? {
        if file.extension().is_some_and(|ending| ending == "wasm") {
            pack(&file)?;
        }
    }
    let index = folder.join("index.html");
    let page = fs::read_to_string(&index).map_err(because("read", &index))?;
    let page = naming_packed(&page, program)?;
    let content = |name: &str| {
        let places = [folder.join(name), folder.join(program::REST).join(name)];
        places.iter().find_map(|place| fs::read(place).ok())
    };
    let page = sealed(&page, content);
    fs::write(&index, page).map_err(because("write", &index))
}

/// Packs a file and leaves only that.
fn pack(file: &Path) -> Outcome {
    let plain = fs::read(file).map_err(because("read", file))?;
    let packed_file = PathBuf::from(format!("{}.{PACKED}", file.display()));
    let packed = packed(&plain).map_err(because("pack", file))?;
    fs::write(&packed_file, packed).map_err(because("write", &packed_file))?;
    fs::remove_file(file).map_err(because("remove", file))
}

fn packed(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut options = XzOptions::with_preset(9);
    // The smallest checksum: the browser compares the whole with the page's integrity anyway.
    options.set_check_sum_type(CheckType::Crc32);
    // WebAssembly has no words that are aligned, and bytes that depend on the one before.
    options.lzma_options.lc = 4;
    options.lzma_options.pb = 0;
    options.lzma_options.nice_len = 273;
    // What unpacks sets aside as much.
    options.lzma_options.dict_size = 1 << 22;
    let mut writer = XzWriter::new(Vec::new(), options)?;
    writer.write_all(plain)?;
    writer.finish()
}

/// The page that fetches the packed program, and what unpacks it beside.
fn naming_packed(page: &str, program: &str) -> Outcome<String> {
    let absent = || {
        Failure::new(format!("expected a link to `{program}` in the built index.html, found none"))
    };
    let (before, after) = page.split_once(program).ok_or_else(absent)?;
    let (head, attribute) = before.rsplit_once('<').ok_or_else(absent)?;
    let address = attribute.rsplit('"').next().unwrap_or_default();
    Ok(format!(
        "{head}<link rel=\"modulepreload\" href=\"{address}{UNPACKER}\" crossorigin=\"anonymous\" \
         integrity=\"\" data-unpacks><{attribute}{program}.{PACKED}{after}"
    ))
}

/// The page whose tags state the integrity that their files have now.
fn sealed(page: &str, content: impl Fn(&str) -> Option<Vec<u8>>) -> String {
    let mut tags = page.split('<');
    let mut sealed = tags.next().unwrap_or_default().to_owned();
    for tag in tags {
        sealed.push('<');
        sealed.push_str(&sealed_tag(tag, &content).unwrap_or_else(|| tag.to_owned()));
    }
    sealed
}

fn sealed_tag(tag: &str, content: impl Fn(&str) -> Option<Vec<u8>>) -> Option<String> {
    let (before, rest) = tag.split_once(" integrity=\"")?;
    let (_, after) = rest.split_once('"')?;
    let address = ["href=\"", "src=\""].iter().find_map(|name| tag.split_once(name))?.1;
    let name = address.split('"').next()?.rsplit('/').next()?;
    let hash = STANDARD.encode(Sha384::digest(content(name)?));
    Some(format!("{before} integrity=\"sha384-{hash}\"{after}"))
}

fn because(what: &str, file: &Path) -> impl FnOnce(std::io::Error) -> Failure + use<> {
    Failure::because(format!("{what} {}", PathBuf::from(file).display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_fetches_the_packed_program_and_what_unpacks_it() {
        let page = "<head><link rel=\"preload\" href=\"/a/x_bg.wasm\" as=\"fetch\"></head>";
        assert_eq!(
            naming_packed(page, "x_bg.wasm").unwrap(),
            "<head><link rel=\"modulepreload\" href=\"/a/unpack.mjs\" crossorigin=\"anonymous\" \
             integrity=\"\" data-unpacks><link rel=\"preload\" href=\"/a/x_bg.wasm.xz\" as=\"fetch\"></head>"
        );
        assert!(naming_packed("<head></head>", "x_bg.wasm").is_err());
    }

    #[test]
    fn what_states_its_integrity_states_it_of_the_file_as_it_is() {
        let of_nothing = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        let content = |name: &str| (name == "a.css").then(Vec::new);
        let check = |page: &str, expected: &str| assert_eq!(sealed(page, content), expected);
        check("<p>text</p>", "<p>text</p>");
        check(
            "<link href=\"./a.css\" integrity=\"sha384-old\"/>",
            &format!("<link href=\"./a.css\" integrity=\"{of_nothing}\"/>"),
        );
        check("<script src=\"b.js\" integrity=\"old\">", "<script src=\"b.js\" integrity=\"old\">");
    }

    #[test]
    fn what_is_packed_is_smaller_and_says_that_it_is_xz() {
        let packed = packed(&[7; 10_000]).unwrap();
        assert!(packed.len() < 300, "{} bytes", packed.len());
        assert!(packed.starts_with(b"\xfd7zXZ\0"));
    }
}
