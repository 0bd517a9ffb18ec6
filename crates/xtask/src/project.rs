//! Where the project's files are and which versions it has settled on. Each version is written in
//! one place only: wasm-bindgen's in Cargo.lock, Trunk's here, binaryen's in tests/package.json.

use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};

/// 0.22 asks for a newer compiler than the workspace does.
pub(crate) const TRUNK_VERSION: &str = "0.21.14";
/// Reads what `wasm_split_helpers` in Cargo.toml writes.
pub(crate) const WASM_SPLIT_VERSION: &str = "0.2.4";
pub(crate) const CARGO_MUTANTS_VERSION: &str = "27.1.0";
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The folder that holds the workspace.
pub(crate) fn root() -> PathBuf {
    // Cargo says where the crate is now; the built-in answer is for a binary started by hand.
    let here = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let here = here.filter(|path| path.ends_with("crates/xtask"));
    let here = here.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    here.ancestors().nth(2).map(Path::to_path_buf).unwrap_or(here)
}

pub(crate) fn path(inside: impl AsRef<Path>) -> PathBuf {
    root().join(inside)
}

/// Tools are built and kept here: beside the project, never in the user's home.
pub(crate) fn tools() -> PathBuf {
    path("target/tools")
}

/// The version that Cargo.lock has for a package.
pub(crate) fn locked_version(package: &str) -> Outcome<String> {
    let lock =
        std::fs::read_to_string(path("Cargo.lock")).map_err(Failure::because("read Cargo.lock"))?;
    version_in_lock(&lock, package).ok_or_else(|| {
        Failure::new(format!(
            "expected `{package}` in Cargo.lock, found none; run `cargo update --workspace`"
        ))
    })
}

fn version_in_lock(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    let version = lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "[[package]]\nname = \"wasm-bindgen-test\"\nversion = \"0.3.79\"\n\n\
        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\nsource = \"registry\"\n";

    fn check(package: &str, expected: Option<&str>) {
        assert_eq!(version_in_lock(LOCK, package).as_deref(), expected, "`{package}`");
    }

    #[test]
    fn the_version_stands_under_the_whole_name() {
        check("wasm-bindgen", Some("0.2.129"));
        check("wasm-bindgen-test", Some("0.3.79"));
        check("wasm", None);
        check("", None);
    }
}
