//! A request and its response as they go over the wire.

use grantscope::{Call, Catalogue, HttpRequest, HttpResponse, Post, Reply, TokenName};
use yew::prelude::*;

use super::json;
use crate::html::html;
use crate::words;

/// So many characters of a raw body are shown.
const LONGEST_BODY: usize = 20_000;

/// The request that carries a call. Its token stands there by name. Nothing where there is no such
/// method.
pub(crate) fn request_of(catalogue: Catalogue, call: &Call) -> Option<HttpRequest> {
    let method = catalogue.method(&call.method)?;
    let token = (call.token != TokenName::Missing).then_some(words::TOKEN_NAME);
    let request = grantscope::request(method, &call.arguments, token, None);
    Some(match &call.acting_for {
        Some(user) => request.with_header(words::ACTING_FOR, user),
        None => request,
    })
}

/// What the app sends.
pub(crate) fn request(request: &HttpRequest) -> Html {
    let line = format!("{} {}", request.method, request.url);
    let body = String::from_utf8_lossy(&request.body);
    html! {
        <section class="http">
            <h4>{ words::HTTP_REQUEST }</h4>
            { lines(Some(&line), &request.headers) }
            if !body.is_empty() {
                { json::json(&body, words::HTTP_REQUEST) }
            }
        </section>
    }
}

/// What Slack answers.
pub(crate) fn response(response: &HttpResponse, reply: &Reply) -> Html {
    let tag = match reply.error() {
        Some(error) => html! { <span class="tag refused">{ error.code() }</span> },
        None => html! { <span class="tag sent">{ words::FINE }</span> },
    };
    html! {
        <section class="http">
            <h4>{ words::HTTP_RESPONSE }{ tag }</h4>
            <details class="posted">
                <summary><code>{ words::status_line(response.status) }</code></summary>
                { lines(None, &response.headers) }
            </details>
            { json::json(&indented(response, reply), words::HTTP_RESPONSE) }
        </section>
    }
}

/// The body with its fields in their order. One that says more than the reply is shown as it came.
fn indented(response: &HttpResponse, reply: &Reply) -> String {
    let text = response.text();
    let same = grantscope::to_json(reply) == text;
    if same { grantscope::to_indented_json(reply) } else { text }
}

/// What Slack posts to the app.
pub(crate) fn post(post: &Post) -> Html {
    let body = String::from_utf8_lossy(&post.body).into_owned();
    html! {
        <details class="posted">
            <summary>{ words::POSTED }</summary>
            { lines(Some(words::POST_LINE), &post.headers) }
            <pre class="json raw" tabindex="0" role="region" aria-label={words::POSTED}>
                <code>{ words::cut(&body, LONGEST_BODY) }</code>
            </pre>
        </details>
    }
}

fn lines<T: AsRef<str>>(line: Option<&str>, headers: &[(T, T)]) -> Html {
    html! {
        <dl class="headers">
            if let Some(line) = line {
                <div class="line">
                    <dt class="heard">{ words::START_LINE }</dt><dd><code>{ line }</code></dd>
                </div>
            }
            { for headers.iter().map(|(name, value)| html! {
                <div><dt><code>{ name.as_ref() }</code></dt><dd><code>{ value.as_ref() }</code></dd></div>
            }) }
        </dl>
    }
}
