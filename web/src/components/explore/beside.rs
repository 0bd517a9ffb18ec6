//! The same story in two worlds, side by side: on another day, as another document has it, with another
//! cast; up to the first step at which they differ, and why.
//!
//! Not here: which worlds there are (`worlds.rs`), and finding it (`grantscope-explore`).

use grantscope::{Cast, RuleEntry};
use grantscope_explore::{Divergence, Side};
use yew::platform::spawn_local;
use yew::prelude::*;

use super::Place;
use super::worlds::{self, Other, World, Worlds};
use crate::browser::{file, value_of};
use crate::components::{Send, file_picker, to};
use crate::html::{classes, html};
use crate::state::{Action, Kept, Overlay};
use crate::words;

/// So many places at which worlds differ are listed.
const CASTS: usize = 6;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct BesideProperties {
    pub(super) place: Place,
    pub(super) send: Send,
}

#[component]
pub(super) fn Beside(properties: &BesideProperties) -> Html {
    let BesideProperties { place, send } = properties;
    let brought = use_state(Vec::<(String, Cast)>::new);
    let trouble = use_state(|| None::<String>);
    let worlds = use_memo((place.clone(), (*brought).clone()), |(place, brought)| {
        Worlds::of(place, brought)
    });
    let chosen = use_state(|| None::<Other>);
    let first = || worlds.all.first().map(|world| world.other.clone());
    let shown = (*chosen).clone().filter(|chosen| worlds.all.iter().any(|it| it.other == *chosen));
    let shown = shown.or_else(first);
    let choose = {
        let (chosen, worlds, trouble) = (chosen.clone(), worlds.clone(), trouble.clone());
        Callback::from(move |event: Event| {
            trouble.set(None);
            let index: usize = value_of(&event).parse().unwrap_or_default();
            chosen.set(worlds.all.get(index).map(|world| world.other.clone()));
        })
    };
    let found = use_memo((place.clone(), shown.clone()), |(place, shown)| {
        shown.as_ref().map(|other| worlds::found(&place.sandbox.script(), other))
    });
    let bring = bringing(&brought, &chosen, &trouble);
    html! {
        <section class="beside-worlds" aria-labelledby="beside-worlds">
            <h3 id="beside-worlds">{ words::SIDE_BY_SIDE }</h3>
            <p class="hint">{ words::side_by_side_hint(place.names.catalogue().is_slacks()) }</p>
            <div class="worlds-choice">
                if worlds.all.is_empty() {
                    <p>{ words::NO_OTHER_WORLDS }</p>
                } else {
                    <select aria-label={words::OTHER_WORLD} onchange={choose}>
                        { choices(&worlds, place.cast(), shown.as_ref()) }
                    </select>
                }
                { file_picker::labelled(words::ITS_CAST, ".json,application/json", bring) }
            </div>
            if let Some(reason) = &*trouble {
                <p class="trouble" role="alert">{ reason }</p>
            }
            <div role="status">
                {
                    match &*found {
                        // What is shown is not what was asked for.
                        _ if trouble.is_some() => Html::default(),
                        None => Html::default(),
                        Some(Err(reason)) => html! { <p class="trouble">{ reason }</p> },
                        Some(Ok(None)) => html! { <p>{ words::NO_DIFFERENCE }</p> },
                        Some(Ok(Some(found))) => differing(found, send),
                    }
                }
            </div>
        </section>
    }
}

/// A file's story brings its cast, which is chosen at once.
fn bringing(
    brought: &UseStateHandle<Vec<(String, Cast)>>,
    chosen: &UseStateHandle<Option<Other>>,
    trouble: &UseStateHandle<Option<String>>,
) -> impl Fn(web_sys::File) + 'static {
    let (brought, chosen, trouble) = (brought.clone(), chosen.clone(), trouble.clone());
    move |file| {
        let (brought, chosen, trouble) = (brought.clone(), chosen.clone(), trouble.clone());
        spawn_local(async move {
            let cast = file::read(&file).await.and_then(|text| Kept::cast_of(&text));
            match cast {
                Ok(cast) => {
                    let mut all = (*brought).clone();
                    all.retain(|(name, _)| *name != file.name());
                    all.insert(0, (file.name(), cast.clone()));
                    chosen.set(Some(Other::Cast(file.name(), Box::new(cast))));
                    brought.set(all);
                    trouble.set(None);
                }
                Err(reason) => trouble.set(Some(reason)),
            }
        });
    }
}

