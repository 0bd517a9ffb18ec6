//! The front door: an HTTP request in, an HTTP response out, as plain values.
//!
//! A request is turned into a [`Call`] that a script can keep: tokens by name, no secret, and what
//! was malformed by name. The rules then answer it like any other call. Not here: sockets, and the
//! rules (`rules/transport.rs` and `rules/rate.rs` for what concerns requests as such).
//!
//! Source: 002_092bebbe0adfac6f.txt; FACTS, sections a (A0) and e.

mod authorize;
mod call;
mod consent;
mod deep_link;
mod form;
mod json;
mod multipart;
mod payload;
mod request;
mod response;
mod secrets;
mod url;

pub use authorize::AuthorizeRequest;
pub(crate) use authorize::address_with;
pub(crate) use consent::consent;
pub use deep_link::{Destination, LinkError, LinkedPlace};
pub use request::request;
pub(crate) use response::{found, plain, response};
pub(crate) use secrets::{hide as hide_secrets, without_tokens};

use crate::model::Call;
use crate::model::workspace::Workspace;
use crate::wire::{HttpRequest, HttpResponse};
use url::Url;

const ACTING_FOR: &str = "X-Slack-User";
const AUTHORIZATION: &str = "Authorization";
const CONTENT_LENGTH: &str = "Content-Length";
const CONTENT_TYPE: &str = "Content-Type";

/// The headers that a request is read by. No other makes a difference.
pub const HEADERS_READ: [&str; 4] = [ACTING_FOR, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE];

/// The most bytes in the body of a request: 4 MiB, as much as a script may have.
const LARGEST_BODY: usize = crate::wire::LARGEST_TEXT;

/// The most characters in the name of a method, or the path of a `response_url`.
const LONGEST_METHOD: usize = 80;

/// What a request is for.
pub(crate) enum Route {
    /// A call of the Web API.
    Call(Box<Call>),
    /// A page, or a way to one. Nothing happens.
    Page(HttpResponse),
}

/// Finds what a request is for.
pub(crate) fn route(workspace: &Workspace, request: &HttpRequest) -> Route {
    let url = Url::of(&request.url);
    if request.body.len() > LARGEST_BODY {
        let text = format!("the body is too large: expected at most {LARGEST_BODY} bytes");
        return Route::Page(plain(413, &text));
    }
    if let Some(name) = url.path.strip_prefix("/api/").filter(|name| is_method_name(name)) {
        return match call::of(workspace, name, &url, request) {
            Some(call) => Route::Call(Box::new(call)),
            None => Route::Page(response::wrong_verb("GET, POST")),
        };
    }
    if is_response_path(url.path) {
        return match call::response(workspace, &url, request) {
            Some(call) => Route::Call(Box::new(call)),
            None => Route::Page(response::wrong_verb("POST")),
        };
    }
    let is_get = request.method.eq_ignore_ascii_case("GET");
    Route::Page(match url.path {
        "/app_redirect" | authorize::PATH if !is_get => response::wrong_verb("GET"),
        "/app_redirect" => deep_link::redirect(workspace, &request.url),
        authorize::PATH => authorize::page(workspace, &request.url),
        _ => plain(
            404,
            "there is no such page: expected /api/METHOD, /app_redirect, /oauth/authorize or a response_url",
        ),
    })
}

/// Not whether it was ever given out: what is there is kept in the script, and no token is.
fn is_response_path(path: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '/';
    let begins = path.starts_with("/actions/") || path.starts_with("/commands/");
    begins && path.len() <= LONGEST_METHOD && path.chars().all(plain)
}

fn is_method_name(name: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '.' || letter == '_';
    (1..=LONGEST_METHOD).contains(&name.len()) && name.chars().all(plain)
}

/// Where a link of Slack's leads in this workspace.
pub(crate) fn destination(workspace: &Workspace, link: &str) -> Result<Destination, LinkError> {
    let destination: Destination = link.parse()?;
    deep_link::check(workspace, destination).map(|()| destination)
}
