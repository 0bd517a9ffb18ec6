//! The stage: a builder that tells a story to the sandbox, and the transcript of what followed.

use std::fmt::Write as _;

use expect_test::Expect;
use grantscope::{
    Answer, Call, Cast, Channels, Command, Delivery, Gesture, Input, InstallRoute, Outcome,
    PromptId, Sandbox, TokenName,
};

pub(crate) const OLIVE: &str = "U061F7AUR";
pub(crate) const POPEYE: &str = "U0HTT3Q0G";
pub(crate) const GENERAL: &str = "C061EG9SL";
pub(crate) const LUNCH: &str = "C061FA5PB";
pub(crate) const SECRET: &str = "C01234BCD";
pub(crate) const KITCHEN: &str = "G024BE91L";

/// A story under way. Misuses are told in the transcript; they end nothing.
pub(crate) struct Stage {
    pub(crate) sandbox: Sandbox,
    transcript: String,
    after: u64,
}

pub(crate) fn stage() -> Stage {
    stage_with(Cast::default())
}

pub(crate) fn stage_with(cast: Cast) -> Stage {
    Stage::of(Sandbox::new(cast).expect("the cast is sound"))
}

impl Stage {
    /// Goes on from where a sandbox stands.
    pub(crate) fn of(sandbox: Sandbox) -> Self {
        Self { sandbox, transcript: String::new(), after: 1000 }
    }
}

/// An install from the app's settings.
pub(crate) fn settings(user: &str, scopes: &[&str]) -> Command {
    Command::install(id(user), scopes, InstallRoute::Settings)
}

/// An install by OAuth.
pub(crate) fn by_oauth(user: &str, scopes: &[&str]) -> Command {
    Command::install(id(user), scopes, InstallRoute::Oauth)
}

#[track_caller]
pub(crate) fn check(stage: Stage, expected: Expect) {
    expected.assert_eq(&stage.transcript);
}

impl Stage {
    /// The next input comes so many milliseconds after the one before.
    pub(crate) fn after(mut self, milliseconds: u64) -> Self {
        self.after = milliseconds;
        self
    }

    /// Installed from its settings by Olive, with these scopes, in no channel.
    pub(crate) fn installed(self, scopes: &[&str]) -> Self {
        self.installed_in(scopes, Channels::None)
    }

    pub(crate) fn installed_in(self, scopes: &[&str], channels: Channels) -> Self {
        self.install(OLIVE, scopes, InstallRoute::Settings).approve(1, channels).forget()
    }

    /// Leaves what happened so far out of the transcript.
    pub(crate) fn forget(mut self) -> Self {
        self.transcript.clear();
        self
    }

    pub(crate) fn install(self, user: &str, scopes: &[&str], through: InstallRoute) -> Self {
        self.command(Command::install(id(user), scopes, through))
    }

    pub(crate) fn approve(self, prompt: u32, channels: Channels) -> Self {
        self.command(Command::Answer {
            prompt: PromptId(prompt),
            answer: Answer::Approve { channels },
        })
    }

    pub(crate) fn deny(self, prompt: u32) -> Self {
        self.command(Command::Answer { prompt: PromptId(prompt), answer: Answer::Deny })
    }

    pub(crate) fn invite(self, user: &str, conversation: &str) -> Self {
        self.command(Command::Invite { user: id(user), conversation: id(conversation) })
    }

    pub(crate) fn kick(self, user: &str, conversation: &str) -> Self {
        self.command(Command::Kick { user: id(user), conversation: id(conversation) })
    }

    pub(crate) fn click(self, user: &str, conversation: &str) -> Self {
        self.interact(user, conversation, Gesture::Button)
    }

    pub(crate) fn interact(self, user: &str, conversation: &str, by: Gesture) -> Self {
        self.command(Command::Interact { user: id(user), conversation: id(conversation), by })
    }

    pub(crate) fn wait(self) -> Self {
        self.command(Command::Wait {})
    }

    pub(crate) fn call(self, method: &str, arguments: &[(&str, &str)]) -> Self {
        let arguments =
            arguments.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        self.command(Command::Call(Call { arguments: arguments.collect(), ..Call::plain(method) }))
    }

    /// The app calls for a person: the `X-Slack-User` header names them.
    pub(crate) fn call_as(self, user: &str, method: &str, arguments: &[(&str, &str)]) -> Self {
        let arguments =
            arguments.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let arguments = arguments.collect();
        let acting_for = Some(user.to_owned());
        self.command(Command::Call(Call { arguments, acting_for, ..Call::plain(method) }))
    }

    pub(crate) fn call_with(self, token: TokenName, method: &str) -> Self {
        self.command(Command::Call(Call { token, ..Call::plain(method) }))
    }

