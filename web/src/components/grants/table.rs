//! The matrix as a table: scopes down, resources across, people below.
//!
//! Not here: what one reads of a cell (`card.rs`), and what happens to it (`grants.rs`).

use grantscope::{
    Block, Catalogue, Cell, Column, ColumnStanding, HalfState, LONGEST_NAME, Mark, Matrix,
    MatrixRow, PersonRow, ResourceKind,
};
use yew::prelude::*;

use super::finder::more_id;
use super::{Hands, Place, id};
use crate::components::rings::rings;
use crate::html::{classes, html};
use crate::words;

/// The table. `opened` is the kind of which more is shown than stands side by side.
pub(crate) fn table(
    catalogue: Catalogue,
    matrix: &Matrix,
    opened: Option<ResourceKind>,
    hands: &Hands,
) -> Html {
    let columns: Vec<(&Block, &Column)> = matrix
        .blocks
        .iter()
        .flat_map(|block| block.columns.iter().map(move |column| (block, column)))
        .collect();
    let rows = matrix.rows.len();
    let mut class = None;
    let body: Vec<Html> = matrix
        .rows
        .iter()
        .enumerate()
        .flat_map(|(index, row)| {
            let new = class != Some(row.class);
            class = Some(row.class);
            let heading =
                new.then(|| group(&words::class(catalogue, row.class), columns.len() + 1));
            heading.into_iter().chain([scope_row(index, row, &columns, hands)])
        })
        .collect();
    let people = matrix.people.iter().enumerate();
    html! {
        <table class={classes!("matrix", hands.barred.then_some("barred"))} role="grid" aria-label={words::GRANTS}
            aria-rowcount={(rows + matrix.people.len()).to_string()} onkeydown={hands.keys.clone()}>
            <thead>
                <tr>
                    <td class="corner" rowspan="2"></td>
                    { for matrix.blocks.iter().map(|block| block_head(block, opened, hands)) }
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
                    { for people.map(|(index, person)| {
                        person_row(rows + index, person, columns.len(), hands)
                    }) }
                </tbody>
            }
        </table>
    }
}

/// How many cells each row has, the people's rows included.
pub(crate) fn widths(matrix: &Matrix) -> Vec<usize> {
    let scopes = matrix.rows.iter().map(|row| row.cells.len());
    scopes.chain(matrix.people.iter().map(|person| person.scopes.len())).collect()
}

/// A cell in one sentence.
pub(crate) fn sentence(matrix: &Matrix, (row, column): Place, barred: bool) -> String {
    let columns = matrix
        .blocks
        .iter()
        .flat_map(|block| block.columns.iter().map(move |column| (block, column)));
    if let Some(of_scope) = matrix.rows.get(row) {
        let cell = of_scope.cells.get(column).copied().flatten();
        let place = columns.into_iter().nth(column);
        return place.map_or_else(String::new, |place| {
            cell_says(&of_scope.scope.name, place, cell, barred)
        });
    }
    let person = row.checked_sub(matrix.rows.len()).and_then(|index| matrix.people.get(index));
    let scope = person.and_then(|person| Some((person, person.scopes.get(column)?)));
    scope.map_or_else(String::new, |(person, (scope, mark))| {
        person_says(person, &scope.name, *mark, barred)
    })
}

fn cell_says(
    scope: &str,
    (block, column): (&Block, &Column),
    cell: Option<Cell>,
    barred: bool,
) -> String {
    let place = if column.name.is_empty() { block.label } else { column.name.as_str() };
    let states =
        cell.map_or((HalfState::Missing, HalfState::Missing), |cell| (cell.scope, cell.resource));
    let mark = cell.map_or(Mark::Same, |cell| cell.mark);
    words::cell(&words::cut(scope, LONGEST_NAME), place, states, (mark, barred))
}

fn person_says(person: &PersonRow, scope: &str, mark: Mark, barred: bool) -> String {
    let states = (held(mark), HalfState::Held);
    words::cell(&words::cut(scope, LONGEST_NAME), &person.name, states, (mark, barred))
}

fn group(label: &str, width: usize) -> Html {
    html! {
        <tr class="group"><th scope="rowgroup" colspan={width.to_string()}>{ label }</th></tr>
    }
}

