//! What the words mean, and what became of each in today's Slack.

use yew::prelude::*;

pub(crate) fn glossary() -> Html {
    Html::default()
}
