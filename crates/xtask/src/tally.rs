//! How many tests passed and failed, read from what the runners print, and added up. Pure: `test.rs`
//! runs them.

use std::fmt;
use std::ops::AddAssign;

/// Tests that were run.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Tally {
    /// Adds up cargo's lines `test result: ok. 3 passed; 0 failed; …`, also those that
    /// wasm-bindgen's runner prints.
    pub(crate) fn from_cargo(output: &str) -> Self {
        let mut sum = Self::default();
        for line in output.lines() {
            let Some((_, counts)) = line.split_once("test result: ") else {
                continue;
            };
            let counts = counts.split_once(". ").map_or(counts, |(_, counts)| counts);
            for count in counts.split(';') {
                let mut words = count.split_whitespace();
                let number = words.next().and_then(|word| word.parse::<u64>().ok()).unwrap_or(0);
                match words.next() {
                    Some("passed") => sum.passed += number,
                    Some("failed") => sum.failed += number,
                    _ => {}
                }
            }
        }
        sum
    }

    /// Reads the closing lines of node's `tap` reporter: `# pass 3`, `# fail 0`, `# cancelled 0`.
    pub(crate) fn from_tap(report: &str) -> Self {
        let count = |word: &str| -> u64 {
            let counts = report.lines().filter_map(|line| line.strip_prefix(word));
            counts.filter_map(|number| number.trim().parse::<u64>().ok()).next_back().unwrap_or(0)
        };
        Self { passed: count("# pass "), failed: count("# fail ") + count("# cancelled ") }
    }

    /// The count that a runner is held to, and why when it is not what it printed: one that broke
    /// down, or ran nothing, has failed even where it counted no failure.
    pub(crate) fn settled(self, ended_well: bool) -> (Self, Option<&'static str>) {
        let broken = Self { failed: 1, ..self };
        match (ended_well, self.passed, self.failed) {
            (false, _, 0) => {
                (broken, Some("it ended with an error but counted no failed test: counted as one"))
            }
            (true, 0, 0) => (broken, Some("it ran no test: counted as one failed")),
            _ => (self, None),
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(actual: Tally, expected: &str) {
        assert_eq!(actual.to_string(), expected);
    }

    #[test]
    fn all_results_that_cargo_prints_are_added_up() {
        check(Tally::from_cargo(""), "0 passed, 0 failed");
        check(Tally::from_cargo("test a ... ok\n"), "0 passed, 0 failed");
        const ONE: &str = "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n";
        const TWO: &str =
            "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 5 filtered out\n";
        check(Tally::from_cargo(ONE), "3 passed, 0 failed");
        check(Tally::from_cargo(&format!("{ONE}\nrunning 3 tests\n{TWO}")), "4 passed, 2 failed");
        check(Tally::from_cargo(&format!("    {ONE}")), "3 passed, 0 failed");
        check(Tally::from_cargo("test result: "), "0 passed, 0 failed");
    }

    #[test]
    fn the_closing_lines_of_tap_are_read() {
        check(Tally::from_tap(""), "0 passed, 0 failed");
        check(
            Tally::from_tap("# tests 4\n# pass 3\n# fail 1\n# cancelled 0\n# skipped 2\n"),
            "3 passed, 1 failed",
        );
        check(Tally::from_tap("# pass 3\n# fail 1\n# cancelled 2\n"), "3 passed, 3 failed");
        // What a test prints becomes a comment too; the runner's own lines come last.
        check(Tally::from_tap("# pass 99\n1..2\n# pass 2\n# fail 0\n"), "2 passed, 0 failed");
        check(Tally::from_tap("# pass many\n"), "0 passed, 0 failed");
    }

    #[test]
    fn a_runner_that_broke_down_or_ran_nothing_has_failed() {
        let settled = |passed, failed, well| Tally { passed, failed }.settled(well);
        check(settled(3, 0, true).0, "3 passed, 0 failed");
        check(settled(3, 1, false).0, "3 passed, 1 failed");
        check(settled(3, 0, false).0, "3 passed, 1 failed");
        check(settled(0, 0, false).0, "0 passed, 1 failed");
        check(settled(0, 0, true).0, "0 passed, 1 failed");
        assert_eq!(settled(3, 1, false).1, None);
        assert!(settled(0, 0, true).1.is_some_and(|reason| reason.contains("ran no test")));
    }

    #[test]
    fn tallies_add_up() {
        let mut sum = Tally::default();
        sum += Tally { passed: 2, failed: 1 };
        sum += Tally { passed: 3, failed: 0 };
        check(sum, "5 passed, 1 failed");
    }
}
