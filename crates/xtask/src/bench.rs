//! `cargo xtask bench`: measures natively and in Node, and lets the report be written from both. What is
//! measured, beside whom and by which limits is in tests/bench.

use std::fs;

use crate::failure::{Failure, Outcome};
use crate::node_modules::Modules;
use crate::setup::{self, Need, Workbench};
use crate::{package, process, project};

/// A workspace of its own: nobody who clones the project waits for those who are measured.
const NATIVE: &str = "tests/bench/native";
/// What each half measured, as JSON.
const RESULTS: &str = "target/bench";
/// Natively all are measured so often, one after the other each time.
const ROUNDS: usize = 5;
/// Threads that collect while somebody else has a turn would count as that one's processor time.
const ITS_OWN_GARBAGE: &str = "--single-threaded-gc";

pub(crate) fn run() -> Outcome {
    let mut needs = package::NEEDS.to_vec();
    needs.extend([Modules::Bench, Modules::BenchEmulator].map(Need::NodeModules));
    let workbench = setup::prepare(&needs)?;
    package::build(&workbench)?;
    let because = || Failure::because(format!("make {RESULTS}"));
    // What an earlier run measured belongs to no round of this one.
    let _ = fs::remove_dir_all(project::path(RESULTS));
    fs::create_dir_all(project::path(RESULTS)).map_err(because())?;
    for round in 0..ROUNDS {
        native(&workbench, round)?;
    }
    node(&workbench, &[ITS_OWN_GARBAGE, "tests/bench/ledger.mjs"])?;
    node(&workbench, &["tests/bench/report.mjs"])?;
    node(&workbench, &["tests/bench/emulator/run.mjs"])?;
    println!("the figures are in docs/BENCHMARKS.md and docs/BENCHMARKS-EMULATOR.md");
    Ok(())
}

fn native(workbench: &Workbench, round: usize) -> Outcome {
    let mut cargo = workbench.command("cargo");
    cargo.args(["bench", "--locked", "--manifest-path", &format!("{NATIVE}/Cargo.toml")]);
    cargo.args(["--target-dir", "target/bench-native"]);
    cargo.env("CRITERION_HOME", project::path(format!("{RESULTS}/criterion-{round}")));
    process::show(&mut cargo)
}

fn node(workbench: &Workbench, arguments: &[&str]) -> Outcome {
    let mut node = workbench.command("node");
    node.args(arguments);
    node.env("GRANTSCOPE_PACKAGE", project::path(package::FOLDER));
    node.env("GRANTSCOPE_RESULTS", project::path(RESULTS));
    process::show(&mut node)
}
