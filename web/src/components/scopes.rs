//! Scopes to choose from, or to read, those about the same thing together.

use grantscope::{Catalogue, ScopeChoice, ScopeClass, ScopeRow, scope_choices};
use yew::prelude::*;

use crate::browser::value_of;
use crate::html::html;
use crate::words;

const CLASSES: [ScopeClass; 3] = [ScopeClass::Conversation, ScopeClass::Team, ScopeClass::User];

/// Scopes to read: first what they let the app do, then their names.
pub(crate) fn asked(scopes: &[ScopeRow]) -> Html {
    html! {
        <ul class="asked">
            { for scopes.iter().map(|scope| html! {
                <li data-scope={scope.name.clone()}>
                    <span>{ scope.summary }</span>
                    <code>{ &scope.name }</code>
                </li>
            }) }
        </ul>
    }
}

/// What the list of choices is told.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ChoiceProperties {
    pub(crate) catalogue: Catalogue,
    pub(crate) chosen: Vec<&'static str>,
    pub(crate) choose: Callback<&'static str>,
}

/// Scopes to choose from.
#[component]
pub(crate) fn Choice(properties: &ChoiceProperties) -> Html {
    let sought = use_state(String::new);
    let oninput = {
        let sought = sought.clone();
        Callback::from(move |event: InputEvent| {
            sought.set(value_of(&event).to_ascii_lowercase());
        })
    };
    let fits = |choice: &ScopeChoice| {
        choice.name.contains(sought.as_str()) || choice.summary.contains(sought.as_str())
    };
    let choices: Vec<ScopeChoice> =
        scope_choices(properties.catalogue).into_iter().filter(fits).collect();
    html! {
        <div class="scope-choice">
            <input id="find-scope" type="search" class="find" placeholder={words::FIND_SCOPE}
                aria-label={words::FIND_SCOPE} value={(*sought).clone()} {oninput} />
            <div class="choices">
                if choices.is_empty() {
                    <p class="hint">{ words::NO_SUCH_SCOPE }</p>
                }
                { for CLASSES.map(|class| group(class, &choices, properties)) }
            </div>
        </div>
    }
}

fn group(class: ScopeClass, choices: &[ScopeChoice], properties: &ChoiceProperties) -> Html {
    let of_class: Vec<&ScopeChoice> =
        choices.iter().filter(|choice| choice.class == class).collect();
    html! {
        if !of_class.is_empty() {
            <fieldset>
                <legend>{ words::class(properties.catalogue, Some(class)) }</legend>
                { for of_class.into_iter().map(|choice| one(choice, properties)) }
            </fieldset>
        }
    }
}

fn one(choice: &ScopeChoice, properties: &ChoiceProperties) -> Html {
    let name = choice.name;
    let choose = properties.choose.clone();
    html! {
        <label class="option" key={name}>
            <input type="checkbox" data-scope={name} checked={properties.chosen.contains(&name)}
                onchange={move |_: Event| choose.emit(name)} />
            <span>
                <code>{ name }</code>
                <span class="summary">{ choice.summary }</span>
            </span>
        </label>
    }
}
