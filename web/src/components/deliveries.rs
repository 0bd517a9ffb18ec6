//! What a step made Slack say: the answer to a call, and what reached the app.

use grantscope::{Command, Delivery, Reply};
use serde::Serialize;
use yew::prelude::*;

use super::json;
use crate::words;

pub(crate) fn reply(reply: Option<&Reply>) -> Html {
    html! {
        if let Some(reply) = reply {
            <h4>
                { words::ANSWER }
                if let Some(error) = reply.error() {
                    <span class="tag refused">{ error.code() }</span>
                } else {
                    <span class="tag sent">{ "ok" }</span>
                }
            </h4>
            { json::json(&pretty(reply), words::ANSWER) }
        }
    }
}

/// What the app asked of Slack, if the step is a call.
pub(crate) fn request(command: &Command) -> Html {
    let Command::Call(call) = command else { return Html::default() };
    html! {
        <>
            <h4>{ words::REQUEST }</h4>
            { json::json(&pretty(call), words::REQUEST) }
        </>
    }
}

pub(crate) fn deliveries(deliveries: &[Delivery]) -> Html {
    html! {
        <>
            <h4>{ words::REACHED }</h4>
            if deliveries.is_empty() {
                <p class="hint">{ words::NOTHING_REACHED }</p>
            }
            { for deliveries.iter().enumerate().map(|(index, delivery)| one(index, delivery)) }
        </>
    }
}

fn one(index: usize, delivery: &Delivery) -> Html {
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
    serde_json::to_string_pretty(value).unwrap_or_default()
}
