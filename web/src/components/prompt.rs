//! A question put to a person, drawn in our own style: who is asked, what for, in which channels.

use grantscope::{
    Answer, Catalogue, Channels, Command, ConversationId, ConversationView, Input, PromptView,
};
use yew::prelude::*;

use super::rings::half_ring;
use super::{Send, glossary, scopes, to};
use crate::browser;
use crate::html::html;
use crate::ordered::toggled;
use crate::state::{Action, Scene, State, Witness};
use crate::words;

/// A person takes a moment to answer.
const PERSON_TAKES: u64 = 2000;

/// So many channels are shown at once; where there are more, they can be looked for.
const SHOWN: usize = 20;

/// So many that fit are looked at: not all of them can be chosen.
const LOOKED_AT: usize = 1000;

#[derive(Clone, PartialEq, Properties)]
struct PromptProperties {
    prompt: PromptView,
    app: String,
    team: String,
    catalogue: Catalogue,
    /// Who knows the conversations.
    witness: Option<Witness>,
    send: Send,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Extent {
    None,
    Chosen,
    All,
}

fn extents_in(catalogue: Catalogue) -> [(Extent, String); 3] {
    [
        (Extent::None, words::NO_CHANNELS.to_owned()),
        (Extent::Chosen, words::CHOSEN_CHANNELS.to_owned()),
        (Extent::All, words::all_places(catalogue)),
    ]
}

/// The questions that are open.
pub(crate) fn prompts(state: &State, scene: &Scene, send: &Send) -> Html {
    let Some(world) = &scene.world else { return Html::default() };
    html! {
        { for world.prompts.iter().map(|prompt| html! {
            <Prompt key={format!("{}-{}-{}", state.world, prompt.id, scene.at)} prompt={prompt.clone()}
                app={world.app.clone()} team={world.team.clone()} catalogue={scene.names.catalogue()}
                witness={state.witness(scene)} send={send} />
        }) }
    }
}

#[component]
fn Prompt(properties: &PromptProperties) -> Html {
    let single = properties.prompt.single_channel;
    let extent = use_state(|| if single { Extent::Chosen } else { Extent::None });
    // What one chooses and what one leaves out have nothing to do with each other.
    let (chosen, spared) = (use_state(Vec::new), use_state(Vec::new));
    let sought = use_state(String::new);
    let prompt = &properties.prompt;
    let title_id = format!("title-{}", prompt.id);
    use_effect_with(title_id.clone(), |id| browser::focus_if_lost(id));
    let title = if prompt.install {
        words::wants_to_install(&properties.app, &properties.team)
    } else {
        words::wants_more(&properties.app)
    };
    let ticked = if *extent == Extent::All { spared } else { chosen };
    let approval = Answer::Approve { channels: channels(*extent, &ticked) };
    html! {
        <section class="card prompt" aria-labelledby={title_id.clone()}
            data-prompt={prompt.id.to_string()}>
            <p class="eyebrow">{ half_ring() } { words::asks_whom(&prompt.name) }</p>
            <h3 id={title_id} tabindex="-1">{ title }</h3>
            if prompt.scopes.is_empty() {
                <p>{ words::only_the_base(properties.catalogue, &properties.app) }</p>
            } else {
                <p class="label">{ words::will_be_able(&properties.app) }</p>
                { scopes::asked(&prompt.scopes) }
            }
            if prompt.channels {
                if !single {
                    { extents(properties.catalogue, prompt, &extent) }
                }
                { ticks(*extent, properties, &ticked, &sought) }
                if *extent == Extent::All {
                    <p class="note">
                        { words::THIS_IS } { " " }
                        { glossary::word(words::A_WILDCARD, "wildcard", &properties.send) } { "." }
                    </p>
                }
            }
            <p class="actions">
                <button type="button" class="primary" onclick={answered(properties, approval)}>
                    { words::APPROVE }
                </button>
                <button type="button" onclick={answered(properties, Answer::Deny)}>
                    { words::DENY }
                </button>
            </p>
            <p class="note">{ words::NO_ANSWER }</p>
        </section>
    }
}

fn channels(extent: Extent, ticked: &[ConversationId]) -> Channels {
    let ticked = ticked.to_vec();
    match extent {
        Extent::None => Channels::None,
        Extent::Chosen => Channels::Chosen(ticked),
        Extent::All => Channels::AllExcept(ticked),
    }
}

fn answered(properties: &PromptProperties, answer: Answer) -> Option<Callback<MouseEvent>> {
    let command = Command::Answer { prompt: properties.prompt.id, answer };
    to(&properties.send, Action::Do(vec![Input { after: PERSON_TAKES, command }]))
}

fn extents(catalogue: Catalogue, prompt: &PromptView, extent: &UseStateHandle<Extent>) -> Html {
    let name = format!("channels-{}", prompt.id);
    html! {
        <fieldset class="extent">
            <legend>{ words::WHERE }</legend>
            { for extents_in(catalogue).into_iter().map(|(value, label)| {
                let set = extent.clone();
                html! {
                    <label class="option">
                        <input type="radio" name={name.clone()} checked={**extent == value}
                            onchange={move |_: Event| set.set(value)} />
                        <span>{ label }</span>
                    </label>
                }
            }) }
        </fieldset>
    }
}

fn ticks(
    extent: Extent,
    properties: &PromptProperties,
    ticked: &UseStateHandle<Vec<ConversationId>>,
    sought: &UseStateHandle<String>,
) -> Html {
    let single = properties.prompt.single_channel;
    let legend = match extent {
        Extent::None => return Html::default(),
        Extent::Chosen if single => words::ONE_CHANNEL,
        Extent::Chosen => words::CHOSEN_CHANNELS,
        Extent::All => words::EXCEPT,
    };
    let Some(witness) = &properties.witness else { return Html::default() };
    let some = places(witness, "");
    let found = if sought.trim().is_empty() { some.clone() } else { places(witness, sought) };
    let is_found = |id: &ConversationId| found.iter().take(SHOWN).any(|place| place.id == *id);
    html! {
        <fieldset class="ticks">
            <legend>{ legend }</legend>
            if some.len() > SHOWN {
                { search(properties.catalogue, sought) }
            }
            { for ticked.iter().filter(|id| !is_found(id)).map(|id| {
                tick(*id, witness.name(*id), single, ticked)
            }) }
            { for found.iter().take(SHOWN).map(|place| tick(place.id, place.name.clone(), single, ticked)) }
            if found.is_empty() && !sought.is_empty() {
                <p class="note" role="status">{ words::nothing_found(sought) }</p>
            }
            if found.len() > SHOWN {
                <p class="note">{ words::MORE_CHANNELS }</p>
            }
        </fieldset>
    }
}

/// Those that can be chosen, of which as many are looked at as are enough to fill the dialog.
fn places(witness: &Witness, text: &str) -> Vec<ConversationView> {
    let newest = || witness.places().to_vec();
    let mut places = if text.is_empty() { newest() } else { witness.places_like(text, LOOKED_AT) };
    places.retain(|place| place.choosable);
    places
}

fn search(catalogue: Catalogue, sought: &UseStateHandle<String>) -> Html {
    let set = sought.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        set.set(browser::value_of(&event));
    });
    html! {
        <input type="search" class="find" aria-label={words::find_place(catalogue)}
            placeholder={words::find_place(catalogue)} value={(**sought).clone()} {oninput} />
    }
}

fn tick(
    id: ConversationId,
    name: String,
    single: bool,
    ticked: &UseStateHandle<Vec<ConversationId>>,
) -> Html {
    let set = ticked.clone();
    let onchange = move |_: Event| set.set(toggled(if single { &[] } else { &set }, id));
    html! {
        <label key={id.to_string()} class="option">
            <input type={if single { "radio" } else { "checkbox" }} data-channel={id.to_string()}
                checked={ticked.contains(&id)} {onchange} />
            <span>{ name }</span>
        </label>
    }
}
