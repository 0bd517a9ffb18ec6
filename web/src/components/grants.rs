//! The grants: scopes by resources. A wildcard is a band, an exclusion a notch in it; a cell shows
//! the two rings, and whoever points at it reads the verdict. What this step changed is marked by
//! shape and word.

mod card;
mod finder;
mod table;

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use grantscope::{BLIND_SPOTS, Catalogue, HalfState, Matrix, ResourceKind};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, HtmlElement, Node};
use yew::prelude::*;

use super::part::Part;
use super::rest::Rest;
use super::rings::rings;
use super::{Send, glossary, rule_book};
use crate::browser;
use crate::html::html;
use crate::state::{Action, Pane, Widening, Witness};
use crate::words;
use card::{Reading, read};
pub(crate) use finder::{FinderProperties, finder};

/// What the matrix is told.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct GrantsProperties {
    pub(crate) catalogue: Catalogue,
    pub(crate) matrix: Matrix,
    /// Whom to ask about a cell.
    pub(crate) witness: Option<Witness>,
    /// The kind of which more is shown than stands side by side.
    pub(crate) widening: Option<Widening>,
    /// Whether it is what an app believes, rather than what is so.
    pub(crate) belief: bool,
    /// What looks among many.
    pub(crate) rest: Part<Rest>,
    pub(crate) send: Send,
}

/// A cell: its row, which counts on into the people, and its column.
type Place = (usize, usize);

/// The grants.
#[component]
pub(crate) fn Grants(properties: &GrantsProperties) -> Html {
    let GrantsProperties { matrix, witness, widening, send, .. } = properties;
    let stood = use_state_eq(|| (0, 0));
    let shown = use_state_eq(|| None::<Place>);
    let leaving = use_mut_ref(|| None::<Timeout>);
    let card = use_node_ref();
    use_floating(&card, *shown);
    let here = kept(matrix, *stood);
    let heard = use_memo((matrix.clone(), witness.clone(), here), reading);
    let seen = use_memo((matrix.clone(), witness.clone(), shown.unwrap_or(here)), reading);
    let empty = matrix.rows.is_empty() && matrix.blocks.is_empty() && matrix.people.is_empty();
    let bar = witness.as_ref().and_then(Witness::bar);
    let hands = Hands {
        here,
        barred: bar.is_some(),
        stood,
        shown: shown.clone(),
        leaving,
        keys: keys(matrix, here, &heard, &shown, send),
        asked: asks(matrix, witness.as_ref(), send),
        open: opens(send),
    };
    html! {
        <>
            <div class="pane-head"><h2>{ glossary::word(words::GRANTS, "grant", send) }</h2></div>
            if let Some(widening) = widening {
                { sought(properties, widening) }
            }
            if empty {
                <div class="empty">
                    { rings(HalfState::Missing, HalfState::Missing, "large") }
                    <p>{ words::NO_GRANTS }</p>
                    <p class="hint">{ words::NO_GRANTS_HINT }</p>
                </div>
            } else {
                if let Some(rule) = bar {
                    <div class="bar">
                        <strong>{ words::NO_CALL_PASSES }</strong>
                        { rule_book::rules(&[rule], send) }
                    </div>
                }
                <div class="frame" onfocusout={hands.left(&card)}>
                    { table::table(properties.catalogue, matrix, widening.as_ref().map(|it| it.kind), &hands) }
                </div>
                <span id={card::HEARD} hidden={true}>{ heard.heard() }</span>
                <p class="caption reading" aria-hidden="true">{ words::MATRIX_HINT }</p>
            }
            { floating(&card, matrix, &seen, &hands, send) }
            if properties.belief {
                <details class="blind">
                    <summary>{ words::BLIND_SPOTS }</summary>
                    <ul>{ for BLIND_SPOTS.into_iter().map(|spot| html! { <li>{ spot }</li> }) }</ul>
                </details>
            }
        </>
    }
}

fn reading((matrix, witness, place): &(Matrix, Option<Witness>, Place)) -> Reading {
    witness.as_ref().map(|witness| read(matrix, witness, *place)).unwrap_or_default()
}

