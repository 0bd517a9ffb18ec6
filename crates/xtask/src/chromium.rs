//! The browser of the tests: a Chromium and a driver of the same major version, found or, on Debian,
//! installed. The page and its server need neither.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::{debian, process, tools};

#[derive(Debug)]
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) driver: PathBuf,
}

const BROWSERS: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// Finds a pair that fits, or installs one, or says what to install.
pub(crate) fn set_up() -> Outcome<Browser> {
    if let Some(browser) = find() {
        return Ok(browser);
    }
    // Who names a browser gets that one or a word about it, not another.
    let is_named = named("CHROMEDRIVER").or_else(|| named("GRANTSCOPE_CHROMIUM")).is_some();
    if !is_named && debian::is_here() {
        debian::install(
            &["chromium", "chromium-driver"],
            "the tests drive the page in a real browser",
        )?;
    }
    find().ok_or_else(|| {
        Failure::new(
            "expected Chromium and a chromedriver of the same major version on PATH, found no such pair; \
             install both, or name them in GRANTSCOPE_CHROMIUM and CHROMEDRIVER",
        )
    })
}

fn find() -> Option<Browser> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let driver = named("CHROMEDRIVER").or_else(|| tools::find("chromedriver", &path))?;
    let version = major_version_of(driver.as_os_str())?;
    let chromium = match named("GRANTSCOPE_CHROMIUM") {
        Some(chromium) => Some(chromium),
        None => {
            let mut browsers = BROWSERS.iter().filter_map(|name| tools::find(name, &path));
            browsers.find(|browser| major_version_of(browser.as_os_str()) == Some(version))
        }
    };
    chromium.map(|chromium| Browser { chromium, driver })
}

fn named(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}

fn major_version_of(program: &OsStr) -> Option<u32> {
    major_version(&process::output_of(Command::new(program).arg("--version"))?)
}

/// 156 of `Chromium 156.0.8078.79 built on Debian`.
fn major_version(answer: &str) -> Option<u32> {
    answer.split_whitespace().find_map(|word| word.split_once('.')?.0.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(answer: &str, expected: Option<u32>) {
        assert_eq!(major_version(answer), expected, "`{answer}`");
    }

    #[test]
    fn the_major_version_is_the_first_number_before_a_dot() {
        check("Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)", Some(156));
        check("ChromeDriver 156.0.8078.79 (a21ce95c-refs/branch-heads/8078@{#1704})", Some(156));
        check("Google Chrome 141.0.7390.54 \n", Some(141));
        check("Chromium", None);
        check("", None);
    }
}
