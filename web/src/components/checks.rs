//! The checks: questions that are kept with the answers that one expects, asked again at every step.

use grantscope::{HalfState, Question};
use yew::prelude::*;

use super::{Send, rings, tabs, to};
use crate::html::html;
use crate::state::{Action, Check, CheckAction, Checked, Scene, State, Tab};
use crate::words;

pub(crate) fn checks(state: &State, scene: &Scene, send: &Send) -> Html {
    let checked = state.checked(scene);
    let failing = checked.iter().filter(|it| !it.holds()).count();
    let besides = state.checks.besides(state.catalogue());
    html! {
        <article class="checks">
            if checked.is_empty() {
                <div class="empty">
                    { rings::rings(HalfState::Missing, HalfState::Missing, "large") }
                    <p>{ words::NO_CHECKS }</p>
                    <p class="hint">{ words::NO_CHECKS_HINT }</p>
                    <button type="button" onclick={to(send, Action::ShowTab(Tab::Why))}>{ words::ASK }</button>
                </div>
            } else {
                <div role="status">
                    <h3 class="headline">{ words::checks_standing(checked.len(), failing) }</h3>
                </div>
                <p class="hint">{ words::CHECKS_HINT }</p>
                <ul class="check-list">
                    { for checked.iter().enumerate().map(|(number, it)| row(number, it, scene, send)) }
                </ul>
            }
            if besides > 0 {
                <p class="hint checks-besides">{ words::checks_besides(besides) }</p>
            }
        </article>
    }
}

/// Keeps the question with the answer that it has now, or says that it is kept.
pub(crate) fn keep(state: &State, question: &Question, allowed: bool, send: &Send) -> Html {
    if state
        .checks
        .of(state.catalogue())
        .any(|check| check.question == *question && check.allowed == allowed)
    {
        return html! { <p class="note">{ words::CHECK_KEPT }</p> };
    }
    let check = Check { question: question.clone(), allowed };
    html! {
        <button type="button" class="quiet keep-check"
            onclick={to(send, Action::Check(CheckAction::Keep(check)))}>
            { words::keep_check(allowed) }
        </button>
    }
}

fn row(number: usize, checked: &Checked, scene: &Scene, send: &Send) -> Html {
    let Check { question, allowed } = &checked.check;
    let holds = checked.holds();
    let question_text = words::question(question, &scene.names);
    let other = Check { question: question.clone(), allowed: !allowed };
    let (asked, sent) = (question.clone(), send.clone());
    let ask = Callback::from(move |_: MouseEvent| tabs::ask(asked.clone(), &sent));
    html! {
        <li key={question_text.clone()} class={if holds { "holds" } else { "fails" }}
            data-holds={holds.to_string()}>
            <span class="check-sign" aria-hidden="true">{ if holds { "✓" } else { "✕" } }</span>
            <div class="check-body">
                <button type="button" class="check-question" onclick={ask}>{ question_text }</button>
                <p class="note">{ words::check_answer(*allowed, &checked.answer) }</p>
                <p class="check-actions">
                    <button type="button" class="quiet"
                        onclick={to(send, Action::Check(CheckAction::Keep(other)))}>
                        { words::expect_instead(!allowed) }
                    </button>
                    <button type="button" class="quiet"
                        onclick={to(send, Action::Check(CheckAction::Drop(number)))}>
                        { words::REMOVE_CHECK }
                    </button>
                </p>
            </div>
        </li>
    }
}
