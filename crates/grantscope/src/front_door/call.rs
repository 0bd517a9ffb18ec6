//! A request as a call that a script can keep.
//!
//! Not here: bodies (`payload.rs`) and what is left out (`secrets.rs`).
//!
//! Source: 000_2d3da42c3657f384.txt, Using Web API methods as a user; 002_092bebbe0adfac6f.txt,
//! Arguments and Errors; FACTS, section a (A0, A2).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::payload::{self, Charset, Payload};
use super::secrets::{self, without_tokens};
use super::url::Url;
use super::{ACTING_FOR, AUTHORIZATION, form, json};
use crate::model::workspace::Workspace;
use crate::model::{Body, Call, Malformed, Method, Needs, Texts, TokenName, Verb};
use crate::wire::HttpRequest;

/// The most characters in an argument's name.
// ASSUMPTION: an argument's name with more than 100 characters is very long.
const LONGEST_NAME: usize = 100;

/// The call that a request makes. Nothing if its verb is neither GET nor POST.
pub(super) fn of(
    workspace: &Workspace,
    name: &str,
    url: &Url<'_>,
    request: &HttpRequest,
) -> Option<Call> {
    let method = workspace.catalogue().method(name);
    let verb = verb(request)?;
    let (malformed, mut arguments) = match arguments(method, verb, url, request) {
        Ok(arguments) => (None, arguments),
        Err(malformed) => (Some(malformed), Texts::new()),
    };
    // ASSUMPTION: a token in the header counts more than one among the arguments.
    let argument = arguments.remove("token");
    let token = bearer(request).or(argument);
    let token = secrets::token(workspace, method, token, arguments.remove("refresh_token"));
    secrets::hide(workspace, method, &mut arguments);
    let acting_for = request.header(ACTING_FOR).filter(|user| !user.is_empty());
    let listed = !workspace.cast().app.allowed_addresses.is_empty();
    Some(Call {
        method: name.to_owned(),
        arguments,
        token,
        acting_for: acting_for.map(without_tokens),
        address: request.address.clone().filter(|_| listed),
        malformed,
        warning: payload::warning(request).filter(|_| verb == Verb::Post),
    })
}

/// The answer that is posted to a `response_url`: a call without a token, whose method is the path. In
/// a form it is JSON, in `payload`. Nothing if it is no post.
pub(super) fn response(
    workspace: &Workspace,
    url: &Url<'_>,
    request: &HttpRequest,
) -> Option<Call> {
    verb(request).filter(|verb| *verb == Verb::Post)?;
    let mut call = of(workspace, url.path, url, request)?;
    if let Some(text) = call.arguments.remove("payload") {
        match json::body(text.as_bytes(), Charset::Utf8) {
            Ok(fields) => call.arguments.extend(fields),
            Err(malformed) => {
                call.arguments = Texts::new();
                call.malformed = Some(malformed);
            }
        }
        secrets::hide(workspace, None, &mut call.arguments);
    }
    Some(Call { token: TokenName::Missing, acting_for: None, warning: None, ..call })
}

fn verb(request: &HttpRequest) -> Option<Verb> {
    let is = |name| request.method.eq_ignore_ascii_case(name);
    if is("POST") { Some(Verb::Post) } else { is("GET").then_some(Verb::Get) }
}

/// The arguments from everywhere. With JSON a token is no argument.
// ASSUMPTION: an argument in the body counts more than one in the address, and the last of a name.
fn arguments(
    method: Option<Method>,
    verb: Verb,
    url: &Url<'_>,
    request: &HttpRequest,
) -> Result<Texts, Malformed> {
    // ASSUMPTION: a method that does not exist takes JSON.
    let takes = method.map_or(Body::FormOrJson, Method::body);
    let payload = match verb {
        Verb::Get => Payload::default(),
        Verb::Post => payload::read(request, takes)?,
    };
    let all = form::query(url.query).into_iter().chain(payload.arguments);
    let mut arguments = Texts::new();
    for (name, value) in all {
        check_name(&name)?;
        arguments.insert(name, value);
    }
    if payload.is_json {
        arguments.remove("token");
    }
    if method.is_some_and(|method| method.needs() == Needs::Client) {
        // ASSUMPTION: a client's id and secret in the header count more than those in arguments.
        arguments.extend(basic(request).into_iter().flatten());
    }
    Ok(arguments)
}

fn check_name(name: &str) -> Result<(), Malformed> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    if name.ends_with(']') && name.contains('[') {
        Err(Malformed::ArrayArgument)
    } else if (1..=LONGEST_NAME).contains(&name.len()) && name.chars().all(plain) {
        Ok(())
    } else {
        Err(Malformed::ArgumentName)
    }
}

fn bearer(request: &HttpRequest) -> Option<String> {
    authorization(request, "bearer").map(str::to_owned)
}

/// The id and secret of a client, as HTTP's basic authentication has them.
fn basic(request: &HttpRequest) -> Option<[(String, String); 2]> {
    let decoded = STANDARD.decode(authorization(request, "basic")?).ok()?;
    let text = String::from_utf8(decoded).ok()?;
    let (id, secret) = text.split_once(':')?;
    let argument = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    Some([argument("client_id", id), argument("client_secret", secret)])
}

fn authorization<'a>(request: &'a HttpRequest, wanted: &str) -> Option<&'a str> {
    let (scheme, rest) = request.header(AUTHORIZATION)?.split_once(' ')?;
    scheme.eq_ignore_ascii_case(wanted).then(|| rest.trim())
}
