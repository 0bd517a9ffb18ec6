//! Questions about everything that can happen, put together from a small set.
//!
//! Not here: what is asked then (`draft.rs`), and what came of it (`answers.rs`).

use grantscope::{STAGES, Stage, Topic};
use grantscope_explore::Inquiry;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::Place;
use super::answers::answer;
use super::draft::{About, Draft, Group, Part, Term, call, turned};
use super::session::Session;
use crate::browser::{file, value_of};
use crate::components::{Send, file_picker, methods, share};
use crate::html::{classes, html};
use crate::words;

/// Groups are put into one another so far; a file may go further.
const DEEPEST: usize = 2;

pub(super) fn queries(place: &Place, session: &Session, send: &Send) -> Html {
    let draft = session.draft().unwrap_or_else(|| Draft::first(place));
    let ask = {
        let (draft, session) = (draft.clone(), session.clone());
        Callback::from(move |_: MouseEvent| session.ask(draft.query()))
    };
    let drafting = Drafting { draft: &draft, place, session };
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
            { group(&[], &draft.all, &drafting) }
            <p class="actions">
                <button type="button" class="primary" onclick={ask}>{ words::ASK_IT }</button>
            </p>
            <div role="status">
                <ol class="explore-answers">
                    { for session.asked().iter().map(|asked| answer(asked, place, session, send)) }
                </ol>
            </div>
            { files(place, session, send) }
        </section>
    }
}

/// Questions go into a file, and come from one.
fn files(place: &Place, session: &Session, send: &Send) -> Html {
    let save = {
        let (place, session) = (place.clone(), session.clone());
        Callback::from(move |_: MouseEvent| {
            let text = grantscope::to_json(&session.inquiry(&place));
            let text = share::indented(&text).unwrap_or(text);
            let _ = file::save(&file::name(words::QUESTIONS, "json"), &text);
        })
    };
    let bring = {
        let (place, session, send) = (place.clone(), session.clone(), send.clone());
        move |chosen: web_sys::File| {
            let (place, session, send) = (place.clone(), session.clone(), send.clone());
            spawn_local(async move {
                let read = file::read(&chosen).await;
                let read =
                    read.and_then(|text| Inquiry::read(&text).map_err(|error| error.to_string()));
                match read {
                    Ok(inquiry) => session.bring(&inquiry, &place, &send),
                    Err(reason) => session.trouble(Some(reason)),
                }
            });
        }
    };
    html! {
        <>
            if let Some(reason) = session.has_trouble() {
                <p class="trouble" role="alert">{ reason }</p>
            }
            <p class="actions explore-files">
                if !session.asked().is_empty() {
                    <button type="button" onclick={save}>{ words::SAVE_QUESTIONS }</button>
                }
                { file_picker::labelled(words::OPEN_QUESTIONS, ".json,application/json", bring) }
            </p>
        </>
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

    /// Another group whenever something is chosen.
    fn regrouping<E: 'static>(
        &self,
        way: &[usize],
        change: impl Fn(&mut Group, E, &Place) + 'static,
    ) -> Callback<E> {
        let way = way.to_vec();
        self.changing(move |draft, event, place| {
            if let Some(group) = draft.group(&way) {
                change(group, event, place);
            }
        })
    }
}

/// A group, and what can be put into it.
fn group(way: &[usize], group: &Group, drafting: &Drafting<'_>) -> Html {
    let more = drafting.regrouping(way, |group, _: MouseEvent, place| {
        group.parts.push(Part::about(call(place)));
    });
    let inner = drafting.regrouping(way, |group, _: MouseEvent, place| {
        let parts = vec![Part::about(call(place)), Part::about(call(place))];
        group.parts.push(Part::Group(Group { any: !group.any, ..Group::of(parts) }));
    });
    let not =
        drafting.regrouping(way, |group, event: Event, _| group.not = value_of(&event) == "not");
    let is_inner = !way.is_empty();
    html! {
        <div class={classes!("explore-group", is_inner.then_some("inner"))} role="group"
            aria-label={if is_inner { words::A_GROUP } else { words::ASK_OF_ALL }}>
            if is_inner || group.not {
                { whether(group.not, not) }
            }
            { for group.parts.iter().enumerate().map(|(index, part)| row(way, index, part, group, drafting)) }
            <p class="actions">
                <button type="button" class="quiet" onclick={more}>{ words::ADD_TERM }</button>
                if way.len() < DEEPEST {
                    <button type="button" class="quiet" onclick={inner}>{ words::ADD_GROUP }</button>
                }
            </p>
        </div>
    }
}

fn whether(not: bool, change: Callback<Event>) -> Html {
    html! {
        <select aria-label={words::IS_OR_NOT} onchange={change}>
            <option value="" selected={!not}>{ words::IT_IS }</option>
            <option value="not" selected={not}>{ words::IT_IS_NOT }</option>
        </select>
    }
}

fn row(way: &[usize], index: usize, part: &Part, within: &Group, drafting: &Drafting<'_>) -> Html {
    let drop = drafting.regrouping(way, move |group, _: MouseEvent, _| {
        group.parts.remove(index);
    });
    let joined =
        drafting.regrouping(way, |group, event: Event, _| group.any = value_of(&event) == "or");
    html! {
        <div class="explore-term">
            if index > 0 {
                <select aria-label={words::JOINED_BY} onchange={joined}>
                    <option value="and" selected={!within.any}>{ words::AND }</option>
                    <option value="or" selected={within.any}>{ words::OR }</option>
                </select>
            }
            {
                match part {
                    Part::Term(it) => term(way, index, it, drafting),
                    Part::Group(inner) => group(&[way, &[index]].concat(), inner, drafting),
                }
            }
            if within.parts.len() > 1 {
                <button type="button" class="quiet" onclick={drop}>{ words::DROP_TERM }</button>
            }
        </div>
    }
}

fn term(way: &[usize], index: usize, term: &Term, drafting: &Drafting<'_>) -> Html {
    let place = drafting.place;
    let change = |with: fn(&mut Term, String, &Place)| {
        drafting.regrouping(way, move |group, event: Event, place| {
            if let Some(Part::Term(term)) = group.parts.get_mut(index) {
                with(term, value_of(&event), place);
            }
        })
    };
    html! {
        <>
            { whether(term.not, change(|term, value, _| term.not = value == "not")) }
            <select aria-label={words::ABOUT_WHAT} onchange={change(turned)}>
                { for [("call", words::A_CALL), ("event", words::AN_EVENT), ("stage", words::A_STAGE), ("excluded", words::an_exclusion(place.names.catalogue()))].map(|(value, label)| html! {
                    <option {value} selected={value == term.about.name()}>{ label }</option>
                }) }
            </select>
            { subject(&term.about, &change, place) }
        </>
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
                term.about = About::Event(value);
            })}>
                { for Topic::ALL.iter().map(|topic| html! {
                    <option value={topic.name()} selected={topic.name() == event}>{ topic.name() }</option>
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
