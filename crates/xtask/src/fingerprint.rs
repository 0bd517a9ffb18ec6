//! Whether files are still those that a result was made from: one hash over their names and contents,
//! kept in a stamp file beside the result; or over what is in files alone, to call others after it. Contents, not
//! times: a checkout changes times. Not here: anything about compiling, which cargo judges better.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};
use crate::project;

/// Hashes files and folders of the project. What is not there counts as empty, so its coming counts.
pub(crate) fn of<P: AsRef<Path>>(paths: &[P]) -> Outcome<String> {
    let mut hasher = DefaultHasher::new();
    for path in paths {
        path.as_ref().hash(&mut hasher);
        for file in files(&project::path(path))? {
            file.strip_prefix(project::root()).unwrap_or(&file).hash(&mut hasher);
            read(&file)?.hash(&mut hasher);
        }
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// Hashes what is in files, wherever they lie.
pub(crate) fn of_contents(files: &[&Path]) -> Outcome<String> {
    let mut hasher = DefaultHasher::new();
    for file in files {
        read(file)?.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// Every file in a folder and below it, in order.
pub(crate) fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    files.sort();
    Ok(files)
}

fn read(file: &Path) -> Outcome<Vec<u8>> {
    fs::read(file).map_err(Failure::because(format!("read {}", file.display())))
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Outcome {
    if path.is_file() {
        files.push(path.to_path_buf());
    }
    // What npm installed is known by its lock file.
    if !path.is_dir() || path.ends_with("node_modules") {
        return Ok(());
    }
    let because = || Failure::because(format!("list {}", path.display()));
    for entry in fs::read_dir(path).map_err(because())? {
        collect(&entry.map_err(because())?.path(), files)?;
    }
    Ok(())
}

pub(crate) fn is_stamped(stamp: &Path, fingerprint: &str) -> bool {
    fs::read_to_string(stamp).is_ok_and(|stamped| stamped == fingerprint)
}

/// Written last: an interrupted run leaves no stamp.
pub(crate) fn stamp(stamp: &Path, fingerprint: &str) -> Outcome {
    fs::write(stamp, fingerprint).map_err(Failure::because(format!("write {}", stamp.display())))
}
