//! Answers as HTTP: Slack's JSON, and pages in plain words.
//!
//! Source: FACTS, section a (A0); 003_ddcde49b587a50ab.txt, Known issues; headers that any client
//! of 2018 saw.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::model::workspace::Workspace;
use crate::model::{Call, CharsetWarning};
use crate::rules::{retry_after, told_scopes};
use crate::wire::{ApiError, HttpResponse, Reply, to_json};

/// A name and a value.
type Header = (Cow<'static, str>, Cow<'static, str>);

/// How long to wait, in seconds, when nothing was counted.
const SOME_TIME: u64 = 30;

/// What every answer to a call has.
const USUAL: [(&str, &str); 8] = [
    ("Content-Type", "application/json; charset=utf-8"),
    ("Access-Control-Allow-Origin", "*"),
    ("Cache-Control", "private, no-cache, no-store, must-revalidate"),
    ("Expires", "Mon, 26 Jul 1997 05:00:00 GMT"),
    ("Pragma", "no-cache"),
    ("Referrer-Policy", "no-referrer"),
    ("Vary", "Accept-Encoding"),
    ("X-Content-Type-Options", "nosniff"),
];

/// The response to a call that was answered so.
pub(crate) fn response(workspace: &Workspace, call: &Call, reply: &Reply) -> HttpResponse {
    let too_many = reply.error() == Some(ApiError::Ratelimited);
    let mut headers = USUAL.map(|(name, value)| header(name, value)).to_vec();
    headers.extend(scope_headers(workspace, call));
    if too_many {
        let seconds = retry_after(workspace, call).unwrap_or(SOME_TIME);
        headers.push(header("Retry-After", seconds.to_string()));
    }
    HttpResponse { status: status(reply), headers, body: body(reply, call.warning) }
}

/// What an app did wrong is told in the body.
// Source: FACTS, section a (A0).
// ASSUMPTION: a service that is down answers with the status 503.
fn status(reply: &Reply) -> u16 {
    match reply.error() {
        Some(ApiError::Ratelimited) => 429,
        Some(ApiError::ServiceUnavailable) => 503,
        // ASSUMPTION: an address to answer at that is worth nothing any more is not found.
        Some(ApiError::ExpiredUrl | ApiError::UsedUrl) => 404,
        Some(_) | None => 200,
    }
}

/// `X-OAuth-Scopes` and `X-Accepted-OAuth-Scopes`: sent to classic tokens only.
// Source: 003_ddcde49b587a50ab.txt, Known issues.
fn scope_headers(workspace: &Workspace, call: &Call) -> Vec<Header> {
    match told_scopes(workspace, call) {
        None => Vec::new(),
        Some((held, accepted)) => {
            vec![header("X-OAuth-Scopes", held), header("X-Accepted-OAuth-Scopes", accepted)]
        }
    }
}

fn body(reply: &Reply, warning: Option<CharsetWarning>) -> Vec<u8> {
    let Some(warning) = warning else { return to_json(reply).into_bytes() };
    let mut value: Value = serde_json::from_str(&to_json(reply)).unwrap_or_default();
    if let Some(fields) = value.as_object_mut() {
        warn(fields, warning.name());
    }
    to_json(&value).into_bytes()
}

/// Beside whatever the answer has there already.
fn warn(fields: &mut Map<String, Value>, code: &str) {
    fields.insert("warning".to_owned(), code.into());
    let metadata = fields.entry("response_metadata").or_insert_with(|| Map::new().into());
    if let Some(metadata) = metadata.as_object_mut() {
        metadata.insert("warnings".to_owned(), vec![code].into());
    }
}

/// A page that says one thing.
pub(crate) fn plain(status: u16, text: &str) -> HttpResponse {
    page(status, "text/plain; charset=utf-8", text)
}

/// A page to look at. What is put into it must be escaped before.
pub(super) fn html(status: u16, text: &str) -> HttpResponse {
    page(status, "text/html; charset=utf-8", text)
}

fn page(status: u16, content_type: &'static str, text: &str) -> HttpResponse {
    let headers =
        vec![header("Content-Type", content_type), header("X-Content-Type-Options", "nosniff")];
    HttpResponse { status, headers, body: text.as_bytes().to_vec() }
}

/// Says where to go instead. The address must have nothing in it that ends a header.
pub(crate) fn found(location: &str) -> HttpResponse {
    HttpResponse {
        status: 302,
        headers: vec![header("Location", location.to_owned())],
        body: Vec::new(),
    }
}

/// Says which verbs there are.
pub(super) fn wrong_verb(allowed: &'static str) -> HttpResponse {
    let mut response = plain(405, &format!("expected {allowed}"));
    response.headers.push(header("Allow", allowed));
    response
}

fn header(name: &'static str, value: impl Into<Cow<'static, str>>) -> Header {
    (name.into(), value.into())
}