fn block_head(block: &Block, opened: Option<ResourceKind>, hands: &Hands) -> Html {
    let wide = block.columns.iter().any(|column| column.standing == ColumnStanding::Wildcard);
    let kind = block.kind;
    html! {
        <th scope="colgroup" class={classes!("block", wide.then_some("wide"))} colspan={block.columns.len().to_string()}
            data-kind={kind.name()}>
            { block.label }
            if block.more > 0 && opened == Some(kind) {
                <span class="more">{ words::more(block.more) }</span>
            } else if block.more > 0 {
                <button type="button" id={more_id(kind.name())} class="more"
                    aria-label={words::more_of(block.more, block.label)}
                    onclick={hands.open.reform(move |_: MouseEvent| kind)}>{ words::more(block.more) }</button>
            }
        </th>
    }
}

fn column_classes(column: &Column) -> [Option<&'static str>; 2] {
    let standing = match column.standing {
        ColumnStanding::Wildcard => "wildcard",
        ColumnStanding::Granted => "granted",
        ColumnStanding::Covered => "covered",
        ColumnStanding::Excluded => "excluded",
        ColumnStanding::Nothing => "nothing",
    };
    [Some(standing), mark_class(column.mark)]
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
    let [standing, changed] = column_classes(column);
    html! {
        <th scope="col" class={classes!("column", standing, changed)} data-kind={block.kind.name()}
            data-id={column.id.map(|id| id.to_string())}>
            <span class="column-name" title={name.to_owned()}>{ name }</span>
            if !mark.is_empty() {
                <span class="mark">{ mark }</span>
            }
        </th>
    }
}

fn scope_row(index: usize, row: &MatrixRow, columns: &[(&Block, &Column)], hands: &Hands) -> Html {
    let mark = words::mark(row.mark);
    html! {
        <tr class={classes!(mark_class(row.mark))} data-scope={row.scope.name.clone()}>
            <th scope="row" title={row.scope.summary}>
                <code>{ words::cut(&row.scope.name, LONGEST_NAME) }</code>
                if !mark.is_empty() {
                    <span class="mark">{ mark }</span>
                }
            </th>
            { for row.cells.iter().zip(columns).enumerate().map(|(at, (cell, place))| {
                let says = cell_says(&row.scope.name, *place, *cell, hands.barred);
                cell_of((index, at), *cell, *place, says, hands)
            }) }
        </tr>
    }
}

fn cell_of(
    place: Place,
    cell: Option<Cell>,
    (block, column): (&Block, &Column),
    says: String,
    hands: &Hands,
) -> Html {
    let meet = |cell: Cell| (cell.scope, cell.resource) == (HalfState::Held, HalfState::Held);
    let works = !hands.barred && cell.is_some_and(meet);
    let mark = cell.map_or(Mark::Same, |cell| cell.mark);
    let [standing, changed] = column_classes(column);
    html! {
        <td id={id(place)} class={classes!("cell", standing, changed, mark_class(mark), cell.is_some().then_some("asks"))}
            tabindex={hands.tabindex(place)} aria-label={says} aria-describedby={hands.described(place)}
            data-kind={block.kind.name()}
            data-id={column.id.map(|id| id.to_string())} data-allowed={works.to_string()}
            onmouseenter={cell.map(|_| hands.point(place))} onmouseleave={hands.leave()}
            onfocus={hands.stand(place)} onclick={hands.press(place)}>
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

fn person_row(row: usize, person: &PersonRow, width: usize, hands: &Hands) -> Html {
    let scopes = person.scopes.iter().enumerate();
    html! {
        <tr data-person={person.id.to_string()}>
            <th scope="row">{ &person.name }</th>
            <td colspan={width.to_string()} class="person-scopes">
                { for scopes.map(|(at, (scope, mark))| {
                    let place = (row, at);
                    html! {
                        <span class={classes!("person-mark", mark_class(*mark))}>
                            <button type="button" id={id(place)} class="person-scope"
                                tabindex={hands.tabindex(place)} aria-describedby={hands.described(place)}
                                aria-label={person_says(person, &scope.name, *mark, hands.barred)} data-scope={scope.name.clone()}
                                onmouseenter={hands.point(place)} onmouseleave={hands.leave()}
                                onfocus={hands.stand(place)} onclick={hands.press(place)}>
                                { rings(held(*mark), HalfState::Held, "small") }
                                <code>{ words::cut(&scope.name, LONGEST_NAME) }</code>
                            </button>
                            <span class="mark" aria-hidden="true">{ words::mark(*mark) }</span>
                        </span>
                    }
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
