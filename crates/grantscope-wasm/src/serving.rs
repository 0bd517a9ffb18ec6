//! What a server asks of a sandbox, as functions that take and give texts and bytes: a request must
//! cost little, and nothing that grows with the story.
//!
//! Only the package's own modules call them. Not here: sockets (`npm/`), and what requests mean
//! (`grantscope::Sandbox::fetch`).

use grantscope::{
    ChallengeAnswer, Credentials, Delivery, HEADERS_READ, HttpRequest, HttpResponse, Input,
    Outcome, Post, Question, Step, UrlVerification, read_script, to_json,
};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::given::{plain, read};
use crate::{Fault, Sandbox};

/// The header that names the address a request comes from, for apps that list theirs.
const ADDRESS: &str = "X-Forwarded-For";

/// So many bytes are enough for the head of most responses.
const USUAL_HEAD: usize = 512;

/// A step, as a line of the stream of steps.
#[derive(Serialize)]
struct Line<'a> {
    number: usize,
    input: &'a Input,
    outcome: &'a Outcome,
}

/// What Slack posts to the app, or would if the app were to answer.
#[derive(Serialize)]
struct Posted {
    #[serde(rename = "type")]
    kind: &'static str,
    /// Of events.
    event_id: Option<String>,
    retry: Option<u32>,
    /// Whether the story has the app answer it.
    answered: bool,
    headers: Vec<(String, String)>,
    body: String,
}

/// The names of the headers that a request is read by, in small letters, one a line: the others need
/// not be handed over.
#[wasm_bindgen(js_name = headersRead)]
pub fn headers_read() -> String {
    [HEADERS_READ.as_slice(), &[ADDRESS]].concat().join("\n").to_ascii_lowercase()
}

/// Answers a request. Both are texts: `POST /api/auth.revoke` or `200`, then `name: value` in lines;
/// in the response an empty line and the body follow.
#[wasm_bindgen]
pub fn exchange(
    sandbox: &mut Sandbox,
    after: f64,
    head: &str,
    body: Vec<u8>,
) -> Result<String, Fault> {
    Ok(written(&sandbox.0.fetch(whole(after), &request(head, body))?))
}

/// What a screen needs if nothing happens for so many milliseconds.
#[wasm_bindgen(js_name = viewLater)]
pub fn view_later(sandbox: &Sandbox, after: f64) -> Result<JsValue, Fault> {
    plain(&sandbox.0.moment_later(whole(after))?.view())
}

/// Whether the app may make a call then, and why.
#[wasm_bindgen(js_name = explainLater)]
pub fn explain_later(sandbox: &Sandbox, after: f64, question: &JsValue) -> Result<JsValue, Fault> {
    let question = read::<Question>(question)?;
    plain(&sandbox.0.moment_later(whole(after))?.explain(&question)?)
}

/// What the consent page says, or in its place the response as a text.
#[wasm_bindgen(js_name = consentPage)]
pub fn consent_page(sandbox: &Sandbox, after: f64, url: &str) -> Result<JsValue, Fault> {
    match sandbox.0.consent_page(whole(after), url) {
        Ok(page) => plain(&page),
        Err(instead) => Ok(written(&instead).into()),
    }
}

/// A person sends the consent page off.
#[wasm_bindgen]
pub fn consent(sandbox: &mut Sandbox, after: f64, url: &str, form: &[u8]) -> Result<String, Fault> {
    let catalogue = sandbox.0.cast().catalogue;
    let consented = sandbox.0.consent(whole(after), url, form);
    Ok(written(&consented.map_err(|misuse| Fault::told(&misuse, catalogue))?))
}

/// Lets happen what a line of a script says, and tells nothing.
#[wasm_bindgen]
pub fn take(sandbox: &mut Sandbox, line: &str) -> Result<(), Fault> {
    let catalogue = sandbox.0.cast().catalogue;
    let taken = sandbox.0.handle(read_script(line)?);
    taken.map(|_| ()).map_err(|misuse| Fault::told(&misuse, catalogue))
}

/// How many steps there are.
#[wasm_bindgen]
pub fn steps(sandbox: &Sandbox) -> usize {
    sandbox.0.history().len()
}

/// Forgets all but the last steps, and says how many.
#[wasm_bindgen]
pub fn forget(sandbox: &mut Sandbox, keep: usize) -> usize {
    sandbox.0.forget(keep)
}

/// Makes room for so many bytes at once, because to grow memory bit by bit is slow: whatever is freed
/// is used again.
#[wasm_bindgen]
pub fn reserve(bytes: usize) {
    // What is allocated only to be dropped is left out by the compiler, unless somebody might look at it.
    drop(std::hint::black_box(Vec::<u8>::with_capacity(bytes)));
}

/// The input of a step, counted from one, as a line of a script.
#[wasm_bindgen]
pub fn input(sandbox: &Sandbox, step: usize) -> String {
    nth(sandbox, step).map(|step| to_json(&step.input)).unwrap_or_default()
}

