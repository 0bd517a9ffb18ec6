//! Trunk and wasm-bindgen's command-line tools: found on PATH in the right version, or built into
//! target/tools/<name>-<version>. The folder is the stamp: cargo moves a binary there only when it
//! is complete. Built cheaply: they run for seconds, so the time that counts is that of compiling.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::{process, project};

/// A tool that cargo can build.
pub(crate) struct Tool {
    pub(crate) package: &'static str,
    pub(crate) version: String,
    /// Separated by commas; its default features are left out.
    pub(crate) features: &'static str,
    /// All of them must be there.
    pub(crate) programs: &'static [&'static str],
    /// Why it is installed.
    pub(crate) purpose: &'static str,
}

pub(crate) fn trunk() -> Tool {
    Tool {
        package: "trunk",
        version: project::TRUNK_VERSION.to_owned(),
        features: "",
        programs: &["trunk"],
        purpose: "builds and serves the page",
    }
}

pub(crate) fn cargo_mutants() -> Tool {
    Tool {
        package: "cargo-mutants",
        version: project::CARGO_MUTANTS_VERSION.to_owned(),
        features: "",
        programs: &["cargo-mutants"],
        purpose: "breaks the model in one place after the other",
    }
}

pub(crate) fn wasm_bindgen() -> Outcome<Tool> {
    Ok(Tool {
        package: "wasm-bindgen-cli",
        version: project::locked_version("wasm-bindgen")?,
        features: "",
        programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
        purpose: "writes the JavaScript beside the wasm, and runs tests in a browser",
    })
}

pub(crate) fn wasm_split() -> Tool {
    Tool {
        package: "wasm_split_cli_support",
        version: project::WASM_SPLIT_VERSION.to_owned(),
        features: "build-binary",
        programs: &["wasm-split-cli"],
        purpose: "takes the page's program apart, and the ledger's",
    }
}

impl Tool {
    pub(crate) fn is_there(&self) -> bool {
        self.programs.iter().all(|program| self.folder().join(program).is_file())
            || self.is_on_path()
    }

    /// The folder of programs: in PATH before all others.
    pub(crate) fn folder(&self) -> PathBuf {
        self.home().join("bin")
    }

    fn home(&self) -> PathBuf {
        project::tools().join(format!("{}-{}", self.package, self.version))
    }

    fn is_on_path(&self) -> bool {
        self.programs.iter().all(|program| {
            let answer = process::output_of(Command::new(program).arg("--version"));
            answer.is_some_and(|answer| answer.trim() == format!("{program} {}", self.version))
        })
    }

    /// Builds the tool when it is not there.
    pub(crate) fn set_up(&self) -> Outcome {
        if self.is_there() {
            return Ok(());
        }
        println!("building {} {} into target/tools: {}", self.package, self.version, self.purpose);
        let build = project::tools().join(format!("build-{}", self.package));
        let mut install = Command::new("cargo");
        install
            .current_dir(project::root())
            // Without default features: what is left out is downloading, which set-up replaces.
            .args(["install", "--locked", "--no-default-features", "--no-track", "--force"])
            .arg(format!("{}@{}", self.package, self.version))
            .args(["--features", self.features])
            .args([OsStr::new("--root"), self.home().as_os_str()])
            .args([OsStr::new("--target-dir"), build.as_os_str()])
            .envs(CHEAP_PROFILE);
        process::quietly(self.package, &mut process::with_cargo_progress(install))?;
        // Gigabytes that nothing reads again.
        std::fs::remove_dir_all(&build)
            .map_err(Failure::because(format!("remove {}", build.display())))
    }
}

/// A quarter of the processor time of the tools' own release profiles.
const CHEAP_PROFILE: [(&str, &str); 5] = [
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_RELEASE_LTO", "false"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "false"),
    ("CARGO_PROFILE_RELEASE_STRIP", "true"),
];

/// PATH with these folders first.
pub(crate) fn path_with(folders: &[PathBuf]) -> Outcome<OsString> {
    let rest = std::env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(std::env::split_paths(&rest));
    std::env::join_paths(all).map_err(|error| {
        Failure::new(format!(
            "expected folders that PATH can hold, but {error}; move the project to such a folder"
        ))
    })
}

/// Looks a program up as a shell does.
pub(crate) fn find(program: &str, path: &OsStr) -> Option<PathBuf> {
    let mut places = std::env::split_paths(path).map(|folder| folder.join(program));
    places.find(|place: &PathBuf| Path::is_file(place))
}
