//! Questions about everything that can happen, put together from a small set, and their answers.
//!
//! Not here: answering (`grantscope-explore`).

use grantscope::{Input, Method, Question, STAGES, Stage, Topic};
use grantscope_explore::{Condition, Query};
use yew::prelude::*;

use super::Place;
use super::messages::Outcome;
use super::session::Session;
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
}

/// What one puts together.
#[derive(Clone, Debug, PartialEq)]
struct Draft {
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
        };
        if self.not { Condition::Not(Box::new(condition)) } else { condition }
    }
}

fn call(place: &Place) -> About {
    let method = Method::all().find(|method| method.needs() == grantscope::Needs::Conversation);
    let channel = place.conversations().into_iter().next().map(|(id, _)| id).unwrap_or_default();
    let method = method.map(|method| method.name().to_owned()).unwrap_or_default();
    About::Call { method, channel, user: String::new() }
}

pub(super) fn queries(place: &Place, session: &Session, send: &Send) -> Html {
    html! { <Queries place={place.clone()} session={Shared(session.clone())} send={send} asked={session.asked().len()}
    answered={session.asked().iter().filter(|(_, it)| it.is_some()).count()} /> }
}

/// The same as long as the page lives.
#[derive(Clone)]
struct Shared(Session);

impl PartialEq for Shared {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

#[derive(Clone, PartialEq, Properties)]
struct QueriesProperties {
    place: Place,
    session: Shared,
    asked: usize,
    answered: usize,
    send: Send,
}

#[component]
fn Queries(properties: &QueriesProperties) -> Html {
    let QueriesProperties { place, session: Shared(session), send, .. } = properties;
    let draft = use_state(|| Draft::first(place));
    let ask = {
        let (draft, session) = (draft.clone(), session.clone());
        Callback::from(move |_: MouseEvent| session.ask(draft.query()))
    };
    let more = changing(&draft, {
        let place = place.clone();
        move |draft, _: MouseEvent| draft.terms.push(Term { not: false, about: call(&place) })
    });
    html! {
        <section class="explore-queries" aria-labelledby="explore-ask">
            <h3 id="explore-ask">{ words::ASK_OF_ALL }</h3>
            <p>
                <select aria-label={words::ASK_OF_ALL}
                    onchange={changing(&draft, |draft, event: Event| draft.never = value_of(&event) == "never")}>
                    <option value="way" selected={!draft.never}>{ words::IS_THERE_A_WAY }</option>
                    <option value="never" selected={draft.never}>{ words::IS_IT_NEVER }</option>
                </select>
            </p>
            { for draft.terms.iter().enumerate().map(|(index, term)| row(index, term, &draft, place)) }
            <p class="actions">
                <button type="button" class="primary" onclick={ask}>{ words::ASK_IT }</button>
                <button type="button" class="quiet" onclick={more}>{ words::ADD_TERM }</button>
            </p>
            <div role="status">
                <ol class="explore-answers">
                    { for session.asked().iter().map(|(query, outcome)| answer(query, outcome.as_ref(), place, session, send)) }
                </ol>
            </div>
        </section>
    }
}

fn changing<E: 'static>(
    draft: &UseStateHandle<Draft>,
    change: impl Fn(&mut Draft, E) + 'static,
) -> Callback<E> {
    let draft = draft.clone();
    Callback::from(move |event| {
        let mut next = (*draft).clone();
        change(&mut next, event);
        draft.set(next);
    })
}

fn row(index: usize, term: &Term, draft: &UseStateHandle<Draft>, place: &Place) -> Html {
    let change = |with: fn(&mut Term, String, &Place)| {
        let place = place.clone();
        changing(draft, move |draft, event: Event| {
            if let Some(term) = draft.terms.get_mut(index) {
                with(term, value_of(&event), &place);
            }
        })
    };
    let drop = changing(draft, move |draft, _: MouseEvent| {
        draft.terms.remove(index);
    });
    let joined = changing(draft, |draft, event: Event| draft.any = value_of(&event) == "or");
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
                { for [("call", words::A_CALL), ("event", words::AN_EVENT), ("stage", words::A_STAGE)].map(|(value, label)| html! {
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
        }
    }
}

fn turned(term: &mut Term, to: String, place: &Place) {
    term.about = match to.as_str() {
        "event" => About::Event(Topic::ALL.first().map_or("", |topic| topic.name())),
        "stage" => About::Stage(STAGES.first().map_or(Stage::NotInstalled, |entry| entry.stage)),
        _ => call(place),
    };
}

/// What a choice makes of a term.
type Chosen<'a> = &'a dyn Fn(fn(&mut Term, String, &Place)) -> Callback<Event>;

fn subject(about: &About, change: Chosen<'_>, place: &Place) -> Html {
    match about {
        About::Call { method, channel, user } => html! {
            <>
                { methods::select(method, "explore-method", change(|term, value, _| {
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

fn answer(
    query: &Query,
    outcome: Option<&Outcome>,
    place: &Place,
    session: &Session,
    send: &Send,
) -> Html {
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
