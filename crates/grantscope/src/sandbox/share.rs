//! A script for other people's eyes: without what somebody would keep to themselves.
//!
//! The cast's secrets are replaced by the invented ones, and what a request must not leave in a
//! script (`front_door/secrets.rs`) is taken out of the calls once more, because a script may have
//! been written by hand. The story stays what it was: right stays right, and wrong stays wrong.

use super::{Sandbox, Script};
use crate::front_door::{hide_secrets, without_tokens};
use crate::model::workspace::Workspace;
use crate::model::{App, Call, Cast, Command, Input};

/// A shorter secret is no secret, and may well be part of a word.
const SHORTEST_SECRET: usize = 8;

/// What a cast has of its own, each with what is put in its place.
struct Secrets(Vec<(String, String)>);

impl Sandbox {
    /// Everything that is needed to come here again, without a secret or token in it.
    ///
    /// ```
    /// use grantscope::{Cast, Sandbox};
    ///
    /// let mut cast = Cast::default();
    /// cast.app.signing_secret = "8f742231b10e8888abcd99yyyzzz85a5".to_owned();
    /// let shared = Sandbox::new(cast)?.script_to_share();
    /// assert_eq!(shared.cast, Cast::default());
    /// # Ok::<(), grantscope::CastError>(())
    /// ```
    pub fn script_to_share(&self) -> Script {
        let script = self.script();
        let secrets = Secrets::of(&script.cast.app);
        let inputs = script.inputs.into_iter().enumerate();
        Script {
            version: script.version,
            title: secrets.without(&script.title),
            about: secrets.without(&script.about),
            inputs: inputs.map(|(at, it)| secrets.hidden(self.workspace_at(at), it)).collect(),
            cast: Cast { app: invented(script.cast.app), ..script.cast },
        }
    }
}

fn invented(app: App) -> App {
    let App { client_secret, verification_token, signing_secret, .. } = Cast::default().app;
    App { client_secret, verification_token, signing_secret, ..app }
}

impl Secrets {
    fn of(app: &App) -> Self {
        let invented = invented(app.clone());
        let pairs = [
            (&app.client_secret, invented.client_secret),
            (&app.verification_token, invented.verification_token),
            (&app.signing_secret, invented.signing_secret),
        ];
        let own = pairs.into_iter().filter(|(own, invented)| *own != invented);
        Self(own.map(|(own, invented)| (own.clone(), invented)).collect())
    }

    fn without(&self, text: &str) -> String {
        let long = self.0.iter().filter(|(own, _)| own.len() >= SHORTEST_SECRET);
        let hidden = long.fold(text.to_owned(), |text, (own, put)| text.replace(own, put));
        without_tokens(&hidden)
    }

    fn hidden(&self, before: &Workspace, input: Input) -> Input {
        let command = match input.command {
            Command::Call(call) => Command::Call(self.hidden_call(before, call)),
            Command::Install { user, scopes, through, state, redirect_uri, single_channel } => {
                let without = |text: Option<String>| text.map(|text| self.without(&text));
                Command::Install {
                    user,
                    scopes,
                    through,
                    state: without(state),
                    redirect_uri: without(redirect_uri),
                    single_channel,
                }
            }
            Command::Message { user, conversation, text } => {
                Command::Message { user, conversation, text: self.without(&text) }
            }
            command @ (Command::Answer { .. }
            | Command::Invite { .. }
            | Command::CreateConversation { .. }
            | Command::Archive { .. }
            | Command::Unarchive { .. }
            | Command::MakePrivate { .. }
            | Command::Kick { .. }
            | Command::Interact { .. }
            | Command::AddSlashCommand { .. }
            | Command::SubmitDialog { .. }
            | Command::OpenAppHome { .. }
            | Command::Revoke { .. }
            | Command::Uninstall { .. }
            | Command::DeleteWorkspace { .. }
            | Command::Fault(_)
            | Command::Recover {}
            | Command::Deactivate { .. }
            | Command::Endpoint { .. }
            | Command::Unanswered { .. }
            | Command::VerifyRequestUrl {}
            | Command::Wait {}) => command,
        };
        Input { command, ..input }
    }

    fn hidden_call(&self, before: &Workspace, mut call: Call) -> Call {
        let method = before.catalogue().method(&call.method);
        hide_secrets(before, method, &mut call.arguments);
        let own = &before.cast().app.client_secret;
        let invented = Cast::default().app.client_secret;
        for (name, value) in call.arguments.iter_mut() {
            *value = match name.as_str() {
                "client_secret" if value == own => invented.clone(),
                _ => self.without(value),
            };
        }
        call.acting_for = call.acting_for.map(|text| self.without(&text));
        call
    }
}
