//! `cargo xtask package`: the npm package, as a folder and as the archive that would be published.
//! cargo compiles the bindings, wasm-bindgen writes the glue, wasm-opt shrinks, npm packs. What the
//! package says of itself lies in crates/grantscope-wasm/npm and is copied as it is.

use std::fs;
use std::path::Path;

use crate::binding::Binding;
use crate::failure::{Failure, Outcome};
use crate::setup::{self, Need, Workbench};
use crate::{command, fingerprint, page, process, project};

/// The page is in it, as what one watches the emulator with.
pub(crate) const NEEDS: [Need; 5] = page::NEEDS;
/// The package as a folder; `grantscope-<version>.tgz` lies beside it.
pub(crate) const FOLDER: &str = "target/npm/grantscope";

const PAGE: &str = "dist";
const STATIC_FILES: &str = "crates/grantscope-wasm/npm";
const STORIES: &str = "tests/scenarios/stories";
/// What makes each way into the package one module.
const ENTRIES: &str = "web/modules/entries.mjs";
/// How it is put together, besides: who changes that gets another package.
const HOW: [&str; 5] = [
    "crates/xtask/src/binding.rs",
    "crates/xtask/src/fingerprint.rs",
    "crates/xtask/src/package.rs",
    "crates/xtask/src/split.rs",
    "crates/xtask/src/wasm_opt.rs",
];
const ROOT_FILES: [&str; 3] = ["LICENSE-MIT", "LICENSE-APACHE", "CHANGELOG.md"];

/// What an app needs in production is as small as can be, and in Node in two files, of which a decision reads
/// the first. What everybody fetches is small, what the emulator runs is quick, and what explores is not loaded
/// by who asks nothing of it.
const BINDINGS: [Binding; 5] = [
    Binding { features: Some(""), folder: LEDGER, name: "ledger", ..WHOLE },
    Binding {
        features: Some("split"),
        folder: LEDGER,
        name: "ledger_start",
        part: Some("rest"),
        ..WHOLE
    },
    WHOLE,
    Binding {
        profile: "emulator",
        folder: "target/npm/grantscope/emulator",
        name: "model",
        ..WHOLE
    },
    Binding {
        package: "grantscope-explore-wasm",
        folder: "target/npm/grantscope/cli",
        name: "explore",
        ..WHOLE
    },
];
const WHOLE: Binding = Binding {
    package: "grantscope-wasm",
    features: None,
    profile: "release",
    folder: FOLDER,
    name: "grantscope",
    part: None,
};
const LEDGER: &str = "target/npm/grantscope/ledger";

pub(crate) fn run() -> Outcome {
    build(&setup::prepare(&NEEDS)?)?;
    println!("the package is in {FOLDER}, its archive beside it");
    Ok(())
}

/// Builds the package unless it is there and current.
pub(crate) fn build(workbench: &Workbench) -> Outcome {
    page::build(workbench, command::ANYWHERE)?;
    for binding in BINDINGS {
        binding.compile(workbench)?;
    }
    let compiled = BINDINGS.map(Binding::compiled);
    let mut sources = vec![STATIC_FILES, STORIES, PAGE, ENTRIES];
    sources.extend(compiled.iter().map(String::as_str));
    sources.extend(["Cargo.lock", "tests/package-lock.json"]);
    sources.extend(HOW);
    sources.extend(ROOT_FILES);
    let sources = fingerprint::of(&sources)?;
    let stamp = project::path("target/npm-stamp");
    let current = || fingerprint::of(&["target/npm"]).map(|made| format!("{sources} {made}"));
    if fingerprint::is_stamped(&stamp, &current()?) {
        return Ok(());
    }
    assemble(workbench)?;
    fingerprint::stamp(&stamp, &current()?)
}

fn assemble(workbench: &Workbench) -> Outcome {
    // Whatever an older or interrupted run left must not be packed.
    let _ = fs::remove_dir_all(project::path("target/npm"));
    let folder = project::path(FOLDER);
    fs::create_dir_all(&folder).map_err(Failure::because(format!("make {FOLDER}")))?;
    copy_folder(&project::path(STATIC_FILES), &folder)?;
    copy_folder(&project::path(PAGE), &folder.join("page"))?;
    for name in ROOT_FILES {
        let file = project::path(name);
        if file.is_file() {
            fs::copy(&file, folder.join(name))
                .map_err(Failure::because(format!("copy {name} into {FOLDER}")))?;
        }
    }
    write_scenarios(&folder)?;
    for binding in BINDINGS {
        binding.write(workbench)?;
    }
    let mut entries = workbench.command("node");
    process::quietly("node", entries.arg(project::path(ENTRIES)).arg(&folder))?;
    let mut pack = workbench.command("npm");
    pack.args(["pack", "--silent", "--pack-destination", "target/npm"]).arg(&folder);
    process::quietly("npm pack", &mut pack)
}

/// The stories, by the names of their files.
fn write_scenarios(folder: &Path) -> Outcome {
    let because = || Failure::because(format!("read {STORIES}"));
    let files = fs::read_dir(project::path(STORIES)).map_err(because())?;
    let mut stories = Vec::new();
    for file in files {
        let path = file.map_err(because())?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        stories.push(format!("{name:?}: {}", fs::read_to_string(&path).map_err(because())?.trim()));
    }
    stories.sort();
    let text = format!("{{\n{}\n}}\n", stories.join(",\n"));
    let target = folder.join("scenarios.json");
    fs::write(&target, text).map_err(Failure::because(format!("write {}", target.display())))
}

fn copy_folder(from: &Path, to: &Path) -> Outcome {
    let because = || Failure::because(format!("copy {} into {}", from.display(), to.display()));
    fs::create_dir_all(to).map_err(because())?;
    for entry in fs::read_dir(from).map_err(because())? {
        let entry = entry.map_err(because())?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target).map_err(because())?;
        }
    }
    Ok(())
}
