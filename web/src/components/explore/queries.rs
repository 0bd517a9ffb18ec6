//! Questions about everything that can happen, put together from a small set, and their answers.
//!
//! Not here: answering (`grantscope-explore`).

use grantscope::{Input, Question, STAGES, Stage, Topic};
use grantscope_explore::{Condition, Query};
use yew::prelude::*;

use super::Place;
use super::messages::Outcome;
use super::session::{Asked, Session};
use crate::browser::value_of;
use crate::components::{Send, methods};
use crate::html::html;
use crate::state::Action;
use crate::state::keep::{Action as Keep, Source};
use crate::words;

/// A part of a question.
#[derive(Clone, Debug, PartialEq)]
struct Term {
    not: bool,
    about: About,
}

#[derive(Clone, Debug, PartialEq)]
enum About {
    Call { method: String, channel: String, user: String },
    Event(&'static str),
    Stage(Stage),
    Excluded(String),
}

/// What one puts together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    never: bool,
    any: bool,
    terms: Vec<Term>,
}

impl Draft {
    fn first(place: &Place) -> Self {
        Self { never: false, any: false, terms: vec![Term { not: false, about: call(place) }] }
    }

    fn query(&self) -> Query {
        let mut terms: Vec<Condition> = self.terms.iter().map(Term::condition).collect();
        let condition = match (terms.len(), self.any) {
            (1, _) => terms.remove(0),
            (_, true) => Condition::Or(terms),
            (_, false) => Condition::And(terms),
        };
        if self.never { Query::Never(condition) } else { Query::IsThereAWay(condition) }
    }
}

impl Term {
    fn condition(&self) -> Condition {
        let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        let condition = match &self.about {
            About::Call { method, channel, user } => Condition::Allowed(Question {
                method: method.clone(),
                channel: given(channel),
                user: given(user),
            }),
            About::Event(event) => Condition::Delivered((*event).to_owned()),
            About::Stage(stage) => Condition::Stage(*stage),
            // What is chosen is there, so it is an id.
            About::Excluded(id) => match id.parse() {
                Ok(place) => Condition::Excluded(place),
                Err(_) => Condition::Or(Vec::new()),
            },
        };
        if self.not { Condition::Not(Box::new(condition)) } else { condition }
    }
}

/// What the page asks about, to begin with.
fn call(place: &Place) -> About {
    let Question { method, channel, user } = place.question.clone();
    About::Call { method, channel: channel.unwrap_or_default(), user: user.unwrap_or_default() }
}

pub(super) fn queries(place: &Place, session: &Session, send: &Send) -> Html {
    let draft = session.draft().unwrap_or_else(|| Draft::first(place));
    let ask = {
        let (draft, session) = (draft.clone(), session.clone());
        Callback::from(move |_: MouseEvent| session.ask(draft.query()))
    };
    let drafting = Drafting { draft: &draft, place, session };
    let more = drafting.changing(|draft, _: MouseEvent, place| {
        draft.terms.push(Term { not: false, about: call(place) });
    });
    let begun =
        drafting.changing(|draft, event: Event, _| draft.never = value_of(&event) == "never");
    html! {
        <section class="explore-queries" aria-labelledby="explore-ask">
            <h3 id="explore-ask">{ words::ASK_OF_ALL }</h3>
            <p>
                <select aria-label={words::ASK_OF_ALL} onchange={begun}>
                    <option value="way" selected={!draft.never}>{ words::IS_THERE_A_WAY }</option>
                    <option value="never" selected={draft.never}>{ words::IS_IT_NEVER }</option>
                </select>
            </p>
            { for draft.terms.iter().enumerate().map(|(index, term)| row(index, term, &drafting)) }
            <p class="actions">
                <button type="button" class="primary" onclick={ask}>{ words::ASK_IT }</button>
                <button type="button" class="quiet" onclick={more}>{ words::ADD_TERM }</button>
            </p>
            <div role="status">
                <ol class="explore-answers">
                    { for session.asked().iter().map(|asked| answer(asked, place, session, send)) }
                </ol>
            </div>
        </section>
    }
}

/// The question that is put together, and where it is kept.
struct Drafting<'a> {
    draft: &'a Draft,
    place: &'a Place,
    session: &'a Session,
}

impl Drafting<'_> {
    fn changing<E: 'static>(
        &self,
        change: impl Fn(&mut Draft, E, &Place) + 'static,
    ) -> Callback<E> {
        let (draft, place, session) =
            (self.draft.clone(), self.place.clone(), self.session.clone());
        Callback::from(move |event| {
            let mut next = draft.clone();
            change(&mut next, event, &place);
            session.set_draft(next);
        })
    }
}

