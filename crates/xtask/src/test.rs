//! `cargo xtask test`: runs the runners one after the other, shows what they print, and ends with one
//! line that adds them up. What a runner's words mean is in `tally.rs`.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::command::{self, Part};
use crate::failure::{Failure, Outcome};
use crate::node_modules::Modules;
use crate::project::{self, WASM_TARGET};
use crate::setup::{self, Need, Workbench};
use crate::tally::Tally;
use crate::{package, page, process};

/// Runs the parts; the sum is the last line, whatever happens.
pub(crate) fn run(parts: &[Part]) -> Outcome {
    let mut sum = Tally::default();
    match prepare(parts) {
        Ok(workbench) => parts.iter().for_each(|part| sum += run_part(&workbench, *part)),
        Err(failure) => {
            eprintln!("error: {failure}");
            sum.failed += 1;
        }
    }
    println!("\n{sum}");
    if sum.failed == 0 {
        return Ok(());
    }
    // Said already: the sum has to stay the last line.
    std::process::exit(1)
}

fn prepare(parts: &[Part]) -> Outcome<Workbench> {
    let mut needs: Vec<Need> = Vec::new();
    for part in parts {
        match part {
            Part::Native => {}
            Part::Browser => needs.extend([Need::WasmBindgen, Need::Browser]),
            Part::Npm => {
                needs.extend(package::NEEDS);
                needs.extend([Need::NodeModules(Modules::Recipes), Need::Browser]);
            }
            Part::EndToEnd => {
                needs.extend(page::NEEDS);
                needs.extend([Need::NodeModules(Modules::Parsers), Need::Browser]);
            }
        }
    }
    setup::prepare(&needs)
}

fn run_part(workbench: &Workbench, part: Part) -> Tally {
    println!("\n== {}", part.name());
    let outcome = match part {
        Part::Native => native(workbench),
        Part::Browser => browser(workbench),
        Part::Npm => npm(workbench),
        Part::EndToEnd => end_to_end(workbench),
    };
    let (tally, ended_well) = outcome.unwrap_or_else(|failure| {
        eprintln!("error: {failure}");
        (Tally::default(), false)
    });
    let (tally, reason) = tally.settled(ended_well);
    let reason = reason.map(|reason| format!(" ({reason})")).unwrap_or_default();
    println!("== {}: {tally}{reason}", part.name());
    tally
}

/// The default members of the workspace: the model, this crate and the layers.
fn native(workbench: &Workbench) -> Outcome<(Tally, bool)> {
    let mut cargo = workbench.command("cargo");
    cargo.args(["test", "--locked", "--no-fail-fast"]);
    cargo_runner(&mut cargo)
}

fn browser(workbench: &Workbench) -> Outcome<(Tally, bool)> {
    let runner = workbench.command("wasm-bindgen-test-runner");
    let mut cargo = workbench.wasm_command("cargo");
    cargo
        .args([
            "test",
            "--locked",
            "--no-fail-fast",
            "--target",
            WASM_TARGET,
            "--package",
            "browser-tests",
        ])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner.get_program())
        .env("CHROMEDRIVER", &workbench.browser()?.driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", project::path("tests/browser/webdriver.json"))
        // The usual 20 seconds are short on a busy machine.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    cargo_runner(&mut cargo)
}

fn npm(workbench: &Workbench) -> Outcome<(Tally, bool)> {
    package::build(workbench)?;
    let mut node = workbench.command("node");
    node.env("GRANTSCOPE_CHROMIUM", &workbench.browser()?.chromium)
        .env("GRANTSCOPE_PACKAGE", project::path(package::FOLDER));
    node_runner(node, "npm")
}

fn end_to_end(workbench: &Workbench) -> Outcome<(Tally, bool)> {
    page::build(workbench, command::ANYWHERE)?;
    let mut node = workbench.command("node");
    node.env("GRANTSCOPE_CHROMIUM", &workbench.browser()?.chromium)
        .env("GRANTSCOPE_DIST", project::path("dist"));
    node_runner(node, "e2e")
}

fn cargo_runner(cargo: &mut Command) -> Outcome<(Tally, bool)> {
    let (status, output) = process::show_and_read(cargo)?;
    Ok((Tally::from_cargo(&output), status.success()))
}

/// Runs tests/<folder>/*.test.mjs: shown for people, counted from a report in a file.
fn node_runner(mut node: Command, folder: &str) -> Outcome<(Tally, bool)> {
    let files = test_files(folder)?;
    if files.is_empty() {
        // Without files node would look for some of its own.
        return Ok((Tally::default(), true));
    }
    let report = project::path(format!("target/{folder}.tap"));
    let _ = fs::remove_file(&report);
    // One file after the other: some measure how long things take.
    node.args([
        "--test",
        "--test-concurrency=1",
        // A file that waits for what never comes fails, in milliseconds.
        "--test-timeout=900000",
        "--test-reporter=spec",
        "--test-reporter-destination=stdout",
    ])
    .args([
        "--test-reporter=tap".to_owned(),
        format!("--test-reporter-destination={}", report.display()),
    ])
    .args(files);
    let (status, _) = process::show_and_read(&mut node)?;
    // No report: it broke down, and `settled` says so.
    let text = fs::read_to_string(&report).unwrap_or_default();
    Ok((Tally::from_tap(&text), status.success()))
}

fn test_files(folder: &str) -> Outcome<Vec<PathBuf>> {
    let folder = project::path(format!("tests/{folder}"));
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let because = || Failure::because(format!("list {}", folder.display()));
    let mut files = Vec::new();
    for entry in fs::read_dir(&folder).map_err(because())? {
        let file = entry.map_err(because())?.path();
        if file.to_string_lossy().ends_with(".test.mjs") {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}
