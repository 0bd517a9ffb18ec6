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
fn trunk_is_told_the_version_of_wasm_opt_that_npm_installs() {
    let trunk = read("Trunk.toml");
    let told = trunk.lines().find_map(|line| line.strip_prefix("wasm_opt = \"version_"));
    let told = told.expect("Trunk.toml names wasm-opt").trim_end_matches('"');
    let npm: serde_json::Value =
        serde_json::from_str(&read("tests/package.json")).expect("package.json is JSON");
    let installed = npm["devDependencies"]["binaryen"].as_str().expect("binaryen is named");
    assert!(installed.starts_with(told), "expected {told}, got {installed}");
}
