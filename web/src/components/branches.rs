//! The branches: what each is called, where it began, and how long it is.

use yew::prelude::*;

use super::{Send, to};
use crate::browser::value_of;
use crate::html::html;
use crate::state::{Action, Branch, State, TimeAction};
use crate::words;

/// A branch's name has at most so many characters.
const LONGEST_NAME: &str = "40";

pub(crate) fn branches(state: &State, send: &Send) -> Html {
    let branches = state.work.branches();
    let several = branches.count() > 1;
    html! {
        <>
            <div role="alert">
                if let Some(reason) = &state.notice {
                    <p class="reason">{ reason }</p>
                }
            </div>
            <ul class="branch-list">
                { for branches.all().enumerate().map(|(index, branch)| {
                    let from = branch.parted.as_ref().map(|it| (branches.name_of(&it.from), it.step));
                    let about = words::branch_about(from, branch.drive.steps());
                    one(index, branch, about, (index == branches.shown(), several), send)
                }) }
            </ul>
        </>
    }
}

fn one(
    index: usize,
    branch: &Branch,
    about: String,
    (shown, several): (bool, bool),
    send: &Send,
) -> Html {
    let renaming = send.clone();
    let onchange = Callback::from(move |event: Event| {
        let name = value_of(&event).trim().into();
        renaming.emit(Action::Time(TimeAction::Rename(index, name)));
    });
    let name = branch.name.to_string();
    html! {
        <li key={branch.id} data-branch={name.clone()}>
            <input type="text" aria-label={words::BRANCH_NAME} value={name.clone()}
                maxlength={LONGEST_NAME} autocomplete="off" spellcheck="false" {onchange} />
            <span class="note">{ about }</span>
            <span class="actions">
                if shown {
                    <span class="tag now">{ words::SHOWN_NOW }</span>
                } else {
                    <button type="button" aria-label={words::show_branch(&name)}
                        onclick={to(send, Action::ShowBranch(index))}>{ words::SHOW }</button>
                }
                if several {
                    <button type="button" class="quiet" aria-label={words::drop_branch(&name)}
                        onclick={to(send, Action::Time(TimeAction::Drop(index)))}>{ words::DROP }</button>
                }
            </span>
        </li>
    }
}
