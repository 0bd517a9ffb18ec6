//! Going through time: lists of any length, comparison, branches and dates, mounted.

use grantscope::{Cast, Command, Input, Script};
use grantscope_web::state::{Action, State, TimeAction};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{ADDED, Mounted, index, read, settle, story};

/// So many seconds pass one by one.
fn seconds(count: usize) -> Action {
    Action::Do(vec![Input { after: 1000, command: Command::Wait {} }; count])
}

#[wasm_bindgen_test]
async fn of_a_long_list_only_a_part_is_drawn_around_the_step_that_is_shown() {
    let page = Mounted::after([Action::StartEmpty, seconds(3000)]).await;
    for (label, at) in [("To the beginning", 0), ("To the end", 3000)] {
        page.click(label).await;
        let drawn = page.count("ol .step");
        assert!((20..100).contains(&drawn), "{drawn} rows are drawn");
        assert_eq!(page.text(".step[aria-current] .number"), at.to_string());
    }
    let row = page.find(".steps li:has([aria-current])");
    assert_eq!(row.get_attribute("aria-setsize").unwrap(), "3001");
    assert_eq!(row.get_attribute("aria-posinset").unwrap(), "3001");
    page.press("#step-3000", "PageUp").await;
    assert_eq!(page.text(".step[aria-current] .number"), "2990");
    page.press("#step-2990", "Home").await;
    assert_eq!(page.text(".step[aria-current] .number"), "0");
}

#[wasm_bindgen_test]
async fn a_long_replay_is_listed_in_part_too() {
    let events = vec![ADDED; 500].join("\n");
    let page = Mounted::after([read(&events)]).await;
    assert!((20..100).contains(&page.count("ol .step")));
    page.click("To the end").await;
    assert_eq!(page.text(".step[aria-current] .number"), "500");
}

#[wasm_bindgen_test]
async fn a_moment_that_was_pinned_stays_what_it_was_when_its_branch_is_deleted() {
    let page = Mounted::after([
        index(),
        story(),
        Action::Go(4),
        seconds(1),
        Action::Time(TimeAction::Pin),
        Action::ShowBranch(0),
        Action::Time(TimeAction::Drop(1)),
    ])
    .await;
    page.click("To the end").await;
    page.click("This step").await;
    assert!(page.text(".chip.pin").contains("step 5 of branch 2"));
    assert!(page.text(".changes").contains("#lunch was taken away"));
    page.click("Stop comparing").await;
    assert_eq!(page.count(".changes"), 0);
}

#[wasm_bindgen_test]
fn deleting_and_renaming_a_branch_can_be_taken_back() {
    let mut state = State::default();
    let names = |state: &State| -> Vec<String> {
        state.work.branches().all().map(|branch| branch.name.to_string()).collect()
    };
    for action in [Action::StartEmpty, seconds(2), Action::Go(1), seconds(1)] {
        state.take(action);
    }
    assert_eq!(names(&state), ["main", "branch 2"]);
    state.take(Action::Time(TimeAction::Rename(1, "main".into())));
    state.take(Action::Time(TimeAction::Rename(1, " ".into())));
    assert_eq!(names(&state), ["main", "branch 2"], "a name is needed, and only once");
    state.take(Action::Time(TimeAction::Rename(1, "later".into())));
    state.take(Action::Time(TimeAction::Drop(0)));
    assert_eq!(names(&state), ["later"]);
    state.take(Action::Time(TimeAction::Drop(0)));
    assert_eq!(names(&state), ["later"], "the only branch stays");
    state.take(Action::Undo);
    state.take(Action::Undo);
    assert_eq!(names(&state), ["main", "branch 2"]);
    state.take(Action::Redo);
    assert_eq!(names(&state), ["main", "later"]);
}

#[wasm_bindgen_test]
fn time_goes_forward_only_and_another_date_begins_anew_with_the_same_cast() {
    let mut state = State::default();
    let now = |state: &State| state.drive().view().time;
    let begin = now(&state);
    let people = state.drive().view().people.clone();
    state.take(Action::Time(TimeAction::Reach(begin + 90_000)));
    assert_eq!((now(&state), state.steps()), (begin + 90_000, 1));
    state.take(Action::Time(TimeAction::Reach(begin)));
    assert!(state.notice.take().unwrap().contains("only goes forward"));
    assert_eq!(state.steps(), 1);
    state.take(Action::Time(TimeAction::BeginAnew(begin - 1000)));
    assert_eq!((now(&state), state.steps()), (begin - 1000, 0));
    assert_eq!(state.drive().view().people, people);
    state.take(Action::Undo);
    assert_eq!((now(&state), state.steps()), (begin + 90_000, 1));
    state.take(Action::Time(TimeAction::Reach(u64::MAX)));
    assert_eq!(state.steps(), 1, "past the end of time nothing happens");
    assert!(state.notice.is_some());
}

#[wasm_bindgen_test]
async fn many_conversations_are_written_rather_than_chosen() {
    let conversation = Cast::default().conversations.first().unwrap().clone();
    let many = (10..200).map(|number| grantscope::Conversation {
        id: format!("C{number}").parse().unwrap(),
        name: format!("room-{number}"),
        ..conversation.clone()
    });
    let mut cast = Cast::default();
    cast.conversations.extend(many);
    let script = Script { version: 1, cast, ..Script::default() };
    let file = "stories/kicked.json".to_owned();
    let arrived = Action::StoryArrived(file, Box::new(Ok(script)));
    let page = Mounted::after([index(), arrived]).await;
    settle().await;
    let field: web_sys::HtmlInputElement =
        wasm_bindgen::JsCast::unchecked_into(page.find("input[list='places']"));
    field.set_value("#room-77");
    let changed = web_sys::Event::new("change").unwrap();
    changed.init_event_with_bubbles_and_cancelable("change", true, false);
    field.dispatch_event(&changed).unwrap();
    settle().await;
    page.click("Keep as a check: denied").await;
    page.click("Checks").await;
    assert!(page.text(".check-question").contains("#room-77"));
}
