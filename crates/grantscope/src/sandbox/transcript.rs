//! The story as Markdown: what happened, what followed, and what is granted in the end.
//!
//! It names no token and no secret, and whatever comes from outside is escaped. Not here: the script,
//! which alone can be told again.

use std::fmt::Write as _;

use time::UtcDateTime;

use super::{Delivery, Sandbox, Step};
use crate::model::{GrantsView, KindRow, Named, ScopeRow};

impl Sandbox {
    /// The story so far, as Markdown.
    ///
    /// ```
    /// use grantscope::{Cast, Command, Input, Sandbox};
    ///
    /// let mut sandbox = Sandbox::new(Cast::default())?;
    /// sandbox.handle(Input { after: 4000, command: Command::Wait {} })?;
    /// assert!(sandbox.markdown().contains("1. **2018-09-08 12:00:04** Time passed."));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn markdown(&self) -> String {
        let steps = self.history();
        let mut text = heading(self);
        if !steps.is_empty() {
            text.push_str("\n## What happened\n\n");
        }
        for (number, step) in (1_usize..).zip(steps) {
            text.push_str(&told(number, step));
        }
        text.push_str("\n## What is granted in the end\n\n");
        text.push_str(&granted(&self.view().grants));
        text
    }
}

fn heading(sandbox: &Sandbox) -> String {
    let cast = sandbox.beginning.cast();
    let title = if sandbox.title.is_empty() { &cast.app.name } else { &sandbox.title };
    let mut text = format!("# {}\n\n", escaped(title));
    if !sandbox.about.is_empty() {
        let _ = write!(text, "{}\n\n", escaped(&sandbox.about));
    }
    let people: Vec<String> = cast.people.iter().map(|person| escaped(&person.name)).collect();
    let (app, team) = (escaped(&cast.app.name), escaped(&cast.team.name));
    let _ = writeln!(
        text,
        "{app} in {team}, with {}; from {}.",
        people.join(", "),
        moment(sandbox.beginning.now().seconds())
    );
    text
}

fn told(number: usize, step: &Step) -> String {
    let outcome = &step.outcome;
    let sentence = escaped(&outcome.sentence);
    let stage = outcome.stage.label();
    let mut text = format!("{number}. **{}** {sentence} *{stage}.*\n", moment(outcome.time / 1000));
    if let Some(error) = outcome.reply.as_ref().and_then(|reply| reply.error()) {
        let _ = writeln!(text, "   - answered `{}`", error.code());
    }
    for delivery in &outcome.deliveries {
        let _ = writeln!(text, "   - {}", sent(delivery));
    }
    text
}

fn sent(delivery: &Delivery) -> String {
    match delivery {
        Delivery::Event { subscribed, answered, envelope, .. } => {
            let fate = match (subscribed, answered) {
                (false, _) => "not sent: the app did not subscribe",
                (true, false) => "posted, not answered",
                (true, true) => "posted",
            };
            format!("`{}` {fate}", envelope.event.name())
        }
        Delivery::UrlVerification { .. } => "the request URL was verified".to_owned(),
        Delivery::Interaction { .. } => "the interaction was posted".to_owned(),
        Delivery::SlashCommand { .. } => "the slash command was posted".to_owned(),
        Delivery::Redirect { .. } => "the person was sent back to the app".to_owned(),
    }
}

fn granted(grants: &GrantsView) -> String {
    if grants.kinds.is_empty() && grants.users.is_empty() {
        return "Nothing.\n".to_owned();
    }
    let mut text = "| where | scopes | which |\n| --- | --- | --- |\n".to_owned();
    for row in &grants.kinds {
        let _ =
            writeln!(text, "| {} | {} | {} |", escaped(row.label), scopes(&row.scopes), reach(row));
    }
    for row in &grants.users {
        let _ =
            writeln!(text, "| on behalf of | {} | {} |", scopes(&row.scopes), escaped(&row.name));
    }
    text
}

fn reach(row: &KindRow) -> String {
    match (row.wildcard, row.excluded.is_empty()) {
        (true, true) => "all".to_owned(),
        (true, false) => format!("all except {}", names(&row.excluded)),
        (false, _) if row.ids.is_empty() => "none".to_owned(),
        (false, _) => names(&row.ids),
    }
}

fn names(named: &[Named]) -> String {
    named.iter().map(|it| escaped(&it.name)).collect::<Vec<_>>().join(", ")
}

fn scopes(rows: &[ScopeRow]) -> String {
    rows.iter().map(|row| format!("`{}`", row.name.replace('`', ""))).collect::<Vec<_>>().join(", ")
}

/// `2018-09-08 12:00:04`, in UTC, from seconds since 1970.
fn moment(seconds: u64) -> String {
    let seconds = i64::try_from(seconds).unwrap_or_default();
    let Ok(at) = UtcDateTime::from_unix_timestamp(seconds) else { return String::new() };
    let (hour, minute, second) = at.as_hms();
    format!("{} {hour:02}:{minute:02}:{second:02}", at.date())
}

/// As text that means nothing to Markdown, on one line.
fn escaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '(' | ')' | '|' | '~'
            | '&' | '!' => plain.extend(['\\', letter]),
            letter if letter.is_control() => plain.push(' '),
            letter => plain.push(letter),
        }
    }
    plain
}
