//! The rest of the page: what nobody sees at first. `cargo xtask page` makes it a file of its own
//! (feature `split`), which is fetched at the first touch, or when it is needed sooner. Built without
//! that, it is there from the start.
//!
//! Not here: what it draws (the files that it names), and how it is brought (`part.rs`).

use grantscope::{Passage, Stage};
use yew::prelude::*;

use super::grants::FinderProperties;
use super::lifecycle::{MenuProperties, Press};
use super::part::{NotFetched, Part, use_part};
use super::{
    Send, belief, checks, coach, composer, console, feed, grants, lifecycle, overlay, prompt, step,
};
use crate::state::{Extra, Scene, State};

/// How one piece of a page is drawn.
pub(crate) type Drawing = fn(&State, &Scene, &Send) -> Html;

/// What the rest draws.
#[derive(Clone)]
pub(crate) struct Rest {
    pub(crate) overlay: Drawing,
    pub(crate) prompts: Drawing,
    pub(crate) step: Drawing,
    pub(crate) composer: Drawing,
    pub(crate) belief: Drawing,
    pub(crate) checks: Drawing,
    pub(crate) console: Drawing,
    pub(crate) coach: Drawing,
    pub(crate) feed: Drawing,
    /// The lifecycle as a table.
    pub(crate) stages: fn(Stage, &[Passage], &Press) -> Html,
    /// Everything that leads along a way of it.
    pub(crate) ways: fn(MenuProperties) -> Html,
    /// Looks among many resources.
    pub(crate) finder: fn(FinderProperties) -> Html,
    /// Fetches what the coach and the glossary show.
    pub(crate) fetch: fn(Extra, Send),
}

const REST: Rest = Rest {
    overlay: overlay::overlay,
    prompts: prompt::prompts,
    step: step::step,
    composer: composer::composer,
    belief: belief::belief,
    checks: checks::checks,
    console: console::console,
    coach: coach::coach,
    feed: feed::feed,
    stages: lifecycle::stages,
    ways: lifecycle::ways,
    finder: grants::finder,
    fetch: coach::fetch,
};

/// Fetches the rest of the page when somebody touches it.
#[hook]
pub(crate) fn use_rest() -> Part<Rest> {
    #[cfg(feature = "split")]
    let there = None;
    #[cfg(not(feature = "split"))]
    let there = Some(&REST);
    use_part(there, || Box::pin(fetched()), true)
}

/// What only this function names is in the other file.
#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(rest, fallible)]
fn fetched() -> Result<&'static Rest, NotFetched> {
    Ok(&REST)
}

#[cfg(not(feature = "split"))]
async fn fetched() -> Result<&'static Rest, NotFetched> {
    Ok(&REST)
}
