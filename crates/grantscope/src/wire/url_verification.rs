//! The challenge of a request URL, and what counts as an answer.
//!
//! Source: FACTS, section b (B2, `url_verification`).

use serde::{Deserialize, Serialize};

/// What Slack posts when a request URL is saved.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct UrlVerification {
    /// The verification token.
    pub token: String,
    /// What has to come back.
    pub challenge: String,
    /// Always `url_verification`.
    pub r#type: &'static str,
}

/// What the endpoint answered to a challenge.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ChallengeAnswer<'a> {
    /// The status: 200.
    pub status: u16,
    /// The value of `Content-Type`: `text/plain`, with or without a charset; or empty, if there is none.
    pub content_type: &'a str,
    /// The body.
    pub body: &'a [u8],
    /// How long it took, in milliseconds.
    pub took: u64,
}

/// How long an endpoint has, in milliseconds.
const LONGEST: u64 = 3000;

impl UrlVerification {
    /// Whether an answer proves that the URL is the app's: 200 within three seconds, and the
    /// challenge as plain text, as the form field `challenge` or as that field of a JSON object.
    pub fn is_passed_by(&self, answer: &ChallengeAnswer<'_>) -> bool {
        let essence = answer.content_type.split(';').next().unwrap_or_default().trim();
        let told = match essence.to_ascii_lowercase().as_str() {
            // An answer without a type is read as text: Slack's own receiver names none.
            // Source: FACTS, section b (B2), and its source nsea.
            "" | "text/plain" => std::str::from_utf8(answer.body).ok().map(str::to_owned),
            "application/x-www-form-urlencoded" => form_field(answer.body),
            "application/json" => json_field(answer.body),
            _ => None,
        };
        answer.status == 200 && answer.took <= LONGEST && told.as_ref() == Some(&self.challenge)
    }
}

fn form_field(body: &[u8]) -> Option<String> {
    let mut fields = form_urlencoded::parse(body);
    fields.find(|(name, _)| name == "challenge").map(|(_, value)| value.into_owned())
}

fn json_field(body: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Fields {
        challenge: String,
    }
    serde_json::from_slice(body).ok().map(|fields: Fields| fields.challenge)
}
