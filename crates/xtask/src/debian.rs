//! Debian's packages, for what cannot be built beside the project: a browser, and the fallback
//! compiler. Only as root or where sudo asks for no password; nothing here ever prompts.

use std::fs;
use std::process::Command;

use crate::failure::Outcome;
use crate::process;

/// Whether this is Debian and packages may be installed.
pub(crate) fn is_here() -> bool {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    release.lines().any(|line| line == "ID=debian") && (is_root() || has_sudo())
}

/// Installs packages, saying what for.
pub(crate) fn install(packages: &[&str], what_for: &str) -> Outcome {
    println!("installing Debian's {}: {what_for}", packages.join(", "));
    // A new machine has no lists, or old ones; without them nothing is found.
    process::quietly("package lists", apt_get().arg("update"))?;
    let mut install = apt_get();
    install.args(["install", "--yes", "--no-install-recommends"]).args(packages);
    process::quietly(packages.first().unwrap_or(&"packages"), &mut install)
}

fn apt_get() -> Command {
    let mut command = Command::new(if is_root() { "apt-get" } else { "sudo" });
    if !is_root() {
        command.args(["--non-interactive", "apt-get"]);
    }
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn is_root() -> bool {
    process::output_of(Command::new("id").arg("-u")).is_some_and(|user| user.trim() == "0")
}

fn has_sudo() -> bool {
    process::output_of(Command::new("sudo").args(["--non-interactive", "true"])).is_some()
}
