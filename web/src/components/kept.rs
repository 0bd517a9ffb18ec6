//! What is said about keeping and sharing, in a quiet place below the header: each with what one can
//! do about it.

use std::rc::Rc;

use yew::prelude::*;

use super::keeping::Keeper;
use super::{Send, to};
use crate::browser::file;
use crate::html::{classes, html};
use crate::state::keep::{Action as Keep, Aside, Opened};
use crate::state::{Action, Overlay, State, Turn};
use crate::words;

pub(crate) fn kept(state: &State, keeper: Option<&Rc<Keeper>>, send: &Send) -> Html {
    let keep = &state.keep;
    let trouble = keep.trouble.as_ref().filter(|_| state.overlay != Some(Overlay::Share));
    html! {
        <div class="kept">
            <div role="alert">
                if let Some(reason) = trouble {
                    { line("trouble-line", &words::stays(reason), button(words::DISMISS, Keep::Dismiss, send)) }
                }
            </div>
            <div role="status">
                if let Some(keeper) = keeper {
                    if let Some(opened) = &keep.opened {
                        { shown(opened, state, send) }
                    }
                    if let Some(aside) = &keep.aside {
                        { put_aside(aside, keeper, send) }
                    }
                    if keep.elsewhere {
                        { elsewhere(keeper, send) }
                    }
                    if let Some(reason) = &keep.not_saved {
                        { not_saved(reason, send) }
                    }
                }
            </div>
        </div>
    }
}

fn line(class: &'static str, sentence: &str, buttons: Html) -> Html {
    html! { <div class={classes!("kept-line", class)}><p>{ sentence }</p>{ buttons }</div> }
}

fn button(label: &'static str, action: Keep, send: &Send) -> Html {
    html! {
        <button type="button" class="quiet" onclick={to(send, Action::Keeping(action))}>{ label }</button>
    }
}

fn shown(opened: &Opened, state: &State, send: &Send) -> Html {
    let undo = opened.replaced && state.can_turn(Turn::Back);
    let sentence = match undo {
        true => format!("{} {}", opened.note, words::UNDO_BRINGS_BACK),
        false => opened.note.to_owned(),
    };
    let buttons = html! {
        <>
            if undo {
                <button type="button" onclick={to(send, Action::Undo)}>{ words::BRING_BACK }</button>
            }
            { button(words::DISMISS, Keep::Dismiss, send) }
        </>
    };
    line("opened-line", &sentence, buttons)
}

fn put_aside(aside: &Aside, keeper: &Rc<Keeper>, send: &Send) -> Html {
    let text = aside.text.clone();
    let save = Callback::from(move |_: MouseEvent| {
        let _ = file::save(words::BROKEN_FILE, &text);
    });
    let (keeper, send) = (keeper.clone(), send.clone());
    let forget = Callback::from(move |_: MouseEvent| keeper.forget_aside(&send));
    let buttons = html! {
        <>
            <button type="button" onclick={save}>{ words::SAVE_AS_FILE }</button>
            <button type="button" class="quiet" onclick={forget}>{ words::THROW_AWAY }</button>
        </>
    };
    line("aside-line", &words::put_aside(&aside.reason), buttons)
}

fn elsewhere(keeper: &Rc<Keeper>, send: &Send) -> Html {
    let (mine, sent) = (keeper.clone(), send.clone());
    let keep_mine = Callback::from(move |_: MouseEvent| mine.keep_mine(&sent));
    let (theirs, sent) = (keeper.clone(), send.clone());
    let take_theirs = Callback::from(move |_: MouseEvent| theirs.take_theirs(&sent));
    let buttons = html! {
        <>
            <button type="button" onclick={keep_mine}>{ words::KEEP_MINE }</button>
            <button type="button" onclick={take_theirs}>{ words::TAKE_THEIRS }</button>
        </>
    };
    line("elsewhere-line", words::SAVED_ELSEWHERE, buttons)
}

fn not_saved(reason: &str, send: &Send) -> Html {
    let buttons = html! {
        <button type="button" class="quiet"
            onclick={to(send, Action::Lay(Some(Overlay::Share)))}>{ words::EXPORT_IT }</button>
    };
    line("unsaved-line", &words::not_saved(reason), buttons)
}
