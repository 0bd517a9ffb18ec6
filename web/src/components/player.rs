//! Time: back, on, and along the story, at which pace, and compared with what.

use yew::prelude::*;

use super::icons::{Icon, icon};
use super::scrubber::Scrubber;
use super::{Send, to};
use crate::browser::value_of;
use crate::html::{classes, html};
use crate::state::{Action, Mode, Overlay, Pace, Scene, State, TimeAction};
use crate::words;

pub(crate) fn player(state: &State, scene: &Scene, send: &Send) -> Html {
    let (at, steps) = (scene.at, scene.steps);
    let course = state.course();
    let (before, after) = (course.landmark_before(at), course.landmark_after(at));
    let (play, drawing) =
        if state.playing { (words::PAUSE, Icon::Pause) } else { (words::PLAY, Icon::Play) };
    let back = (at > 0).then(|| Action::Go(at.saturating_sub(1)));
    let on = (at < steps).then(|| Action::Go(at + 1));
    html! {
        <section class="player" aria-label={words::PLAYER}>
            <div class="player-buttons">
                { button(words::FIRST, Icon::First, (at > 0).then_some(Action::Go(0)), send) }
                { button(words::EVENT_BEFORE, Icon::EventBefore, before.map(Action::Go), send) }
                { button(words::PREVIOUS, Icon::Previous, back, send) }
                { button(play, drawing, (steps > 0).then_some(Action::Play(!state.playing)), send) }
                { button(words::NEXT, Icon::Next, on, send) }
                { button(words::EVENT_AFTER, Icon::EventAfter, after.map(Action::Go), send) }
                { button(words::LAST, Icon::Last, (at < steps).then_some(Action::Go(steps)), send) }
            </div>
            <Scrubber course={course.clone()} {at} parted={parted(state)} pinned={pinned(state)}
                send={send} />
            { position(scene, send) }
            {
                more(html! {
                    <>
                        <span class="jumps">
                            { button(words::EVENT_BEFORE, Icon::EventBefore, before.map(Action::Go), send) }
                            { button(words::EVENT_AFTER, Icon::EventAfter, after.map(Action::Go), send) }
                        </span>
                        { clock(state, scene, send) }
                        { pace(state.time.pace, send) }
                        { compared(state, send) }
                        { branches(state, send) }
                    </>
                })
            }
            { notice(state, send) }
            <p class="heard" aria-live="polite">{ announcement(state, scene) }</p>
        </section>
    }
}

/// Without an action it cannot be used now.
fn button(label: &'static str, drawing: Icon, action: Option<Action>, send: &Send) -> Html {
    let impossible = action.is_none().to_string();
    let onclick: Option<Callback<MouseEvent>> = action.and_then(|action| to(send, action));
    html! {
        <button type="button" class="icon-button" aria-label={label} title={label}
            aria-disabled={impossible} {onclick}>{ icon(drawing) }</button>
    }
}

/// After how many steps of the story that is shown other branches begin.
fn parted(state: &State) -> Vec<usize> {
    if state.mode == Mode::Replay {
        return Vec::new();
    }
    let shown = state.work.branches().current().id;
    let partings = state.work.branches().all().filter_map(|branch| branch.parted.as_ref());
    partings.filter(|parting| parting.from.id == shown).map(|parting| parting.step).collect()
}

fn pinned(state: &State) -> Option<usize> {
    let pin = state.pin()?;
    let shown = state.work.branches().current().id;
    let here = pin.branch.as_ref().is_none_or(|branch| branch.id == shown);
    here.then_some(pin.step)
}

/// Which step it is, and the way to any other.
fn position(scene: &Scene, send: &Send) -> Html {
    let step = words::step_of(scene.at, scene.steps);
    html! {
        <p class="position">
            if scene.steps > 0 {
                { place("count", step, words::JUMP, Overlay::Jump, send) }
            } else {
                <span class="count">{ step }</span>
            }
        </p>
    }
}

