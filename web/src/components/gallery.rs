//! The stories to choose from: what to begin with, a search, and a card for each story with a
//! picture of the way that it takes.
//!
//! Not here: the picture (`thumbnail.rs`), and what is known of a story (`state/library.rs`).

use std::rc::Rc;

use yew::prelude::*;

use super::{Send, thumbnail, to};
use crate::browser;
use crate::browser::folded;
use crate::html::html;
use crate::state::{Action, Glimpse, GuideAction, Loading, Overlay, Shelf, State};
use crate::words;

/// What the arrow keys go through.
const CARDS: &str = ".bookshelf .choice";

/// What the gallery is told.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct GalleryProperties {
    cards: Vec<Card>,
    /// Whether the list of stories is still on its way.
    waiting: bool,
    /// Why the list of stories did not come.
    failure: Option<String>,
    /// The stop of the tour that was seen last, counted from zero.
    last_stop: Option<usize>,
    /// How many challenges were solved.
    solved: usize,
    send: Send,
}

/// A story, as far as it is known.
#[derive(Clone, PartialEq)]
struct Card {
    file: String,
    group: String,
    source: String,
    face: Face,
}

#[derive(Clone, PartialEq)]
enum Face {
    Pending,
    Failed(String),
    Ready { title: String, about: String, glimpse: Option<Rc<Glimpse>> },
}

pub(crate) fn gallery(state: &State, send: &Send) -> Html {
    let library = &state.library;
    let (waiting, failure) = match &library.index {
        Loading::Pending => (true, None),
        Loading::Failed(reason) => (false, Some(reason.clone())),
        Loading::Ready(_) => (false, None),
    };
    let cards: Vec<Card> = library.stories.iter().map(Card::of).collect();
    html! { <Gallery {cards} {waiting} {failure} last_stop={state.guide.last_stop}
    solved={state.guide.solved.len()} send={send} /> }
}

impl Card {
    fn of(shelf: &Shelf) -> Self {
        let listed = &shelf.listed;
        let face = match &shelf.script {
            Loading::Pending => Face::Pending,
            Loading::Failed(reason) => Face::Failed(reason.clone()),
            Loading::Ready(script) => Face::Ready {
                title: script.title.clone(),
                about: script.about.clone(),
                glimpse: shelf.glimpse(script),
            },
        };
        Self {
            file: listed.file.clone(),
            group: listed.group.clone(),
            source: words::source(&listed.document, &listed.heading),
            face,
        }
    }

    /// Whether all of these words stand on the card.
    fn has(&self, wanted: &[String]) -> bool {
        let (title, about) = match &self.face {
            Face::Ready { title, about, .. } => (title.as_str(), about.as_str()),
            Face::Pending | Face::Failed(_) => ("", ""),
        };
        let text = folded(&[title, about, &self.group, &self.source].join(" "));
        wanted.iter().all(|word| text.contains(word))
    }
}

#[component]
fn Gallery(properties: &GalleryProperties) -> Html {
    let wanted = use_state(String::new);
    let words: Vec<String> = folded(&wanted).split_whitespace().map(str::to_owned).collect();
    let found: Vec<&Card> = properties.cards.iter().filter(|card| card.has(&words)).collect();
    let send = &properties.send;
    let typed = {
        let wanted = wanted.clone();
        Callback::from(move |event: InputEvent| {
            wanted.set(browser::value_of(&event));
        })
    };
    let cleared = {
        let wanted = wanted.clone();
        Callback::from(move |_: MouseEvent| wanted.set(String::new()))
    };
    html! {
        <div class="bookshelf" onkeydown={Callback::from(|event| browser::go_among(&event, CARDS))}>
            { beginnings(properties, send) }
            { shelves(properties, &found, wanted.as_str(), typed, cleared) }
        </div>
    }
}

