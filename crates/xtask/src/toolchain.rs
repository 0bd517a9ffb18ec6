//! The compiler for wasm32: the one that is in use, with its wasm32 target added when it is missing.
//! What to do where that download is refused is in `fallback_toolchain.rs`.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use crate::failure::Outcome;
use crate::project::WASM_TARGET;
use crate::{fallback_toolchain, process};

/// What a command needs in its environment to compile for wasm32.
#[derive(Debug, Default)]
pub(crate) struct WasmToolchain {
    pub(crate) environment: Vec<(&'static str, OsString)>,
}

/// Finds the target, or adds it, or falls back.
pub(crate) fn set_up() -> Outcome<WasmToolchain> {
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
