//! What must match to the digit.

use crate::sources::read;

#[test]
fn wasm_bindgen_is_pinned_because_its_tool_must_equal_it() {
    let manifest = read("Cargo.toml");
    let pinned = manifest.lines().find(|line| line.starts_with("wasm-bindgen = "));
    let pinned = pinned.expect("the workspace names wasm-bindgen");
    let version = pinned.trim_start_matches("wasm-bindgen = \"=").trim_end_matches('"');
    let lock = read("Cargo.lock");
    let mut lines = lock.lines().skip_while(|line| *line != "name = \"wasm-bindgen\"");
    assert_eq!(lines.nth(1), Some(format!("version = \"{version}\"").as_str()));
}

#[test]
fn wasm_opt_is_npms_and_trunk_brings_none_of_its_own() {
    assert!(!read("Trunk.toml").contains("wasm_opt"), "`cargo xtask` shrinks what Trunk builds");
    assert!(read("index.html").contains("data-wasm-opt=\"0\""), "Trunk would fetch wasm-opt");
    assert!(read("tests/package.json").contains("\"binaryen\""), "npm brings wasm-opt");
}
