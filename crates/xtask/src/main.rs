//! `cargo xtask`: everything that a person types to build, serve, test and package GrantScope.
//! This file only joins the words that were typed (`command.rs`) to the files that carry them out;
//! nothing here knows how.

mod bench;
mod binding;
mod chromium;
mod command;
mod debian;
mod failure;
mod fallback_toolchain;
mod fingerprint;
mod lint;
mod mutants;
mod names;
mod node_modules;
mod offline;
mod package;
mod page;
mod process;
mod program;
mod progress;
mod project;
mod serve;
mod setup;
mod small;
mod split;
mod tally;
mod test;
mod toolchain;
mod tools;
mod wasm_opt;

use std::process::ExitCode;

use command::Command;
use failure::Outcome;

fn main() -> ExitCode {
    match command::parse(std::env::args_os().skip(1)) {
        Ok(command) => match run(&command) {
            Ok(()) => ExitCode::SUCCESS,
            Err(failure) => {
                eprintln!("error: {failure}");
                ExitCode::FAILURE
            }
        },
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::from(2)
        }
    }
}

fn run(command: &Command) -> Outcome {
    match command {
        Command::Help => {
            print!("{}", command::USAGE);
            Ok(())
        }
        Command::Setup => setup::everything().map(|_| println!("everything is set up")),
        Command::Serve(wish) => serve::run(wish),
        Command::Announce(port) => serve::announce(*port),
        Command::Test(parts) => test::run(parts),
        Command::Page { public_url } => page::run(public_url),
        Command::Package => package::run(),
        Command::Lint => lint::run(),
        Command::Mutants(shard) => mutants::run(*shard),
        Command::Bench => bench::run(),
    }
}
