//! The app's side: a call that one makes in its name, with the arguments that the method takes.
//!
//! Not here: what the call is answered with (`exchange.rs`).

use grantscope::{
    AppKind, Argument, ArgumentKind, Call, Catalogue, Command, Input, Method, Needs, Question,
    Scope, Texts, TokenName,
};
use yew::prelude::*;

use super::{Send, copy, exchange, methods};
use crate::browser::value_of;
use crate::html::html;
use crate::state::{Action, Mode, Scene, State, Tab};
use crate::words;

/// An app takes little time between two calls, in milliseconds.
const APP_TAKES: u64 = 200;

/// So many ids of a kind are proposed.
const PROPOSED: usize = 200;

const TOKENS: [TokenName; 5] =
    [TokenName::Current, TokenName::Missing, TokenName::Unknown, TokenName::User, TokenName::Bot];

/// What the console is told.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ConsoleProperties {
    /// The call that it begins with.
    pub(crate) call: Call,
    /// What the app is called.
    pub(crate) app: String,
    pub(crate) known: Known,
    /// Whether the app is of the kind that has several tokens.
    pub(crate) classic: bool,
    pub(crate) catalogue: Catalogue,
    pub(crate) send: Send,
}

/// Ids that may be meant, with what they are called.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Known {
    places: Vec<(String, String)>,
    people: Vec<(String, String)>,
    triggers: Vec<(String, String)>,
}

/// What is being written.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Draft {
    method: String,
    arguments: Texts,
    acting_for: String,
    token: TokenName,
}

pub(crate) fn console(state: &State, scene: &Scene, send: &Send) -> Html {
    let (Mode::Drive, Some(world)) = (state.mode, &scene.world) else {
        return html! { <p class="empty">{ words::CONSOLE_ELSEWHERE }</p> };
    };
    let known = Known {
        places: proposed(world.conversations.iter().map(|it| (it.id.to_string(), &it.name))),
        people: proposed(world.people.iter().map(|it| (it.id.to_string(), &it.name))),
        triggers: proposed(world.triggers.iter().map(|it| (it.id.clone(), &it.name))),
    };
    let classic = state.drive().sandbox().is_some_and(|it| it.cast().app.kind == AppKind::Classic);
    let catalogue = scene.names.catalogue();
    let call = state.call.as_deref().cloned().unwrap_or_else(|| asked(catalogue, state.question()));
    html! { <Console key={state.world} app={world.app.clone()} {call} {known} {classic} {catalogue} send={send} /> }
}

/// The call that a question is about, as far as the question says.
fn asked(catalogue: Catalogue, question: &Question) -> Call {
    let mut call = Call::plain(&question.method);
    call.acting_for.clone_from(&question.user);
    let takes = catalogue.method(&question.method).into_iter().flat_map(Method::arguments);
    let place = takes.into_iter().find(|it| it.required && it.kind() == ArgumentKind::Conversation);
    if let (Some(place), Some(channel)) = (place, &question.channel) {
        call.arguments.insert(place.name.to_owned(), channel.clone());
    }
    call
}

fn proposed<'a>(known: impl Iterator<Item = (String, &'a String)>) -> Vec<(String, String)> {
    known.take(PROPOSED).map(|(id, name)| (id, name.clone())).collect()
}

