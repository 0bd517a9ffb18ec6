//! Which of the things that lie over the page is drawn.

use yew::prelude::*;

use super::dialog::Dialog;
use super::{
    Send, branches, challenges, clock, gallery, glossary, help, jump, palette, rule_book, share,
    system,
};
use crate::html::html;
use crate::state::{Overlay, Scene, State};
use crate::words;

pub(crate) fn overlay(state: &State, _: &Scene, send: &Send) -> Html {
    let Some(overlay) = &state.overlay else { return Html::default() };
    let (title, class, body) = match overlay {
        Overlay::Gallery => (words::STORIES, "gallery", gallery::gallery(state, send)),
        Overlay::Challenges => (words::CHALLENGES, "gallery", challenges::challenges(state, send)),
        Overlay::Palette => (words::PALETTE, "palette", palette::palette(state, send)),
        Overlay::Help => (words::HELP, "help", help::help(send)),
        Overlay::Glossary => (words::GLOSSARY, "glossary", glossary::glossary(state, None, send)),
        Overlay::Term(term) => {
            (words::GLOSSARY, "glossary", glossary::glossary(state, Some(term), send))
        }
        Overlay::RuleBook(rule) => {
            (words::RULE_BOOK, "rule-book", html! { <rule_book::RuleBook opened={*rule} /> })
        }
        Overlay::Clock => (words::CLOCK, "clock-dialog", clock::clock(state, send)),
        Overlay::Jump => (
            words::JUMP,
            "jump-dialog",
            html! { <jump::Jump course={state.course().clone()} at={state.at()} send={send} /> },
        ),
        Overlay::Branches => (words::BRANCHES, "branches", branches::branches(state, send)),
        Overlay::Share => (words::SHARE, "share", share::share(state, send)),
        Overlay::System => (words::SYSTEM, "system-dialog", system::system(state, send)),
        // A part of the program of its own.
        Overlay::Explore => return Html::default(),
    };
    html! { <Dialog key={class} {title} {class} send={send}>{ body }</Dialog> }
}
