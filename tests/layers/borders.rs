//! One direction of dependencies, and who must never know what.

use std::process::Command;

use grantscope::{ApiError, Catalogue};

use crate::sources::{below, root};

const MODEL: &str = "crates/grantscope/src";

/// No code below a place has any of the words in it.
#[track_caller]
fn check_never(place: &str, words: &[&str]) {
    for source in below(place, ".rs") {
        for line in source.code() {
            if let Some(word) = words.iter().find(|word| line.contains(**word)) {
                panic!("{} must not know `{word}`:\n{line}", source.path);
            }
        }
    }
}

#[test]
fn the_model_knows_no_wasm_no_clock_and_no_chance() {
    check_never(MODEL, &["target_arch", "wasm", "SystemTime", "Instant::", "rand::", "std::env"]);
}

#[test]
fn the_model_depends_on_few_crates() {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--package", "grantscope", "--edges", "normal", "--target", "all"])
        .args(["--depth", "1", "--prefix", "none", "--offline", "--locked"])
        .current_dir(root())
        .output()
        .expect("cargo can be run");
    let listed = String::from_utf8(tree.stdout).expect("cargo writes text");
    let crates: Vec<&str> =
        listed.lines().filter_map(|line| line.split(' ').next()).skip(1).collect();
    assert_eq!(
        crates,
        [
            "base64",
            "form_urlencoded",
            "hex",
            "hmac",
            "percent-encoding",
            "rpds",
            "serde",
            "serde_json",
            "sha2",
            "thiserror",
            "time",
        ]
    );
}

#[test]
fn the_exploration_depends_on_the_model_and_the_package_not_on_the_exploration() {
    let manifest = &below("crates/grantscope-explore/Cargo.toml", ".toml")[0].text;
    let table = manifest.split("\n[").find(|table| table.starts_with("dependencies]"));
    let lines = table.expect("it has dependencies").lines().skip(1);
    let names: Vec<&str> = lines.filter_map(|line| Some(line.split_once('.')?.0)).collect();
    assert_eq!(names, ["grantscope", "indexmap", "rustc-hash", "serde", "serde_json", "thiserror"]);
    for manifest in ["crates/grantscope/Cargo.toml", "crates/grantscope-wasm/Cargo.toml"] {
        assert!(!below(manifest, ".toml")[0].text.contains("grantscope-explore"), "{manifest}");
    }
}

#[test]
fn inside_the_model_there_is_one_direction() {
    let above_model =
        ["crate::rules", "crate::sandbox", "crate::view", "crate::ledger", "crate::front_door"];
    check_never("crates/grantscope/src/model.rs", &above_model);
    check_never("crates/grantscope/src/model", &above_model);
    check_never("crates/grantscope/src/model", &["crate::wire"]);
    check_never("crates/grantscope/src/wire.rs", &above_model);
    check_never("crates/grantscope/src/wire", &above_model);
    let above_rules = ["crate::sandbox", "crate::view", "crate::ledger", "crate::front_door"];
    check_never("crates/grantscope/src/rules.rs", &above_rules);
    check_never("crates/grantscope/src/rules", &above_rules);
    let beside_view = ["crate::sandbox", "crate::ledger", "crate::front_door", "&mut Workspace"];
    check_never("crates/grantscope/src/view.rs", &beside_view);
    check_never("crates/grantscope/src/view", &beside_view);
    let beside_front_door = ["crate::sandbox", "crate::ledger", "crate::view", "&mut Workspace"];
    check_never("crates/grantscope/src/front_door.rs", &beside_front_door);
    check_never("crates/grantscope/src/front_door", &beside_front_door);
    let beside_ledger =
        ["crate::rules", "crate::sandbox", "crate::view", "crate::front_door", "workspace"];
    check_never("crates/grantscope/src/ledger.rs", &beside_ledger);
    check_never("crates/grantscope/src/ledger", &beside_ledger);
}

/// What somebody sends is compared with a secret by `is_same_secret`, which takes as long for one that is almost right.
#[test]
fn secrets_are_compared_in_constant_time() {
    for place in ["crates/grantscope/src/front_door", "crates/grantscope/src/rules"] {
        for source in below(place, ".rs") {
            for line in source.code() {
                let secret = ["secret", "token_text("].iter().any(|word| line.contains(word));
                let compared = line.contains("==") || line.contains("!=");
                assert!(!(secret && compared), "{} compares a secret:\n{line}", source.path);
            }
        }
    }
    check_never("crates/grantscope/src/wire/signature.rs", &["code ==", "== code", "signature =="]);
}

#[test]
fn rules_change_nothing() {
    check_never("crates/grantscope/src/rules.rs", &["&mut Workspace"]);
    check_never("crates/grantscope/src/rules", &["&mut Workspace"]);
}

#[test]
fn the_page_and_the_bindings_know_no_scope_and_no_error_of_slacks() {
    let scopes =
        Catalogue::SLACK.scopes().map(|scope| scope.name()).filter(|name| name.contains(':'));
    let errors = ApiError::ALL.iter().map(|error| error.code());
    let events = grantscope::Topic::ALL.iter().map(|topic| topic.name());
    let words: Vec<String> =
        scopes.chain(errors).chain(events).map(|word| format!("\"{word}\"")).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    check_never("web/src", &words);
    check_never("crates/grantscope-wasm/src", &words);
}

#[test]
fn the_page_does_not_go_through_the_bindings() {
    for manifest in below("web/Cargo.toml", ".toml") {
        assert!(!manifest.text.contains("grantscope-wasm"), "{}", manifest.path);
    }
    check_never("web/src", &["grantscope_wasm"]);
}

#[test]
fn the_bindings_decide_nothing() {
    for bindings in ["crates/grantscope-wasm/src", "crates/grantscope-explore-wasm/src"] {
        check_never(bindings, &["Containment", "ScopeSet", "Reach", "Grants ", "access("]);
    }
}

#[test]
fn no_unsafe_code_and_no_way_to_panic_is_allowed_without_a_reason() {
    for place in ["crates", "web"] {
        for source in below(place, ".rs") {
            assert!(!source.code().any(|line| line.contains("unsafe {")), "{}", source.path);
            let allows = source.code().filter(|line| line.contains("#[allow("));
            for line in allows {
                let from = source.text.find(line).unwrap_or_default();
                let rest: String = source.text[from..].chars().take(300).collect();
                assert!(rest.contains("reason = "), "{}: {line}", source.path);
            }
        }
    }
}

#[test]
fn every_file_says_what_it_is() {
    for place in ["crates", "web", "tests"] {
        for source in below(place, ".rs") {
            assert!(source.text.starts_with("//!"), "{} opens without //!", source.path);
        }
    }
}
