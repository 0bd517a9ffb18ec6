//! What the body of a request holds, by its type and charset.
//!
//! Not here: the single types (`form.rs`, `json.rs`, `multipart.rs`).
//!
//! Source: 002_092bebbe0adfac6f.txt, Errors and Warnings.

use super::form::{self, Arguments};
use super::{CONTENT_LENGTH, CONTENT_TYPE, json, multipart};
use crate::model::{Body, CharsetWarning, Malformed};
use crate::wire::HttpRequest;

/// What a body holds.
#[derive(Debug, Default)]
pub(super) struct Payload {
    pub(super) arguments: Arguments,
    /// Whether it is JSON, with which a token is taken from the header only.
    pub(super) is_json: bool,
}

/// The charsets that there are.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Charset {
    Utf8,
    Latin1,
}

/// The types that a body can have.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum PostType {
    Json,
    Form,
    Multipart,
    Plain,
}

const POST_TYPES: [(&str, PostType); 4] = [
    ("application/x-www-form-urlencoded", PostType::Form),
    ("application/json", PostType::Json),
    ("multipart/form-data", PostType::Multipart),
    ("text/plain", PostType::Plain),
];

impl Charset {
    /// The bytes as a text, if they are one.
    pub(super) fn decode(self, bytes: Vec<u8>) -> Option<String> {
        match self {
            Self::Utf8 => String::from_utf8(bytes).ok(),
            Self::Latin1 => Some(bytes.into_iter().map(char::from).collect()),
        }
    }
}

/// Reads the body of a post.
///
/// # Errors
/// What is wrong with it.
// Slack's own client for Python sends a call of any method as JSON, and without arguments nothing.
// ASSUMPTION: a post without a body is no fault, whatever its type, unless it is a form in parts.
pub(super) fn read(request: &HttpRequest, takes: Body) -> Result<Payload, Malformed> {
    let body = request.body.as_slice();
    if announced(request).is_some_and(|length| length > body.len()) {
        return Err(Malformed::Truncated);
    }
    let Some(content_type) = content_type(request) else {
        return if body.is_empty() { Ok(Payload::default()) } else { Err(Malformed::NoPostType) };
    };
    let post_type = PostType::of(content_type);
    if body.is_empty() && post_type != Some(PostType::Multipart) {
        return Ok(Payload { is_json: post_type == Some(PostType::Json), ..Payload::default() });
    }
    let post_type = post_type.ok_or(Malformed::PostType)?;
    let charset = charset(content_type)?;
    if post_type == PostType::Json && takes == Body::Form {
        return Err(Malformed::JsonNotTaken);
    }
    let boundary = || parameter(content_type, "boundary");
    let arguments = match post_type {
        PostType::Multipart => multipart::body(body, boundary(), charset)?,
        PostType::Form => form::body(body, charset)?,
        PostType::Json => json::body(body, charset)?,
        // ASSUMPTION: plain text is taken, and holds no arguments.
        PostType::Plain => Vec::new(),
    };
    Ok(Payload { arguments, is_json: post_type == PostType::Json })
}

/// What the answer to a post warns of.
pub(super) fn warning(request: &HttpRequest) -> Option<CharsetWarning> {
    let content_type = content_type(request)?;
    let names_charset = parameter(content_type, "charset").is_some();
    match (PostType::of(content_type)?, names_charset) {
        (PostType::Form | PostType::Multipart, true) => Some(CharsetWarning::SuperfluousCharset),
        (PostType::Json | PostType::Plain, false) => Some(CharsetWarning::MissingCharset),
        (PostType::Form | PostType::Multipart, false)
        | (PostType::Json | PostType::Plain, true) => None,
    }
}

impl PostType {
    fn of(content_type: &str) -> Option<Self> {
        let name = content_type.split_once(';').map_or(content_type, |(name, _)| name).trim();
        let is_named = |(known, _): &&(&str, Self)| name.eq_ignore_ascii_case(known);
        POST_TYPES.iter().find(is_named).map(|(_, post_type)| *post_type)
    }
}

fn announced(request: &HttpRequest) -> Option<usize> {
    request.header(CONTENT_LENGTH)?.parse().ok()
}

fn content_type(request: &HttpRequest) -> Option<&str> {
    request.header(CONTENT_TYPE).filter(|text| !text.is_empty())
}

// ASSUMPTION: a charset is heeded even where it is superfluous.
fn charset(content_type: &str) -> Result<Charset, Malformed> {
    match parameter(content_type, "charset").map(|name| name.to_ascii_lowercase()).as_deref() {
        None | Some("utf-8") => Ok(Charset::Utf8),
        Some("iso-8859-1") => Ok(Charset::Latin1),
        Some(_) => Err(Malformed::Charset),
    }
}

/// A parameter of a header, without its quotes: `charset` in `text/plain; charset="utf-8"`.
pub(super) fn parameter(header: &str, name: &str) -> Option<String> {
    let named = |part: &str| {
        let (known, value) = part.split_once('=')?;
        known.trim().eq_ignore_ascii_case(name).then(|| unquoted(value.trim()))
    };
    let has_any = header.contains(';');
    has_any.then(|| split_outside_quotes(header).skip(1).find_map(named)).flatten()
}

/// The parts of a header: a `;` between quotes belongs to a name.
fn split_outside_quotes(header: &str) -> impl Iterator<Item = &str> {
    let (mut quoted, mut escaped) = (false, false);
    let is_border = move |letter: char| {
        let border = letter == ';' && !quoted;
        quoted ^= letter == '"' && !escaped;
        escaped = letter == '\\' && !escaped;
        border
    };
    header.split(is_border)
}

fn unquoted(value: &str) -> String {
    let inner = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
    inner.map_or_else(|| value.to_owned(), |inner| inner.replace("\\\"", "\""))
}
