//! The compiler for wasm32: the one that is in use, with its wasm32 target added when it is missing, and told to
//! leave no folders of this machine in what it compiles.
//! What to do where that download is refused is in `fallback_toolchain.rs`.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Outcome;
use crate::project::{self, WASM_TARGET};
use crate::{fallback_toolchain, process};

/// What a command needs in its environment to compile for wasm32.
#[derive(Debug, Default)]
pub(crate) struct WasmToolchain {
    pub(crate) environment: Vec<(&'static str, OsString)>,
}

/// Flags for that target alone: build scripts and macros run on the host. Cargo adds those of its configuration,
/// unless one of [`INSTEAD`] is set.
pub(crate) const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Flags of these would count in the place of all others, and without those nothing works.
pub(crate) const INSTEAD: [&str; 2] = ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"];

/// Finds the target, or adds it, or falls back.
pub(crate) fn set_up() -> Outcome<WasmToolchain> {
    let mut toolchain = with_target()?;
    if let Some(remap) = cargo_home().as_deref().and_then(without_sources_of) {
        toolchain.add_flag(&remap);
    }
    Ok(toolchain)
}

impl WasmToolchain {
    fn add_flag(&mut self, flag: &str) {
        match self.environment.iter_mut().find(|(name, _)| *name == FLAGS) {
            Some((_, flags)) => {
                flags.push(" ");
                flags.push(flag);
            }
            None => {
                let mut flags = env::var_os(FLAGS).unwrap_or_default();
                flags.push(" ");
                flags.push(flag);
                self.environment.push((FLAGS, flags));
            }
        }
    }
}

/// What panics say names the files of libraries: without the folder that cargo put them into, the same source
/// becomes the same wasm on each machine. Flags are told apart by blanks, so that a folder with one stays.
fn without_sources_of(cargo_home: &Path) -> Option<String> {
    let sources = cargo_home.join("registry/src");
    let sources = sources.to_str().filter(|path| !path.contains(char::is_whitespace))?;
    Some(format!("--remap-path-prefix={sources}=registry"))
}

fn cargo_home() -> Option<PathBuf> {
    let set = env::var_os("CARGO_HOME").filter(|path| !path.is_empty());
    // What is not absolute counts from where cargo runs.
    set.map(project::path).or_else(|| Some(env::home_dir()?.join(".cargo")))
}

fn with_target() -> Outcome<WasmToolchain> {
    if has_target() {
        return Ok(WasmToolchain::default());
    }
    if let Some(toolchain) = fallback_toolchain::already_there() {
        return Ok(toolchain);
    }
    println!("adding the {WASM_TARGET} target to the Rust toolchain: the page is compiled to it");
    // `rustup` says what it does by itself.
    let mut add = Command::new("rustup");
    add.args(["target", "add", WASM_TARGET]).env("RUST_BACKTRACE", "0");
    let added = process::show(&mut add);
    match added {
        Ok(()) if has_target() => Ok(WasmToolchain::default()),
        Ok(()) => fallback_toolchain::set_up(
            "rustup says it is there, but the compiler in use has no such folder",
        ),
        Err(refusal) => fallback_toolchain::set_up(&refusal.to_string()),
    }
}

fn has_target() -> bool {
    let sysroot = process::output_of(Command::new("rustc").args(["--print", "sysroot"]));
    sysroot.is_some_and(|sysroot| {
        let library = Path::new(sysroot.trim()).join("lib/rustlib").join(WASM_TARGET).join("lib");
        library.is_dir()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_libraries_are_taken_out_of_what_is_compiled() {
        let check = |home: &str, expected: Option<&str>| {
            assert_eq!(without_sources_of(Path::new(home)).as_deref(), expected, "{home}");
        };
        check("/home/x/.cargo", Some("--remap-path-prefix=/home/x/.cargo/registry/src=registry"));
        // Flags are told apart by blanks.
        check("/home/x y/.cargo", None);
    }

    #[test]
    fn a_flag_comes_behind_those_that_are_there() {
        let mut toolchain = WasmToolchain::default();
        for flag in ["-a", "-b"] {
            toolchain.add_flag(flag);
        }
        assert_eq!(toolchain.environment, [(FLAGS, " -a -b".into())]);
    }
}
