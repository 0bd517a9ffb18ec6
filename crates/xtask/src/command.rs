//! From the words that were typed to one `Command`, or to one sentence about the word that was not
//! understood. Pure: nothing is run or looked up here.

use std::ffi::OsString;

use lexopt::prelude::{Long, Short, Value, ValueExt as _};

use crate::failure::{Failure, Outcome};

pub(crate) const USAGE: &str = "\
GrantScope's commands. Each one first sets up what it needs and says what that is.

  cargo xtask serve [--port N] [--open] [--release]
      build the playground and serve it on http://127.0.0.1:8080
  cargo xtask test [native] [browser] [npm] [e2e]
      run every test, or only those parts
  cargo xtask lint
      formatting and clippy, for the host and for wasm32, warnings denied
  cargo xtask mutants [--shard K/N]
      break the model in one place after the other, and see whether a test notices; it takes hours,
      and goes on where it was stopped
  cargo xtask bench
      measure the ledger and the emulator beside others, and write docs/BENCHMARKS.md; it takes
      minutes, and wants a machine that does nothing else
  cargo xtask page [--public-url URL]
      build the playground for release into dist/, for any folder of any host
  cargo xtask package
      build the npm package into target/npm/
  cargo xtask setup
      only set up: the wasm32 target, trunk, wasm-bindgen, npm tools, Chromium
  cargo xtask help
      this text
";

const COMMANDS: &str =
    "`serve`, `test`, `lint`, `mutants`, `bench`, `page`, `package`, `setup` or `help`";
const DEFAULT_PORT: u16 = 8080;
/// Addresses from the page on: the page may lie in any folder.
pub(crate) const ANYWHERE: &str = "./";

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Help,
    Setup,
    Serve(Wish),
    /// Not for people, and not in `USAGE`: `serve` starts it for itself.
    Announce(u16),
    Test(Vec<Part>),
    Page {
        public_url: String,
    },
    Package,
    Lint,
    Mutants(Shard),
    Bench,
}

/// One of so many parts, counted from zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shard {
    pub(crate) number: u32,
    pub(crate) of: u32,
}

/// How the page shall be served.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Wish {
    pub(crate) port: u16,
    pub(crate) open: bool,
    pub(crate) release: bool,
}

/// One runner of tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Native,
    Browser,
    Npm,
    EndToEnd,
}

impl Part {
    pub(crate) const ALL: [Self; 4] = [Self::Native, Self::Browser, Self::Npm, Self::EndToEnd];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Browser => "browser",
            Self::Npm => "npm",
            Self::EndToEnd => "e2e",
        }
    }

    fn from_name(name: &str) -> Outcome<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name).ok_or_else(|| {
            Failure::new(format!(
                "unknown part `{name}`; expected `native`, `browser`, `npm` or `e2e`"
            ))
        })
    }
}

/// Reads the words after `cargo xtask`.
pub(crate) fn parse(words: impl IntoIterator<Item = OsString>) -> Outcome<Command> {
    let mut words = lexopt::Parser::from_args(words);
    let name = match words.next().map_err(not_understood)? {
        None => {
            return Err(Failure::new(format!("no command given; expected {COMMANDS}")));
        }
        Some(Long("help") | Short('h')) => "help".to_owned(),
        Some(Value(name)) => name.to_string_lossy().into_owned(),
        Some(other @ (Long(_) | Short(_))) => return Err(unexpected(&other, COMMANDS)),
    };
    match name.as_str() {
        "serve" => serve(&mut words),
        "announce" => announce(&mut words),
        "test" => test(&mut words),
        "page" => page(&mut words),
        "mutants" => mutants(&mut words),
        "help" => alone(&mut words, Command::Help),
        "setup" => alone(&mut words, Command::Setup),
        "lint" => alone(&mut words, Command::Lint),
        "bench" => alone(&mut words, Command::Bench),
        "package" => alone(&mut words, Command::Package),
        other => Err(Failure::new(format!("unknown command `{other}`; expected {COMMANDS}"))),
    }
}

fn serve(words: &mut lexopt::Parser) -> Outcome<Command> {
    let mut wish = Wish { port: DEFAULT_PORT, open: false, release: false };
    while let Some(word) = words.next().map_err(not_understood)? {
        match word {
            Long("port") => wish.port = port(words)?,
            Long("open") => wish.open = true,
            Long("release") => wish.release = true,
            other @ (Long(_) | Short(_) | Value(_)) => {
                return Err(unexpected(&other, "`--port N`, `--open` or `--release`"));
            }
        }
    }
    Ok(Command::Serve(wish))
}

fn announce(words: &mut lexopt::Parser) -> Outcome<Command> {
    match words.next().map_err(not_understood)? {
        Some(Long("port")) => port(words).map(Command::Announce),
        Some(other) => Err(unexpected(&other, "`--port N`")),
        None => Err(Failure::new("`announce` expects `--port N`, got nothing")),
    }
}

fn mutants(words: &mut lexopt::Parser) -> Outcome<Command> {
    match words.next().map_err(not_understood)? {
        None => Ok(Command::Mutants(Shard { number: 0, of: 1 })),
        Some(Long("shard")) => shard(words).map(Command::Mutants),
        Some(other) => Err(unexpected(&other, "`--shard K/N`")),
    }
}

