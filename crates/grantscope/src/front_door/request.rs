//! The request that an app sends for a call: the way back through the door.
//!
//! Not here: reading a request (`call.rs`), and showing one as a command (`wire/http_text.rs`).
//!
//! Source: FACTS, section a (A0, A2); 000_2d3da42c3657f384.txt, Using Web API methods as a user.

use super::form;
use crate::model::{Body, Method, Texts, UserId, Verb};
use crate::wire::{HttpRequest, to_json};

/// The request for a call, as the method's page prefers it: arguments in the address where it is
/// for reading, else as JSON where that is taken and a token is there, else as a form. A method that
/// takes no token gets none, and a token is no argument.
///
/// ```
/// use grantscope::{Catalogue, Texts, request};
///
/// let method = Catalogue::SLACK.method("chat.postMessage").ok_or("not in the catalogue")?;
/// let arguments = Texts::from_iter([("channel".to_owned(), "C061EG9SL".to_owned())]);
/// let request = request(method, &arguments, Some("xoxa-1"), None);
/// assert_eq!(request.header("Content-Type"), Some("application/json; charset=utf-8"));
/// assert_eq!(request.body, br#"{"channel":"C061EG9SL"}"#);
/// # Ok::<(), &str>(())
/// ```
pub fn request(
    method: Method,
    arguments: &Texts,
    token: Option<&str>,
    acting_for: Option<UserId>,
) -> HttpRequest {
    let token = token.filter(|_| method.takes_a_token());
    let url = format!("https://{}/api/{method}", host(method));
    let mut arguments = arguments.clone();
    arguments.remove("token");
    let pairs: Vec<String> =
        arguments.iter().map(|(name, value)| form::pair(name, value)).collect();
    let form = pairs.join("&");
    let request = match (method.verb(), method.body()) {
        (Verb::Get, _) if form.is_empty() => HttpRequest::get(&url),
        (Verb::Get, _) => HttpRequest::get(&format!("{url}?{form}")),
        (Verb::Post, Body::FormOrJson) if token.is_some() => {
            let body = to_json(&arguments);
            HttpRequest::post(&url, "application/json; charset=utf-8", body)
        }
        (Verb::Post, _) => HttpRequest::post(&url, "application/x-www-form-urlencoded", form),
    };
    let request = match token {
        Some(token) => request.with_header("Authorization", &format!("Bearer {token}")),
        None => request,
    };
    match acting_for {
        Some(user) => request.with_header("X-Slack-User", &user.to_string()),
        None => request,
    }
}

/// Another service than Slack has an address that nobody has: one's own stands in its place.
fn host(method: Method) -> &'static str {
    if method.catalogue().is_slacks() { "slack.com" } else { "service.example" }
}
