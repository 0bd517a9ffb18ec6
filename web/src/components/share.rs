//! Ways to keep and to share the work.

use yew::prelude::*;

use super::Send;
use crate::state::State;

pub(crate) fn share(_state: &State, _send: &Send) -> Html {
    Html::default()
}
