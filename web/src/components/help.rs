//! The keys, and how the page is read.

use yew::prelude::*;

pub(crate) fn help() -> Html {
    Html::default()
}