/// A step can leave fewer rows or columns than the one that had the focus.
fn kept(matrix: &Matrix, (row, column): Place) -> Place {
    let widths = table::widths(matrix);
    let row = row.min(widths.len().saturating_sub(1));
    let width = widths.get(row).copied().unwrap_or_default();
    (row, column.min(width.saturating_sub(1)))
}

/// The card lies beside its cell as long as there is one, however things scroll.
#[hook]
fn use_floating(card: &NodeRef, shown: Option<Place>) {
    let card = card.clone();
    use_effect_with(shown, move |shown| {
        let put = Rc::new(card.cast::<HtmlElement>().zip(shown.map(id)));
        let window = web_sys::window();
        match (&*put, card.cast::<HtmlElement>()) {
            (Some((card, cell)), _) => {
                let _ = card.show_popover();
                browser::put_beside(card, cell);
            }
            (None, Some(card)) => {
                let _ = card.hide_popover();
            }
            (None, None) => {}
        }
        let again = Closure::<dyn Fn()>::new(move || {
            if let Some((card, cell)) = &*put {
                browser::put_beside(card, cell);
            }
        });
        let listener = again.as_ref().unchecked_ref();
        if let Some(window) = &window {
            let _ = window.add_event_listener_with_callback_and_bool("scroll", listener, true);
        }
        move || {
            let listener = again.as_ref().unchecked_ref();
            if let Some(window) = window {
                let _ =
                    window.remove_event_listener_with_callback_and_bool("scroll", listener, true);
            }
        }
    });
}

fn floating(card: &NodeRef, matrix: &Matrix, seen: &Reading, hands: &Hands, send: &Send) -> Html {
    let says =
        hands.shown.map(|place| table::sentence(matrix, place, hands.barred)).unwrap_or_default();
    let ask = {
        let (question, send, shown) = (seen.question.clone(), send.clone(), hands.shown.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(question) = question.clone() {
                super::tabs::ask(question, &send);
                shown.set(None);
            }
        })
    };
    let cell = hands.shown.map(id);
    let onkeydown = {
        let shown = hands.shown.clone();
        move |event: KeyboardEvent| {
            if let (true, Some(cell)) = (event.key() == "Escape", &cell) {
                event.prevent_default();
                browser::focus(cell);
                shown.set(None);
            }
        }
    };
    html! {
        <div ref={card.clone()} popover="manual" class="popover cell-card" role="group"
            aria-label={words::CELL_CARD} onmouseenter={hands.stay()} onmouseleave={hands.leave()}
            onfocusout={hands.left(card)} {onkeydown}>
            if hands.shown.is_some() {
                { card::card(seen, &says, ask) }
            }
        </div>
    }
}

fn sought(properties: &GrantsProperties, widening: &Widening) -> Html {
    let block = properties.matrix.blocks.iter().find(|block| block.kind == widening.kind);
    let label = properties.witness.as_ref().map_or("", |witness| witness.plural(widening.kind));
    let listed = properties.witness.as_ref().map_or(0, |witness| witness.listed(widening.kind));
    let (widening, block, send) = (widening.clone(), block.cloned(), properties.send.clone());
    let finder = FinderProperties { widening, label, block, listed, send };
    properties.rest.draw(|it| (it.finder)(finder))
}

fn opens(send: &Send) -> Callback<ResourceKind> {
    let send = send.clone();
    Callback::from(move |kind| {
        send.emit(Action::Widen(Some(Widening { kind, text: String::new() })));
    })
}

/// Makes the question behind a cell the page's own.
fn asks(matrix: &Matrix, witness: Option<&Witness>, send: &Send) -> Callback<Place> {
    let (matrix, witness, send) = (matrix.clone(), witness.cloned(), send.clone());
    Callback::from(move |place| {
        let question = witness.as_ref().and_then(|it| read(&matrix, it, place).question);
        if let Some(question) = question {
            send.emit(Action::Ask(question));
            // On a narrow screen the card beside the cell is read first.
            send.emit(Action::ShowPane(Pane::Grants));
        }
    })
}

