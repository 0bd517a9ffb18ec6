//! The playground.

use yew::prelude::*;

/// The whole page.
#[component]
pub fn App() -> Html {
    html! { <main>{ "GrantScope" }</main> }
}
