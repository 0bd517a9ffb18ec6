//! Set-up: what a command needs is looked for, and what is missing is installed, side by side. When
//! all is there this takes a fraction of a second. How each thing is installed is in the file named
//! after it.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::process::Command;
use std::thread::{self, ScopedJoinHandle};

use crate::chromium::{self, Browser};
use crate::failure::{Failure, Outcome};
use crate::node_modules::Modules;
use crate::project::{self, WASM_TARGET};
use crate::toolchain::{self, WasmToolchain};
use crate::tools::{self, Tool};
use crate::{node_modules, page, process};

/// What a command may need, beyond Rust itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    WasmTarget,
    WasmBindgen,
    WasmSplit,
    /// With the cargo profile that it will build the page with: compiled while Trunk is.
    Trunk(Option<&'static str>),
    NodeModules(Modules),
    Browser,
}

/// Everything that was asked for, ready to be used.
#[derive(Debug)]
pub(crate) struct Workbench {
    wasm: WasmToolchain,
    path: OsString,
    browser: Option<Browser>,
}

impl Workbench {
    /// A program of the set-up or of the system, started in the project's folder.
    pub(crate) fn command(&self, program: &str) -> Command {
        let found = tools::find(program, &self.path);
        let mut command =
            Command::new(found.as_deref().map_or(OsStr::new(program), |path| path.as_os_str()));
        command.current_dir(project::root()).env("PATH", &self.path);
        command
    }

    /// The same, where what it compiles goes to wasm32.
    pub(crate) fn wasm_command(&self, program: &str) -> Command {
        let mut command = self.command(program);
        for flags in toolchain::INSTEAD {
            command.env_remove(flags);
        }
        command.envs(self.wasm.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    pub(crate) fn browser(&self) -> Outcome<&Browser> {
        self.browser
            .as_ref()
            .ok_or_else(|| Failure::new("expected a browser to be set up, found none"))
    }
}

pub(crate) fn everything() -> Outcome<Workbench> {
    prepare(&[
        Need::WasmTarget,
        Need::WasmBindgen,
        Need::WasmSplit,
        Need::Trunk(None),
        Need::NodeModules(Modules::Tests),
        Need::NodeModules(Modules::Recipes),
        Need::NodeModules(Modules::Parsers),
        Need::NodeModules(Modules::Page),
        Need::Browser,
    ])
}

/// Sets up what is needed and nothing else.
pub(crate) fn prepare(needs: &[Need]) -> Outcome<Workbench> {
    let wants = |need: Need| needs.contains(&need);
    let profile = needs.iter().find_map(|need| match need {
        Need::Trunk(profile) => Some(*profile),
        Need::WasmTarget
        | Need::WasmBindgen
        | Need::WasmSplit
        | Need::NodeModules(_)
        | Need::Browser => None,
    });
    let wasm = if needs.is_empty() { WasmToolchain::default() } else { toolchain::set_up()? };
    let bindgen = if wants(Need::WasmBindgen) { Some(tools::wasm_bindgen()?) } else { None };
    let split = wants(Need::WasmSplit).then(tools::wasm_split);
    let trunk = profile.map(|_| tools::trunk());
    let mut folders: Vec<PathBuf> =
        [&bindgen, &split, &trunk].into_iter().flatten().map(Tool::folder).collect();
    folders.push(node_modules::programs());
    let mut workbench = Workbench { wasm, path: tools::path_with(&folders)?, browser: None };
    // The page is compiled early only while Trunk is being built: afterwards Trunk does it.
    let early = profile.flatten().filter(|_| trunk.as_ref().is_some_and(|trunk| !trunk.is_there()));

    workbench.browser = thread::scope(|scope| {
        let building = scope.spawn(|| trunk.as_ref().map_or(Ok(()), Tool::set_up));
        let compiling = scope.spawn(|| {
            bindgen.as_ref().map_or(Ok(()), Tool::set_up)?;
            split.as_ref().map_or(Ok(()), Tool::set_up)?;
            early.map_or(Ok(()), |profile| compile_page(&workbench, profile))
        });
        let installing = scope.spawn(|| {
            for modules in Modules::ALL {
                if wants(Need::NodeModules(modules)) {
                    modules.set_up()?;
                }
            }
            if wants(Need::Browser) { chromium::set_up().map(Some) } else { Ok(None) }
        });
        let (built, compiled, installed) = (join(building), join(compiling), join(installing));
        built.and(compiled).and(installed)
    })?;
    Ok(workbench)
}

/// What Trunk will ask of cargo, so that it finds it done.
fn compile_page(workbench: &Workbench, profile: &str) -> Outcome {
    println!("compiling the page meanwhile");
    let mut build = workbench.wasm_command("cargo");
    build.args(["build", "--locked", "--target", WASM_TARGET, "--profile", profile]);
    build.args(["--manifest-path", "web/Cargo.toml", "--bin", "grantscope-web"]);
    if profile == page::PROFILE {
        build.args(["--features", page::FEATURES]);
    }
    process::quietly("page", &mut process::with_cargo_progress(build))
}

fn join<T>(lane: ScopedJoinHandle<'_, Outcome<T>>) -> Outcome<T> {
    lane.join().unwrap_or_else(|_| Err(Failure::new("a step of the set-up stopped without a word")))
}