    /// Asks for scopes with the newest trigger.
    pub(crate) fn request(self, scopes: &str) -> Self {
        let trigger = self.newest_trigger();
        self.call("apps.permissions.request", &[("scopes", scopes), ("trigger_id", &trigger)])
    }

    /// Asks a person with the newest trigger whether the app may act for them.
    pub(crate) fn request_for(self, user: &str, scopes: &str) -> Self {
        let trigger = self.newest_trigger();
        let arguments = [("scopes", scopes), ("trigger_id", &trigger), ("user", user)];
        self.call("apps.permissions.users.request", &arguments)
    }

    /// Exchanges the newest code.
    pub(crate) fn exchange(self) -> Self {
        let app = Cast::default().app;
        let code = self.newest_code();
        self.command(Command::Call(Call::exchanging(&code, &app)))
    }

    pub(crate) fn newest_trigger(&self) -> String {
        self.delivered(|delivery| delivery.trigger_id().map(str::to_owned))
    }

    pub(crate) fn newest_code(&self) -> String {
        self.delivered(|delivery| delivery.code().map(str::to_owned))
    }

    pub(crate) fn command(mut self, command: Command) -> Self {
        let input = Input { after: self.after, command };
        match self.sandbox.handle(input) {
            Ok(outcome) => self.transcript.push_str(&told(&outcome)),
            Err(misuse) => {
                let _ = writeln!(self.transcript, "! {}: {misuse}", misuse.code());
            }
        }
        self
    }

    /// What the last call was answered with, as JSON.
    pub(crate) fn last_reply(&self) -> String {
        json(&self.sandbox.history().last().expect("something happened").outcome.reply)
    }

    /// The error of the last reply, or `ok`.
    pub(crate) fn answer(&self) -> &'static str {
        let last = self.sandbox.history().last().expect("something happened");
        let reply = last.outcome.reply.as_ref().expect("the last step is a call");
        reply.error().map_or("ok", |error| error.code())
    }

    /// The error that the last call was answered with, or `ok`.
    pub(crate) fn code(&self) -> String {
        let reply: serde_json::Value =
            serde_json::from_str(&self.last_reply()).expect("a reply is JSON");
        reply["error"].as_str().unwrap_or("ok").to_owned()
    }

    fn delivered(&self, pick: impl Fn(&Delivery) -> Option<String>) -> String {
        let outcomes = self.sandbox.history().iter().rev().map(|step| &step.outcome);
        outcomes.flat_map(|outcome| outcome.deliveries.iter()).find_map(pick).unwrap_or_default()
    }
}

/// One line for what happened, one for the reply of a lookup, one for each delivery.
pub(crate) fn told(outcome: &Outcome) -> String {
    let mut text = format!("{} [{}]\n", outcome.sentence, outcome.stage.label());
    if let Some(reply) = &outcome.reply {
        let _ = writeln!(text, "  = {}", json(reply));
    }
    for delivery in &outcome.deliveries {
        let line = match delivery {
            Delivery::Event { subscribed: true, answered: true, retry: None, envelope } => {
                format!("» {}", json(&envelope.event))
            }
            Delivery::Event { subscribed: true, answered, retry, envelope } => {
                let (id, name) = (envelope.event_id, envelope.event.name());
                let retry = retry.map(|it| format!(", retry {} {}", it.num, it.reason.name()));
                let answered = if *answered { "" } else { ": not answered" };
                format!("» {id} {name}{}{answered}", retry.unwrap_or_default())
            }
            Delivery::UrlVerification { answered, .. } => {
                format!("» a challenge{}", if *answered { "" } else { ": not answered" })
            }
            Delivery::Event { subscribed: false, envelope, .. } => {
                format!("(not sent) {}", envelope.event.name())
            }
            Delivery::Interaction { payload } => format!("» a trigger, by {}", payload.r#type),
            Delivery::SlashCommand { .. } => "» a trigger, by slash command".to_owned(),
            Delivery::Redirect { error: Some(error), .. } => format!("» redirect: {error}"),
            Delivery::Redirect { .. } => "» redirect: a code".to_owned(),
        };
        let _ = writeln!(text, "  {line}");
    }
    let rules: Vec<&str> = outcome.because.iter().map(|rule| rule.id).collect();
    if !rules.is_empty() {
        let _ = writeln!(text, "  because {}", rules.join(", "));
    }
    text
}

pub(crate) fn id<T: std::str::FromStr>(text: &str) -> T {
    text.parse().unwrap_or_else(|_| panic!("`{text}` is no id"))
}

pub(crate) fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("everything can be written as JSON")
}
