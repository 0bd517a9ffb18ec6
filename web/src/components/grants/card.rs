//! What one reads of a cell: the question behind it, the verdict, and the first reason.
//!
//! The question is the matrix's, the verdict the witness's. Not here: where the card floats
//! (`grants.rs`).

use grantscope::{Matrix, Question, Verdict};
use yew::prelude::*;

use super::Place;
use crate::components::rings::rings;
use crate::html::{classes, html};
use crate::state::Witness;
use crate::words;

/// The id of the text that says a cell's verdict to who does not see the card.
pub(crate) const HEARD: &str = "cell-verdict";

/// What is to be read of a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Reading {
    /// The question, if there is one that depends on just this cell.
    pub(crate) question: Option<Question>,
    /// What the question is about is called so.
    about: String,
    verdict: Option<Verdict>,
}

/// Reads a cell. Rows count on into the people.
pub(crate) fn read(matrix: &Matrix, witness: &Witness, (row, column): Place) -> Reading {
    let person = row.checked_sub(matrix.rows.len()).and_then(|index| matrix.people.get(index));
    let question = match person {
        Some(person) => person.question(column),
        None => matrix.question(row, column, witness.places()),
    };
    let channel = question.as_ref().and_then(|question| question.channel.as_deref());
    let is_meant = |id: &str| channel == Some(id);
    let place = witness.places().iter().find(|place| is_meant(&place.id.to_string()));
    let about = match (person, place) {
        (Some(person), _) => words::for_person(&person.name),
        (None, Some(place)) => words::in_place(&place.name),
        (None, None) => channel.map(words::in_place).unwrap_or_default(),
    };
    let verdict = question.as_ref().and_then(|question| witness.verdict(question).ok());
    Reading { question, about, verdict }
}

impl Reading {
    /// Everything in one text.
    pub(crate) fn heard(&self) -> String {
        let (Some(question), Some(verdict)) = (&self.question, &self.verdict) else {
            return words::NO_QUESTION.to_owned();
        };
        let reason = verdict.because.first().map_or("", |rule| rule.sentence);
        let asked = words::asks(&question.method, &self.about);
        format!("{asked} {}. {reason} {}", words::allowed(verdict.allowed), words::ENTER_ASKS)
    }
}

/// The card's content. `says` is the cell itself in a sentence.
pub(crate) fn card(reading: &Reading, says: &str, ask: Callback<MouseEvent>) -> Html {
    let (Some(question), Some(verdict)) = (&reading.question, &reading.verdict) else {
        return html! { <><p>{ says }</p><p class="note">{ words::NO_QUESTION }</p></> };
    };
    let class = if verdict.allowed { "allowed" } else { "denied" };
    html! {
        <>
            <div class={classes!("card-answer", class)} data-allowed={verdict.allowed.to_string()}>
                { rings(verdict.scope.state, verdict.resource.state, "medium") }
                <strong>{ words::allowed(verdict.allowed) }</strong>
            </div>
            <p class="asks">{ words::asks(&question.method, &reading.about) }</p>
            if let Some(rule) = verdict.because.first() {
                <p>{ rule.sentence }</p>
                <p class="source">
                    { words::source(rule.document, rule.heading) } { " " }
                    <span class={classes!("tag", words::standing(rule.standing))}>
                        { words::standing(rule.standing) }
                    </span>
                </p>
            }
            <button type="button" class="ask" onclick={ask}>{ words::SHOW_WHY }</button>
        </>
    }
}
