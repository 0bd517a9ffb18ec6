//! The project's own files, as text.

use std::fs;
use std::path::{Path, PathBuf};

/// A file with its path from the project's root.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Source {
    /// The lines that are no comment.
    pub(crate) fn code(&self) -> impl Iterator<Item = &str> {
        self.text.lines().filter(|line| !line.trim_start().starts_with("//"))
    }
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The files with that ending below a folder or, if it is a file, that file.
#[track_caller]
pub(crate) fn below(place: &str, ending: &str) -> Vec<Source> {
    let mut found = Vec::new();
    collect(&root().join(place), ending, &mut found);
    assert!(!found.is_empty(), "there is no *{ending} below {place}");
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

fn collect(place: &Path, ending: &str, found: &mut Vec<Source>) {
    if place.is_dir() {
        let name = place.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if ["target", "node_modules", "dist", ".git"].contains(&name) {
            return;
        }
        for entry in fs::read_dir(place).expect("a folder can be read") {
            collect(&entry.expect("an entry can be read").path(), ending, found);
        }
    } else if place.to_string_lossy().ends_with(ending) {
        let path = place.strip_prefix(root()).unwrap_or(place).to_string_lossy().into_owned();
        let text = fs::read_to_string(place).expect("a source is text");
        found.push(Source { path, text });
    }
}