fn shard(words: &mut lexopt::Parser) -> Outcome<Shard> {
    let value = words.value().map_err(not_understood)?;
    let value = value.to_string_lossy();
    let numbers = value.split_once('/').map(|(number, of)| (number.parse(), of.parse()));
    match numbers {
        Some((Ok(number), Ok(of))) if number < of => Ok(Shard { number, of }),
        Some(_) | None => Err(Failure::new(format!(
            "`--shard` expects `K/N`, with K from 0 to N - 1, got `{value}`"
        ))),
    }
}

fn port(words: &mut lexopt::Parser) -> Outcome<u16> {
    let value = words.value().map_err(not_understood)?;
    match value.parse::<u16>() {
        Ok(port) if port > 0 => Ok(port),
        _ => Err(Failure::new(format!(
            "`--port` expects a number from 1 to 65535, got `{}`",
            value.to_string_lossy()
        ))),
    }
}

fn test(words: &mut lexopt::Parser) -> Outcome<Command> {
    let mut parts = Vec::new();
    while let Some(word) = words.next().map_err(not_understood)? {
        match word {
            Value(name) => parts.push(Part::from_name(&name.to_string_lossy())?),
            other @ (Long(_) | Short(_)) => {
                return Err(unexpected(&other, "`native`, `browser`, `npm` or `e2e`"));
            }
        }
    }
    if parts.is_empty() {
        parts.extend(Part::ALL);
    }
    Ok(Command::Test(parts))
}

fn page(words: &mut lexopt::Parser) -> Outcome<Command> {
    let mut public_url = ANYWHERE.to_owned();
    while let Some(word) = words.next().map_err(not_understood)? {
        match word {
            Long("public-url") => {
                let value = words.value().map_err(not_understood)?;
                public_url = value.to_string_lossy().into_owned();
            }
            other @ (Long(_) | Short(_) | Value(_)) => {
                return Err(unexpected(&other, "`--public-url URL`"));
            }
        }
    }
    Ok(Command::Page { public_url })
}

fn alone(words: &mut lexopt::Parser, command: Command) -> Outcome<Command> {
    match words.next().map_err(not_understood)? {
        None => Ok(command),
        Some(other) => Err(unexpected(&other, "nothing more")),
    }
}

fn unexpected(word: &lexopt::Arg<'_>, expected: &str) -> Failure {
    let word = match word {
        Long(name) => format!("--{name}"),
        Short(name) => format!("-{name}"),
        Value(value) => value.to_string_lossy().into_owned(),
    };
    Failure::new(format!(
        "unexpected `{word}`; expected {expected}; `cargo xtask help` lists all commands"
    ))
}

fn not_understood(error: lexopt::Error) -> Failure {
    Failure::new(format!("{error}; `cargo xtask help` lists all commands"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: Result<Command, &str>) {
        let actual = parse(words.split_whitespace().map(OsString::from));
        let actual = actual.map_err(|failure| failure.to_string());
        assert_eq!(actual, expected.map_err(str::to_owned), "`cargo xtask {words}`");
    }

    fn wish(port: u16, open: bool, release: bool) -> Command {
        Command::Serve(Wish { port, open, release })
    }

    #[test]
    fn words_become_one_command() {
        check("help", Ok(Command::Help));
        check("--help", Ok(Command::Help));
        check("-h", Ok(Command::Help));
        check("setup", Ok(Command::Setup));
        check("lint", Ok(Command::Lint));
        check("bench", Ok(Command::Bench));
        check("package", Ok(Command::Package));
        check("serve", Ok(wish(8080, false, false)));
        check("serve --open --port 9000 --release", Ok(wish(9000, true, true)));
        check("serve --port=9000", Ok(wish(9000, false, false)));
        check("page", Ok(Command::Page { public_url: "./".into() }));
        check("page --public-url /x/", Ok(Command::Page { public_url: "/x/".into() }));
        check("mutants", Ok(Command::Mutants(Shard { number: 0, of: 1 })));
        check("mutants --shard 3/16", Ok(Command::Mutants(Shard { number: 3, of: 16 })));
        check("test", Ok(Command::Test(Part::ALL.to_vec())));
        check("test e2e native", Ok(Command::Test(vec![Part::EndToEnd, Part::Native])));
    }

    #[test]
    fn a_word_that_is_not_understood_is_named_with_what_was_expected() {
        const SERVE: &str =
            "expected `--port N`, `--open` or `--release`; `cargo xtask help` lists all commands";
        check("", Err(&format!("no command given; expected {COMMANDS}")));
        check("build", Err(&format!("unknown command `build`; expected {COMMANDS}")));
        check("serve --prot 1", Err(&format!("unexpected `--prot`; {SERVE}")));
        check("serve here", Err(&format!("unexpected `here`; {SERVE}")));
        for shard in ["3", "3/3", "3/x", "-1/2"] {
            let sentence = "`--shard` expects `K/N`, with K from 0 to N - 1, got";
            let expected = format!("{sentence} `{shard}`");
            check(&format!("mutants --shard={shard}"), Err(&expected));
        }
        check("serve --port 0", Err("`--port` expects a number from 1 to 65535, got `0`"));
        check("serve --port 70000", Err("`--port` expects a number from 1 to 65535, got `70000`"));
        check("serve --port http", Err("`--port` expects a number from 1 to 65535, got `http`"));
        check(
            "test unit",
            Err("unknown part `unit`; expected `native`, `browser`, `npm` or `e2e`"),
        );
        check(
            "lint fast",
            Err("unexpected `fast`; expected nothing more; `cargo xtask help` lists all commands"),
        );
    }
}