/// A call that one writes.
#[component]
pub(crate) fn Console(properties: &ConsoleProperties) -> Html {
    let draft = use_state(|| Draft {
        method: properties.call.method.clone(),
        arguments: properties.call.arguments.clone(),
        acting_for: properties.call.acting_for.clone().unwrap_or_default(),
        token: properties.call.token,
    });
    let call = call(&draft);
    let written = use_mut_ref(|| None::<Call>);
    {
        let (written, send) = (written.clone(), properties.send.clone());
        use_effect_with((), move |()| {
            move || {
                if let Some(call) = written.take() {
                    send.emit(Action::KeepCall(Box::new(call)));
                }
            }
        });
    }
    let catalogue = properties.catalogue;
    let method = catalogue.method(&draft.method);
    let acts = method.is_some_and(|method| method.needs() == Needs::Person);
    let (required, optional): (Vec<Argument>, Vec<Argument>) =
        method.into_iter().flat_map(Method::arguments).partition(|argument| argument.required);
    let mut missing: Vec<&str> = Vec::new();
    for argument in &required {
        if !call.arguments.contains_key(argument.name) {
            missing.push(argument.name);
        }
    }
    if acts && call.acting_for.is_none() {
        missing.push(words::ACTING_FOR);
    }
    let request = exchange::request_of(catalogue, &call);
    let made = Action::Do(vec![Input { after: APP_TAKES, command: Command::Call(call) }]);
    let onsubmit = {
        let send = properties.send.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            send.emit(made.clone());
            send.emit(Action::ShowTab(Tab::Step));
        })
    };
    let change = {
        let draft = draft.clone();
        Callback::from(move |next: Draft| {
            *written.borrow_mut() = Some(self::call(&next));
            draft.set(next);
        })
    };
    html! {
        <form class="console" {onsubmit}>
            <h3 class="headline">{ words::calls_as(catalogue, &properties.app) }</h3>
            <label class="field">
                <span class="label">{ words::METHOD }</span>
                { methods::select(catalogue, &draft.method, "", chosen(&draft, &change, |draft, method| Draft {
                    method, arguments: Texts::new(), ..draft
                })) }
            </label>
            { for required.iter().map(|it| argument(catalogue, *it, &draft, &change)) }
            if acts {
                { field(PERSON, &draft.acting_for, typed(&draft, &change, |draft, acting_for| {
                    Draft { acting_for, ..draft }
                })) }
            }
            { token(&draft, properties.classic, &change) }
            if !optional.is_empty() {
                <details key={draft.method.clone()} class="optional">
                    <summary>{ words::more_arguments(optional.len()) }</summary>
                    { for optional.iter().map(|it| argument(catalogue, *it, &draft, &change)) }
                </details>
            }
            { ids(PLACES, &properties.known.places) }
            { ids(PEOPLE, &properties.known.people) }
            { ids(TRIGGERS, &properties.known.triggers) }
            if !missing.is_empty() {
                <p class="note lacks">{ words::not_filled_in(&missing.join(", ")) }</p>
            }
            <p class="actions">
                <button type="submit" class="primary">{ words::SEND_CALL }</button>
                if let Some(request) = &request {
                    <copy::Copy label={words::COPY_CURL} text={request.to_curl()} />
                    <copy::Copy label={words::COPY_JAVASCRIPT} text={request.to_javascript()} />
                }
            </p>
            { for request.as_ref().map(exchange::request) }
        </form>
    }
}

fn call(draft: &Draft) -> Call {
    let given = draft.arguments.iter().filter(|(_, text)| !text.is_empty());
    Call {
        arguments: given.map(|(name, text)| (name.clone(), text.clone())).collect(),
        token: draft.token,
        acting_for: Some(draft.acting_for.trim().to_owned()).filter(|user| !user.is_empty()),
        ..Call::plain(&draft.method)
    }
}

fn argument(
    catalogue: Catalogue,
    argument: Argument,
    draft: &Draft,
    change: &Callback<Draft>,
) -> Html {
    let value = draft.arguments.get(argument.name).cloned().unwrap_or_default();
    let oninput = typed(draft, change, move |draft, text| {
        let mut arguments = draft.arguments;
        arguments.insert(argument.name.to_owned(), text);
        Draft { arguments, ..draft }
    });
    let about = Field {
        label: argument.name,
        required: argument.required,
        list: list(argument.kind()),
        example: example(catalogue, argument),
    };
    field(about, &value, oninput)
}

