//! `cargo xtask mutants`: breaks the model in one place after the other and sees whether a test
//! notices. What is broken and how it is tested is in `.cargo/mutants.toml`. It takes hours: a shard
//! takes half an hour, and a run that was stopped goes on where it was.

use std::process::Command;

use crate::command::Shard;
use crate::failure::Outcome;
use crate::{process, project, tools};

pub(crate) fn run(shard: Shard) -> Outcome {
    let tool = tools::cargo_mutants();
    tool.set_up()?;
    let mut command = Command::new("cargo-mutants");
    command
        .current_dir(project::root())
        .env("PATH", tools::path_with(&[tool.folder()])?)
        .env("PROPTEST_CASES", CASES)
        .args(["mutants", "--package", "grantscope", "--iterate", "--output"])
        .arg(project::root().join("target/mutants"))
        .args(["--sharding", "round-robin", "--shard", &format!("{}/{}", shard.number, shard.of)]);
    process::show(&mut command)
}

/// Random stories a property tells for each mutant: the tables find most of them.
const CASES: &str = "24";
