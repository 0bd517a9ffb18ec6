//! The grants: scopes by resources. A wildcard is a band, an exclusion a notch in it; a cell shows
//! the two rings. What this step changed is marked by shape and word.

use grantscope::{
    BLIND_SPOTS, Block, Cell, Column, ColumnStanding, HalfState, LONGEST_NAME, Mark, Matrix,
    MatrixRow, PersonRow,
};
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

use super::rings::rings;
use crate::browser;
use crate::words;

/// What the matrix is told.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct GrantsProperties {
    pub(crate) matrix: Matrix,
    /// Whether it is what an app believes, rather than what is so.
    pub(crate) belief: bool,
}

/// The grants.
#[component]
pub(crate) fn Grants(properties: &GrantsProperties) -> Html {
    let matrix = &properties.matrix;
    let read = use_state(String::new);
    let place = use_state(|| (0_usize, 0_usize));
    let empty = matrix.rows.is_empty() && matrix.blocks.is_empty() && matrix.people.is_empty();
    html! {
        <>
            <div class="pane-head"><h2>{ words::GRANTS }</h2></div>
            if empty {
                <div class="empty">
                    { rings(HalfState::Missing, HalfState::Missing, "large") }
                    <p>{ words::NO_GRANTS }</p>
                    <p class="hint">{ words::NO_GRANTS_HINT }</p>
                </div>
            } else {
                <div class="frame">
                    { table(matrix, &read, &place) }
                </div>
                <p class="caption reading" aria-hidden="true">
                    { if read.is_empty() { words::MATRIX_HINT } else { read.as_str() } }
                </p>
            }
            if properties.belief {
                <details class="blind">
                    <summary>{ words::BLIND_SPOTS }</summary>
                    <ul>{ for BLIND_SPOTS.into_iter().map(|spot| html! { <li>{ spot }</li> }) }</ul>
                </details>
            }
        </>
    }
}

type Read = UseStateHandle<String>;
type Place = UseStateHandle<(usize, usize)>;

fn table(matrix: &Matrix, read: &Read, place: &Place) -> Html {
    let columns: Vec<(&Block, &Column)> = matrix
        .blocks
        .iter()
        .flat_map(|block| block.columns.iter().map(move |column| (block, column)))
        .collect();
    let rows = matrix.rows.len();
    // A step can leave fewer rows or columns than the one that had the focus.
    let focused =
        (place.0.min(rows.saturating_sub(1)), place.1.min(columns.len().saturating_sub(1)));
    let mut class = None;
    let body: Vec<Html> = matrix
        .rows
        .iter()
        .enumerate()
        .flat_map(|(index, row)| {
            let new = class != Some(row.class);
            class = Some(row.class);
            let heading = new.then(|| group(words::class(row.class), columns.len() + 1));
            let drawn = scope_row(index, row, &columns, focused, read, place);
            heading.into_iter().chain([drawn])
        })
        .collect();
    html! {
        <table class="matrix" role="grid" aria-label={words::GRANTS}
            aria-rowcount={rows.to_string()} onkeydown={moves(place, rows, columns.len())}>
            <thead>
                <tr>
                    <td class="corner" rowspan="2"></td>
                    { for matrix.blocks.iter().map(block_head) }
                </tr>
                <tr>{ for columns.iter().map(|(block, column)| column_head(block, column)) }</tr>
            </thead>
            <tbody>{ for body }</tbody>
            if matrix.more > 0 {
                <tbody>{ group(&words::more(matrix.more), columns.len() + 1) }</tbody>
            }
            if !matrix.people.is_empty() {
                <tbody class="people">
                    { group(words::PEOPLE_ROWS, columns.len() + 1) }
                    { for matrix.people.iter().map(|person| person_row(person, columns.len())) }
                </tbody>
            }
        </table>
    }
}

fn group(label: &str, width: usize) -> Html {
    html! {
        <tr class="group"><th scope="rowgroup" colspan={width.to_string()}>{ label }</th></tr>
    }
}

fn block_head(block: &Block) -> Html {
    let wide = block.columns.iter().any(|column| column.standing == ColumnStanding::Wildcard);
    html! {
        <th scope="colgroup" class={classes!("block", wide.then_some("wide"))} colspan={block.columns.len().to_string()}
            data-kind={block.kind.name()}>
            { block.label }
            if block.more > 0 {
                <span class="more">{ words::more(block.more) }</span>
            }
        </th>
    }
}

fn column_class(column: &Column) -> Classes {
    let standing = match column.standing {
        ColumnStanding::Wildcard => "wildcard",
        ColumnStanding::Granted => "granted",
        ColumnStanding::Covered => "covered",
        ColumnStanding::Excluded => "excluded",
        ColumnStanding::Nothing => "nothing",
    };
    classes!(standing, mark_class(column.mark))
}

fn mark_class(mark: Mark) -> Option<&'static str> {
    match mark {
        Mark::Same => None,
        Mark::Gained => Some("gained"),
        Mark::Lost => Some("lost"),
    }
}

