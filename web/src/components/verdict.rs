//! The verdict: the question as a sentence whose parts one can change, the two rings, the reasons,
//! and what would repair a denial.

use grantscope::{
    Command, Half, Input, KindRow, Method, Needs, NoPlan, Question, RuleEntry, Verdict,
};
use yew::prelude::*;

use super::{Send, checks, methods, rings, rule_book, to};
use crate::browser::value_of;
use crate::html::{classes, html};
use crate::state::{Action, Answer, Names, Scene, State};
use crate::words;

/// Among more conversations than these one is written rather than chosen.
const CHOSEN_FROM: usize = 60;

/// The id of the verdict's word: it is heard when it changes, and has the focus when nothing else
/// would.
pub(crate) const HEADLINE: &str = "answer";

pub(crate) fn verdict(state: &State, scene: &Scene, send: &Send) -> Html {
    let asked = asked(state, scene, send);
    let answer = match state.answer(scene) {
        Answer::Explained(verdict, plan) => {
            html! {
                <>
                    { picture(&verdict, &scene.names) }
                    { plan_or_missing(state, scene, &verdict, plan.as_ref(), send) }
                    { because(&verdict.because, send) }
                    { checks::keep(state, state.question(), verdict.allowed, send) }
                </>
            }
        }
        Answer::Refused(reason) => html! { <p class="trouble" role="alert">{ reason }</p> },
    };
    html! { <article class="verdict">{ asked }{ answer }</article> }
}

/// The rules that led somewhere, each with where it is written and how sure we are.
pub(crate) fn because(rules: &[RuleEntry], send: &Send) -> Html {
    html! {
        if !rules.is_empty() {
            <h4>{ words::BECAUSE }</h4>
            { rule_book::rules(rules, send) }
        }
    }
}

fn picture(verdict: &Verdict, names: &Names) -> Html {
    let (class, word) =
        if verdict.allowed { ("allowed", words::ALLOWED) } else { ("denied", words::DENIED) };
    html! {
        <div class={classes!("answer", class)} data-allowed={verdict.allowed.to_string()}>
            <p id={HEADLINE} class="word" role="status" tabindex="-1">{ word }</p>
            { rings::rings(verdict.scope.state, verdict.resource.state, "large") }
            <div class="halves">
                { half(&verdict.scope, "scope", verdict.scope.label.clone()) }
                { half(&verdict.resource, "resource", names.of(&verdict.resource.label)) }
            </div>
        </div>
    }
}

fn half(half: &Half, side: &'static str, label: String) -> Html {
    html! {
        <p class={classes!("half", side)} data-half={side}>
            <span class="half-label">{ label }</span>
            <span class="half-state">{ words::half(half.state) }</span>
        </p>
    }
}

fn plan_or_missing(
    state: &State,
    scene: &Scene,
    verdict: &Verdict,
    plan: Option<&Result<Vec<Input>, NoPlan>>,
    send: &Send,
) -> Html {
    if verdict.allowed {
        return Html::default();
    }
    html! {
        <div class="repair">
            <h4>{ words::MISSING }</h4>
            <ul class="missing">
                { for verdict.missing.iter().map(|missing| html! {
                    <li>{ words::missing(missing, &scene.names) }</li>
                }) }
            </ul>
            {
                match plan {
                    Some(_) if state.is_challenged() => html! { <p class="hint">{ words::FIND_OUT }</p> },
                    Some(Ok(plan)) => plan_of(state, scene, plan, send),
                    Some(Err(none)) => html! { <p class="hint">{ &none.sentence }</p> },
                    None => Html::default(),
                }
            }
        </div>
    }
}

fn plan_of(state: &State, scene: &Scene, plan: &[Input], send: &Send) -> Html {
    html! {
        <>
            <h4>{ words::REPAIR }</h4>
            <ol class="plan">
                { for told(scene, plan).into_iter().map(|says| html! { <li>{ says }</li> }) }
            </ol>
            <p class="do">
                <button type="button" class="primary" onclick={to(send, Action::Do(plan.to_vec()))}>
                    { words::DO_IT }
                </button>
                if let Some(note) = words::parts(state.drive().later()) {
                    <span class="note">{ note }</span>
                }
            </p>
        </>
    }
}

/// Each command of a plan. Who answers is whoever was asked: a prompt's person, or who began.
fn told(scene: &Scene, plan: &[Input]) -> Vec<String> {
    let prompts = scene.world.as_ref().map_or(&[][..], |world| world.prompts.as_slice());
    let mut asked = words::THE_PERSON.to_owned();
    let mut told = Vec::with_capacity(plan.len());
    for input in plan {
        if let Command::Install { user, .. } | Command::Interact { user, .. } = &input.command {
            asked = scene.names.of(&user.to_string());
        }
        if let Command::Answer { prompt, .. } = &input.command
            && let Some(open) = prompts.iter().find(|open| open.id == *prompt)
        {
            asked = scene.names.of(&open.user.to_string());
        }
        told.push(words::act(input, &scene.names, &asked));
    }
    told
}

