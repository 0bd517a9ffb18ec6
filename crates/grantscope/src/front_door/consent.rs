//! What a person sends off with the consent page, read from its form.
//!
//! `user=U061F7AUR&answer=approve&channels=chosen&channel=C061FA5PB`: `answer` is `approve` or `deny`,
//! `channels` is `none`, `chosen` or `all_except`, and each `channel` is one of those. Not here: what
//! the page says (`sandbox/consent.rs`).

use super::form;
use super::payload::Charset;
use crate::model::{Answer, Channels, ConversationId, UserId};

/// Who answers, and how.
///
/// # Errors
/// What was expected in the form, and what came.
pub(crate) fn consent(body: &[u8]) -> Result<(UserId, Answer), String> {
    let named = form::body(body, Charset::Utf8)
        .map_err(|_| "expected a form in UTF-8, got something else".to_owned())?;
    let text = |name: &str| {
        let found = named.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.as_str())
    };
    let user = text("user").parse().map_err(|error| format!("`user`: {error}"))?;
    let chosen = named.iter().filter(|(name, _)| name == "channel");
    let chosen = chosen.map(|(_, id)| id.parse().map_err(|error| format!("`channel`: {error}")));
    let answer = match text("answer") {
        "approve" => Answer::Approve {
            channels: channels(text("channels"), chosen.collect::<Result<_, String>>()?)?,
        },
        "deny" => Answer::Deny,
        other => return Err(format!("`answer`: expected `approve` or `deny`, got `{other}`")),
    };
    Ok((user, answer))
}

fn channels(which: &str, chosen: Vec<ConversationId>) -> Result<Channels, String> {
    match which {
        "" | "none" => Ok(Channels::None),
        "chosen" if chosen.is_empty() => {
            Err("only those that are ticked were wanted, and none is: \
             tick at least one, or choose none for now"
                .to_owned())
        }
        "chosen" => Ok(Channels::Chosen(chosen)),
        "all_except" => Ok(Channels::AllExcept(chosen)),
        other => {
            Err(format!("`channels`: expected `none`, `chosen` or `all_except`, got `{other}`"))
        }
    }
}
