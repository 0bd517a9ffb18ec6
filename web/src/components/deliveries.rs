//! What a step made Slack say: the answer to a call, and what reached the app.

use grantscope::{App, Catalogue, Command, Delivery, HttpResponse, Step};
use serde::Serialize;
use yew::prelude::*;

use super::{exchange, json};
use crate::html::{classes, html};
use crate::words;

/// The app's call and Slack's answer as they went over the wire; the answer alone where a person
/// began to install.
pub(crate) fn exchange(catalogue: Catalogue, step: &Step, response: Option<&HttpResponse>) -> Html {
    let reply = step.outcome.reply.as_ref();
    match (&step.input.command, response, reply) {
        (Command::Call(call), Some(response), Some(reply)) => html! {
            <>
                { for exchange::request_of(catalogue, call).as_ref().map(exchange::request) }
                { exchange::response(response, reply) }
            </>
        },
        _ => html! {
            if let Some(reply) = reply {
                <h4>{ words::ANSWER }</h4>
                { json::json(&pretty(reply), words::ANSWER) }
            }
        },
    }
}

/// What reached the app in a step, each as it was posted at that time (in milliseconds since 1970).
pub(crate) fn deliveries(deliveries: &[Delivery], app: Option<&App>, time: u64) -> Html {
    html! {
        <>
            <h4>{ words::REACHED }</h4>
            if deliveries.is_empty() {
                <p class="hint">{ words::NOTHING_REACHED }</p>
            }
            { for deliveries.iter().enumerate().map(|(index, delivery)| one(index, delivery, app, time)) }
        </>
    }
}

fn one(index: usize, delivery: &Delivery, app: Option<&App>, time: u64) -> Html {
    let post = app.and_then(|app| delivery.post(app, time, time / 1000));
    let (name, text) = match delivery {
        Delivery::Event { envelope, .. } => (envelope.event.name().to_owned(), pretty(envelope)),
        Delivery::UrlVerification { payload, .. } => (payload.r#type.to_owned(), pretty(payload)),
        Delivery::Interaction { payload } => (payload.r#type.to_owned(), pretty(payload)),
        Delivery::SlashCommand { payload } => (payload.command.to_owned(), pretty(payload)),
        Delivery::Redirect { .. } => ("redirect".to_owned(), pretty(delivery)),
    };
    let (class, fate) = fate(delivery);
    html! {
        <details class="delivery" open={index == 0} data-delivery={name.clone()}>
            <summary>
                <code>{ &name }</code>
                <span class={classes!("tag", class)}>{ fate }</span>
                if let Some(retry) = delivery.retry() {
                    <span class="tag">{ words::retry(retry) }</span>
                }
            </summary>
            { json::json(&text, &name) }
            { for post.iter().map(exchange::post) }
        </details>
    }
}

/// Whether it reached the app.
fn fate(delivery: &Delivery) -> (&'static str, &'static str) {
    match delivery {
        Delivery::Event { subscribed: false, .. } => ("unsent", words::NOT_SENT),
        Delivery::Event { answered: false, .. }
        | Delivery::UrlVerification { answered: false, .. } => ("unsent", words::NOT_ANSWERED),
        Delivery::Event { .. }
        | Delivery::UrlVerification { .. }
        | Delivery::Interaction { .. }
        | Delivery::SlashCommand { .. }
        | Delivery::Redirect { .. } => ("sent", words::SENT),
    }
}

fn pretty<T: Serialize + ?Sized>(value: &T) -> String {
    grantscope::to_indented_json(value)
}
