//! Which tests hold which rules, read from the lines above them.
//!
//! Not here: whether a test really would fail without the rule, which is for its author to know.

use std::fs;
use std::path::Path;

const MARK: &str = "// Holds: ";

/// The tests of a folder, and the marks that are at fault.
#[derive(Default)]
pub(super) struct Scan {
    pub(super) tests: Vec<Test>,
    pub(super) faults: Vec<String>,
}

/// A test.
pub(super) struct Test {
    /// `membership::a_kick_takes_the_resource`
    pub(super) name: String,
    /// Identifiers of rules.
    pub(super) holds: Vec<String>,
    /// What stands below its name, up to the next.
    text: String,
}

impl Test {
    /// Whether its text names the rule, held or not.
    pub(super) fn mentions(&self, rule: &str) -> bool {
        self.text
            .split(|letter: char| !letter.is_alphanumeric() && letter != '-')
            .any(|it| it == rule)
    }
}

impl Scan {
    pub(super) fn of_this_folder() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
        let entries = fs::read_dir(folder).expect("the folder is there");
        let mut files: Vec<_> =
            entries.map(|entry| entry.expect("it can be read").path()).collect();
        files.sort();
        let mut scan = Self::default();
        for file in files.iter().filter(|file| file.extension().is_some_and(|it| it == "rs")) {
            let stem = file.file_stem().expect("files have names").to_string_lossy();
            scan.read(&stem, &fs::read_to_string(file).expect("a source is text"));
        }
        scan
    }

    /// Adds the tests of a file.
    pub(super) fn read(&mut self, stem: &str, source: &str) {
        let mut held: Vec<String> = Vec::new();
        let mut expects_name = false;
        for line in source.lines().map(str::trim) {
            if let Some(list) = line.strip_prefix(MARK) {
                if !list.ends_with('.') {
                    self.faults.push(format!("{stem}: expected a full stop after `{line}`"));
                }
                held.extend(list.trim_end_matches('.').split(", ").map(str::to_owned));
            } else if line == "#[test]" {
                expects_name = true;
            } else if let (true, Some(rest)) = (expects_name, line.strip_prefix("fn ")) {
                expects_name = false;
                let name = rest.split('(').next().unwrap_or_default();
                let holds = std::mem::take(&mut held);
                let name = format!("{stem}::{name}");
                self.tests.push(Test { name, holds, text: String::new() });
            } else if !expects_name && !held.is_empty() {
                let loose = std::mem::take(&mut held).join(", ");
                self.faults.push(format!("{stem}: expected `#[test]` below `{MARK}{loose}.`"));
            } else if let Some(test) = self.tests.last_mut() {
                test.text.push_str(line);
                test.text.push('\n');
            }
        }
    }

    /// The names of the tests that hold a rule.
    pub(super) fn holding(&self, rule: &str) -> impl Iterator<Item = &str> {
        let holds = move |test: &&Test| test.holds.iter().any(|held| held == rule);
        self.tests.iter().filter(holds).map(|test| test.name.as_str())
    }
}