fn row(index: usize, term: &Term, drafting: &Drafting<'_>) -> Html {
    let Drafting { draft, place, .. } = drafting;
    let change = |with: fn(&mut Term, String, &Place)| {
        drafting.changing(move |draft, event: Event, place| {
            if let Some(term) = draft.terms.get_mut(index) {
                with(term, value_of(&event), place);
            }
        })
    };
    let drop = drafting.changing(move |draft, _: MouseEvent, _| {
        draft.terms.remove(index);
    });
    let joined = drafting.changing(|draft, event: Event, _| draft.any = value_of(&event) == "or");
    html! {
        <div class="explore-term">
            if index > 0 {
                <select aria-label={words::JOINED_BY} onchange={joined}>
                    <option value="and" selected={!draft.any}>{ words::AND }</option>
                    <option value="or" selected={draft.any}>{ words::OR }</option>
                </select>
            }
            <select aria-label={words::IS_OR_NOT} onchange={change(|term, value, _| term.not = value == "not")}>
                <option value="" selected={!term.not}>{ words::IT_IS }</option>
                <option value="not" selected={term.not}>{ words::IT_IS_NOT }</option>
            </select>
            <select aria-label={words::ABOUT_WHAT} onchange={change(turned)}>
                { for [("call", words::A_CALL), ("event", words::AN_EVENT), ("stage", words::A_STAGE), ("excluded", words::AN_EXCLUSION)].map(|(value, label)| html! {
                    <option {value} selected={value == term.about.name()}>{ label }</option>
                }) }
            </select>
            { subject(&term.about, &change, place) }
            if draft.terms.len() > 1 {
                <button type="button" class="quiet" onclick={drop}>{ words::DROP_TERM }</button>
            }
        </div>
    }
}

impl About {
    const fn name(&self) -> &'static str {
        match self {
            Self::Call { .. } => "call",
            Self::Event(_) => "event",
            Self::Stage(_) => "stage",
            Self::Excluded(_) => "excluded",
        }
    }
}

fn turned(term: &mut Term, to: String, place: &Place) {
    term.about = match to.as_str() {
        "event" => About::Event(Topic::ALL.first().map_or("", |topic| topic.name())),
        "stage" => About::Stage(STAGES.first().map_or(Stage::NotInstalled, |entry| entry.stage)),
        "excluded" => {
            let first = place.conversations().into_iter().next();
            About::Excluded(first.map(|(id, _)| id).unwrap_or_default())
        }
        _ => call(place),
    };
}

/// What a choice makes of a term.
type Chosen<'a> = &'a dyn Fn(fn(&mut Term, String, &Place)) -> Callback<Event>;

fn subject(about: &About, change: Chosen<'_>, place: &Place) -> Html {
    match about {
        About::Call { method, channel, user } => html! {
            <>
                { methods::select(place.names.catalogue(), method, "explore-method", change(|term, value, _| {
                    if let About::Call { method, .. } = &mut term.about { *method = value; }
                })) }
                <select aria-label={words::IN_CHANNEL} onchange={change(|term, value, _| {
                    if let About::Call { channel, .. } = &mut term.about { *channel = value; }
                })}>
                    <option value="" selected={channel.is_empty()}>{ words::NOWHERE }</option>
                    { for place.conversations().into_iter().map(|(id, name)| html! {
                        <option value={id.clone()} selected={id == *channel}>{ name }</option>
                    }) }
                </select>
                <select aria-label={words::FOR_PERSON} onchange={change(|term, value, _| {
                    if let About::Call { user, .. } = &mut term.about { *user = value; }
                })}>
                    <option value="" selected={user.is_empty()}>{ words::FOR_NOBODY }</option>
                    { for place.people().map(|(id, name)| html! {
                        <option value={id.to_string()} selected={id.to_string() == *user}>{ words::for_person(name) }</option>
                    }) }
                </select>
            </>
        },
        About::Event(event) => html! {
            <select aria-label={words::AN_EVENT} onchange={change(|term, value, _| {
                let topic = Topic::ALL.iter().find(|topic| topic.name() == value);
                term.about = About::Event(topic.map_or("", |topic| topic.name()));
            })}>
                { for Topic::ALL.iter().map(|topic| html! {
                    <option value={topic.name()} selected={topic.name() == *event}>{ topic.name() }</option>
                }) }
            </select>
        },
        About::Excluded(chosen) => html! {
            <select aria-label={words::AN_EXCLUSION} onchange={change(|term, value, _| term.about = About::Excluded(value))}>
                { for place.conversations().into_iter().map(|(id, name)| html! {
                    <option value={id.clone()} selected={id == *chosen}>{ name }</option>
                }) }
            </select>
        },
        About::Stage(stage) => html! {
            <select aria-label={words::A_STAGE} onchange={change(|term, value, _| {
                let entry = STAGES.iter().find(|entry| entry.label == value);
                term.about = About::Stage(entry.map_or(Stage::NotInstalled, |entry| entry.stage));
            })}>
                { for STAGES.iter().map(|entry| html! {
                    <option value={entry.label} selected={entry.stage == *stage}>{ entry.label }</option>
                }) }
            </select>
        },
    }
}

fn answer(asked: &Asked, place: &Place, session: &Session, send: &Send) -> Html {
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
