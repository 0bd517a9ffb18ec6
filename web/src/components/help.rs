//! The keys, and how the page is read.

use grantscope::HalfState;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{Send, keys, rings, to};
use crate::browser;
use crate::html::html;
use crate::state::{Action, Overlay};
use crate::words;

pub(crate) fn help(send: &Send) -> Html {
    html! {
        <div class="help-sheet">
            { reading() }
            { keyboard() }
            <section>
                <h3>{ words::HELP_MORE }</h3>
                <p class="actions">
                    { open(words::RULE_BOOK, Overlay::RuleBook(None), send) }
                    { open(words::GLOSSARY, Overlay::Glossary, send) }
                    { open(words::STORIES, Overlay::Gallery, send) }
                </p>
            </section>
        </div>
    }
}

fn open(label: &'static str, overlay: Overlay, send: &Send) -> Html {
    let onclick: Option<Callback<MouseEvent>> = to(send, Action::Lay(Some(overlay)));
    html! { <button type="button" {onclick}>{ label }</button> }
}

fn reading() -> Html {
    let rings = |scope, resource| rings::rings(scope, resource, "");
    let legend = [
        (rings(HalfState::Held, HalfState::Held), words::LEGEND_MEET),
        (rings(HalfState::Missing, HalfState::Held), words::LEGEND_MISSING),
        (rings(HalfState::Held, HalfState::Excluded), words::LEGEND_EXCLUDED),
        (rings::half_ring(), words::LEGEND_WAITING),
    ];
    html! {
        <section>
            <h3>{ words::HOW_TO_READ }</h3>
            <p class="about">{ words::THE_ONE_IDEA }</p>
            <ul class="legend">
                { for legend.into_iter().map(|(drawing, words)| html! {
                    <li><span class="legend-drawing">{ drawing }</span><span>{ words }</span></li>
                }) }
            </ul>
            <p class="about">{ words::HOW_IT_GOES_ON }</p>
        </section>
    }
}

fn keyboard() -> Html {
    let mac = browser::is_mac();
    html! {
        <section>
            <h3>{ words::KEYS }</h3>
            <div class="key-groups">
                { for keys::GROUPS.iter().map(|group| html! {
                    <div>
                        <h4 id={format!("keys-{}", group.words)}>{ group.words }</h4>
                        <dl class="keys">
                            { for group.shortcuts.iter().map(|shortcut| line(shortcut, mac)) }
                        </dl>
                    </div>
                }) }
            </div>
            <Switch />
            <p class="note">{ words::KEYS_OF_PARTS }</p>
        </section>
    }
}

fn line(shortcut: &keys::Shortcut, mac: bool) -> Html {
    let keys = shortcut.keys.iter().enumerate().map(|(index, key)| {
        html! {
            <>
                if index > 0 { { " " }<span class="or">{ words::OR }</span>{ " " } }
                { for key.words(mac).into_iter().map(|word| html! { <kbd>{ word }</kbd> }) }
            </>
        }
    });
    html! { <div><dt>{ for keys }</dt><dd>{ shortcut.words }</dd></div> }
}

/// Keys alone can be in the way of who speaks to the computer.
#[component]
fn Switch() -> Html {
    let on = use_state(keys::are_on);
    let onchange = {
        let on = on.clone();
        Callback::from(move |event: Event| {
            let field = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
            if let Some(field) = field {
                keys::switch(field.checked());
                on.set(field.checked());
            }
        })
    };
    html! {
        <label class="key-switch">
            <input type="checkbox" checked={*on} {onchange} />{ words::KEYS_ALONE }
        </label>
    }
}
