//! The rules: what each says, in which document and under which heading it stands, and how sure we
//! are.

use yew::prelude::*;

use super::Send;

pub(crate) fn rule_book(_opened: Option<&'static str>, _send: &Send) -> Html {
    Html::default()
}
