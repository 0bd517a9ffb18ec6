//! The picture says what the model says: which way can be gone, and what a cell's verdict is.

use grantscope::{Sandbox, Script, matrix, read_script};
use grantscope_web::state::{Action, State};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{ADDED, KICKED, Mounted, document, index, read, settle, story};

/// So many resources of a kind stand side by side.
const COLUMNS: usize = 6;

fn kicked() -> Sandbox {
    Sandbox::replay(read_script::<Script>(KICKED).unwrap()).unwrap()
}

/// The story at a step.
async fn at(step: usize) -> Mounted {
    Mounted::after([index(), story(), Action::Go(step)]).await
}

fn attribute(page: &Mounted, selector: &str, name: &str) -> String {
    page.find(selector).get_attribute(name).unwrap_or_default()
}

#[wasm_bindgen_test]
async fn every_way_can_be_gone_just_where_the_model_says_so_and_says_why_not() {
    let sandbox = kicked();
    for step in 0..=sandbox.history().len() {
        let page = at(step).await;
        let olive = sandbox.view_at(step).people.first().unwrap().id;
        for (number, passage) in sandbox.passages_at(step, olive).iter().enumerate() {
            let way = format!("#way-{number}");
            let impossible = attribute(&page, &way, "aria-disabled") == "true";
            assert_eq!(impossible, passage.leads.is_empty(), "{way} in step {step}");
            let label = attribute(&page, &way, "aria-label");
            let obstacle = passage.obstacle.as_deref().unwrap_or("Possible now");
            assert!(label.contains(obstacle), "{label} should say {obstacle}");
        }
    }
}

#[wasm_bindgen_test]
async fn every_cell_says_the_verdict_of_the_model() {
    let (sandbox, step) = (kicked(), 5);
    let view = sandbox.view_at(step);
    let shown = matrix(&sandbox.view_at(step - 1).grants, &view.grants, COLUMNS);
    let page = at(step).await;
    let mut asked = 0;
    for (row, column) in shown
        .rows
        .iter()
        .enumerate()
        .flat_map(|(at, row)| (0..row.cells.len()).map(move |it| (at, it)))
    {
        let cell = format!("#cell-{row}-{column}");
        page.find(&cell).focus().unwrap();
        settle().await;
        let heard = page.text(&format!("#{}", attribute(&page, &cell, "aria-describedby")));
        match shown.question(row, column, &view.conversations) {
            None => assert!(heard.contains("No method depends"), "{cell}: {heard}"),
            Some(question) => {
                asked += 1;
                let allowed = sandbox.verdict_at(step, &question).unwrap().allowed;
                let word = if allowed { "Allowed" } else { "Denied" };
                assert!(heard.contains(&question.method), "{cell}: {heard}");
                assert!(heard.contains(word), "{cell}: {heard}");
                assert!(page.text(".cell-card").contains(word), "{cell}");
            }
        }
    }
    assert_ne!(asked, 0);
}

#[wasm_bindgen_test]
async fn a_cell_that_is_pressed_is_what_the_page_asks() {
    let page = at(5).await;
    page.find("#cell-0-1").focus().unwrap();
    settle().await;
    page.press("#cell-0-1", "Enter").await;
    let asked = page.text(".cell-card .asks");
    assert_eq!(attribute(&page, "#tab-why", "aria-selected"), "true");
    let method: web_sys::HtmlSelectElement =
        wasm_bindgen::JsCast::unchecked_into(page.find("select.method"));
    assert!(asked.contains(&method.value()), "{asked}");
}

#[wasm_bindgen_test]
async fn one_walks_from_stage_to_way_to_stage_and_home_again() {
    let page = at(5).await;
    page.find("#stage-waiting").focus().unwrap();
    settle().await;
    let mut here = "stage-waiting".to_owned();
    for (key, kind) in [("ArrowUp", "way-"), ("ArrowUp", "stage-added"), ("Home", "stage-removed")]
    {
        page.press(&format!("#{here}"), key).await;
        here = document().active_element().unwrap().id();
        assert!(here.starts_with(kind), "{key} went to {here}");
    }
    assert_eq!(page.count(".lifecycle [tabindex='0']"), 1);
}

#[wasm_bindgen_test]
async fn in_a_replay_no_way_is_to_be_pressed() {
    let page = Mounted::after([read(ADDED)]).await;
    assert_eq!(page.count(".edge[aria-disabled='false']"), 0);
    assert!(attribute(&page, "#way-0", "aria-label").contains("In a replay the events lead"));
}

#[wasm_bindgen_test]
async fn what_is_looked_for_does_not_outlive_its_world() {
    let mut state = State::default();
    let kind = grantscope::ResourceKind::Channel;
    let text = "lunch".to_owned();
    state.take(Action::Widen(Some(grantscope_web::state::Widening { kind, text })));
    assert!(state.widening.is_some());
    state.take(Action::StartEmpty);
    assert_eq!(state.widening, None);
}