/// What hands do to the cells.
struct Hands {
    /// Whether no call passes, whatever was granted.
    barred: bool,
    /// The cell that the focus comes to.
    here: Place,
    stood: UseStateHandle<Place>,
    /// The cell whose card is shown.
    shown: UseStateHandle<Option<Place>>,
    leaving: Rc<std::cell::RefCell<Option<Timeout>>>,
    keys: Callback<KeyboardEvent>,
    asked: Callback<Place>,
    open: Callback<ResourceKind>,
}

impl Hands {
    fn tabindex(&self, place: Place) -> &'static str {
        if place == self.here { "0" } else { "-1" }
    }

    /// The one that has the focus says its verdict.
    fn described(&self, place: Place) -> Option<&'static str> {
        (place == self.here).then_some(card::HEARD)
    }

    fn point(&self, place: Place) -> Callback<MouseEvent> {
        let (shown, leaving) = (self.shown.clone(), self.leaving.clone());
        Callback::from(move |_| {
            leaving.take();
            shown.set(Some(place));
        })
    }

    /// Whoever goes from the cell to the card keeps it.
    fn leave(&self) -> Callback<MouseEvent> {
        const PATIENCE: u32 = 150;
        let (shown, leaving) = (self.shown.clone(), self.leaving.clone());
        Callback::from(move |_| {
            let shown = shown.clone();
            let hide = Timeout::new(PATIENCE, move || shown.set(None));
            leaving.replace(Some(hide));
        })
    }

    fn stay(&self) -> Callback<MouseEvent> {
        let leaving = self.leaving.clone();
        Callback::from(move |_| {
            leaving.take();
        })
    }

    fn stand(&self, place: Place) -> Callback<FocusEvent> {
        let (stood, shown) = (self.stood.clone(), self.shown.clone());
        let leaving = self.leaving.clone();
        Callback::from(move |_| {
            leaving.take();
            stood.set(place);
            shown.set(Some(place));
        })
    }

    fn press(&self, place: Place) -> Callback<MouseEvent> {
        self.asked.reform(move |_| place)
    }

    /// The card goes when the focus leaves both the cells and the card.
    fn left(&self, card: &NodeRef) -> Callback<FocusEvent> {
        let (shown, card) = (self.shown.clone(), card.clone());
        Callback::from(move |event: FocusEvent| {
            let next = event.related_target().and_then(|next| next.dyn_into::<Node>().ok());
            let to_card = next.is_some() && card.get().is_some_and(|it| it.contains(next.as_ref()));
            if !to_card {
                shown.set(None);
            }
        })
    }
}

const CELL: &str = "cell-";

fn id((row, column): Place) -> String {
    format!("{CELL}{row}-{column}")
}

/// Arrow keys move from cell to cell, Enter asks, Escape puts the card away.
fn keys(
    matrix: &Matrix,
    here: Place,
    heard: &Reading,
    shown: &UseStateHandle<Option<Place>>,
    send: &Send,
) -> Callback<KeyboardEvent> {
    let (widths, shown, send) = (table::widths(matrix), shown.clone(), send.clone());
    let question = heard.question.clone();
    Callback::from(move |event: KeyboardEvent| {
        let inside = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if !inside.is_some_and(|element| element.id().starts_with(CELL)) {
            return;
        }
        let (row, column) = here;
        let width = |row: usize| widths.get(row).copied().unwrap_or_default();
        let to = |row: usize, column: usize| {
            let row = row.min(widths.len().saturating_sub(1));
            browser::focus(&id((row, column.min(width(row).saturating_sub(1)))));
        };
        match event.key().as_str() {
            "ArrowUp" => to(row.saturating_sub(1), column),
            "ArrowDown" => to(row + 1, column),
            "ArrowLeft" => to(row, column.saturating_sub(1)),
            "ArrowRight" => to(row, column + 1),
            "Home" => to(row, 0),
            "End" => to(row, usize::MAX),
            "Escape" => shown.set(None),
            "Enter" | " " => {
                if let Some(question) = question.clone() {
                    send.emit(Action::Ask(question));
                }
            }
            _ => return,
        }
        event.prevent_default();
    })
}
