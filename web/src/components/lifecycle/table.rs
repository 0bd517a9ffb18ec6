//! The lifecycle as a table: every stage, every way, and what can happen now.

use grantscope::{Passage, STAGES, Stage, TRANSITIONS, Transition};
use yew::prelude::*;

use super::{Press, leads, slug};
use crate::html::{classes, html};
use crate::words;

pub(crate) fn table(now: Stage, passages: &[Passage], press: &Press) -> Html {
    let ways = |from: Stage| {
        let ways = TRANSITIONS.iter().enumerate().filter(move |(_, way)| way.from == from);
        ways.map(|(number, way)| leads_to(number, way, passages.get(number), press))
    };
    html! {
        <div class="frame" tabindex="0" role="region" aria-label={words::STAGES}>
            <table class="stages">
                <thead><tr>
                    <th scope="col">{ words::STAGE_COLUMN }</th>
                    <th scope="col">{ words::MEANING_COLUMN }</th>
                    <th scope="col">{ words::LEADS_COLUMN }</th>
                </tr></thead>
                <tbody>
                    { for STAGES.iter().map(|entry| html! {
                        <tr class={classes!((entry.stage == now).then_some("now"))}
                            data-stage={slug(entry.label)}
                            data-current={(entry.stage == now).to_string()}>
                            <th scope="row">
                                { entry.label }
                                if entry.stage == now {
                                    <span class="tag now">{ words::NOW }</span>
                                }
                            </th>
                            <td>{ entry.sentence }</td>
                            <td><ul>{ for ways(entry.stage) }</ul></td>
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}

fn leads_to(number: usize, way: &Transition, passage: Option<&Passage>, press: &Press) -> Html {
    let id = format!("way-{number}-listed");
    let label = passage.and_then(|passage| match leads::only(passage) {
        Some(lead) => Some(words::with_dots(&lead.offer.label, lead.completion.is_some())),
        None => (!passage.leads.is_empty()).then(|| words::choose(passage.leads.len())),
    });
    let onclick = {
        let (press, id) = (press.clone(), id.clone());
        move |_: MouseEvent| press.emit((number, id.clone()))
    };
    html! {
        <li data-way={number.to_string()}>
            { way.to.label() }
            if !way.cause.is_empty() {
                { " " } <code>{ way.cause }</code>
            }
            if let Some(label) = label {
                <button type="button" {id} {onclick}
                    aria-label={words::listed_way(way.to.label(), &label)}>{ label }</button>
            } else {
                <span class="reason">{ words::passage(passage) }</span>
            }
        </li>
    }
}
