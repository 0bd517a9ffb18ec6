//! The line that says whose page this is not.

use yew::prelude::*;

use crate::html::html;
use crate::words;

pub(crate) fn footer() -> Html {
    html! { <footer class="footer">{ words::DISCLAIMER }</footer> }
}
