//! What must match to the digit.

use crate::sources::read;

#[test]
fn the_tools_version_of_wasm_bindgen_equals_the_librarys() {
    let lock = read("Cargo.lock");
    let mut lines = lock.lines().skip_while(|line| *line != "name = \"wasm-bindgen\"");
    let version = lines.nth(1).expect("the lock file has wasm-bindgen");
    let version = version.trim_start_matches("version = ");
    let trunk = read("Trunk.toml");
    let pinned = trunk.lines().find(|line| line.starts_with("wasm_bindgen"));
    let pinned = pinned.expect("Trunk.toml names the tool's version");
    assert!(pinned.ends_with(version), "expected {version}, got {pinned}");
}
