//! Who reaches what at the moment that is shown, asked from the other side; and what something that
//! could happen would change.
//!
//! Not here: deciding (`grantscope-explore` asks the model).

use grantscope::{Catalogue, ConversationId, Input, Method, Moment, Needs, Question, UserId};
use grantscope_explore::{Effect, effect, methods_in, people_for, people_who_granted, places_for};
use yew::prelude::*;

use super::Place;
use super::few::{FEW, Few};
use crate::browser::value_of;
use crate::components::methods;
use crate::html::html;
use crate::state::Names;
use crate::words;

/// So many of anything are listed.
const LISTED: usize = 60;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct ReachesProperties {
    pub(super) place: Place,
}

/// A moment, with what things are called in it, and what could happen.
struct Now {
    moment: Moment,
    names: Names,
    inputs: Vec<Input>,
    places: Few,
    /// Whether somebody could do something that is not among the inputs.
    others_could: bool,
}

impl Now {
    fn of(place: &Place) -> Self {
        let moment = place.moment();
        let people: Vec<UserId> = place.people().map(|(id, _)| id).take(FEW).collect();
        let offered = moment.offered(&people).into_iter();
        let inputs = offered.filter(|input| moment.after(input).is_some()).collect();
        let all = moment.places().map(|(id, _)| id.to_string());
        let places = Few::of(all, place.question.channel.as_deref(), &place.names);
        let others_could = place.people().count() > people.len();
        Self { moment, names: place.names.clone(), inputs, places, others_could }
    }
}

#[component]
pub(super) fn Reaches(properties: &ReachesProperties) -> Html {
    let now = use_memo(properties.place.clone(), Now::of);
    let now: &Now = &now;
    let place = use_state(|| now.places.first());
    let method = use_state(|| first_method(now.names.catalogue()).to_owned());
    let input = use_state(|| 0_usize);
    html! {
        <div class="reaches">
            { in_place(now, &place) }
            { for_method(now, &method) }
            { granted(now) }
            { would(now, &input) }
        </div>
    }
}

fn first_method(catalogue: Catalogue) -> &'static str {
    let about_a_place = |method: &Method| method.needs() == Needs::Conversation;
    catalogue.methods().find(about_a_place).map_or("", Method::name)
}

fn in_place(now: &Now, place: &UseStateHandle<String>) -> Html {
    let catalogue = now.names.catalogue();
    let chosen: Option<ConversationId> = place.parse().ok();
    let methods = chosen.map(|id| methods_in(&now.moment, id)).unwrap_or_default();
    html! {
        <section aria-labelledby="reach-place">
            <h3 id="reach-place">{ words::methods_in(catalogue) }</h3>
            <select aria-label={words::in_channel(catalogue)} onchange={setting(place)}>
                { now.places.options(place, str::to_owned) }
            </select>
            { listed(methods.iter().map(|method| method.name().to_owned()), "methods") }
        </section>
    }
}

fn for_method(now: &Now, method: &UseStateHandle<String>) -> Html {
    let chosen = now.names.catalogue().method(method);
    let places = chosen.map(|method| places_for(&now.moment, method)).unwrap_or_default();
    let people = chosen.map(|method| people_for(&now.moment, method)).unwrap_or_default();
    let needs = chosen.map(Method::needs);
    html! {
        <section aria-labelledby="reach-method">
            <h3 id="reach-method">{ words::PLACES_FOR }</h3>
            { methods::select(now.names.catalogue(), method, "reach-method", setting(method)) }
            {
                match needs {
                    Some(Needs::Conversation) => {
                        listed(places.iter().map(|id| now.names.of(&id.to_string())), "places")
                    }
                    Some(Needs::Person) => {
                        listed(people.iter().map(|id| now.names.of(&id.to_string())), "people")
                    }
                    Some(Needs::Nothing | Needs::Anywhere | Needs::Workspace | Needs::Closed | Needs::Client)
                    | None => html! { <p class="hint">{ words::about_no_place(now.names.catalogue(), passes(now, method)) }</p> },
                }
            }
        </section>
    }
}

fn passes(now: &Now, method: &str) -> bool {
    now.moment.allows(&Question { method: method.to_owned(), channel: None, user: None })
}

fn granted(now: &Now) -> Html {
    let people = people_who_granted(&now.moment, None);
    let people = people.iter().map(|granted| {
        format!("{}: {}", now.names.of(&granted.user.to_string()), granted.scopes.join(", "))
    });
    html! {
        <section aria-labelledby="reach-people">
            <h3 id="reach-people">{ words::WHO_GRANTED }</h3>
            { listed(people, "granted") }
        </section>
    }
}

fn would(now: &Now, chosen: &UseStateHandle<usize>) -> Html {
    let told = now.inputs.get(**chosen).and_then(|input| effect(&now.moment, input));
    let choose = {
        let chosen = chosen.clone();
        Callback::from(move |event: Event| chosen.set(value_of(&event).parse().unwrap_or_default()))
    };
    html! {
        <section aria-labelledby="reach-would">
            <h3 id="reach-would">{ words::WHAT_WOULD_CHANGE }</h3>
            <select aria-label={words::WHAT_WOULD_CHANGE} onchange={choose}>
                { for now.inputs.iter().enumerate().map(|(index, input)| html! {
                    <option value={index.to_string()} selected={index == **chosen}>
                        { words::act(input, &now.names, words::THE_PERSON) }
                    </option>
                }) }
            </select>
            if now.others_could {
                <p class="hint">{ words::first_people(FEW) }</p>
            }
            {
                match told {
                    Some(effect) => changed(now, &effect),
                    None => html! { <p class="hint">{ words::NOT_POSSIBLE }</p> },
                }
            }
        </section>
    }
}

fn changed(now: &Now, effect: &Effect) -> Html {
    let asked = |questions: &[Question]| -> Vec<String> {
        questions.iter().map(|question| words::question(question, &now.names)).collect()
    };
    html! {
        <div role="status">
            <p>{ &effect.sentence }</p>
            <h4>{ words::would_open(effect.opened.len()) }</h4>
            { listed(asked(&effect.opened).into_iter(), "opened") }
            <h4>{ words::would_close(effect.closed.len()) }</h4>
            { listed(asked(&effect.closed).into_iter(), "closed") }
        </div>
    }
}

fn setting(place: &UseStateHandle<String>) -> Callback<Event> {
    let place = place.clone();
    Callback::from(move |event: Event| place.set(value_of(&event)))
}

fn listed(all: impl Iterator<Item = String>, what: &'static str) -> Html {
    let all: Vec<String> = all.collect();
    html! {
        <ul class="reached" data-reached={what} data-count={all.len().to_string()}>
            if all.is_empty() {
                <li class="quiet">{ none(what) }</li>
            }
            { for all.iter().take(LISTED).map(|one| html! { <li>{ one }</li> }) }
            if all.len() > LISTED {
                <li class="quiet">{ words::more(all.len() - LISTED) }</li>
            }
        </ul>
    }
}

/// What is said where there is none of it.
fn none(what: &str) -> &'static str {
    match what {
        "people" | "granted" => words::NOBODY,
        "places" => words::NOWHERE,
        _ => words::NOTHING,
    }
}
