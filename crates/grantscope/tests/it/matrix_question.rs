//! The question behind a cell of the matrix: its answer is what the cell shows.

use expect_test::{Expect, expect};
use grantscope::{
    Call, Catalogue, Channels, ConversationView, HalfState, Mark, Matrix, Question, ResourceKind,
    Sandbox, Scope, View, matrix,
};
use proptest::prelude::*;

use crate::properties::{Telling, acts};
use crate::stage::{GENERAL, LUNCH, OLIVE, SECRET, id, stage};

fn of_steps(sandbox: &Sandbox, from: usize, to: usize) -> Matrix {
    matrix(&sandbox.view_at(from).grants, &sandbox.view_at(to).grants, 6)
}

/// Each cell's place, its question, and whether its rings meet.
fn questions(
    matrix: &Matrix,
    places: &[ConversationView],
) -> Vec<(String, Option<Question>, bool)> {
    let columns: Vec<(ResourceKind, &str)> = matrix
        .blocks
        .iter()
        .flat_map(|block| block.columns.iter().map(|column| (block.kind, column.name.as_str())))
        .collect();
    let mut found = Vec::new();
    for (index, row) in matrix.rows.iter().enumerate() {
        for (at, cell) in row.cells.iter().enumerate() {
            let Some(cell) = cell else { continue };
            let place = format!("{} {} {}", row.scope.name, columns[at].0, columns[at].1);
            let meet = cell.scope == HalfState::Held && cell.resource == HalfState::Held;
            found.push((place, matrix.question(index, at, places), meet));
        }
    }
    for person in &matrix.people {
        for (at, (scope, mark)) in person.scopes.iter().enumerate() {
            let place = format!("{} {}", scope.name, person.name);
            found.push((place, person.question(at), *mark != Mark::Lost));
        }
    }
    found
}

#[track_caller]
fn check(scopes: &[&str], channels: Channels, expected: Expect) {
    let told = stage().installed_in(scopes, channels).kick(OLIVE, LUNCH);
    let steps = told.sandbox.history().len();
    let found = questions(&of_steps(&told.sandbox, 0, steps), &told.sandbox.view().conversations);
    let lines = found.into_iter().map(|(place, question, meet)| {
        let asked = question.map_or("-".to_owned(), |question| {
            let about = question.channel.or(question.user).unwrap_or_default();
            format!("{} {about}", question.method)
        });
        format!("{place} = {asked}{}\n", if meet { ", allowed" } else { "" })
    });
    expected.assert_eq(&lines.collect::<String>());
}

