//! Completes a command with the scopes that the app asks for.

use grantscope::{Call, Catalogue, Command, Input};
use yew::prelude::*;

use super::scopes::Choice;
use super::{Send, to};
use crate::browser;
use crate::html::html;
use crate::ordered::toggled;
use crate::state::{Action, Composer, Scene, State};
use crate::words;

/// A person takes a moment, an app less.
const PERSON_TAKES: u64 = 1000;
const APP_TAKES: u64 = 200;

#[derive(Clone, PartialEq, Properties)]
struct CompletionProperties {
    composer: Composer,
    app: String,
    /// Who installs, or is asked.
    names: String,
    catalogue: Catalogue,
    send: Send,
}

/// The command that lacks its scopes, if there is one.
pub(crate) fn composer(state: &State, scene: &Scene, send: &Send) -> Html {
    let (Some(world), Some(composer)) = (&scene.world, &state.composer) else {
        return Html::default();
    };
    html! {
        <Completion key="composer" composer={composer.clone()} app={world.app.clone()}
            names={scene.names.of_user(composer)} catalogue={scene.names.catalogue()} send={send} />
    }
}

#[component]
fn Completion(properties: &CompletionProperties) -> Html {
    let chosen = use_state(Vec::<&'static str>::new);
    let before = use_memo((), |()| browser::focused());
    use_effect_with((), |()| browser::focus("find-scope"));
    let choose = {
        let chosen = chosen.clone();
        Callback::from(move |name: &'static str| chosen.set(toggled(&chosen, name)))
    };
    let send = &properties.send;
    let (title, label, possible) = match &properties.composer {
        Composer::Install { through, .. } => (
            words::installing(&properties.names, *through),
            words::go_on_installing(chosen.len()),
            true,
        ),
        Composer::Ask { .. } => (
            words::asking(&properties.names),
            words::go_on_asking(chosen.len()),
            !chosen.is_empty(),
        ),
    };
    let action = Action::Do(vec![completed(properties.catalogue, &properties.composer, &chosen)]);
    let onclick = possible.then(|| to(send, action)).flatten();
    let onkeydown = {
        let send = send.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.prevent_default();
                send.emit(Action::Compose(None));
                if let Some(before) = &*before {
                    let _ = before.focus();
                }
            }
        })
    };
    html! {
        <section class="card" aria-labelledby="composer-title" {onkeydown}>
            <p class="eyebrow">{ title }</p>
            <h3 id="composer-title">{ words::choose_scopes(&properties.app) }</h3>
            <Choice catalogue={properties.catalogue} chosen={(*chosen).clone()} {choose} />
            <p class="actions">
                <button type="button" class="primary" aria-disabled={(!possible).to_string()} {onclick}>
                    { label }
                </button>
                <button type="button" onclick={to(send, Action::Compose(None))}>
                    { words::CANCEL }
                </button>
            </p>
        </section>
    }
}

fn completed(catalogue: Catalogue, composer: &Composer, names: &[&str]) -> Input {
    match composer {
        Composer::Install { user, through } => {
            Input { after: PERSON_TAKES, command: Command::install(*user, names, *through) }
        }
        Composer::Ask { trigger, user, .. } => {
            let call = Call::asking_for(catalogue, *user, trigger, names);
            Input { after: APP_TAKES, command: Command::Call(call) }
        }
    }
}