/// How late it is, and the ways to wait.
fn clock(state: &State, scene: &Scene, send: &Send) -> Html {
    let Some(time) = scene.time.map(words::moment) else { return Html::default() };
    match state.mode {
        Mode::Drive => place("clock", time, words::CLOCK, Overlay::Clock, send),
        Mode::Replay => html! { <span class="clock">{ time }</span> },
    }
}

fn place(
    class: &'static str,
    says: String,
    title: &'static str,
    overlay: Overlay,
    send: &Send,
) -> Html {
    let onclick: Option<Callback<MouseEvent>> = to(send, Action::Lay(Some(overlay)));
    html! {
        <button type="button" class={classes!("place", class)} aria-haspopup="dialog" {title}
            aria-label={words::named(title, &says)} {onclick}>
            { says }
        </button>
    }
}

/// What a narrow screen shows once it is asked for; pressing anything else puts it away.
fn more(children: Html) -> Html {
    html! {
        <>
            <button type="button" class="icon-button more-time" aria-label={words::MORE_TIME}
                title={words::MORE_TIME} popovertarget="player-more">{ icon(Icon::More) }</button>
            <div id="player-more" class="player-more" popover="auto">{ children }</div>
        </>
    }
}

fn pace(now: Pace, send: &Send) -> Html {
    let send = send.clone();
    let onchange = selected(move |index| {
        if let Some(pace) = Pace::ALL.get(index) {
            send.emit(Action::Time(TimeAction::Pace(*pace)));
        }
    });
    html! {
        <select class="inline pace" aria-label={words::SPEED} title={words::SPEED} {onchange}>
            { for Pace::ALL.into_iter().enumerate().map(|(index, pace)| html! {
                <option value={index.to_string()} selected={pace == now}>{ words::pace(pace) }</option>
            }) }
        </select>
    }
}

fn selected(chosen: impl Fn(usize) + 'static) -> Callback<Event> {
    Callback::from(move |event: Event| {
        if let Ok(index) = value_of(&event).parse() {
            chosen(index);
        }
    })
}

/// What is compared, or the way to it.
fn compared(state: &State, send: &Send) -> Html {
    match state.pin() {
        None => html! {
            <button type="button" class="quiet" title={words::PIN_HINT}
                onclick={to(send, Action::Time(TimeAction::Pin))}>{ words::PIN }</button>
        },
        Some(pin) => html! {
            <span class="chip pin">
                { words::since(pin.step, state.pinned_branch().as_deref()) }
                <button type="button" class="icon-button" aria-label={words::UNPIN} title={words::UNPIN}
                    onclick={to(send, Action::Time(TimeAction::Unpin))}>{ icon(Icon::Close) }</button>
            </span>
        },
    }
}

/// The ways that the story went, once there is more than one.
fn branches(state: &State, send: &Send) -> Html {
    let branches = state.work.branches();
    if state.mode == Mode::Replay || branches.count() < 2 {
        return Html::default();
    }
    let chosen = send.clone();
    let onchange = selected(move |branch| chosen.emit(Action::ShowBranch(branch)));
    html! {
        <>
            <select class="inline branch" aria-label={words::BRANCH} {onchange}>
                { for branches.all().enumerate().map(|(index, branch)| html! {
                    <option value={index.to_string()} selected={index == branches.shown()}>
                        { &*branch.name }
                    </option>
                }) }
            </select>
            <button type="button" class="quiet" aria-haspopup="dialog"
                onclick={to(send, Action::Lay(Some(Overlay::Branches)))}>{ words::BRANCHES }</button>
        </>
    }
}

fn notice(state: &State, send: &Send) -> Html {
    html! {
        <div class="notices" role="alert">
            if let Some(notice) = &state.notice {
                <div class="notice">
                    <p>{ notice }</p>
                    <button type="button" class="quiet" onclick={to(send, Action::Dismiss)}>
                        { words::DISMISS }
                    </button>
                </div>
            }
        </div>
    }
}

fn announcement(state: &State, scene: &Scene) -> String {
    state.course().line(scene.at).map_or_else(
        || words::AT_BEGINNING.to_owned(),
        |line| words::announcement(scene.at, scene.steps, &line.sentence, scene.stage.label()),
    )
}
