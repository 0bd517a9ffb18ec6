//! What to say while something takes long: reads cargo's progress bar and words the line that is
//! shown every few seconds. Pure; `process.rs` does the waiting.

use std::time::Duration;

/// How far a command is, as far as its output tells.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Progress {
    /// Crates built, of how many: from cargo's bar.
    crates: Option<(u32, u32)>,
    /// The last line of any other output.
    last_line: String,
}

impl Progress {
    /// Takes in one line, or one redrawing of the bar.
    pub(crate) fn note(&mut self, line: &str) {
        let line = line.trim();
        if let Some(crates) = crates_in_bar(line) {
            self.crates = Some(crates);
        } else if !line.is_empty() {
            self.last_line = line.chars().take(70).collect();
        }
    }

    /// `  … trunk: 142 of 310 crates, 61 s`
    pub(crate) fn words(&self, label: &str, elapsed: Duration) -> String {
        let seconds = elapsed.as_secs();
        match (&self.crates, self.last_line.as_str()) {
            (Some((done, all)), _) => format!("  … {label}: {done} of {all} crates, {seconds} s"),
            (None, "") => format!("  … {label}: {seconds} s"),
            (None, line) => format!("  … {label}: {line}, {seconds} s"),
        }
    }
}

/// Finds `142/310` in `Building [====>    ] 142/310: regex, syn`.
fn crates_in_bar(line: &str) -> Option<(u32, u32)> {
    let (_, after) = line.strip_prefix("Building [")?.split_once("] ")?;
    let counts = after.split(':').next()?;
    let (done, all) = counts.split_once('/')?;
    Some((done.trim().parse().ok()?, all.trim().parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], expected: &str) {
        let mut progress = Progress::default();
        lines.iter().for_each(|line| progress.note(line));
        assert_eq!(progress.words("trunk", Duration::from_millis(61_400)), expected);
    }

    #[test]
    fn the_line_says_how_far_the_command_is() {
        check(&[], "  … trunk: 61 s");
        check(&["", "   "], "  … trunk: 61 s");
        check(&["Unpacking chromium (156)"], "  … trunk: Unpacking chromium (156), 61 s");
        check(&["    Building [==>   ] 142/310: regex"], "  … trunk: 142 of 310 crates, 61 s");
        check(
            &["Building [=>] 1/3: a", "   Compiling syn v2.0.1"],
            "  … trunk: 1 of 3 crates, 61 s",
        );
        check(&["Building [=>] 1/3: a", "Building [=>] 2/3"], "  … trunk: 2 of 3 crates, 61 s");
        check(&["Building [=>] some/thing"], "  … trunk: Building [=>] some/thing, 61 s");
    }
}