/// Those first in which the story goes differently, as far as that was tried.
fn choices(worlds: &Worlds, cast: &Cast, shown: Option<&Other>) -> Html {
    let option = |(index, world): (usize, &World)| {
        let label = world.other.label(cast);
        let label = world
            .differs_at
            .map_or_else(|| label.clone(), |at| words::from_step_on(at + 1, &label));
        html! {
            <option value={index.to_string()} selected={shown == Some(&world.other)}>{ label }</option>
        }
    };
    let all: Vec<(usize, &World)> = worlds.all.iter().enumerate().collect();
    if !worlds.tried {
        return html! { <>{ for all.into_iter().map(option) }</> };
    }
    let (differing, same): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(_, world)| world.differs_at.is_some());
    let group = |label: &'static str, worlds: Vec<(usize, &World)>| {
        html! {
            if !worlds.is_empty() {
                <optgroup label={label}>{ for worlds.into_iter().map(option) }</optgroup>
            }
        }
    };
    html! { <>{ group(words::GOES_OTHERWISE, differing) }{ group(words::GOES_THE_SAME_WAY, same) }</> }
}

fn differing(found: &Divergence, send: &Send) -> Html {
    let (step, sent) = (found.step + 1, send.clone());
    let show = Callback::from(move |_: MouseEvent| {
        sent.emit(Action::Lay(None));
        sent.emit(Action::Go(step));
    });
    html! {
        <>
            <p>
                { words::differ_at(found.step + 1) } { " " }
                <button type="button" class="quiet" onclick={show}>
                    { words::SHOW_STEP }
                </button>
            </p>
            <p class="note">{ words::DIFFERS_IN } { " " } <code>{ &found.place }</code></p>
            <div class="worlds">
                { side(words::THIS_WORLD, &found.one, "one") }
                { side(words::OTHER_WORLD, &found.other, "other") }
            </div>
            { why(found, send) }
        </>
    }
}

fn side(title: &'static str, side: &Side, which: &'static str) -> Html {
    html! {
        <section class={classes!("world", which)} aria-label={title}>
            <h4>{ title }</h4>
            <p>{ &side.sentence }</p>
            <p class="note">{ side.stage.label() }</p>
            <pre>{ words::cut(&side.value, 400) }</pre>
        </section>
    }
}

/// The rules of either side by identifier, those first that led there on one side only; and in what the
/// worlds differ from their beginning on.
fn why(found: &Divergence, send: &Send) -> Html {
    let both: Vec<RuleEntry> =
        found.one.because.iter().filter(|it| found.other.because.contains(it)).copied().collect();
    html! {
        <section class="worlds-why" aria-labelledby="worlds-why">
            <h4 id="worlds-why">{ words::WHY }</h4>
            <div class="worlds">
                { ruled(words::RULES_ONLY_HERE, "one", &found.only_one, send) }
                { ruled(words::RULES_ONLY_THERE, "other", &found.only_other, send) }
            </div>
            if !both.is_empty() {
                { ruled(words::RULES_IN_BOTH, "both", &both, send) }
            }
            if !found.casts.is_empty() {
                <h5>{ words::WORLDS_DIFFER_IN }</h5>
                <ul class="worlds-casts">
                    { for found.casts.iter().take(CASTS).map(|cast| html! {
                        <li>
                            { words::world_differs(&cast.place, &cast.one, &cast.other) }
                            if let Some(about) = cast.about {
                                <span class="note">{ " " } { about }</span>
                            }
                        </li>
                    }) }
                    if found.casts.len() > CASTS {
                        <li class="quiet">{ words::more(found.casts.len() - CASTS) }</li>
                    }
                </ul>
            }
        </section>
    }
}

fn ruled(title: &'static str, which: &'static str, rules: &[RuleEntry], send: &Send) -> Html {
    html! {
        <div class="ruled" data-rules={which}>
            <h5>{ title }</h5>
            if rules.is_empty() {
                <p class="note">{ words::NO_RULE_ONLY_HERE }</p>
            }
            <ul>
                { for rules.iter().map(|rule| html! {
                    <li data-rule={rule.id}>
                        <button type="button" class="rule-link" aria-haspopup="dialog"
                            onclick={to(send, Action::Lay(Some(Overlay::RuleBook(Some(rule.id)))))}>
                            <code>{ rule.id }</code>
                        </button>
                        { " " } { rule.sentence }
                    </li>
                }) }
            </ul>
        </div>
    }
}
