//! What the app believes, beside what is so. Where both differ a shape and a word say so.
//!
//! Not here: where they differ, and why; the model says that.

use grantscope::{
    BLIND_SPOTS, Difference, Drift, DriftKind, GrantsView, HalfState, KindRow, LONGEST_NAME, Named,
    ResourceKind, UserId,
};
use yew::prelude::*;

use super::{Send, to};
use crate::html::{classes, html};
use crate::ordered::ordered;
use crate::state::{Action, Belief, Mode, Scene, State};
use crate::words;

/// So many of anything are listed side by side; those that differ come first.
const LISTED: usize = 12;

/// One thing that a table of grants says.
enum Claim {
    /// Of the kind, and what people call many of it.
    All(ResourceKind, &'static str),
    Place(ResourceKind, Named),
    Except(ResourceKind, Named),
    Scope(ResourceKind, String),
    Granted(UserId, String),
}

/// What the app believes, beside what is so.
pub(crate) fn belief(state: &State, _: &Scene, send: &Send) -> Html {
    let Some(belief) = state.belief() else {
        return html! {
            <div class="empty">
                <p>{ words::NOTHING_TO_COMPARE }</p>
                <p class="hint">{ words::NOTHING_TO_COMPARE_HINT }</p>
            </div>
        };
    };
    html! {
        <article class="belief" data-drifts={belief.drifts.len().to_string()}>
            <h3 class="headline">{ words::wrong_about(belief.drifts.len()) }</h3>
            if let Some(compared) = words::compared(belief.source) {
                <p class="hint">{ compared }</p>
            }
            <ul class="drifts">{ for belief.drifts.iter().map(drift) }</ul>
            if state.mode == Mode::Drive {
                { replay_heard(state, send) }
            }
            { beside(&belief) }
        </article>
    }
}

fn drift(drift: &Drift) -> Html {
    let spot = drift.blind_spot.and_then(|index| BLIND_SPOTS.get(index));
    html! {
        <li>
            <p>{ mark(drift.error) } { " " } { &drift.sentence }</p>
            <p class="note">
                { spot.map_or_else(|| words::NOT_HEARD.to_owned(), |spot| words::blind_spot(spot)) }
            </p>
        </li>
    }
}

fn mark(error: DriftKind) -> Html {
    let (class, sign) = match error {
        DriftKind::Untrue => ("untrue", "✕"),
        DriftKind::Unheard => ("unheard", "?"),
    };
    html! {
        <span class={classes!("drift-mark", class)}>
            <span aria-hidden="true">{ sign }</span> { " " } { words::error(error) }
        </span>
    }
}

fn beside(belief: &Belief) -> Html {
    let blocks: Vec<Html> = kinds(belief).chain(people(belief)).collect();
    html! {
        if !blocks.is_empty() {
            <h4 id="beside">{ words::BESIDE }</h4>
            <table class="beside" aria-labelledby="beside">
                <thead>
                    <tr><th scope="col">{ words::BELIEVES }</th><th scope="col">{ words::IS_SO }</th></tr>
                </thead>
                { for blocks }
            </table>
        }
    }
}

fn kinds(belief: &Belief) -> impl Iterator<Item = Html> {
    ResourceKind::ALL.into_iter().filter_map(|kind| {
        let of = |grants: &GrantsView| grants.kinds.iter().find(|row| row.kind == kind).cloned();
        let (believed, so) = (of(&belief.believed), of(&belief.so));
        let label = believed.as_ref().or(so.as_ref())?.label;
        let places = [&believed, &so].map(|row| row.iter().flat_map(places).collect());
        let scopes = [&believed, &so].map(|row| row.iter().flat_map(scopes).collect());
        Some(block(label, &[places, scopes], &belief.drifts))
    })
}

fn people(belief: &Belief) -> impl Iterator<Item = Html> {
    let sides = [&belief.believed, &belief.so];
    let people = sides.into_iter().flat_map(|grants| grants.users.iter().map(|person| person.id));
    ordered(people).into_iter().map(move |id| {
        let named = sides.into_iter().rev().flat_map(|grants| &grants.users);
        let name = named.into_iter().find(|person| person.id == id).map(|person| &*person.name);
        let scopes = sides.map(|grants| {
            let rows = grants.users.iter().filter(|row| row.id == id);
            let scopes = rows.flat_map(|row| &row.scopes);
            scopes.map(|scope| Claim::Granted(id, scope.name.clone())).collect()
        });
        block(name.unwrap_or_default(), &[scopes], &belief.drifts)
    })
}

fn places(row: &KindRow) -> impl Iterator<Item = Claim> {
    let kind = row.kind;
    let all = row.wildcard.then_some(Claim::All(kind, row.label));
    let ids = row.ids.iter().map(move |place| Claim::Place(kind, place.clone()));
    let excluded = row.excluded.iter().map(move |place| Claim::Except(kind, place.clone()));
    all.into_iter().chain(ids).chain(excluded)
}

fn scopes(row: &KindRow) -> impl Iterator<Item = Claim> {
    row.scopes.iter().map(|scope| Claim::Scope(row.kind, scope.name.clone()))
}

/// What both sides say of one kind or person, row by row.
fn block(label: &str, rows: &[[Vec<Claim>; 2]], drifts: &[Drift]) -> Html {
    html! {
        <tbody>
            <tr class="group"><th colspan="2" scope="rowgroup">{ label }</th></tr>
            { for rows.iter().filter(|sides| sides.iter().any(|side| !side.is_empty())).map(|[believed, so]| {
                html! {
                    <tr>
                        { cell(believed, drifts, DriftKind::Untrue) }
                        { cell(so, drifts, DriftKind::Unheard) }
                    </tr>
                }
            }) }
        </tbody>
    }
}

fn cell(claims: &[Claim], drifts: &[Drift], error: DriftKind) -> Html {
    let drifting = |claim: &&Claim| drifts.iter().any(|drift| claim.is_about(&drift.difference));
    let (wrong, right): (Vec<&Claim>, Vec<&Claim>) = claims.iter().partition(drifting);
    let marked = wrong.iter().map(|claim| (*claim, Some(error)));
    let listed = marked.chain(right.iter().map(|claim| (*claim, None)));
    html! {
        <td>
            if claims.is_empty() {
                <span class="quiet">{ words::NOTHING }</span>
            }
            <ul>
                { for listed.take(LISTED).map(|(claim, error)| html! {
                    <li class={classes!(error.map(|_| "drifting"))}>
                        { claim.drawn() }
                        if let Some(error) = error { { " " } { mark(error) } }
                    </li>
                }) }
                if let Some(more) = claims.len().checked_sub(LISTED).filter(|more| *more > 0) {
                    <li class="quiet">{ words::more(more) }</li>
                }
            </ul>
        </td>
    }
}

impl Claim {
    fn drawn(&self) -> Html {
        match self {
            Self::All(_, many) => html! { words::all_of(many) },
            Self::Place(_, place) => html! { <>{ &place.name }</> },
            Self::Except(_, place) => html! {
                <><s>{ &place.name }</s> { " " } { words::half(HalfState::Excluded) }</>
            },
            Self::Scope(_, scope) | Self::Granted(_, scope) => {
                html! { <code>{ words::cut(scope, LONGEST_NAME) }</code> }
            }
        }
    }

