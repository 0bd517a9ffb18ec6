//! What came of the questions, and what was found as a way in the timeline.
//!
//! Not here: answering (`grantscope-explore`).

use grantscope::Input;
use yew::prelude::*;

use super::Place;
use super::messages::Outcome;
use super::session::{Asked, Session};
use crate::components::Send;
use crate::html::html;
use crate::state::Action;
use crate::state::keep::{Action as Keep, Source};
use crate::words;

pub(super) fn answer(asked: &Asked, place: &Place, session: &Session, send: &Send) -> Html {
    let Asked { query, outcome, .. } = asked;
    let (class, said) = match outcome {
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
    html! {
        <li class={class} data-outcome={class}>
            <p class="explore-question">{ words::query(query, &|id| place.names.of(id)) }</p>
            <p>{ said }</p>
            if let Some(Outcome::Found { inputs, .. }) = outcome {
                { led(inputs, place, session, send) }
            }
        </li>
    }
}

/// Lets it happen in the timeline: as a branch, if the story is still the one that was explored.
pub(super) fn led(inputs: &[Input], place: &Place, session: &Session, send: &Send) -> Html {
    let (inputs, place, session, send) =
        (inputs.to_vec(), place.clone(), session.clone(), send.clone());
    let onclick = Callback::from(move |_: MouseEvent| {
        let Some(from) = session.explored_from() else { return };
        send.emit(Action::Lay(None));
        let mut story = from.script();
        if place.goes_on_from(&story) {
            send.emit(Action::Go(from.at));
            send.emit(Action::Do(inputs.clone()));
        } else {
            story.inputs.extend(inputs.iter().cloned());
            let text = grantscope::to_json(&story).into();
            send.emit(Keep::Open(Source::File, text).into());
        }
    });
    html! { <button type="button" {onclick}>{ words::SHOW_IN_TIME }</button> }
}
