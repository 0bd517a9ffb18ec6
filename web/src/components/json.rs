//! JSON with light colouring. A long text is cut, because nobody reads it and browsers stumble.

use yew::prelude::*;

use crate::html::html;
use crate::words;

/// The most characters that are shown, and the most that are coloured.
const SHOWN: usize = 60_000;
const COLOURED: usize = 12_000;

/// A text of JSON.
pub(crate) fn json(text: &str, label: &str) -> Html {
    let end = boundary(text, SHOWN);
    let (shown, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    let body = if shown.len() > COLOURED {
        html! { { shown } }
    } else {
        coloured(shown)
    };
    html! {
        <pre class="json" tabindex="0" role="region" aria-label={label.to_owned()}>
            <code>{ body }</code>
            if !rest.is_empty() {
                <span class="cut">{ words::CUT }</span>
            }
        </pre>
    }
}

fn boundary(text: &str, most: usize) -> usize {
    (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0)
}

fn coloured(text: &str) -> Html {
    let mut rest = text;
    let mut pieces = Vec::new();
    while let Some(first) = rest.chars().next() {
        let (class, length) = match first {
            '"' => string(rest),
            '-' | '0'..='9' => {
                ("number", run(rest, |letter| letter.is_ascii_digit() || "+-.eE".contains(letter)))
            }
            'a'..='z' => ("word", run(rest, char::is_alphabetic)),
            _ => (
                "",
                run(rest, |letter| {
                    !(letter == '"' || letter == '-' || letter.is_ascii_alphanumeric())
                }),
            ),
        };
        let (piece, after) =
            rest.split_at_checked(length.max(first.len_utf8())).unwrap_or((rest, ""));
        pieces.push(if class.is_empty() {
            html! { { piece } }
        } else {
            html! { <span class={class}>{ piece }</span> }
        });
        rest = after;
    }
    html! { { for pieces } }
}

/// How long the string is, and whether it is a key.
fn string(text: &str) -> (&'static str, usize) {
    let mut escaped = false;
    let close = text.char_indices().skip(1).find(|(_, letter)| {
        let closes = *letter == '"' && !escaped;
        escaped = *letter == '\\' && !escaped;
        closes
    });
    let length = close.map_or(text.len(), |(index, _)| index + 1);
    let after = text.get(length..).unwrap_or_default();
    if after.trim_start().starts_with(':') { ("key", length) } else { ("string", length) }
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.char_indices().find(|(_, letter)| !belongs(*letter)).map_or(text.len(), |(index, _)| index)
}