    /// Whether the difference is about what is claimed here.
    fn is_about(&self, difference: &Difference) -> bool {
        match (self, difference) {
            (Self::Scope(of, scope), Difference::Scopes { kind, scopes, .. }) => {
                of == kind && scopes.contains(scope)
            }
            (Self::All(of, _), Difference::Wildcard { kind, .. }) => of == kind,
            (
                Self::Place(of, place) | Self::Except(of, place),
                Difference::Resource { kind, id, .. },
            ) => of == kind && place.id == *id,
            (Self::Granted(of, scope), Difference::Person { user, scopes, .. }) => {
                of == user && scopes.contains(scope)
            }
            (
                Self::Scope(..)
                | Self::All(..)
                | Self::Place(..)
                | Self::Except(..)
                | Self::Granted(..),
                Difference::Scopes { .. }
                | Difference::Wildcard { .. }
                | Difference::Resource { .. }
                | Difference::Person { .. },
            ) => false,
        }
    }
}

fn replay_heard(state: &State, send: &Send) -> Html {
    let drive = state.drive();
    let lines = drive.sandbox().map_or(0, |sandbox| sandbox.heard(0, drive.at).count());
    html! {
        <p class="do">
            if lines == 0 {
                <span class="note">{ words::NOTHING_HEARD }</span>
            } else {
                <button type="button" onclick={to(send, Action::ReplayHeard)}>{ words::REPLAY_HEARD }</button>
                <span class="note">{ words::heard(lines, state.replay.steps()) }</span>
            }
        </p>
    }
}
