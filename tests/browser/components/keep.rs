//! What is kept: the work as it is written down comes back as it was, and nothing else changes.

use grantscope::{Command, Input};
use grantscope_web::state::keep::{Action as Keep, Source};
use grantscope_web::state::{Action, State, Tab};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{ADDED, REMOVED, index, read, story};

fn after(actions: impl IntoIterator<Item = Action>) -> State {
    let mut state = State::default();
    actions.into_iter().for_each(|action| state.take(action));
    state
}

fn wait() -> Action {
    Action::Do(vec![Input { after: 4000, command: Command::Wait {} }])
}

fn written(state: &State) -> String {
    serde_json::to_string(&state.kept()).unwrap()
}

fn opened(source: Source, text: &str) -> State {
    after([Action::Keeping(Keep::Open(source, text.into()))])
}

#[wasm_bindgen_test]
fn what_is_kept_comes_back_as_it_was() {
    let works = [
        vec![Action::StartEmpty],
        vec![index(), story(), Action::Go(3), Action::ShowTab(Tab::Step)],
        vec![index(), story(), Action::Go(2), wait(), Action::Go(1), wait(), Action::ShowBranch(1)],
        vec![index(), story(), read(ADDED), read(REMOVED), Action::Go(1)],
    ];
    for work in works {
        let text = written(&after(work));
        let state = opened(Source::Saved, &text);
        assert!(state.keep.aside.is_none(), "{:?}", state.keep.aside);
        assert_eq!(written(&state), text);
    }
}

#[wasm_bindgen_test]
fn a_draft_that_is_too_long_to_be_saved_is_said() {
    for (bytes, is_said) in [(1 << 20, false), ((1 << 20) + 1, true)] {
        let state = after([Action::Keep("x".repeat(bytes).into())]);
        assert_eq!(state.unsaved_draft().is_some(), is_said, "{bytes}");
        assert_eq!(written(&state).len() < bytes, is_said, "{bytes}");
    }
}

#[wasm_bindgen_test]
fn branches_share_their_steps_again() {
    let long = vec![index(), story(), Action::Go(5), wait()];
    let state = opened(Source::Saved, &written(&after(long)));
    let branches: Vec<_> = state.work.branches().all().collect();
    assert_eq!(branches.len(), 2);
    let [trunk, branch] = branches.as_slice() else { panic!("there are two branches") };
    let shared = trunk.drive.history().iter().zip(branch.drive.history());
    assert_eq!(shared.filter(|(one, other)| std::sync::Arc::ptr_eq(one, other)).count(), 5);
}

#[wasm_bindgen_test]
fn what_cannot_be_opened_changes_nothing() {
    let texts = ["", "[]", "{}", "{\"saved\":1}", "{\"saved\":9}", "{\"version\":1}", "nonsense"];
    for source in [Source::Link, Source::File, Source::OtherTab] {
        for text in texts {
            let mut state = after([index(), story(), Action::Go(2)]);
            let before = written(&state);
            state.take(Action::Keeping(Keep::Open(source, text.into())));
            assert!(state.keep.trouble.is_some(), "{text}");
            assert_eq!(written(&state), before, "{text}");
        }
    }
}

#[wasm_bindgen_test]
fn what_comes_from_elsewhere_can_be_undone() {
    let mine = after([index(), story(), wait()]);
    let text = written(&after([Action::StartEmpty, wait()]));
    for source in [Source::Link, Source::File, Source::OtherTab] {
        let mut state = mine.clone();
        let steps = state.drive().steps();
        state.take(Action::Keeping(Keep::Open(source, text.as_str().into())));
        assert_eq!(state.drive().steps(), 1);
        state.take(Action::Undo);
        assert_eq!(state.drive().steps(), steps);
    }
}
