//! What can happen next: the model's offers, grouped by who acts. What cannot happen says why.
//!
//! Answers to open prompts are not listed here: the prompts themselves are drawn (`prompt.rs`).

use std::rc::Rc;

use grantscope::{Actor, Command, Offer, UserId, View};
use yew::prelude::*;

use super::{Send, to};
use crate::browser::value_of;
use crate::html::html;
use crate::state::{Action, Composer, Course, Scene, State};
use crate::words;

pub(crate) fn next(state: &State, scene: &Scene, send: &Send) -> Html {
    let (Some(world), Some(user)) = (&scene.world, state.actor()) else { return Html::default() };
    let course = state.course().clone();
    html! { <Next {course} at={scene.at} {user} world={world.clone()} send={send} /> }
}

/// What the list is told.
#[derive(Clone, PartialEq, Properties)]
struct NextProperties {
    course: Course,
    at: usize,
    /// Who acts, where a person does.
    user: UserId,
    world: Rc<View>,
    send: Send,
}

/// What can happen next. Nothing is asked of the model again while nothing happens.
#[component]
fn Next(properties: &NextProperties) -> Html {
    let NextProperties { course, at, user, world, send } = properties;
    let offers: Vec<Offer> = course
        .offers(*at, *user)
        .into_iter()
        .filter(|offer| !matches!(offer.input.command, Command::Answer { .. }))
        .collect();
    let first = course.waited_for(*at, *user);
    let offers: Vec<Offer> = offers
        .into_iter()
        .filter(|offer| first.iter().all(|first| first.label != offer.label))
        .collect();
    html! {
        <div class="next">
            <h2>{ words::WHAT_NEXT }</h2>
            if !first.is_empty() {
                <section class="offers waits">
                    <p class="note">{ words::waits_for_the_app(course.stage_at(*at).label()) }</p>
                    <ul>{ for first.iter().map(|offer| possible_offer(offer, send)) }</ul>
                </section>
            }
            if let Some(note) = words::parts(course.steps().saturating_sub(*at)) {
                <p class="note">{ note }</p>
            }
            { for [Actor::Person, Actor::App, Actor::Time].map(|actor| {
                let of_actor: Vec<&Offer> = offers.iter().filter(|offer| offer.actor == actor).collect();
                group(actor, &of_actor, world, *user, send)
            }) }
        </div>
    }
}

fn group(actor: Actor, offers: &[&Offer], world: &View, user: UserId, send: &Send) -> Html {
    let (possible, impossible): (Vec<&Offer>, Vec<&Offer>) =
        offers.iter().partition(|offer| offer.obstacle.is_none());
    let (aside, possible): (Vec<&Offer>, Vec<&Offer>) =
        possible.into_iter().partition(|offer| is_housekeeping(&offer.input.command));
    let asks = actor == Actor::App;
    let cannot = impossible.len() + usize::from(asks && world.triggers.is_empty());
    html! {
        <section class="offers" data-actor={words::actor(actor)}>
            <h3>
                if actor == Actor::Person {
                    { people(world, user, send) }
                } else {
                    { words::actor(actor) }
                }
            </h3>
            <ul>
                if asks {
                    { for world.triggers.iter().map(|trigger| ask(trigger, send)) }
                }
                { for possible.iter().map(|offer| possible_offer(offer, send)) }
            </ul>
            if !aside.is_empty() {
                <details class="aside">
                    <summary>{ words::housekeeping(aside.len()) }</summary>
                    <ul>{ for aside.iter().map(|offer| possible_offer(offer, send)) }</ul>
                </details>
            }
            if cannot > 0 {
                <details>
                    <summary>{ words::offer_count(cannot) }</summary>
                    <ul>
                        if asks && world.triggers.is_empty() {
                            { impossible_offer(words::ASK_FOR_MORE, words::NO_TRIGGER) }
                        }
                        { for impossible.iter().map(|offer| {
                            impossible_offer(&offer.label, offer.obstacle.as_deref().unwrap_or_default())
                        }) }
                    </ul>
                </details>
            }
        </section>
    }
}

/// Whether a command is about channels and accounts as they would be without the app.
fn is_housekeeping(command: &Command) -> bool {
    match command {
        Command::CreateConversation { .. }
        | Command::Archive { .. }
        | Command::Unarchive { .. }
        | Command::MakePrivate { .. }
        | Command::Deactivate { .. }
        | Command::DeleteWorkspace { .. } => true,
        Command::Install { .. }
        | Command::Answer { .. }
        | Command::Invite { .. }
        | Command::Kick { .. }
        | Command::Interact { .. }
        | Command::AddSlashCommand { .. }
        | Command::SubmitDialog { .. }
        | Command::OpenAppHome { .. }
        | Command::Message { .. }
        | Command::Revoke { .. }
        | Command::Uninstall { .. }
        | Command::Fault(_)
        | Command::Recover {}
        | Command::Call(_)
        | Command::Endpoint { .. }
        | Command::Unanswered { .. }
        | Command::VerifyRequestUrl {}
        | Command::Wait {} => false,
    }
}

fn people(world: &View, user: UserId, send: &Send) -> Html {
    let send = send.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Ok(user) = value_of(&event).parse() {
            send.emit(Action::Become(user));
        }
    });
    html! {
        <select class="inline" aria-label={words::ACTING} {onchange}>
            { for world.people.iter().map(|person| html! {
                <option value={person.id.to_string()} selected={person.id == user}>
                    { &person.name }
                </option>
            }) }
        </select>
    }
}

fn possible_offer(offer: &Offer, send: &Send) -> Html {
    html! {
        <li key={offer.label.clone()}>
            <button type="button" class="offer" onclick={to(send, action(offer))}>{ &offer.label }</button>
        </li>
    }
}

/// What an offer that is possible leads to.
pub(crate) fn action(offer: &Offer) -> Action {
    if let Command::Install { user, through, .. } = &offer.input.command {
        Action::Compose(Some(Composer::Install { user: *user, through: *through }))
    } else {
        Action::Do(vec![offer.input.clone()])
    }
}

/// What the app can do with a trigger: how it is called, and what it leads to.
pub(crate) fn ask_label(trigger: &grantscope::TriggerView) -> (String, Action) {
    let composer = Composer::Ask {
        trigger: trigger.id.clone(),
        user: trigger.user,
        name: trigger.name.clone(),
    };
    (words::ask_by_trigger(&trigger.name, trigger.left), Action::Compose(Some(composer)))
}

fn ask(trigger: &grantscope::TriggerView, send: &Send) -> Html {
    let (label, action) = ask_label(trigger);
    html! {
        <li>
            <button type="button" class="offer" onclick={to(send, action)}>{ label }</button>
        </li>
    }
}

fn impossible_offer(label: &str, reason: &str) -> Html {
    html! {
        <li key={label.to_owned()} class="impossible">
            <button type="button" class="offer" aria-disabled="true">
                { label }
                <span class="reason">{ reason }</span>
            </button>
        </li>
    }
}
