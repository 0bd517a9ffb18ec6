//! To a step by its number, by words of its sentence, or by an event that reached the app.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::Send;
use super::long_list::{LongList, Row, led};
use crate::browser;
use crate::html::{classes, html};
use crate::state::{Action, Course};
use crate::words;

const FIELD: &str = "jump-field";

/// What the dialog is told.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct JumpProperties {
    /// How the story went.
    pub(crate) course: Course,
    /// Which step is shown.
    pub(crate) at: usize,
    pub(crate) send: Send,
}

/// A text, and the steps that it finds.
#[component]
pub(crate) fn Jump(properties: &JumpProperties) -> Html {
    let JumpProperties { course, at, send } = properties.clone();
    let text = use_state(String::new);
    let chosen = use_state(|| at.saturating_sub(1));
    let found = use_memo((course.clone(), text.clone()), |(course, text)| course.found(text));
    let follows = use_mut_ref(|| false);
    {
        let follows = follows.clone();
        use_effect_with(*chosen, move |chosen| {
            if follows.replace(false) {
                browser::focus(&id(*chosen));
            }
        });
    }
    let oninput = {
        let (text, chosen) = (text.clone(), chosen.clone());
        Callback::from(move |event: InputEvent| {
            text.set(browser::value_of(&event));
            chosen.set(0);
        })
    };
    let onkeydown = {
        let (chosen, found, send) = (chosen.clone(), found.clone(), send.clone());
        Callback::from(move |event: KeyboardEvent| {
            let writes = event.target_dyn_into::<HtmlInputElement>().is_some();
            match event.key().as_str() {
                "Home" | "End" if writes => {}
                "Enter" if writes => {
                    if let Some(step) = found.get(*chosen) {
                        event.prevent_default();
                        go(*step, &send);
                    }
                }
                key => {
                    // From the text the first key leads to what is chosen already.
                    let from = *chosen;
                    let Some(next) = led(key, from, found.len()) else { return };
                    event.prevent_default();
                    let next = if writes { from } else { next };
                    if next == from {
                        browser::focus(&id(next));
                    } else {
                        *follows.borrow_mut() = true;
                        chosen.set(next);
                    }
                }
            }
        })
    };
    let rows = found.len();
    let (current, status) = ((*chosen).min(rows.saturating_sub(1)), words::steps_found(rows));
    let draw = Callback::from(move |row: Row| {
        found.get(row.index).map(|step| drawn(&course, *step, row, at, &send)).unwrap_or_default()
    });
    html! {
        <div class="jump" {onkeydown}>
            <input id={FIELD} type="text" inputmode="search" autofocus={true} aria-label={words::FIND_STEP} placeholder={words::FIND_STEP}
                value={(*text).clone()} autocomplete="off" spellcheck="false" {oninput} />
            <p class="note" role="status">{ status }</p>
            if rows > 0 {
                <LongList {rows} {current} {draw} />
            } else {
                <p class="hint">{ words::NO_SUCH_STEP }</p>
            }
        </div>
    }
}

fn id(row: usize) -> String {
    format!("jump-{row}")
}

fn go(step: usize, send: &Send) {
    send.emit(Action::Go(step));
    send.emit(Action::Lay(None));
}

fn drawn(course: &Course, number: usize, row: Row, at: usize, send: &Send) -> Html {
    let Some(line) = course.line(number) else { return Html::default() };
    let heard = course.heard(number);
    let target = send.clone();
    html! {
        <button type="button" class={classes!("step", line.refused.then_some("refused"), (number == at).then_some("now"))} id={id(row.index)}
            tabindex={if row.stop { "0" } else { "-1" }}
            onclick={move |_: MouseEvent| go(number, &target)}>
            <span class="number">{ number }</span>
            <span class="sentence">
                <span class="says">{ &line.sentence }</span>
                if !heard.is_empty() {
                    <span class="stage-tag"><code>{ words::cut(&heard.join(" "), 80) }</code></span>
                }
            </span>
        </button>
    }
}
