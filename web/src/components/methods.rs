//! The methods to choose from, family by family.

use grantscope::{Catalogue, Method};
use yew::prelude::*;

use crate::html::{classes, html};
use crate::words;

/// A choice among all methods.
pub(crate) fn select(
    catalogue: Catalogue,
    now: &str,
    class: &'static str,
    onchange: Callback<Event>,
) -> Html {
    html! {
        <select class={classes!("method", class)} aria-label={words::METHOD} {onchange}>
            { for families(catalogue).into_iter().map(|(family, names)| html! {
                <optgroup label={family}>
                    { for names.into_iter().map(|name| html! {
                        <option value={name} selected={now == name}>{ name }</option>
                    }) }
                </optgroup>
            }) }
        </select>
    }
}

/// The catalogue is sorted by name: those of one family stand together.
fn families(catalogue: Catalogue) -> Vec<(&'static str, Vec<&'static str>)> {
    let mut families: Vec<(&'static str, Vec<&'static str>)> = Vec::new();
    for name in catalogue.methods().map(Method::name) {
        let family = name.split('.').next().unwrap_or(name);
        match families.last_mut().filter(|(last, _)| *last == family) {
            Some((_, names)) => names.push(name),
            None => families.push((family, vec![name])),
        }
    }
    families
}
