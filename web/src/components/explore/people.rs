//! Who acts, chosen among the people of the cast; in a large one they are found by name.
//!
//! Not here: what their acting means (`wish.rs`).

use grantscope::UserId;
use yew::prelude::*;

use super::Place;
use super::few::FEW;
use crate::browser::{self, value_of};
use crate::html::html;
use crate::words;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct PeopleProperties {
    pub(super) place: Place,
    pub(super) chosen: Vec<UserId>,
    pub(super) toggle: Callback<UserId>,
}

#[component]
pub(super) fn People(properties: &PeopleProperties) -> Html {
    let PeopleProperties { place, chosen, toggle } = properties;
    let sought = use_state(String::new);
    let seek = {
        let sought = sought.clone();
        Callback::from(move |event: InputEvent| sought.set(browser::folded(&value_of(&event))))
    };
    let fits = |name: &str| browser::folded(name).contains(sought.trim());
    let all: Vec<(UserId, &str)> = place.people().filter(|(_, name)| fits(name)).collect();
    let is_shown = |(index, (id, _)): &(usize, (UserId, &str))| *index < FEW || chosen.contains(id);
    let shown: Vec<(usize, (UserId, &str))> =
        all.iter().copied().enumerate().filter(is_shown).collect();
    let more = all.len() - shown.len();
    html! {
        <fieldset>
            <legend>{ words::WHO_ACTS }</legend>
            if place.cast().people.len() > FEW {
                <input type="search" class="find" placeholder={words::FIND_PERSON}
                    aria-label={words::FIND_PERSON} oninput={seek} />
            }
            if shown.is_empty() {
                <p class="hint">{ words::NOBODY_IS_CALLED_SO }</p>
            }
            { for shown.into_iter().map(|(_, (id, name))| html! {
                <label class="option" key={id.to_string()}>
                    <input type="checkbox" checked={chosen.contains(&id)}
                        onchange={toggle.reform(move |_: Event| id)} />
                    <span>{ name }</span>
                </label>
            }) }
            if more > 0 {
                <p class="hint">{ words::more_people(more) }</p>
            }
        </fieldset>
    }
}
