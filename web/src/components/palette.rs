//! What can be done, to be found by its name.

use yew::prelude::*;

use super::Send;
use crate::state::State;

pub(crate) fn palette(_state: &State, _send: &Send) -> Html {
    Html::default()
}
