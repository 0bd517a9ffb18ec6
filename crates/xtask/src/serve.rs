//! `cargo xtask serve`: Trunk builds the page, serves it, and rebuilds it when a file changes. Not
//! here: the server itself, which is Trunk's.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::process::{CommandExt as _, parent_id};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::command::Wish;
use crate::failure::{Failure, Outcome};
use crate::node_modules::Modules;
use crate::setup::{self, Need};

/// Not dist/: that one holds release builds.
const SERVED_FOLDER: &str = "target/serve";

/// A page that takes longer to build has shown its errors by then.
const PATIENCE: Duration = Duration::from_secs(1800);

pub(crate) fn run(wish: &Wish) -> Outcome {
    // Before minutes of set-up, and again in front of the server.
    check_port(wish.port)?;
    let profile = if wish.release { "release" } else { "page" };
    let needs = [Need::WasmBindgen, Need::Trunk(Some(profile)), Need::NodeModules(Modules::Page)];
    let workbench = setup::prepare(&needs)?;
    check_port(wish.port)?;

    std::fs::create_dir_all(crate::project::path(SERVED_FOLDER))
        .map_err(Failure::because("make target/serve"))?;
    let mut trunk = workbench.wasm_command("trunk");
    trunk.args(["serve", "--dist", SERVED_FOLDER, "--address", "127.0.0.1"]);
    trunk.args(["--port", &wish.port.to_string(), "--disable-address-lookup", "true"]);
    if wish.open {
        trunk.arg("--open");
    }
    if wish.release {
        trunk.arg("--release");
    } else {
        trunk.args(["--cargo-profile", profile]);
    }
    start_announcer(wish.port)?;
    // In the place of this process: whoever ends the one that was started ends the server.
    let error = trunk.exec();
    Err(Failure::because("start `trunk`")(error))
}

/// A second process, because this one becomes the server.
fn start_announcer(port: u16) -> Outcome {
    let because = || Failure::because("start the process that says when the page is there");
    let mut announcer = Command::new(std::env::current_exe().map_err(because())?);
    announcer.args(["announce", "--port", &port.to_string()]);
    announcer.spawn().map(drop).map_err(because())
}

fn check_port(port: u16) -> Outcome {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map(drop).map_err(|error| {
        Failure::new(format!(
            "expected port {port} of 127.0.0.1 to be free, but {error}; stop what uses it or pass `--port N`"
        ))
    })
}

/// Prints the address as soon as the page is there; gives up when the server has ended.
pub(crate) fn announce(port: u16) -> Outcome {
    let server = parent_id();
    let start = Instant::now();
    while parent_id() == server && start.elapsed() < PATIENCE {
        if page_is_there(port) {
            println!("\nGrantScope is at http://127.0.0.1:{port} (Ctrl-C stops it)");
            break;
        }
        thread::sleep(Duration::from_millis(100));
    }
    Ok(())
}

fn page_is_there(port: u16) -> bool {
    let Ok(mut stream) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)) else {
        return false;
    };
    let mut answer = [0; 12];
    // Trunk answers HTML requests only.
    let asked = stream
        .set_read_timeout(Some(Duration::from_secs(2)))
        .and_then(|()| stream.write_all(b"GET / HTTP/1.0\r\nAccept: text/html\r\n\r\n"))
        .and_then(|()| stream.read_exact(&mut answer));
    asked.is_ok() && answer.ends_with(b" 200")
}
