//! Watching an emulator: the page as its inspector, and the mark that says whether one sees the
//! newest.
//!
//! Not here: what is done with what comes (`state/watched.rs`).

use yew::platform::spawn_local;
use yew::prelude::*;

use super::{Send, to};
use crate::browser::emulator::{Emulator, Heard};
use crate::html::html;
use crate::state::{State, WatchAction};
use crate::words;

/// Follows an emulator, and hands over what is to happen there.
#[hook]
pub(crate) fn use_emulator(emulator: Option<Emulator>, state: &State, send: &Send) {
    let wished = state.watched.as_ref().map_or(0, |watched| watched.wished);
    let (asked, sent) = (emulator.clone(), send.clone());
    use_effect_with(wished, move |_| {
        if let Some(emulator) = asked {
            spawn_local(
                async move { sent.emit(WatchAction::Came(emulator.script().await).into()) },
            );
        }
    });
    let (heard, sent) = (emulator.clone(), send.clone());
    use_effect_with((), move |()| {
        let hearing = heard.and_then(|emulator| {
            emulator.hear(move |heard| {
                sent.emit(WatchAction::into(match heard {
                    Heard::Open => WatchAction::Heard(true),
                    Heard::Lost => WatchAction::Heard(false),
                    Heard::Reset => WatchAction::CatchUp,
                    Heard::Step(number, input) => WatchAction::Step(number, input),
                }));
            })
        });
        move || drop(hearing)
    });
    let outbox = state.watched.as_ref().map(|watched| watched.outbox.clone()).unwrap_or_default();
    let sent = send.clone();
    use_effect_with(outbox, move |outbox| {
        let Some(emulator) = emulator.filter(|_| !outbox.is_empty()) else { return };
        sent.emit(WatchAction::Sent.into());
        let outbox = outbox.clone();
        spawn_local(async move {
            for input in &outbox {
                if let Err(reason) = emulator.handle(input).await {
                    return sent.emit(WatchAction::Refused(reason).into());
                }
            }
        });
    });
}

/// Whether one sees the emulator's newest step, and the way there.
pub(crate) fn mark(state: &State, send: &Send) -> Html {
    let Some(watched) = &state.watched else { return Html::default() };
    html! {
        <div class="watching" role="status">
            if watched.lost {
                <span class="tag refused">{ words::EMULATOR_LOST }</span>
            } else if state.follows() {
                <span class="tag sent">{ words::EMULATOR_FOLLOWED }</span>
            } else {
                <button type="button" class="quiet" onclick={to(send, WatchAction::CatchUp.into())}>
                    { words::catch_up(watched.newest) }
                </button>
            }
        </div>
    }
}
