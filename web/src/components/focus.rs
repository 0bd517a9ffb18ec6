//! Keeps the focus on the page: what was pressed may be gone by what it did.
//!
//! Not here: dialogs, which give the focus back where it was (`dialog.rs`).

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use super::{tabs, verdict};
use crate::browser;
use crate::state::State;

/// The picture, which is always there.
const PICTURE: &str = "picture";

/// After what happened, the focus goes to the verdict if it was lost; in a new world to the picture.
/// What is returned has to be told, before anything happens, whether something has the focus.
#[hook]
pub(crate) fn use_kept_focus(state: &State) -> Rc<RefCell<bool>> {
    let had = use_mut_ref(|| false);
    let (world, tab) = (state.world, state.tab);
    let last = use_mut_ref(|| world);
    let before = had.clone();
    use_effect(move || {
        let same = last.replace(world) == world;
        if before.replace(false) && !browser::is_focused() {
            browser::focus(if same { verdict::HEADLINE } else { PICTURE });
            browser::focus_if_lost(tabs::id(tab));
            browser::focus_if_lost(PICTURE);
        }
    });
    had
}
