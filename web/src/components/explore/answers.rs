//! What came of the questions, and what was found as a way in the timeline.
//!
//! Not here: answering (`grantscope-explore`).

use grantscope::{Input, Needs, Question, Sandbox, Script};
use grantscope_explore::{Condition, people_for, places_for};
use yew::prelude::*;

use super::Place;
use super::asked::Asked;
use super::draft::Draft;
use super::messages::Outcome;
use super::session::Session;
use crate::components::Send;
use crate::html::html;
use crate::state::Action;
use crate::state::keep::{Action as Keep, Source};
use crate::words;

pub(super) fn answer(asked: &Asked, place: &Place, session: &Session, send: &Send) -> Html {
    let Asked { query, outcome, .. } = asked;
    let (class, said) = match outcome {
        None if session.progress().is_none() => ("unasked", words::NOT_ASKED_YET.to_owned()),
        None => ("waiting", words::EXPLORE_BEGINS.to_owned()),
        Some(Outcome::Fault(reason)) => ("fault", reason.clone()),
        Some(Outcome::Found { against, inputs }) => {
            (if *against { "no" } else { "yes" }, words::found_way(*against, inputs.len()))
        }
        Some(Outcome::NotFound { holds, looked }) => (
            if *holds { "yes" } else { "no" },
            words::found_none(*holds, looked.states, looked.everything),
        ),
    };
    let change = {
        let (draft, session) = (Draft::of(query), session.clone());
        Callback::from(move |_: MouseEvent| session.set_draft(draft.clone()))
    };
    let forget = {
        let (query, session) = (query.clone(), session.clone());
        Callback::from(move |_: MouseEvent| session.forget(&query))
    };
    html! {
        <li class={class} data-outcome={class}>
            <p class="explore-question">{ words::query(query, &|id| place.names.of(id)) }</p>
            <p>{ said }</p>
            if let Some(Outcome::Found { inputs, .. }) = outcome {
                { led(inputs, call(query.condition()), place, session, send) }
            }
            if asked.is_otherwise() {
                <p class="trouble">{ words::EXPECTED_OTHERWISE }</p>
            }
            <p class="actions">
                <button type="button" class="quiet" onclick={change}>{ words::CHANGE_QUESTION }</button>
                <button type="button" class="quiet" onclick={forget}>{ words::DROP_TERM }</button>
            </p>
        </li>
    }
}

/// Lets it happen in the timeline: as a branch, if the story is still the one that was explored. What was
/// asked about one call is asked there again.
pub(super) fn led(
    inputs: &[Input],
    asked: Option<&Question>,
    place: &Place,
    session: &Session,
    send: &Send,
) -> Html {
    let (inputs, asked) = (inputs.to_vec(), asked.cloned());
    let (place, session, send) = (place.clone(), session.clone(), send.clone());
    let onclick = Callback::from(move |_: MouseEvent| {
        let Some(from) = session.explored_from() else { return };
        send.emit(Action::Lay(None));
        let before = from.script();
        let mut story = before.clone();
        story.inputs.extend(inputs.iter().cloned());
        if place.goes_on_from(&before) {
            send.emit(Action::Go(from.at));
            send.emit(Action::Do(inputs.clone()));
        } else {
            let text = grantscope::to_json(&story).into();
            send.emit(Keep::Open(Source::File, text).into());
        }
        if let Some(question) = asked.as_ref().and_then(|asked| completed(asked, story)) {
            send.emit(Action::Ask(question));
        }
    });
    html! { <button type="button" {onclick}>{ words::SHOW_IN_TIME }</button> }
}

/// The call that a question is about, if it is one.
fn call(condition: &Condition) -> Option<&Question> {
    match condition {
        Condition::Allowed(question) => Some(question),
        Condition::Not(not) => call(not),
        Condition::And(several) | Condition::Or(several) => {
            let mut calls = several.iter().filter_map(call);
            calls.next().filter(|_| calls.next().is_none())
        }
        Condition::Delivered(_) | Condition::Stage(_) | Condition::Excluded(_) => None,
    }
}

/// Who asked of anywhere, or of anybody, is shown where it is so at the end of a story.
fn completed(asked: &Question, story: Script) -> Option<Question> {
    let sandbox = Sandbox::replay(story).ok()?;
    let moment = sandbox.moment_at(sandbox.history().len());
    let method = moment.cast().catalogue.method(&asked.method)?;
    let place = || {
        let all = moment.places().map(|(place, _)| place);
        let place = places_for(&moment, method).into_iter().chain(all).next();
        place.map(|place| place.to_string())
    };
    let person = || {
        let all = moment.cast().people.iter().map(|person| person.id);
        let person = people_for(&moment, method).into_iter().chain(all).next();
        person.map(|person| person.to_string())
    };
    let mut question = asked.clone();
    match method.needs() {
        Needs::Conversation => question.channel = question.channel.or_else(place),
        Needs::Person => question.user = question.user.or_else(person),
        Needs::Nothing | Needs::Anywhere | Needs::Workspace | Needs::Closed | Needs::Client => {}
    }
    Some(question)
}
