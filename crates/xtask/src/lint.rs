//! `cargo xtask lint`: formatting, then clippy with warnings denied for the host and for wasm32. All
//! of them run even when one complains. Which lints there are is in the root Cargo.toml.

use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::project::WASM_TARGET;
use crate::setup::{self, Need, Workbench};

const LEDGER_IN_PARTS: [&str; 5] =
    ["--package", "grantscope-wasm", "--no-default-features", "--features", "split"];

pub(crate) fn run() -> Outcome {
    let workbench = setup::prepare(&[Need::WasmTarget])?;
    let checks = [
        ("formatting", formatting(&workbench)),
        ("clippy for the host", clippy(&workbench, &["--all-targets"])),
        // The model's tests are written for the host; here only the model itself.
        (
            "clippy for wasm32, the model",
            wasm_clippy(
                &workbench,
                &["--package", "grantscope", "--package", "grantscope-explore", "--lib"],
            ),
        ),
        ("clippy for wasm32", wasm_clippy(&workbench, &WASM_PACKAGES)),
        (
            "clippy for wasm32, the ledger alone",
            wasm_clippy(&workbench, &["--package", "grantscope-wasm", "--no-default-features"]),
        ),
        ("clippy for wasm32, the ledger in two parts", wasm_clippy(&workbench, &LEDGER_IN_PARTS)),
        (
            "clippy for wasm32, the page in two parts",
            wasm_clippy(&workbench, &["--package", "grantscope-web", "--features", "split"]),
        ),
    ];
    let mut complaints = Vec::new();
    for (name, mut command) in checks {
        println!("== {name}");
        if let Err(failure) = process::show(&mut command) {
            eprintln!("error: {failure}");
            complaints.push(name);
        }
    }
    if complaints.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "expected no complaint, got some from {}; see above",
        complaints.join(", ")
    )))
}

const WASM_PACKAGES: [&str; 9] = [
    "--all-targets",
    "--package",
    "grantscope-explore-wasm",
    "--package",
    "grantscope-wasm",
    "--package",
    "grantscope-web",
    "--package",
    "browser-tests",
];

fn formatting(workbench: &Workbench) -> Command {
    let mut command = workbench.command("cargo");
    command.args(["fmt", "--all", "--check"]);
    command
}

/// Without packages: the workspace's default members, which are those of the host.
fn clippy(workbench: &Workbench, what: &[&str]) -> Command {
    let mut command = workbench.command("cargo");
    command.args(["clippy", "--locked", "--quiet"]).args(what).args(["--", "-D", "warnings"]);
    command
}

fn wasm_clippy(workbench: &Workbench, what: &[&str]) -> Command {
    let mut command = workbench.wasm_command("cargo");
    command.args(["clippy", "--locked", "--quiet", "--target", WASM_TARGET]).args(what);
    command.args(["--", "-D", "warnings"]);
    command
}