fn column_head(block: &Block, column: &Column) -> Html {
    let name = match (column.standing, column.name.as_str()) {
        (ColumnStanding::Wildcard, _) => words::ALL,
        (_, "") => words::NO_RESOURCE,
        (_, name) => name,
    };
    let mark = words::column_mark(column.standing, column.mark);
    html! {
        <th scope="col" class={classes!("column", column_class(column))} data-kind={block.kind.name()}
            data-id={column.id.map(|id| id.to_string())}>
            <span class="column-name" title={name.to_owned()}>{ name }</span>
            if !mark.is_empty() {
                <span class="mark">{ mark }</span>
            }
        </th>
    }
}

fn scope_row(
    index: usize,
    row: &MatrixRow,
    columns: &[(&Block, &Column)],
    focused: (usize, usize),
    read: &Read,
    place: &Place,
) -> Html {
    let mark = words::mark(row.mark);
    html! {
        <tr class={classes!(mark_class(row.mark))} data-scope={row.scope.name.clone()}>
            <th scope="row" title={row.scope.summary}>
                <code>{ words::cut(&row.scope.name, LONGEST_NAME) }</code>
                if !mark.is_empty() {
                    <span class="mark">{ mark }</span>
                }
            </th>
            { for row.cells.iter().zip(columns).enumerate().map(|(at, (cell, (block, column)))| {
                let spot = Spot { row: index, column: at, focused: focused == (index, at) };
                cell_of(spot, *cell, (&row.scope.name, block, column), read, place)
            }) }
        </tr>
    }
}

#[derive(Clone, Copy)]
struct Spot {
    row: usize,
    column: usize,
    focused: bool,
}

fn cell_of(
    spot: Spot,
    cell: Option<Cell>,
    (scope, block, column): (&str, &Block, &Column),
    read: &Read,
    place: &Place,
) -> Html {
    let place_name = if column.name.is_empty() { block.label } else { column.name.as_str() };
    let states =
        cell.map_or((HalfState::Missing, HalfState::Missing), |cell| (cell.scope, cell.resource));
    let mark = cell.map_or(Mark::Same, |cell| cell.mark);
    let sentence = words::cell(&words::cut(scope, LONGEST_NAME), place_name, states, mark);
    let (pointed, said) = (read.clone(), sentence.clone());
    let (focus, put, also_said) = (read.clone(), place.clone(), sentence.clone());
    html! {
        <td id={id(spot.row, spot.column)} class={classes!("cell", column_class(column), mark_class(mark))}
            tabindex={if spot.focused { "0" } else { "-1" }} aria-label={sentence}
            data-kind={block.kind.name()}
            data-id={column.id.map(|id| id.to_string())} data-allowed={(states == (HalfState::Held, HalfState::Held)).to_string()}
            onmouseenter={move |_: MouseEvent| pointed.set(said.clone())}
            onfocus={move |_: FocusEvent| {
                focus.set(also_said.clone());
                put.set((spot.row, spot.column));
            }}>
            if let Some(cell) = cell {
                { rings(cell.scope, cell.resource, "small") }
                { sign(cell.mark) }
            }
        </td>
    }
}

/// A cell has room for a shape only; the word stands with its row or column.
fn sign(mark: Mark) -> Html {
    match mark {
        Mark::Same => Html::default(),
        Mark::Gained => html! { <span class="mark" aria-hidden="true">{ "▲" }</span> },
        Mark::Lost => html! { <span class="mark" aria-hidden="true">{ "▼" }</span> },
    }
}

fn person_row(person: &PersonRow, width: usize) -> Html {
    html! {
        <tr data-person={person.id.to_string()}>
            <th scope="row">{ &person.name }</th>
            <td colspan={width.to_string()} class="person-scopes">
                { for person.scopes.iter().map(|(scope, mark)| html! {
                    <span class={classes!("person-scope", mark_class(*mark))} data-scope={scope.name.clone()}>
                        { rings(held(*mark), HalfState::Held, "small") }
                        <code>{ &scope.name }</code>
                        <span class="mark">{ words::mark(*mark) }</span>
                    </span>
                }) }
            </td>
        </tr>
    }
}

fn held(mark: Mark) -> HalfState {
    match mark {
        Mark::Same | Mark::Gained => HalfState::Held,
        Mark::Lost => HalfState::Missing,
    }
}

const CELL: &str = "cell-";

fn id(row: usize, column: usize) -> String {
    format!("{CELL}{row}-{column}")
}

/// Arrow keys move from cell to cell.
fn moves(place: &Place, rows: usize, columns: usize) -> Callback<KeyboardEvent> {
    let place = place.clone();
    Callback::from(move |event: KeyboardEvent| {
        let inside = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if !inside.is_some_and(|element| element.id().starts_with(CELL)) {
            return;
        }
        let (row, column) = *place;
        let (last_row, last_column) = (rows.saturating_sub(1), columns.saturating_sub(1));
        let (row, column) = match event.key().as_str() {
            "ArrowUp" => (row.saturating_sub(1), column),
            "ArrowDown" => ((row + 1).min(last_row), column),
            "ArrowLeft" => (row, column.saturating_sub(1)),
            "ArrowRight" => (row, (column + 1).min(last_column)),
            "Home" => (row, 0),
            "End" => (row, last_column),
            _ => return,
        };
        event.prevent_default();
        browser::focus(&id(row, column));
    })
}