fn asked(state: &State, scene: &Scene, send: &Send) -> Html {
    let question = state.question();
    let needs = scene.names.catalogue().method(&question.method).map(Method::needs);
    let (place, person) = match needs {
        Some(Needs::Conversation) => (true, false),
        Some(Needs::Person) => (false, true),
        Some(
            Needs::Nothing | Needs::Anywhere | Needs::Workspace | Needs::Closed | Needs::Client,
        )
        | None => (false, false),
    };
    let app = scene.world.as_ref().map_or(words::THE_APP, |world| world.app.as_str());
    html! {
        <h3 class="question">
            { words::MAY } { app } { words::CALL } { method(question, scene, send) }
            if place {
                { words::IN } { places(state, scene, send) }
            }
            if person {
                { words::FOR } { people(state, scene, send) }
            }
            { words::ASKED }
        </h3>
    }
}

fn method(question: &Question, scene: &Scene, send: &Send) -> Html {
    let question_now = question.clone();
    let onchange = chosen(send, move |method| Question { method, ..question_now.clone() });
    methods::select(scene.names.catalogue(), &question.method, "inline", onchange)
}

fn places(state: &State, scene: &Scene, send: &Send) -> Html {
    let question = state.question();
    let question_now = question.clone();
    let with = move |channel: String| Question {
        channel: Some(channel).filter(|channel| !channel.is_empty()),
        ..question_now.clone()
    };
    let now = question.channel.clone().unwrap_or_default();
    let catalogue = scene.names.catalogue();
    let label = words::channel(catalogue);
    match (&scene.world, &scene.belief) {
        (Some(world), _) if world.conversations.len() > CHOSEN_FROM => {
            let newest = world.conversations.iter().rev().take(CHOSEN_FROM);
            let known = newest.map(|place| place.name.clone()).collect();
            let names = scene.names.clone();
            let meant = move |text: String| {
                with(names.conversation(&text).map_or(text, |place| place.id.to_string()))
            };
            text(label, "places", state.called_later(&now), known, typed(send, meant))
        }
        (Some(world), _) => html! {
            <select class="inline" aria-label={label} onchange={chosen(send, with)}>
                { option("", words::no_channel(catalogue), now.is_empty()) }
                { for world.conversations.iter().map(|place| {
                    let id = place.id.to_string();
                    option(&id, &place.name, id == now)
                }) }
                if !now.is_empty() && world.conversations.iter().all(|it| it.id.to_string() != now) {
                    { option(&now, &state.called_later(&now), true) }
                }
            </select>
        },
        (None, Some(ledger)) => {
            let rows = ledger.grants().kinds;
            let known = rows.iter().flat_map(ids).take(200).collect();
            text(label, "places", now, known, typed(send, with))
        }
        (None, None) => Html::default(),
    }
}

fn people(state: &State, scene: &Scene, send: &Send) -> Html {
    let question = state.question();
    let question_now = question.clone();
    let with = move |user: String| Question {
        user: Some(user).filter(|user| !user.is_empty()),
        ..question_now.clone()
    };
    let now = question.user.clone().unwrap_or_default();
    match (&scene.world, &scene.belief) {
        (Some(world), _) => html! {
            <select class="inline" aria-label={words::PERSON} onchange={chosen(send, with)}>
                { option("", words::NO_PERSON, now.is_empty()) }
                { for world.people.iter().map(|person| {
                    let id = person.id.to_string();
                    option(&id, &person.name, id == now)
                }) }
                if !now.is_empty() && world.people.iter().all(|it| it.id.to_string() != now) {
                    { option(&now, &state.called_later(&now), true) }
                }
            </select>
        },
        (None, Some(ledger)) => {
            let known =
                ledger.grants().users.iter().map(|row| row.id.to_string()).take(200).collect();
            text(words::PERSON, "people", now, known, typed(send, with))
        }
        (None, None) => Html::default(),
    }
}

fn ids(row: &KindRow) -> impl Iterator<Item = String> {
    row.ids.iter().chain(&row.excluded).map(|named| named.id.to_string())
}

fn option(value: &str, label: &str, selected: bool) -> Html {
    html! { <option value={value.to_owned()} {selected}>{ label }</option> }
}

fn text(
    label: &'static str,
    list: &'static str,
    value: String,
    known: Vec<String>,
    onchange: Callback<Event>,
) -> Html {
    html! {
        <>
            <input class="inline id" type="text" aria-label={label} {list} {value} {onchange}
                placeholder={label} autocomplete="off" spellcheck="false" />
            <datalist id={list}>
                { for known.into_iter().map(|id| html! { <option value={id} /> }) }
            </datalist>
        </>
    }
}

fn chosen(send: &Send, with: impl Fn(String) -> Question + 'static) -> Callback<Event> {
    let send = send.clone();
    Callback::from(move |event: Event| {
        send.emit(Action::Ask(with(value_of(&event))));
    })
}

fn typed(send: &Send, with: impl Fn(String) -> Question + 'static) -> Callback<Event> {
    let send = send.clone();
    Callback::from(move |event: Event| {
        send.emit(Action::Ask(with(value_of(&event).trim().to_owned())));
    })
}
