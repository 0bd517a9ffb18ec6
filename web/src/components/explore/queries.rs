//! Questions about everything that can happen, put together from a small set.
//!
//! Not here: what is asked then (`draft.rs`), and what came of it (`answers.rs`).

use grantscope::{STAGES, Stage, Topic};
use yew::prelude::*;

use super::Place;
use super::answers::answer;
use super::draft::{About, Draft, Term, call, turned};
use super::session::Session;
use crate::browser::value_of;
use crate::components::{Send, methods};
use crate::html::html;
use crate::words;

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
                { for [("call", words::A_CALL), ("event", words::AN_EVENT), ("stage", words::A_STAGE), ("excluded", words::an_exclusion(place.names.catalogue()))].map(|(value, label)| html! {
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

/// What a choice makes of a term.
type Chosen<'a> = &'a dyn Fn(fn(&mut Term, String, &Place)) -> Callback<Event>;

fn subject(about: &About, change: Chosen<'_>, place: &Place) -> Html {
    let catalogue = place.names.catalogue();
    match about {
        About::Call { method, channel, user } => html! {
            <>
                { methods::select(catalogue, method, "explore-method", change(|term, value, _| {
                    if let About::Call { method, .. } = &mut term.about { *method = value; }
                })) }
                <select aria-label={words::in_channel(catalogue)} onchange={change(|term, value, _| {
                    if let About::Call { channel, .. } = &mut term.about { *channel = value; }
                })}>
                    <option value="" selected={channel.is_empty()}>{ words::ANYWHERE }</option>
                    { place.some_conversations().options(channel, str::to_owned) }
                </select>
                <select aria-label={words::FOR_PERSON} onchange={change(|term, value, _| {
                    if let About::Call { user, .. } = &mut term.about { *user = value; }
                })}>
                    <option value="" selected={user.is_empty()}>{ words::FOR_ANYBODY }</option>
                    { place.some_people().options(user, words::for_person) }
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
            <select aria-label={words::an_exclusion(catalogue)} onchange={change(|term, value, _| term.about = About::Excluded(value))}>
                { place.some_conversations().options(chosen, str::to_owned) }
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
