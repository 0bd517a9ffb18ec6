//! The same story in two worlds, side by side: on another day, or as another document has it; up to
//! the first step at which they differ, and why.
//!
//! Not here: finding it (`grantscope-explore`).

use grantscope::{Cast, Milestone, SWITCHES, Sandbox, read_script};
use grantscope_explore::{Divergence, Side, divergence};
use yew::prelude::*;

use super::Place;
use crate::browser::value_of;
use crate::components::{Send, rule_book};
use crate::html::{classes, html};
use crate::state::Action;
use crate::words;

/// What is different in the other world.
#[derive(Clone, Debug, PartialEq)]
enum Other {
    /// It begins on the day on which something changed.
    Day(Milestone),
    /// Where documents contradict each other, another one is followed: the switch and its setting.
    Reading(&'static str, &'static str),
}

#[derive(Clone, PartialEq, Properties)]
pub(super) struct BesideProperties {
    pub(super) place: Place,
    pub(super) send: Send,
}

#[component]
pub(super) fn Beside(properties: &BesideProperties) -> Html {
    let BesideProperties { place, send } = properties;
    let others = use_memo(place.clone(), others);
    let chosen = use_state(|| 0_usize);
    let choose = {
        let chosen = chosen.clone();
        Callback::from(move |event: Event| chosen.set(value_of(&event).parse().unwrap_or_default()))
    };
    let found = use_memo((place.clone(), *chosen), {
        let other = others.get(*chosen).cloned();
        move |(place, _)| other.map(|other| found(place, &other))
    });
    html! {
        <section class="beside-worlds" aria-labelledby="beside-worlds">
            <h3 id="beside-worlds">{ words::SIDE_BY_SIDE }</h3>
            <p class="hint">{ words::SIDE_BY_SIDE_HINT }</p>
            <select aria-label={words::OTHER_WORLD} onchange={choose}>
                { for others.iter().enumerate().map(|(index, other)| html! {
                    <option value={index.to_string()} selected={index == *chosen}>{ other.label() }</option>
                }) }
            </select>
            <div role="status">
                {
                    match &*found {
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

/// Those in which the story's world can be at all.
fn others(place: &Place) -> Vec<Other> {
    let days = Milestone::ALL.iter().copied().filter(|day| day.entry().effective).map(Other::Day);
    let readings = SWITCHES.iter().flat_map(|switch| {
        let others = switch.choices.iter().skip(1);
        others.map(|choice| Other::Reading(switch.name, choice))
    });
    let can_be =
        |other: &Other| other.cast(place.cast()).is_ok_and(|cast| Sandbox::new(cast).is_ok());
    days.chain(readings).filter(can_be).collect()
}

impl Other {
    fn label(&self) -> String {
        match self {
            Self::Day(day) => {
                let entry = day.entry();
                words::on_the_day(day.date().milliseconds(), entry.exact, entry.sentence)
            }
            Self::Reading(name, choice) => {
                let sentence = SWITCHES.iter().find(|switch| switch.name == *name);
                words::as_read(sentence.map_or("", |switch| switch.sentence), choice)
            }
        }
    }

    fn cast(&self, cast: &Cast) -> Result<Cast, String> {
        match self {
            Self::Day(day) => Ok(Cast { date: day.date().milliseconds() / 1000, ..cast.clone() }),
            Self::Reading(name, choice) => {
                let dialect = format!("{{\"{name}\":\"{choice}\"}}");
                let dialect = read_script(&dialect).map_err(|problem| problem.to_string())?;
                Ok(Cast { dialect, ..cast.clone() })
            }
        }
    }
}

fn found(place: &Place, other: &Other) -> Result<Option<Divergence>, String> {
    let script = place.sandbox.script();
    let other = other.cast(&script.cast)?;
    divergence(&script, &other).map_err(|error| error.to_string())
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
            <div class="worlds">
                { side(words::THIS_WORLD, &found.one, "one", send) }
                { side(words::OTHER_WORLD, &found.other, "other", send) }
            </div>
            <p class="note">{ words::DIFFERS_IN } { " " } <code>{ &found.place }</code></p>
        </>
    }
}

fn side(title: &'static str, side: &Side, which: &'static str, send: &Send) -> Html {
    html! {
        <section class={classes!("world", which)} aria-label={title}>
            <h4>{ title }</h4>
            <p>{ &side.sentence }</p>
            <p class="note">{ side.stage.label() }</p>
            <pre>{ words::cut(&side.value, 400) }</pre>
            { rule_book::rules(&side.because, send) }
        </section>
    }
}
