//! The steps, in order: each is one click or key away.

use yew::prelude::*;

use super::long_list::{LongList, Row, led};
use super::{Send, to};
use crate::browser;
use crate::html::{classes, html};
use crate::state::{Action, Course, Line, Mode, Scene, State};
use crate::words;

/// What is longer is shown in a few lines, and whole when it is asked for.
const LONG: usize = 240;

pub(crate) fn steps(state: &State, scene: &Scene, send: &Send) -> Html {
    html! {
        <div class="steps">
            <h2>{ words::STEPS }</h2>
            { about(state) }
            { fetching(state, send) }
            if scene.steps == 0 && !state.is_waiting() {
                { empty(state) }
            }
            if scene.steps > 0 {
                <StepList course={state.course().clone()} at={scene.at} send={send} />
            }
        </div>
    }
}

fn about(state: &State) -> Html {
    let about = match state.mode {
        Mode::Drive => state.drive().about.as_str(),
        Mode::Replay => "",
    };
    match about.len() {
        0 => Html::default(),
        1..=LONG => html! { <p class="about">{ about }</p> },
        _ => html! {
            <details class="about">
                <summary><span class="lines">{ about }</span><span class="all">{ words::MORE }</span></summary>
            </details>
        },
    }
}

fn fetching(state: &State, send: &Send) -> Html {
    if let Some(reason) = state.library.failure() {
        return html! {
            <div class="trouble" role="alert">
                <p>{ words::NOT_FETCHED } { " " } { words::GO_ON_ANYWAY }</p>
                <p class="reason">{ reason }</p>
                <button type="button" onclick={to(send, Action::FetchAgain)}>{ words::TRY_AGAIN }</button>
            </div>
        };
    }
    html! {
        if state.is_waiting() {
            <p class="loading" role="status">{ words::LOADING }</p>
        }
    }
}

fn empty(state: &State) -> Html {
    let hint = match state.mode {
        Mode::Drive => words::AT_BEGINNING_DRIVE,
        Mode::Replay => words::no_events(state.catalogue()),
    };
    html! {
        <div class="empty">
            <p>{ words::AT_BEGINNING }</p>
            <p class="hint">{ hint }</p>
        </div>
    }
}

/// What the list of steps is told.
#[derive(Clone, PartialEq, Properties)]
struct StepListProperties {
    course: Course,
    at: usize,
    send: Send,
}

/// The beginning and every step. The step that has the focus is the one that is shown.
#[component]
fn StepList(properties: &StepListProperties) -> Html {
    let StepListProperties { course, at, send } = properties.clone();
    let rows = course.steps() + 1;
    let follows = use_mut_ref(|| false);
    {
        let follows = follows.clone();
        use_effect_with(at, move |at| {
            if follows.replace(false) {
                browser::focus(&id(*at));
            }
        });
    }
    let onkeydown = {
        let send = send.clone();
        Callback::from(move |event: KeyboardEvent| {
            let bare = !(event.ctrl_key() || event.alt_key() || event.meta_key());
            if let Some(step) = led(&event.key(), at, rows).filter(|_| bare) {
                event.prevent_default();
                *follows.borrow_mut() = step != at;
                send.emit(Action::Go(step));
            }
        })
    };
    let draw = Callback::from(move |row: Row| match course.line(row.index) {
        None => beginning(at, row.stop, &send),
        Some(line) => step(&line, at, row.stop, &send),
    });
    html! { <div {onkeydown}><LongList {rows} current={at} {draw} /></div> }
}

fn id(step: usize) -> String {
    format!("step-{step}")
}

fn beginning(at: usize, stop: bool, send: &Send) -> Html {
    html! {
        <button type="button" class="step" id={id(0)} tabindex={tabindex(stop)}
            aria-current={(at == 0).then_some("step")} onclick={to(send, Action::Go(0))}>
            <span class="number">{ "0" }</span>
            <span class="sentence quiet">{ words::BEGINNING }</span>
        </button>
    }
}

fn step(line: &Line, at: usize, stop: bool, send: &Send) -> Html {
    let later = line.number > at;
    html! {
        <button type="button" id={id(line.number)} tabindex={tabindex(stop)}
            class={classes!("step", later.then_some("later"), line.refused.then_some("refused"))}
            aria-current={(line.number == at).then_some("step")}
            title={line.sentence.to_string()} onclick={to(send, Action::Go(line.number))}>
            <span class="number">{ line.number }</span>
            <span class="sentence">
                <span class="says">{ &line.sentence }</span>
                if line.moved {
                    <span class="stage-tag">{ line.stage.label() }</span>
                }
            </span>
        </button>
    }
}

const fn tabindex(stop: bool) -> &'static str {
    if stop { "0" } else { "-1" }
}
