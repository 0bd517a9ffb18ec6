//! Deliveries as HTTP: what Slack would post to the app's own address.
//!
//! Values only. Not here: sockets, or the app's address, which a sandbox does not know.
//!
//! Source: FACTS, section b (B1, B2 and B4) and section f (1).

use serde::Serialize;

use super::{Delivery, SlashCommandPayload};
use crate::front_door::address_with;
use crate::model::{App, Milestone, Retry};
use crate::wire::{sign, to_json};

/// An HTTP request with the method POST, but for where it goes.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Post {
    /// Names and values, in the order they are sent.
    pub headers: Vec<(String, String)>,
    /// The raw body, as it is signed.
    pub body: Vec<u8>,
}

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

/// What requests call themselves that Slack's servers send.
// Source: FACTS does not tell; programs of the time that receive such requests do.
const USER_AGENT: &str = "Slackbot 1.0 (+https://api.slack.com/robots)";

impl Delivery {
    /// What Slack would post. Nothing for an event that is not sent, and for a person who comes
    /// back from the consent page: their browser is sent there with a GET.
    ///
    /// `happens` is when the story has it happen ([`Outcome::time`](crate::Outcome), milliseconds
    /// since 1970); `signed_at` is what the signature is made with, in seconds since 1970. They
    /// differ where a real endpoint listens: it refuses what is older than five minutes.
    pub fn post(&self, app: &App, happens: u64, signed_at: u64) -> Option<Post> {
        let (content_type, body, retry) = match self {
            Self::Event { subscribed: true, envelope, retry, .. } => {
                (JSON, to_json(envelope.as_ref()).into_bytes(), *retry)
            }
            Self::UrlVerification { payload, .. } => (JSON, to_json(payload).into_bytes(), None),
            Self::Interaction { payload } => {
                let fields = [("payload", to_json(payload.as_ref()))];
                (FORM, form(&fields), None)
            }
            Self::SlashCommand { payload } => (FORM, form(&fields(payload)), None),
            Self::Event { subscribed: false, .. } | Self::Redirect { .. } => return None,
        };
        let mut headers = vec![
            header("User-Agent", USER_AGENT),
            header("Accept", "*/*"),
            header("Content-Type", content_type),
        ];
        headers.extend(retry.into_iter().flat_map(retry_headers));
        // ASSUMPTION: requests are signed from the first day of June 2018.
        if happens >= Milestone::SigningSecrets.date().milliseconds() {
            headers.push(header("X-Slack-Request-Timestamp", &signed_at.to_string()));
            headers.push(header("X-Slack-Signature", &sign(&app.signing_secret, signed_at, &body)));
        }
        Some(Post { headers, body })
    }

    /// Where a person's browser is sent, if this is somebody who comes back from the consent page,
    /// and the app named an address.
    pub fn location(&self) -> Option<String> {
        let Self::Redirect { redirect_uri, state, code, error, .. } = self else { return None };
        let named = [("code", code.as_deref()), ("error", *error), ("state", state.as_deref())];
        address_with(redirect_uri.as_deref()?, &named)
    }
}

fn retry_headers(retry: Retry) -> [(String, String); 2] {
    [
        header("X-Slack-Retry-Num", &retry.num.to_string()),
        header("X-Slack-Retry-Reason", retry.reason.name()),
    ]
}

fn header(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn form(fields: &[(&str, String)]) -> Vec<u8> {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish().into_bytes()
}

/// In the order that Slack's documents print them.
fn fields(payload: &SlashCommandPayload) -> [(&'static str, String); 12] {
    [
        ("token", payload.token.clone()),
        ("team_id", payload.team_id.to_string()),
        ("team_domain", payload.team_domain.clone()),
        ("channel_id", payload.channel_id.to_string()),
        ("channel_name", payload.channel_name.clone()),
        ("user_id", payload.user_id.to_string()),
        ("user_name", payload.user_name.clone()),
        ("command", payload.command.to_owned()),
        ("text", payload.text.to_owned()),
        ("response_url", payload.response_url.clone()),
        ("trigger_id", payload.trigger_id.clone()),
        ("api_app_id", payload.api_app_id.to_string()),
    ]
}
