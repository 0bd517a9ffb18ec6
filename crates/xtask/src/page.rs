//! `cargo xtask page`: the page as it ships, in dist/, built by Trunk, taken apart, shrunk, packed, and
//! listed for visits without a network. Left alone when nothing that it is made from has changed. Not
//! here: serving it (`serve.rs`).

use crate::failure::{Failure, Outcome};
use crate::node_modules::Modules;
use crate::setup::{self, Need, Workbench};
use crate::{fingerprint, offline, process, program, project, small};

/// What the page is compiled with, so that set-up and Trunk compile the same.
pub(crate) const PROFILE: &str = "release";
pub(crate) const FEATURES: &str = "split";

pub(crate) const NEEDS: [Need; 5] = [
    Need::WasmBindgen,
    Need::WasmSplit,
    Need::Trunk(Some(PROFILE)),
    Need::NodeModules(Modules::Tests),
    Need::NodeModules(Modules::Page),
];

pub(crate) fn run(public_url: &str) -> Outcome {
    build(&setup::prepare(&NEEDS)?, public_url)?;
    println!("the page is in dist/");
    Ok(())
}

/// Builds dist/ unless it is there and current.
pub(crate) fn build(workbench: &Workbench, public_url: &str) -> Outcome {
    let stamp = project::path("target/dist-stamp");
    let sources = fingerprint::of(&sources()?)?;
    // With what came out: anyone may have run Trunk by hand.
    let current =
        || fingerprint::of(&["dist"]).map(|made| format!("{public_url} {sources} {made}"));
    if fingerprint::is_stamped(&stamp, &current()?) {
        return Ok(());
    }
    let mut trunk = workbench.wasm_command("trunk");
    trunk.args(["build", "--release", "--locked", "true", "--public-url", public_url]);
    trunk.args(["--features", FEATURES]);
    process::show(&mut trunk)?;
    let folder = project::path("dist");
    let program = program::take_apart(workbench, &folder)?;
    small::make(&folder, &program)?;
    offline::complete(&folder)?;
    fingerprint::stamp(&stamp, &current()?)
}

/// The code, and whatever index.html names.
fn sources() -> Outcome<Vec<String>> {
    let index = std::fs::read_to_string(project::path("index.html"))
        .map_err(Failure::because("read index.html"))?;
    let mut sources: Vec<String> = [
        ".cargo/config.toml",
        "Cargo.toml",
        "Cargo.lock",
        "Trunk.toml",
        "index.html",
        "crates/grantscope",
        "crates/grantscope-explore",
        "crates/xtask/src/fallback_toolchain.rs",
        "crates/xtask/src/names.rs",
        "crates/xtask/src/offline.rs",
        "crates/xtask/src/program.rs",
        "crates/xtask/src/small.rs",
        "crates/xtask/src/split.rs",
        "crates/xtask/src/toolchain.rs",
        "crates/xtask/src/wasm_opt.rs",
        "web",
        "tests/package-lock.json",
        "tests/scenarios",
    ]
    .map(str::to_owned)
    .to_vec();
    sources.extend(
        linked_files(&index).filter(|file| project::path(file).exists()).map(str::to_owned),
    );
    Ok(sources)
}

fn linked_files(index: &str) -> impl Iterator<Item = &str> {
    ["href=\"", "src=\""].into_iter().flat_map(|attribute| {
        index
            .split(attribute)
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .filter(|file| !file.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(index: &str, expected: &[&str]) {
        assert_eq!(linked_files(index).collect::<Vec<_>>(), expected, "`{index}`");
    }

    #[test]
    fn files_are_named_by_href_and_src() {
        check("", &[]);
        check("<link rel=\"icon\" href=\"icon.svg\"><p>", &["icon.svg"]);
        check(
            "<link href=\"a\"><script src=\"b\"></script><link href=\"c/d\">",
            &["a", "c/d", "b"],
        );
        check("<a href=\"\">", &[]);
    }
}
