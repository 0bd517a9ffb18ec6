//! The model as wasm files, each with the glue that wasm-bindgen writes beside it: cargo compiles,
//! wasm-bindgen writes, wasm-opt shrinks. Not here: taking one apart (`split.rs`), and what else is in the
//! package (`package.rs`).

use std::fs;

use crate::failure::{Failure, Outcome};
use crate::project::{self, WASM_TARGET};
use crate::setup::Workbench;
use crate::{process, split, wasm_opt};

/// A wasm file with its glue.
#[derive(Clone, Copy)]
pub(crate) struct Binding {
    /// The crate that it is compiled from.
    pub(crate) package: &'static str,
    /// The features of the crate, where they are not its default ones.
    pub(crate) features: Option<&'static str>,
    /// The profile of Cargo.toml that it is compiled by.
    pub(crate) profile: &'static str,
    /// Where it is written to.
    pub(crate) folder: &'static str,
    /// `NAME.js` and `NAME_bg.wasm`.
    pub(crate) name: &'static str,
    /// The part that is split off: `NAME_PART-BUILD.wasm`.
    pub(crate) part: Option<&'static str>,
}

impl Binding {
    /// What cargo makes, under a name that no other one has.
    pub(crate) fn compiled(self) -> String {
        format!("target/{WASM_TARGET}/{}/{}_bound.wasm", self.profile, self.name)
    }

    pub(crate) fn compile(self, workbench: &Workbench) -> Outcome {
        let mut cargo = workbench.wasm_command("cargo");
        // As a `cdylib` alone: a crate that is also an `rlib` is compiled without link-time optimisation.
        cargo.args(["rustc", "--locked", "--profile", self.profile, "--target", WASM_TARGET]);
        cargo.args(["--package", self.package, "--lib", "--crate-type", "cdylib"]);
        if let Some(features) = self.features {
            cargo.args(["--no-default-features", "--features", features]);
        }
        process::show(&mut cargo)?;
        let file = self.package.replace('-', "_");
        let made = project::path(format!("target/{WASM_TARGET}/{}/{file}.wasm", self.profile));
        fs::copy(&made, project::path(self.compiled()))
            .map_err(Failure::because(format!("copy {}", made.display())))?;
        Ok(())
    }

    pub(crate) fn write(self, workbench: &Workbench) -> Outcome {
        let (folder, compiled) = (project::path(self.folder), project::path(self.compiled()));
        match self.part {
            None => {
                let mut bindgen = workbench.command("wasm-bindgen");
                bindgen.args(["--target", "web", "--no-typescript", "--out-name", self.name]);
                bindgen.arg("--out-dir").arg(&folder).arg(compiled);
                process::quietly("wasm-bindgen", &mut bindgen)?;
            }
            Some(part) => {
                let parts = project::path(format!("target/parts/{}", self.name));
                split::take_apart(workbench, &compiled, &parts, &folder, self.name)?;
                let placed = folder.join(format!("{}_{part}.wasm", self.name));
                fs::copy(split::only_part(&parts, self.name, part)?, &placed)
                    .map_err(Failure::because(format!("copy {}", placed.display())))?;
            }
        }
        let starts = folder.join(format!("{}{}", self.name, split::STARTS));
        wasm_opt::shrink(workbench, &starts)?;
        let Some(part) = self.part else { return Ok(()) };
        let part = folder.join(format!("{}_{part}.wasm", self.name));
        wasm_opt::shrink(workbench, &part)?;
        split::call_after_build(&starts, &part)
    }
}
