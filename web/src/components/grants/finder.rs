//! Looks among the resources of a kind that has more of them than stand side by side.

use gloo_timers::callback::Timeout;
use grantscope::Block;
use yew::prelude::*;
use yew::virtual_dom::VChild;

use crate::browser;
use crate::components::Send;
use crate::html::html;
use crate::state::{Action, Widening};
use crate::words;

const FIELD: &str = "find-resource";

/// What the finder is told.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct FinderProperties {
    pub(crate) widening: Widening,
    /// What people call many of the kind.
    pub(crate) label: &'static str,
    /// What is shown of the kind, if anything is.
    pub(crate) block: Option<Block>,
    /// How many there are in all.
    pub(crate) listed: usize,
    pub(crate) send: Send,
}

pub(crate) fn finder(properties: FinderProperties) -> Html {
    VChild::<Finder>::new(properties, None).into()
}

/// The finder.
#[component]
fn Finder(properties: &FinderProperties) -> Html {
    let FinderProperties { widening, label, block, listed, send } = properties;
    let kind = widening.kind;
    use_effect_with(kind, |_| browser::focus(FIELD));
    let oninput = {
        let send = send.clone();
        move |event: InputEvent| {
            let text = browser::value_of(&event);
            send.emit(Action::Widen(Some(Widening { kind, text })));
        }
    };
    let close = {
        let send = send.clone();
        Callback::from(move |()| {
            send.emit(Action::Widen(None));
            Timeout::new(0, move || browser::focus(&more_id(kind.name()))).forget();
        })
    };
    let onkeydown = {
        let close = close.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.prevent_default();
                close.emit(());
            }
        }
    };
    let shown = block.iter().flat_map(|block| &block.columns).filter(|it| it.id.is_some()).count();
    html! {
        <div class="finder" role="search" data-kind={kind.name()}>
            <label for={FIELD}>{ *label }</label>
            <input id={FIELD} type="search" value={widening.text.clone()} autocomplete="off"
                spellcheck="false" placeholder={words::FIND_RESOURCE} {oninput} {onkeydown} />
            <span class="note" role="status">{ words::shown_of(shown, *listed) }</span>
            <button type="button" class="quiet" onclick={move |_: MouseEvent| close.emit(())}>
                { words::SHOW_FEWER }
            </button>
        </div>
    }
}

/// The id of the button that opens a kind.
pub(crate) fn more_id(kind: &str) -> String {
    format!("more-{kind}")
}
