//! Every file of tests is a part of its binary: one that is not is never compiled, and fails never.

use crate::sources::{below, read};

#[test]
fn every_file_of_tests_is_named_by_its_binary() {
    for folder in [
        "crates/grantscope/tests/it",
        "crates/grantscope-explore/tests/it",
        "tests/layers",
        "tests/browser",
    ] {
        let main = format!("{folder}/main.rs");
        let named = read(&main);
        let files = below(folder, ".rs");
        let names =
            files.iter().filter_map(|file| file.path.strip_prefix(folder)?.strip_prefix('/'));
        let modules = names.filter_map(|name| name.strip_suffix(".rs"));
        for module in modules.filter(|it| !it.contains('/') && !["main", "lib"].contains(it)) {
            let line = format!("mod {module};");
            assert!(named.lines().any(|it| it.ends_with(&line)), "{main}: expected `{line}`");
        }
    }
}
