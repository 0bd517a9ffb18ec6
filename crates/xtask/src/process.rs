//! Runs other programs: shown as they are, quietly with a line every few seconds, or shown and read
//! at the same time. Not here: which program and why.

use std::collections::VecDeque;
use std::io::{BufRead as _, BufReader, IsTerminal as _, Read, Write as _};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::{Failure, Outcome};
use crate::progress::Progress;

/// Anything quicker needs no word.
const FIRST_WORD: Duration = Duration::from_secs(2);
/// So many lines of a failed command's output are shown.
const TAIL: usize = 40;

/// Makes cargo draw its bar although nobody looks: `progress.rs` reads it.
pub(crate) fn with_cargo_progress(mut cargo: Command) -> Command {
    cargo
        .env("CARGO_TERM_PROGRESS_WHEN", "always")
        .env("CARGO_TERM_PROGRESS_WIDTH", "100")
        .env("CARGO_TERM_COLOR", "never");
    cargo
}

/// What a program prints when it succeeds; nothing when it fails or is not there.
pub(crate) fn output_of(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    output.status.success().then_some(text)
}

/// Runs a command with its output as it is.
pub(crate) fn show(command: &mut Command) -> Outcome {
    let status = command.stdin(Stdio::null()).status();
    let status = status.map_err(Failure::because(format!("start `{}`", words_of(command))))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!("`{}` ended with {status}; see its output above", words_of(command))))
}

/// Runs a command, showing its standard output while reading it.
pub(crate) fn show_and_read(command: &mut Command) -> Outcome<(ExitStatus, String)> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(Failure::because(format!("start `{}`", words_of(command))))?;
    let mut text = String::new();
    if let Some(stdout) = child.stdout.take() {
        let mut shown = std::io::stdout().lock();
        for line in BufReader::new(stdout).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).into_owned();
            // A closed terminal is no reason to stop the tests.
            let _ = writeln!(shown, "{line}");
            text.push_str(&line);
            text.push('\n');
        }
    }
    let status =
        child.wait().map_err(Failure::because(format!("wait for `{}`", words_of(command))))?;
    Ok((status, text))
}

/// Runs a command whose output matters only when it fails; meanwhile says now and then how far it is.
pub(crate) fn quietly(label: &str, command: &mut Command) -> Outcome {
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(Failure::because(format!("start `{}`", words_of(command))))?;
    let (sender, lines) = mpsc::channel();
    let mut tail = VecDeque::with_capacity(TAIL);
    thread::scope(|scope| {
        let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
        let other_sender = sender.clone();
        scope.spawn(move || stdout.map(|stream| send_lines(stream, &other_sender)));
        scope.spawn(move || stderr.map(|stream| send_lines(stream, &sender)));
        follow(label, start, &lines, &mut tail);
    });
    let status =
        child.wait().map_err(Failure::because(format!("wait for `{}`", words_of(command))))?;
    let seconds = start.elapsed().as_secs();
    if status.success() {
        if start.elapsed() >= FIRST_WORD {
            println!("  ✓ {label}: {seconds} s");
        }
        return Ok(());
    }
    let tail: Vec<String> = tail.into();
    eprintln!("{}", tail.join("\n"));
    Err(Failure::new(format!(
        "{label}: `{}` ended with {status} after {seconds} s; its last lines are above",
        words_of(command)
    )))
}

/// Until both streams end: keeps the tail and speaks when it is time.
fn follow(
    label: &str,
    start: Instant,
    lines: &mpsc::Receiver<String>,
    tail: &mut VecDeque<String>,
) {
    // In a log, a line every five seconds would bury the rest.
    let pause = Duration::from_secs(if std::io::stdout().is_terminal() { 5 } else { 15 });
    let mut progress = Progress::default();
    let mut next_word = start + FIRST_WORD;
    loop {
        match lines.recv_timeout(next_word.saturating_duration_since(Instant::now())) {
            Ok(line) => {
                progress.note(&line);
                if !line.trim_start().starts_with("Building [") {
                    tail.push_back(line);
                }
                if tail.len() > TAIL {
                    tail.pop_front();
                }
            }
            Err(RecvTimeoutError::Timeout) => {
                println!("{}", progress.words(label, start.elapsed()));
                next_word = Instant::now() + pause;
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// Cargo redraws its bar with carriage returns: they end a line too.
fn send_lines(stream: impl Read, sender: &Sender<String>) {
    for piece in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
        for line in piece.split(|&byte| byte == b'\r').filter(|line| !line.is_empty()) {
            if sender.send(String::from_utf8_lossy(line).into_owned()).is_err() {
                return;
            }
        }
    }
}

/// The command as a person would type it, as far as they need it.
fn words_of(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let program = program.file_name().unwrap_or(command.get_program());
    let mut words = vec![program.to_string_lossy()];
    words.extend(command.get_args().map(|word| word.to_string_lossy()));
    words.join(" ")
}
