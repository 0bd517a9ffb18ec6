//! What the app believes, beside what is so.

use grantscope::{Command, Input, Ledger, Script, read_script};
use grantscope_web::state::{Action, Mode, State, Tab};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{ADDED, Mounted, REMOVED, index, read};

const MISSED: &str = include_str!("../../scenarios/stories/missed-events.json");
const INFO: &str = include_str!("../../scenarios/samples/info-wildcard-excluded.json");

/// The story of the app that missed events, at a step, with the belief open.
async fn missed(step: usize) -> Mounted {
    let file = "stories/missed-events.json".to_owned();
    let script: Script = read_script(MISSED).unwrap();
    let arrived = Action::StoryArrived(file.clone(), Box::new(Ok(script)));
    let open = [Action::OpenStory(file), Action::Go(step), Action::ShowTab(Tab::Belief)];
    Mounted::after([index(), arrived].into_iter().chain(open)).await
}

fn drifts(page: &Mounted) -> String {
    page.find(".belief").get_attribute("data-drifts").unwrap()
}

#[wasm_bindgen_test]
async fn an_app_that_missed_events_is_wrong_until_it_looks() {
    let page = missed(3).await;
    assert_eq!(drifts(&page), "0");
    assert!(page.text(".belief").contains("What the app believes is so."));
    for (drifting, said) in [("1", "about one thing"), ("2", "about 2 things")] {
        page.click("One step on").await;
        assert_eq!(drifts(&page), drifting);
        assert!(page.text(".belief .headline").contains(said));
    }
    let said = page.text(".drifts");
    assert!(said.contains("#lunch is reached; it is excluded"), "{said}");
    assert!(said.contains("#secret-recipes is not granted; it is reached"), "{said}");
    page.click("To the end").await;
    assert_eq!(drifts(&page), "0", "it looked up what it holds");
}

#[wasm_bindgen_test]
async fn a_drift_is_marked_by_shape_and_word_on_the_side_that_is_concerned() {
    let page = missed(8).await;
    let side = |column: u32| format!(".beside tbody:first-of-type td:nth-child({column})");
    let (believed, so) = (page.text(&side(1)), page.text(&side(2)));
    assert!(believed.contains("#lunch ✕ not so"), "{believed}");
    assert!(so.contains("#secret-recipes ? not known"), "{so}");
    assert!(so.contains("#lunch struck out ? not known"), "{so}");
    assert!(!format!("{believed}{so}").contains("#general ✕"), "#general is no drift");
    assert_eq!(page.count(".beside .untrue"), 1);
    assert_eq!(page.count(".beside .unheard"), 2);
}

#[wasm_bindgen_test]
async fn what_the_app_heard_is_replayed_beside_the_truth_of_that_time() {
    let page = missed(9).await;
    page.click("Replay what the app heard").await;
    assert_eq!(page.count(".page[data-pane='detail'] .feed"), 1, "one replays");
    assert_eq!(drifts(&page), "0");
    page.click("One step back").await;
    assert_eq!(drifts(&page), "2");
    assert!(page.text(".belief").contains("Compared with the sandbox after step 8"));
    assert!(page.text(".drifts").contains("#lunch is reached; it is excluded"));
}

#[wasm_bindgen_test]
async fn events_are_compared_with_the_answer_of_a_lookup() {
    let events = format!("{ADDED}\n{REMOVED}");
    let belief = Action::ShowTab(Tab::Belief);
    let page = Mounted::after([read(&events), Action::Go(2), belief.clone()]).await;
    assert!(page.text("#tab-panel").contains("Nobody has said what is so"));
    drop(page);
    let compare = Action::Compare(INFO.into());
    let page = Mounted::after([read(&events), Action::Go(2), compare]).await;
    assert_ne!(drifts(&page), "0");
    assert_ne!(page.count(".drift-mark.unheard"), 0);
    drop(page);
    let same = [read(INFO), Action::Compare(INFO.into()), belief];
    assert_eq!(drifts(&Mounted::after(same).await), "0");
}

#[wasm_bindgen_test]
async fn events_are_no_truth_and_what_was_there_stays() {
    let page = Mounted::after([read(ADDED), Action::Compare(REMOVED.into())]).await;
    assert!(page.text(".feed .trouble").contains("no answer of apps.permissions.info"));
    assert_eq!(page.count("ol .step"), 2);
}

#[wasm_bindgen_test]
async fn what_is_written_is_there_again_after_a_look_at_the_sandbox() {
    let page = Mounted::after([Action::Turn(Mode::Replay)]).await;
    let field = |page: &Mounted| -> web_sys::HtmlTextAreaElement {
        wasm_bindgen::JsCast::unchecked_into(page.find("#own-events"))
    };
    field(&page).set_value("half of an ev");
    page.click("Sandbox").await;
    assert_eq!(page.count("#own-events"), 0);
    page.click("Replay").await;
    assert_eq!(field(&page).value(), "half of an ev");
}

/// Somebody removes the app from a channel and invites it again, and so on.
fn to_and_fro(times: usize) -> Vec<Input> {
    let (user, conversation) = ("U0HTT3Q0G".parse().unwrap(), "C061EG9SL".parse().unwrap());
    let command = |index| match index % 2 {
        0 => Command::Kick { user, conversation },
        _ => Command::Invite { user, conversation },
    };
    (0..times).map(|index| Input { after: 1000, command: command(index) }).collect()
}

/// From nearby, as from the beginning, whatever came before on another branch.
#[wasm_bindgen_test]
fn a_belief_does_not_depend_on_where_it_is_folded_from() {
    let file = "stories/missed-events.json".to_owned();
    let arrived = Action::StoryArrived(file.clone(), Box::new(Ok(read_script(MISSED).unwrap())));
    let mut state = State::default();
    for action in [index(), arrived, Action::OpenStory(file), Action::Go(9)] {
        state.take(action);
    }
    state.take(Action::Do(to_and_fro(600)));
    same_from_everywhere(&state, 609);
    state.take(Action::Go(300));
    state.take(Action::Do(to_and_fro(301).split_off(1)));
    same_from_everywhere(&state, 600);
}

#[track_caller]
fn same_from_everywhere(state: &State, steps: usize) {
    let drive = state.drive();
    assert_eq!(drive.steps(), steps, "{:?}", state.notice);
    for step in (0..=steps).step_by(31).chain([255, 256, 257, 511, 512, 513, steps]) {
        let folded = drive.sandbox().unwrap().ledger_at(step);
        assert_eq!(drive.ledger_at(step).grants(), folded.grants(), "after {step} steps");
    }
}

#[wasm_bindgen_test]
fn a_long_replay_leads_to_what_its_events_lead_to() {
    let mut state = State::default();
    let text = format!("{ADDED}\n{REMOVED}\n").replace("\"event_id\"", "\"id\"").repeat(150);
    [read(&text), read(&text)].into_iter().for_each(|action| state.take(action));
    let items = grantscope::read(&format!("{text}{text}")).unwrap().items;
    let mut ledger = Ledger::new();
    for (step, item) in items.iter().enumerate() {
        assert_eq!(state.replay.ledger_at(step).grants(), ledger.grants(), "after {step} items");
        ledger.apply(item);
    }
    assert_eq!(state.replay.steps(), 600);
}
