//! Tabs of the detail, and the buttons by which a narrow screen chooses a pane.

use gloo_timers::callback::Timeout;
use grantscope::Question;
use yew::prelude::*;

use super::{Send, to};
use crate::browser;
use crate::html::html;
use crate::state::{Action, Pane, Tab};
use crate::words;

const TABS: [(Tab, &str, &str); 5] = [
    (Tab::Why, "tab-why", words::WHY),
    (Tab::Step, "tab-step", words::THIS_STEP),
    (Tab::Belief, "tab-belief", words::BELIEF),
    (Tab::Console, "tab-console", words::CONSOLE),
    (Tab::Checks, "tab-checks", words::CHECKS),
];

const PANES: [(Pane, &str); 3] =
    [(Pane::Steps, words::STEPS), (Pane::Grants, words::GRANTS), (Pane::Detail, words::DETAIL)];

/// The id of the element that a tab shows.
pub(crate) const PANEL: &str = "tab-panel";

/// The id of the tab that is shown.
pub(crate) fn id(shown: Tab) -> &'static str {
    TABS.into_iter().find(|(tab, ..)| *tab == shown).map_or("", |(_, id, _)| id)
}

/// Asks, and moves the focus to the tab that shows the answer: what was pressed may be gone.
pub(crate) fn ask(question: Question, send: &Send) {
    send.emit(Action::Ask(question));
    Timeout::new(0, || browser::focus(id(Tab::Why))).forget();
}

/// All of them, with what each is called.
pub(crate) fn all() -> impl Iterator<Item = (Tab, &'static str)> {
    TABS.into_iter().map(|(tab, _, label)| (tab, label))
}

/// The tabs of the detail.
pub(crate) fn tabs(shown: Tab, send: &Send) -> Html {
    let send_key = send.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let at = TABS.iter().position(|(tab, ..)| *tab == shown).unwrap_or_default();
        let next = match event.key().as_str() {
            "ArrowLeft" => (at + TABS.len() - 1) % TABS.len(),
            "ArrowRight" => (at + 1) % TABS.len(),
            "Home" => 0,
            "End" => TABS.len() - 1,
            _ => return,
        };
        if let Some((tab, id, _)) = TABS.get(next) {
            event.prevent_default();
            send_key.emit(Action::ShowTab(*tab));
            browser::focus(id);
        }
    });
    html! {
        <div class="tabs" role="tablist" aria-label={words::DETAIL} {onkeydown}>
            { for TABS.into_iter().map(|(tab, id, label)| html! {
                <button type="button" role="tab" {id} aria-controls={PANEL}
                    aria-selected={(tab == shown).to_string()}
                    tabindex={if tab == shown { "0" } else { "-1" }}
                    onclick={to(send, Action::ShowTab(tab))}>{ label }</button>
            }) }
        </div>
    }
}

/// The panes that a narrow screen shows one at a time.
pub(crate) fn panes(shown: Pane, send: &Send) -> Html {
    html! {
        <nav class="pane-choice" aria-label={words::PANES}>
            { for PANES.into_iter().map(|(pane, label)| html! {
                <button type="button" aria-pressed={(pane == shown).to_string()}
                    onclick={to(send, Action::ShowPane(pane))}>{ label }</button>
            }) }
        </nav>
    }
}
