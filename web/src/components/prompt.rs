//! A question put to a person, drawn in our own style: who is asked, what for, in which channels.

use grantscope::{Answer, Channels, Command, ConversationId, ConversationView, Input, PromptView};
use yew::prelude::*;

use super::rings::half_ring;
use super::{Send, glossary, scopes, to};
use crate::browser;
use crate::html::html;
use crate::ordered::toggled;
use crate::state::Action;
use crate::words;

/// A person takes a moment to answer.
const PERSON_TAKES: u64 = 2000;

/// So many channels are shown at once; where there are more, they can be looked for.
const SHOWN: usize = 20;

/// What the dialog is told.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PromptProperties {
    pub(crate) prompt: PromptView,
    pub(crate) app: String,
    pub(crate) team: String,
    pub(crate) places: Vec<ConversationView>,
    pub(crate) send: Send,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Extent {
    None,
    Chosen,
    All,
}

const EXTENTS: [(Extent, &str); 3] = [
    (Extent::None, words::NO_CHANNELS),
    (Extent::Chosen, words::CHOSEN_CHANNELS),
    (Extent::All, words::ALL_CHANNELS),
];

/// A question put to a person.
#[component]
pub(crate) fn Prompt(properties: &PromptProperties) -> Html {
    let single = properties.prompt.single_channel;
    let extent = use_state(|| if single { Extent::Chosen } else { Extent::None });
    let ticked = use_state(Vec::<ConversationId>::new);
    let sought = use_state(String::new);
    let prompt = &properties.prompt;
    let title_id = format!("title-{}", prompt.id);
    use_effect_with(title_id.clone(), |id| browser::focus_if_lost(id));
    let title = if prompt.install {
        words::wants_to_install(&properties.app, &properties.team)
    } else {
        words::wants_more(&properties.app)
    };
    let places: Vec<ConversationView> =
        properties.places.iter().filter(|place| place.choosable).cloned().collect();
    let approval = Answer::Approve { channels: channels(*extent, &ticked) };
    html! {
        <section class="card prompt" role="dialog" aria-labelledby={title_id.clone()}
            data-prompt={prompt.id.to_string()}>
            <p class="eyebrow">{ half_ring() } { words::asks_whom(&prompt.name) }</p>
            <h3 id={title_id} tabindex="-1">{ title }</h3>
            if prompt.scopes.is_empty() {
                <p>{ words::only_the_base(&properties.app) }</p>
            } else {
                <p class="label">{ words::will_be_able(&properties.app) }</p>
                { scopes::asked(&prompt.scopes) }
            }
            if prompt.channels {
                if !single {
                    { extents(prompt, &extent) }
                }
                { ticks(*extent, single, &places, &ticked, &sought) }
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

fn extents(prompt: &PromptView, extent: &UseStateHandle<Extent>) -> Html {
    let name = format!("channels-{}", prompt.id);
    html! {
        <fieldset class="extent">
            <legend>{ words::WHICH_CHANNELS }</legend>
            { for EXTENTS.into_iter().map(|(value, label)| {
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
    single: bool,
    places: &[ConversationView],
    ticked: &UseStateHandle<Vec<ConversationId>>,
    sought: &UseStateHandle<String>,
) -> Html {
    let legend = match extent {
        Extent::None => return Html::default(),
        Extent::Chosen if single => words::ONE_CHANNEL,
        Extent::Chosen => words::CHOSEN_CHANNELS,
        Extent::All => words::EXCEPT,
    };
    let fits = |place: &&ConversationView| {
        ticked.contains(&place.id) || place.name.contains(sought.as_str())
    };
    let found = places.iter().filter(fits).count();
    html! {
        <fieldset class="ticks">
            <legend>{ legend }</legend>
            if places.len() > SHOWN {
                { search(sought) }
            }
            { for places.iter().filter(fits).take(SHOWN).map(|place| tick(place, single, ticked)) }
            if found > SHOWN {
                <p class="note">{ words::more(found - SHOWN) }</p>
            }
        </fieldset>
    }
}

fn search(sought: &UseStateHandle<String>) -> Html {
    let set = sought.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        set.set(browser::value_of(&event));
    });
    html! {
        <input type="search" class="find" aria-label={words::FIND_CHANNEL}
            placeholder={words::FIND_CHANNEL} value={(**sought).clone()} {oninput} />
    }
}

fn tick(
    place: &ConversationView,
    single: bool,
    ticked: &UseStateHandle<Vec<ConversationId>>,
) -> Html {
    let (id, set) = (place.id, ticked.clone());
    let onchange = move |_: Event| set.set(toggled(if single { &[] } else { &set }, id));
    html! {
        <label key={id.to_string()} class="option">
            <input type={if single { "radio" } else { "checkbox" }} data-channel={id.to_string()}
                checked={ticked.contains(&id)} {onchange} />
            <span>{ &place.name }</span>
        </label>
    }
}
