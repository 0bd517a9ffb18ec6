//! What the words mean, and what became of each in today's Slack: a list with a search, opened at a
//! word where somebody asked for one.
//!
//! Not here: the words themselves (`tests/scenarios/glossary.json`).

use std::rc::Rc;

use yew::prelude::*;

use super::{Send, to};
use crate::browser::folded;
use crate::html::{classes, html};
use crate::state::{Action, Loading, Overlay, State, Term};
use crate::{browser, words};

/// A word on the page that the glossary explains.
pub(crate) fn word(text: &'static str, id: &'static str, send: &Send) -> Html {
    let onclick: Option<Callback<MouseEvent>> = to(send, Action::Lay(Some(Overlay::Term(id))));
    html! {
        <button type="button" class="word" title={words::what_is(text)} {onclick}>{ text }</button>
    }
}

pub(crate) fn glossary(state: &State, at: Option<&'static str>, send: &Send) -> Html {
    match &state.library.glossary {
        Loading::Pending => html! { <p class="loading" role="status">{ words::LOADING_WORDS }</p> },
        Loading::Failed(reason) => html! {
            <div class="trouble" role="alert">
                <p>{ words::WORDS_NOT_FETCHED }</p>
                <p class="reason">{ reason }</p>
                <button type="button" onclick={to(send, Action::FetchAgain)}>{ words::TRY_AGAIN }</button>
            </div>
        },
        Loading::Ready(terms) => {
            html! { <Glossary key={at.unwrap_or_default()} terms={terms.clone()} {at} /> }
        }
    }
}

#[derive(Clone, PartialEq, Properties)]
struct GlossaryProperties {
    terms: Rc<Vec<Term>>,
    /// At which word it is opened.
    at: Option<&'static str>,
}

#[component]
fn Glossary(properties: &GlossaryProperties) -> Html {
    let wanted = use_state(String::new);
    let at = use_state(|| properties.at.map(str::to_owned));
    use_effect_with((*at).clone(), |at| {
        if let Some(at) = at {
            browser::focus(&heading(at));
        }
    });
    let text: Vec<String> = folded(&wanted).split_whitespace().map(str::to_owned).collect();
    let found: Vec<&Term> = properties.terms.iter().filter(|term| term.has(&text)).collect();
    let go = {
        let (wanted, at) = (wanted.clone(), at.clone());
        Callback::from(move |term: Option<String>| {
            wanted.set(String::new());
            at.set(term);
        })
    };
    let typed = {
        let wanted = wanted.clone();
        Callback::from(move |event: InputEvent| {
            wanted.set(browser::value_of(&event));
            at.set(None);
        })
    };
    html! {
        <>
            <p class="about">{ words::GLOSSARY_LEAD }</p>
            <input class="gallery-search" type="search" placeholder={words::FIND_WORD}
                aria-label={words::FIND_WORD} value={(*wanted).clone()} oninput={typed} />
            if found.is_empty() {
                <div class="empty">
                    <p role="status">{ words::no_such_word(&wanted) }</p>
                    <button type="button" onclick={go.reform(|_: MouseEvent| None)}>
                        { words::ALL_WORDS }
                    </button>
                </div>
            }
            <div class="terms">
                { for found.into_iter().map(|term| entry(term, &properties.terms, &go)) }
            </div>
        </>
    }
}

fn entry(term: &Term, all: &[Term], go: &Callback<Option<String>>) -> Html {
    let standing = words::standing(term.standing);
    html! {
        <article class="term" key={term.id.clone()} aria-labelledby={heading(&term.id)}>
            <h3 id={heading(&term.id)} tabindex="-1">{ &term.term }</h3>
            <dl>
                <dt>{ words::THEN }</dt>
                <dd>{ &term.was } { " " } <span class={classes!("tag", standing)}>{ standing }</span></dd>
                <dt>{ words::TODAY }</dt>
                <dd>
                    { &term.now }
                    if term.unsure {
                        { " " } <span class="tag recovered">{ words::UNSURE }</span>
                    }
                </dd>
                if !term.see.is_empty() {
                    <dt>{ words::SEE }</dt>
                    <dd class="see">
                        { for all.iter().filter(|other| term.see.contains(&other.id)).map(|other| {
                            let id = other.id.clone();
                            html! {
                                <button type="button" class="word" data-see={id.clone()}
                                    onclick={go.reform(move |_: MouseEvent| Some(id.clone()))}>
                                    { &other.term }
                                </button>
                            }
                        }) }
                    </dd>
                }
            </dl>
        </article>
    }
}

fn heading(id: &str) -> String {
    format!("term-{id}")
}