/// A step, counted from one, with what followed; before it so many were forgotten.
#[wasm_bindgen]
pub fn told(sandbox: &Sandbox, step: usize, forgotten: usize) -> String {
    let number = step.saturating_add(forgotten);
    let line = |it: &Step| to_json(&Line { number, input: &it.input, outcome: &it.outcome });
    nth(sandbox, step).map(line).unwrap_or_default()
}

/// How much is on its way because of a step.
#[wasm_bindgen]
pub fn deliveries(sandbox: &Sandbox, step: usize) -> usize {
    nth(sandbox, step).map_or(0, |step| step.outcome.deliveries.len())
}

/// What is posted to the app because of a step, signed at a moment in seconds since 1970. It may be
/// answered later at an address in the place of Slack's.
#[wasm_bindgen]
pub fn posts(
    sandbox: &Sandbox,
    step: usize,
    signed_at: f64,
    address: &str,
) -> Result<JsValue, Fault> {
    let Some(outcome) = nth(sandbox, step).map(|step| &step.outcome) else { return plain(&()) };
    let signed_at = whole(signed_at);
    let post = |it: &Delivery| {
        let it = it.clone().answered_at(address);
        let post = it.post(&sandbox.0.cast().app, outcome.time, signed_at)?;
        posted(&it, post)
    };
    plain(&outcome.deliveries.iter().filter_map(post).collect::<Vec<_>>())
}

/// What the app's settings page shows: who it is, its secrets, and its tokens as they are now.
#[derive(Serialize)]
struct Settings<'a> {
    app_id: String,
    client_id: &'a str,
    client_secret: &'a str,
    signing_secret: &'a str,
    verification_token: &'a str,
    access_token: Option<String>,
    refresh_token: Option<String>,
}

/// What the app's settings page shows.
#[wasm_bindgen]
pub fn settings(sandbox: &Sandbox) -> Result<JsValue, Fault> {
    let app = &sandbox.0.cast().app;
    let Credentials { access_token, refresh_token } = sandbox.0.credentials();
    plain(&Settings {
        app_id: app.id.to_string(),
        client_id: &app.client_id,
        client_secret: &app.client_secret,
        signing_secret: &app.signing_secret,
        verification_token: &app.verification_token,
        access_token,
        refresh_token,
    })
}

/// Whether what an address answered to a challenge proves that it is the app's.
#[wasm_bindgen(js_name = passesChallenge)]
pub fn passes_challenge(
    challenge: &str,
    status: u16,
    content_type: &str,
    body: &[u8],
    took: f64,
) -> bool {
    let asked = UrlVerification {
        token: String::new(),
        challenge: challenge.to_owned(),
        r#type: "url_verification",
    };
    asked.is_passed_by(&ChallengeAnswer { status, content_type, body, took: whole(took) })
}

/// What time it is, in milliseconds since 1970.
#[wasm_bindgen]
pub fn now(sandbox: &Sandbox) -> f64 {
    sandbox.0.now() as f64
}

/// When the next event is posted again, in milliseconds since 1970.
#[wasm_bindgen(js_name = nextRetry)]
pub fn next_retry(sandbox: &Sandbox) -> Option<f64> {
    sandbox.0.next_retry().map(|due| due as f64)
}

fn nth(sandbox: &Sandbox, step: usize) -> Option<&Step> {
    let step = sandbox.0.history().get(step.checked_sub(1)?)?;
    Some(step)
}

fn request(head: &str, body: Vec<u8>) -> HttpRequest {
    let mut lines = head.lines();
    let (method, url) = lines.next().and_then(|line| line.split_once(' ')).unwrap_or_default();
    let header = |line: &str| {
        let (name, value) = line.split_once(": ")?;
        Some((name.to_owned(), value.to_owned()))
    };
    let (method, url) = (method.to_owned(), url.to_owned());
    let headers = lines.filter_map(header).collect();
    let request = HttpRequest { method, url, headers, body, address: None };
    let address = request.header(ADDRESS).map(str::to_owned);
    HttpRequest { address, ..request }
}

fn written(response: &HttpResponse) -> String {
    let mut text = String::with_capacity(response.body.len().saturating_add(USUAL_HEAD));
    text.push_str(&response.status.to_string());
    for (name, value) in &response.headers {
        text.extend(["\n", name, ": ", value]);
    }
    text.push_str("\n\n");
    text.push_str(&String::from_utf8_lossy(&response.body));
    text
}

fn posted(delivery: &Delivery, post: Post) -> Option<Posted> {
    let (kind, event_id, answered) = match delivery {
        Delivery::Event { answered, envelope, .. } => {
            ("event", Some(envelope.event_id.to_string()), *answered)
        }
        Delivery::UrlVerification { answered, .. } => ("url_verification", None, *answered),
        Delivery::Interaction { .. } => ("interaction", None, true),
        Delivery::SlashCommand { .. } => ("slash_command", None, true),
        Delivery::Redirect { .. } => return None,
    };
    let retry = delivery.retry().map(|retry| retry.num);
    let body = String::from_utf8(post.body).ok()?;
    Some(Posted { kind, event_id, retry, answered, headers: post.headers, body })
}

/// A number of JavaScript's as one of milliseconds or seconds. What is none is zero.
fn whole(number: f64) -> u64 {
    number as u64
}
