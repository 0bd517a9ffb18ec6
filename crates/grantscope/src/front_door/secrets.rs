//! What a script must never hold, taken out of a request before it is kept.
//!
//! Tokens are kept by name, a secret only if it is the cast's own, a code only if the sandbox
//! issued it; anything else is replaced by something just as wrong.

use crate::model::workspace::Workspace;
use crate::model::{Method, Needs, Texts, TokenName, is_same_secret};
use crate::rules::token_named;

/// What stands for a secret or a code that is not known here.
const WRONG: &str = "not-the-right-one";

/// What a token begins with.
const TOKEN_START: &str = "xox";

/// What stands for a token inside a text.
const HIDDEN: &str = "xoxa-hidden";

/// The token of a call, by name. Methods that need a client take a refresh token instead.
pub(super) fn token(
    workspace: &Workspace,
    method: Option<Method>,
    token: Option<String>,
    refresh_token: Option<String>,
) -> TokenName {
    let is_client = method.is_some_and(|method| method.needs() == Needs::Client);
    let text = if is_client { refresh_token } else { token };
    let text = text.filter(|text| !text.is_empty());
    text.map_or(TokenName::Missing, |text| token_named(workspace, &text))
}

/// Leaves nothing secret in the arguments.
pub(crate) fn hide(workspace: &Workspace, method: Option<Method>, arguments: &mut Texts) {
    let own = &workspace.cast().app.client_secret;
    // In a permission system of one's own a code may be anything.
    let is_own = method.is_some_and(|it| !it.catalogue().is_slacks() && !it.is_of_the_protocol());
    for (name, value) in arguments.iter_mut() {
        *value = match name.as_str() {
            "client_secret" | "code" if is_own => without_tokens(value),
            "client_secret" if !is_same_secret(value, own) => wrong(own),
            "code" if workspace.code(value).is_none() => wrong(own),
            "client_secret" | "code" => continue,
            _ if !value.contains(TOKEN_START) => continue,
            _ => without_tokens(value),
        };
    }
}

/// Just as wrong as what came, even if somebody chose our word for it as their secret.
fn wrong(own: &str) -> String {
    if own == WRONG { format!("{WRONG}-") } else { WRONG.to_owned() }
}

/// The text with every token in it hidden: `xoxb-` and whatever hangs on to it.
pub(crate) fn without_tokens(text: &str) -> String {
    let belongs = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let words = text.split_inclusive(|letter: char| !belongs(letter));
    words.map(|word| hidden(word).unwrap_or_else(|| word.to_owned())).collect()
}

/// The word with its token hidden, if it has one.
fn hidden(word: &str) -> Option<String> {
    let is_token = |at: &usize| {
        let after = word.get(*at..).unwrap_or_default().as_bytes();
        after.get(3).is_some_and(u8::is_ascii_alphanumeric) && after.get(4) == Some(&b'-')
    };
    let at = word.match_indices(TOKEN_START).map(|(at, _)| at).find(is_token)?;
    let last = word.chars().next_back().filter(|it| !it.is_ascii_alphanumeric() && *it != '-');
    let end = last.map(String::from).unwrap_or_default();
    Some(format!("{}{HIDDEN}{end}", word.get(..at).unwrap_or_default()))
}