/// What one can begin with besides a story.
fn beginnings(properties: &GalleryProperties, send: &Send) -> Html {
    let tour = |stop| Action::Guide(GuideAction::GoTo(stop));
    let (stop, name, about) = match properties.last_stop.filter(|stop| *stop > 0) {
        Some(stop) => (stop, words::GO_ON_WITH_TOUR, words::stopped_at(stop + 1)),
        None => (0, words::TAKE_TOUR, words::TOUR_ABOUT.to_owned()),
    };
    html! {
        <ul class="beginnings">
            <li>
                { beginning("tour", name, &about, tour(stop), send) }
                if stop > 0 {
                    <button type="button" class="quiet" onclick={to(send, tour(0))}>
                        { words::TOUR_AGAIN }
                    </button>
                }
            </li>
            <li>
                { beginning(
                    "challenges",
                    words::CHALLENGES,
                    &words::solved_so_far(properties.solved),
                    Action::Lay(Some(Overlay::Challenges)),
                    send,
                ) }
            </li>
            <li>
                { beginning("empty", words::START_EMPTY, words::EMPTY_ABOUT, Action::StartEmpty, send) }
            </li>
            <li>
                { beginning(
                    "system",
                    words::SYSTEM,
                    words::SYSTEM_ABOUT,
                    Action::Lay(Some(Overlay::System)),
                    send,
                ) }
            </li>
        </ul>
    }
}

fn beginning(
    kind: &'static str,
    name: &'static str,
    about: &str,
    action: Action,
    send: &Send,
) -> Html {
    html! {
        <button type="button" class="choice beginning" data-begin={kind} onclick={to(send, action)}>
            <strong>{ name }</strong>
            <span>{ about }</span>
        </button>
    }
}

fn shelves(
    properties: &GalleryProperties,
    found: &[&Card],
    wanted: &str,
    typed: Callback<InputEvent>,
    cleared: Callback<MouseEvent>,
) -> Html {
    let send = &properties.send;
    if let Some(reason) = &properties.failure {
        return html! {
            <div class="trouble" role="alert">
                <p>{ words::NOT_FETCHED }</p>
                <p class="reason">{ reason }</p>
                { again(send) }
            </div>
        };
    }
    if properties.waiting {
        return html! { <p class="loading" role="status">{ words::LOADING }</p> };
    }
    html! {
        <>
            <input class="gallery-search" type="search" placeholder={words::FIND_STORY}
                aria-label={words::FIND_STORY} value={wanted.to_owned()} oninput={typed} />
            <p class="heard" aria-live="polite">{ words::stories_found(found.len()) }</p>
            if found.is_empty() {
                <div class="empty">
                    <p>{ words::no_such_story(wanted) }</p>
                    <button type="button" onclick={cleared}>{ words::ALL_STORIES }</button>
                </div>
            }
            { for groups(found).into_iter().map(|(group, cards)| html! {
                <section class="group" aria-label={group.to_owned()} key={group.to_owned()}>
                    <h3>{ group }</h3>
                    <ul class="stories">{ for cards.into_iter().map(|card| drawn(card, send)) }</ul>
                </section>
            }) }
        </>
    }
}

/// The cards by their groups, in the order of the list.
fn groups<'a>(found: &[&'a Card]) -> Vec<(&'a str, Vec<&'a Card>)> {
    let mut groups: Vec<(&str, Vec<&Card>)> = Vec::new();
    for card in found {
        match groups.iter_mut().find(|(group, _)| *group == card.group) {
            Some((_, cards)) => cards.push(card),
            None => groups.push((&card.group, vec![card])),
        }
    }
    groups
}

fn drawn(card: &Card, send: &Send) -> Html {
    let file = card.file.clone();
    let body = match &card.face {
        Face::Ready { title, about, glimpse } => html! {
            <button type="button" class="choice story-card" data-story={file.clone()}
                onclick={to(send, Action::OpenStory(file.clone()))}>
                { for glimpse.iter().map(|glimpse| thumbnail::thumbnail(glimpse)) }
                <strong>{ title }</strong>
                <span class="card-about">{ about }</span>
                <span class="source">{ &card.source }</span>
            </button>
        },
        Face::Pending => html! {
            <div class="choice story-card pending" data-story={file.clone()}>
                <strong>{ words::sample(&file) }</strong>
                <span class="loading">{ words::FETCHING }</span>
            </div>
        },
        Face::Failed(reason) => html! {
            <div class="choice story-card failed" data-story={file.clone()}>
                <strong>{ words::sample(&file) }</strong>
                <span class="reason">{ reason }</span>
                { again(send) }
            </div>
        },
    };
    html! { <li key={file}>{ body }</li> }
}

fn again(send: &Send) -> Html {
    html! {
        <button type="button" onclick={to(send, Action::FetchAgain)}>{ words::TRY_AGAIN }</button>
    }
}
