//! The rule book: what each rule says, in which document and under which heading it stands, and how
//! sure we are.

use grantscope::{Chapter, RuleEntry, Standing, rule_book};
use yew::prelude::*;

use super::{Send, to};
use crate::browser::{folded, value_of};
use crate::html::{classes, html};
use crate::state::{Action, Overlay};
use crate::words;

const STANDINGS: [Standing; 3] = [Standing::Documented, Standing::Recovered, Standing::Assumed];

/// What the book is told.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct RuleBookProperties {
    /// The rule that it is opened at.
    pub(crate) opened: Option<&'static str>,
}

/// The rules that led somewhere; each opens its entry in the book.
pub(crate) fn rules(rules: &[RuleEntry], send: &Send) -> Html {
    html! {
        <ul class="rules">
            { for rules.iter().map(|rule| html! {
                <li data-rule={rule.id}>
                    <p>{ rule.sentence }</p>
                    <p class="source">
                        <button type="button" class="rule-link" aria-haspopup="dialog"
                            onclick={to(send, Action::Lay(Some(Overlay::RuleBook(Some(rule.id)))))}>
                            { rule.document } { " — " } { rule.heading }
                        </button>
                        { " " } { tag(rule.standing) }
                    </p>
                </li>
            }) }
        </ul>
    }
}

/// The whole book, or the part of it that is looked for.
#[component]
pub(crate) fn RuleBook(properties: &RuleBookProperties) -> Html {
    let wanted = use_state(String::new);
    let chapters = use_memo(wanted.clone(), |wanted| chapters(wanted));
    let oninput = {
        let wanted = wanted.clone();
        Callback::from(move |event: InputEvent| {
            wanted.set(value_of(&event));
        })
    };
    let count: usize = chapters.iter().map(|chapter| chapter.rules.len()).sum();
    html! {
        <>
            <p class="book-search">
                <input type="search" class="find" aria-label={words::FIND_RULE}
                    placeholder={words::FIND_RULE} value={(*wanted).clone()} {oninput} />
                <span class="note" role="status">{ words::rules_found(count) }</span>
            </p>
            <dl class="standings">
                { for STANDINGS.into_iter().map(|standing| html! {
                    <div><dt>{ tag(standing) }</dt><dd>{ words::standing_meaning(standing) }</dd></div>
                }) }
            </dl>
            if count == 0 {
                <p class="empty">{ words::NO_SUCH_RULE }</p>
            }
            { for chapters.iter().filter(|it| !it.rules.is_empty()).map(|it| chapter(it, properties.opened)) }
        </>
    }
}

fn chapters(wanted: &str) -> Vec<Chapter> {
    let wanted = folded(wanted.trim());
    let matches = |rule: &RuleEntry| {
        [rule.id, rule.sentence, rule.heading, words::standing(rule.standing)]
            .iter()
            .any(|text| folded(text).contains(&wanted))
    };
    let mut chapters = rule_book();
    chapters.iter_mut().for_each(|chapter| chapter.rules.retain(matches));
    chapters
}

fn chapter(chapter: &Chapter, opened: Option<&'static str>) -> Html {
    html! {
        <section class="chapter">
            <h3>{ chapter.document }</h3>
            <ul>
                { for chapter.rules.iter().map(|rule| html! {
                    <li key={rule.id} tabindex="-1" data-rule={rule.id} autofocus={opened == Some(rule.id)}
                        class={classes!("rule", (opened == Some(rule.id)).then_some("opened"))}>
                        <p>{ rule.sentence }</p>
                        <p class="source">
                            { rule.heading } { " " } { tag(rule.standing) } { " " } <code>{ rule.id }</code>
                        </p>
                    </li>
                }) }
            </ul>
        </section>
    }
}

fn tag(standing: Standing) -> Html {
    let word = words::standing(standing);
    html! { <span class={classes!("tag", word)}>{ word }</span> }
}
