//! For Debian machines where `rustup target add` is refused: Debian's own compiler for the web, with
//! a standard library built from Debian's source. It compiles only what goes to wasm32; everything
//! else stays with the usual toolchain. Not here: anything for other systems, where the one sentence
//! of `refused` has to do.
//!
//! Nothing is written outside target/ but Debian's packages: the library lies in a sysroot of its
//! own, which wasm32 builds are pointed to.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::project::{self, WASM_TARGET};
use crate::toolchain::{FLAGS, WasmToolchain};
use crate::{debian, process};

const PACKAGES: [&str; 5] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy", "lld-22"];
/// Where Debian's compiler is installed; rustup takes a path for the name of a toolchain.
const DEBIAN_TOOLCHAIN: &str = "/usr";
const LINKER: &str = "/usr/bin/lld-22";

/// The toolchain, when an earlier run made it.
pub(crate) fn already_there() -> Option<WasmToolchain> {
    let made_with = fs::read_to_string(stamp()).ok()?;
    (made_with == compiler_version()?).then(toolchain)
}

/// Makes the toolchain; `refusal` says why it is needed.
pub(crate) fn set_up(refusal: &str) -> Outcome<WasmToolchain> {
    if !debian::is_here() {
        return Err(refused(refusal));
    }
    println!("rustup could not add {WASM_TARGET}: {refusal}");
    println!("falling back to Debian's compiler for the web, for wasm32 only");
    debian::install(&PACKAGES, "a compiler for wasm32, its source and its linker")?;
    let library = build_library()?;
    assemble(&library)?;
    let version = compiler_version().ok_or_else(|| {
        Failure::new(format!(
            "expected a compiler in {DEBIAN_TOOLCHAIN}/bin after installing `rustc-web`, found none"
        ))
    })?;
    fs::write(stamp(), version)
        .map_err(Failure::because("write the stamp of the fallback toolchain"))?;
    Ok(toolchain())
}

fn refused(refusal: &str) -> Failure {
    Failure::new(format!(
        "expected the Rust target `{WASM_TARGET}`, but rustup could not add it ({refusal}); run \
         `rustup target add {WASM_TARGET}` where its download is allowed, then try again"
    ))
}

fn sysroot() -> PathBuf {
    project::tools().join("debian-wasm32")
}

fn stamp() -> PathBuf {
    sysroot().join("made-with")
}

fn compiler_version() -> Option<String> {
    process::output_of(Command::new(format!("{DEBIAN_TOOLCHAIN}/bin/rustc")).arg("-vV"))
}

fn toolchain() -> WasmToolchain {
    let flag = format!("--sysroot={}", sysroot().display());
    WasmToolchain {
        environment: vec![("RUSTUP_TOOLCHAIN", DEBIAN_TOOLCHAIN.into()), (FLAGS, flag.into())],
    }
}

/// Compiles the standard library in an empty crate and says where its files are.
fn build_library() -> Outcome<PathBuf> {
    let folder = project::tools().join("build-debian-wasm32");
    // An interrupted build may have left half of a library.
    let _ = fs::remove_dir_all(&folder);
    let because = || Failure::because("make an empty crate for the standard library");
    fs::create_dir_all(folder.join("src")).map_err(because())?;
    fs::write(folder.join("src/lib.rs"), "").map_err(because())?;
    let manifest = "[package]\nname = \"empty\"\nedition = \"2021\"\n\n[workspace]\n";
    fs::write(folder.join("Cargo.toml"), manifest).map_err(because())?;
    println!("compiling the standard library for wasm32 (about a minute)");
    let mut build = Command::new(format!("{DEBIAN_TOOLCHAIN}/bin/cargo"));
    build
        .current_dir(&folder)
        .args(["build", "--release", "--target", WASM_TARGET, "-Zbuild-std=std,panic_abort,test"])
        .args(["--target-dir", "target"])
        .env("RUSTUP_TOOLCHAIN", DEBIAN_TOOLCHAIN)
        .env("RUSTC", format!("{DEBIAN_TOOLCHAIN}/bin/rustc"))
        // The standard library may use what is unstable, and link-time optimisation needs its bitcode.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "-Cembed-bitcode=yes");
    process::quietly("standard library", &mut process::with_cargo_progress(build))?;
    Ok(folder.join("target").join(WASM_TARGET).join("release/deps"))
}

/// Lays out the sysroot: the built library, the linker, and Debian's library for the host.
fn assemble(library: &Path) -> Outcome {
    let because = || Failure::because("lay out the fallback toolchain in target/tools");
    let rustlib = sysroot().join("lib/rustlib");
    let _ = fs::remove_dir_all(sysroot());
    let target = rustlib.join(WASM_TARGET).join("lib");
    let host = rustlib.join(host_triple()?);
    fs::create_dir_all(&target).map_err(because())?;
    fs::create_dir_all(host.join("bin")).map_err(because())?;
    for entry in fs::read_dir(library).map_err(because())? {
        let file = entry.map_err(because())?.path();
        if file.extension().is_some_and(|extension| extension == "rlib")
            && let Some(name) =
                file.file_name().filter(|name| !name.to_string_lossy().starts_with("libempty"))
        {
            fs::copy(&file, target.join(name)).map_err(because())?;
        }
    }
    symlink(LINKER, host.join("bin/rust-lld")).map_err(because())?;
    fs::remove_dir_all(project::tools().join("build-debian-wasm32")).map_err(because())
}

fn host_triple() -> Outcome<String> {
    let version = compiler_version().unwrap_or_default();
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| {
        Failure::new(format!(
            "expected a line `host: …` from `{DEBIAN_TOOLCHAIN}/bin/rustc -vV`, got `{version}`"
        ))
    })
}