/// A scope that there is in this system.
fn example(catalogue: Catalogue, argument: Argument) -> &'static str {
    match argument.kind() {
        ArgumentKind::Scopes if !catalogue.is_slacks() => {
            catalogue.scopes().next().map_or("", Scope::name)
        }
        ArgumentKind::Conversation
        | ArgumentKind::Person
        | ArgumentKind::People
        | ArgumentKind::Scopes
        | ArgumentKind::Trigger
        | ArgumentKind::MessageTime
        | ArgumentKind::Flag
        | ArgumentKind::Number
        | ArgumentKind::Json
        | ArgumentKind::Secret
        | ArgumentKind::Text => argument.example(),
    }
}

/// The header that names a person.
const PERSON: Field =
    Field { label: words::ACTING_FOR, required: true, list: Some(PEOPLE), example: "" };

/// What a field is about.
struct Field {
    label: &'static str,
    required: bool,
    list: Option<&'static str>,
    example: &'static str,
}

fn field(about: Field, value: &str, oninput: Callback<InputEvent>) -> Html {
    html! {
        <label class="field">
            <span class="label">
                <code>{ about.label }</code>
                if about.required { <span class="note">{ words::REQUIRED }</span> }
            </span>
            <input type="text" name={about.label} value={value.to_owned()} list={about.list} {oninput}
                placeholder={words::example(about.example)} autocomplete="off" spellcheck="false" />
        </label>
    }
}

fn token(draft: &Draft, classic: bool, change: &Callback<Draft>) -> Html {
    let shown = TOKENS.into_iter().filter(|token| match token {
        TokenName::User | TokenName::Bot => classic,
        TokenName::Current | TokenName::Missing | TokenName::Unknown => true,
        TokenName::Former(_) | TokenName::Refresh => false,
    });
    let chosen = chosen(draft, change, |draft, label| {
        let token = TOKENS.into_iter().find(|token| words::token(*token) == label);
        Draft { token: token.unwrap_or_default(), ..draft }
    });
    html! {
        <label class="field">
            <span class="label">{ words::TOKEN }</span>
            <select onchange={chosen}>
                { for shown.map(|token| html! {
                    <option selected={token == draft.token}>{ words::token(token) }</option>
                }) }
            </select>
        </label>
    }
}

const PLACES: &str = "known-places";
const PEOPLE: &str = "known-people";
const TRIGGERS: &str = "known-triggers";

/// The ids that are proposed for what an argument holds.
fn list(kind: ArgumentKind) -> Option<&'static str> {
    match kind {
        ArgumentKind::Conversation => Some(PLACES),
        ArgumentKind::Person | ArgumentKind::People => Some(PEOPLE),
        ArgumentKind::Trigger => Some(TRIGGERS),
        ArgumentKind::Scopes
        | ArgumentKind::MessageTime
        | ArgumentKind::Flag
        | ArgumentKind::Number
        | ArgumentKind::Json
        | ArgumentKind::Secret
        | ArgumentKind::Text => None,
    }
}

fn ids(list: &'static str, known: &[(String, String)]) -> Html {
    html! {
        <datalist id={list}>
            { for known.iter().map(|(id, name)| html! { <option value={id.clone()}>{ name }</option> }) }
        </datalist>
    }
}

fn chosen(
    draft: &Draft,
    change: &Callback<Draft>,
    with: impl Fn(Draft, String) -> Draft + 'static,
) -> Callback<Event> {
    let (draft, change) = (draft.clone(), change.clone());
    Callback::from(move |event: Event| {
        change.emit(with(draft.clone(), value_of(&event)));
    })
}

fn typed(
    draft: &Draft,
    change: &Callback<Draft>,
    with: impl Fn(Draft, String) -> Draft + 'static,
) -> Callback<InputEvent> {
    let (draft, change) = (draft.clone(), change.clone());
    Callback::from(move |event: InputEvent| {
        change.emit(with(draft.clone(), value_of(&event)));
    })
}