#[test]
fn a_cell_is_asked_about_by_a_call_that_its_scope_enables_at_its_resource() {
    check(
        &["channels:history", "chat:write", "team:read", "files:read"],
        Channels::AllExcept(vec![id(SECRET)]),
        expect![[r#"
            channels:history channel all public channels = conversations.history C061EG9SL, allowed
            channels:history channel #secret-recipes = conversations.history C01234BCD
            channels:history channel #lunch = conversations.history C061FA5PB
            chat:write channel all public channels = chat.postMessage C061EG9SL, allowed
            chat:write channel #secret-recipes = chat.postMessage C01234BCD
            chat:write channel #lunch = chat.postMessage C061FA5PB
            chat:write group  = chat.postMessage G024BE91L
            chat:write mpim  = chat.postMessage 
            chat:write im  = chat.postMessage 
            chat:write app_home Olive's app home = chat.postMessage D00000001, allowed
            files:read channel all public channels = -, allowed
            files:read channel #secret-recipes = -
            files:read channel #lunch = -
            files:read group  = -
            files:read mpim  = -
            files:read im  = -
            im:history app_home Olive's app home = conversations.history D00000001, allowed
            im:read app_home Olive's app home = conversations.info D00000001, allowed
            team:read team Sweethaven = team.info , allowed
        "#]],
    );
    check(
        &["channels:read", "users:read"],
        Channels::Chosen(vec![id(GENERAL)]),
        expect![[r#"
        channels:read channel #general = conversations.info C061EG9SL, allowed
        chat:write app_home Olive's app home = chat.postMessage D00000001, allowed
        im:history app_home Olive's app home = conversations.history D00000001, allowed
        im:read app_home Olive's app home = conversations.info D00000001, allowed
        users:read team Sweethaven = users.list , allowed
    "#]],
    );
}

#[test]
fn a_person_is_asked_about_by_a_call_for_them() {
    let told = stage().installed(&[]).command(grantscope::Command::OpenAppHome { user: id(OLIVE) });
    let home = told.sandbox.view().conversations.last().expect("a home").id.to_string();
    let told = told.click(OLIVE, &home);
    let scopes = ["reminders:read:user", "reminders:write:user"];
    let call = Call::asking_to_act_for(id(OLIVE), &told.newest_trigger(), &scopes);
    let told = told.command(grantscope::Command::Call(call)).approve(2, Channels::None);
    let person = of_steps(&told.sandbox, 0, 9).people.remove(0);
    let methods = (0..3).map(|at| person.question(at).map(|question| question.method));
    let methods: Vec<Option<String>> = methods.collect();
    let listed = |name: &str| Some(name.to_owned());
    assert_eq!(methods, [listed("reminders.list"), listed("reminders.add"), None]);
}

/// What is closed, or open wherever it goes, depends on no cell.
#[test]
fn every_scope_is_asked_about_but_those_that_open_no_call_of_their_own() {
    let mut none = Vec::new();
    let all = Catalogue::SLACK.scopes().filter(|scope| scope.works_with_workspace_tokens());
    for scope in all.filter(|scope| !scope.kinds().contains(ResourceKind::User)) {
        let with_companion: Vec<&str> =
            scope.companion().into_iter().chain([scope]).map(Scope::name).collect();
        let told = stage().installed_in(&with_companion, Channels::Chosen(vec![id(LUNCH)]));
        let shown = of_steps(&told.sandbox, 0, 9);
        let row = shown.rows.iter().position(|row| row.scope.name == scope.name());
        let row = row.expect("what is held is shown");
        let places = told.sandbox.view().conversations;
        let mut columns = 0..shown.rows[row].cells.len();
        if !columns.any(|at| shown.question(row, at, &places).is_some()) {
            none.push(scope.name());
        }
    }
    expect!["commands files:read files:write links:read"].assert_eq(&none.join(" "));
}

proptest! {
    #[test]
    fn a_cells_question_is_allowed_just_where_its_rings_meet(
        story in acts(),
        share in 0..=100_usize,
        seed in 0..5_usize,
    ) {
        let mut telling = Telling::new();
        for (after, act) in &story {
            telling.tell(*after, act);
        }
        let sandbox = &telling.sandbox;
        let steps = sandbox.history().len();
        let shown = of_steps(sandbox, steps * share / 100, steps);
        let View { token, conversations, .. } = sandbox.view();
        for (place, question, meet) in questions(&shown, &conversations).into_iter().skip(seed).step_by(5) {
            let Some(question) = question else { continue };
            let allowed = sandbox.explain(&question).expect("it can be asked").verdict.allowed;
            prop_assert_eq!(allowed, meet && token, "{}: {:?}", place, question);
        }
        let ledger = sandbox.ledger_at(steps);
        let believed = matrix(&ledger.grants(), &ledger.grants(), 6);
        for (place, question, meet) in questions(&believed, &[]) {
            let Some(question) = question else { continue };
            let Question { method, channel, user } = &question;
            // A ledger cannot tell of which kind a channel is that turned private.
            let listed = |id: &str| {
                let columns = believed.blocks.iter().flat_map(|block| &block.columns);
                columns.filter(|it| it.id.is_some_and(|it| it.to_string() == id)).count()
            };
            if channel.as_deref().is_some_and(|id| listed(id) > 1) {
                continue;
            }
            let allowed = ledger.allows(method, channel.as_deref(), user.as_deref());
            prop_assert_eq!(allowed, meet, "{}: {:?}", place, question);
        }
    }
}
