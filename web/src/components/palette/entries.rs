//! What there is to be found: what can happen, tools, views, steps, stories, methods and rules.
//!
//! Not here: what any of it means; the model says what can happen, and why something cannot.

use std::rc::Rc;

use grantscope::{Command, Method, Offer, Question, rule_book};

use crate::browser::{folded, is_mac};
use crate::components::keys::{self, Act};
use crate::components::{next, tabs};
use crate::state::{Action, GuideAction, Loading, Mode, Overlay, SENTENCE, State};
use crate::words;

/// One thing to be found.
#[derive(Clone)]
pub(super) struct Entry {
    pub(super) group: &'static str,
    pub(super) label: String,
    /// Why it is not possible, or what it is about.
    pub(super) note: String,
    /// What it does; nothing if it is not possible now.
    pub(super) act: Option<Act>,
    /// Label and note in small letters.
    pub(super) folded: String,
    /// Whether it is shown before anything is typed.
    pub(super) at_once: bool,
}

/// Everything; two are the same if they are the same object.
#[derive(Clone)]
pub(super) struct Entries(pub(super) Rc<Vec<Entry>>);

impl PartialEq for Entries {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Entries {
    pub(super) fn of(state: &State) -> Self {
        let all = [
            happenings(state),
            tools(state),
            views(),
            steps(state),
            stories(state),
            methods(state),
            rules(),
        ];
        Self(Rc::new(all.into_iter().flatten().collect()))
    }
}

fn entry(group: &'static str, label: String, note: String, act: Option<Act>) -> Entry {
    let folded = folded(&format!("{label} {note}"));
    Entry { group, label, note, act, folded, at_once: false }
}

fn happenings(state: &State) -> Vec<Entry> {
    let (Mode::Drive, Some(user)) = (state.mode, state.actor()) else { return Vec::new() };
    let offers = state.drive().offers(user).into_iter();
    let (possible, impossible): (Vec<Offer>, Vec<Offer>) = offers
        .filter(|offer| !matches!(offer.input.command, Command::Answer { .. }))
        .partition(|offer| offer.obstacle.is_none());
    let asks = state.drive().view().triggers.iter().map(next::ask_label).collect::<Vec<_>>();
    let asks = asks.into_iter().map(|(label, action)| (label, String::new(), Some(action)));
    let offers = possible.into_iter().chain(impossible).map(|offer| {
        let act = offer.obstacle.is_none().then(|| next::action(&offer));
        (offer.label, offer.obstacle.unwrap_or_default(), act)
    });
    asks.chain(offers)
        .map(|(label, note, action)| Entry {
            at_once: action.is_some(),
            ..entry(words::WHAT_NEXT, label, note, action.map(Act::Send))
        })
        .collect()
}

fn tools(state: &State) -> Vec<Entry> {
    let listed = keys::GROUPS.iter().flat_map(|group| group.shortcuts);
    let mac = is_mac();
    let of_keys = listed.filter(|it| it.words != words::PALETTE).map(|it| {
        let keys = it.keys.first().map(|key| key.words(mac).join(" ")).unwrap_or_default();
        (it.words, keys, (it.act)(state))
    });
    let more = [
        (words::START_EMPTY, Action::StartEmpty),
        (words::SYSTEM, Action::Lay(Some(Overlay::System))),
        (words::TOUR, Action::Guide(GuideAction::GoTo(state.guide.last_stop.unwrap_or(0)))),
        (words::CHALLENGES, Action::Lay(Some(Overlay::Challenges))),
        (words::GLOSSARY, Action::Lay(Some(Overlay::Glossary))),
        (words::EXPLORE, Action::Lay(Some(Overlay::Explore))),
        (words::IMPORT, Action::Lay(Some(Overlay::Share))),
        (words::EXPORT, Action::Lay(Some(Overlay::Share))),
        (words::SANDBOX, Action::Turn(Mode::Drive)),
        (words::REPLAY, Action::Turn(Mode::Replay)),
    ];
    let more = more.map(|(label, action)| (label, String::new(), Some(Act::Send(action))));
    of_keys
        .chain(more)
        .map(|(label, note, act)| Entry {
            at_once: act.is_some(),
            ..entry(words::TOOLS, label.to_owned(), note, act)
        })
        .collect()
}

fn views() -> Vec<Entry> {
    let views = tabs::all().map(|(tab, label)| (label, Act::Send(Action::ShowTab(tab))));
    let shown =
        |(label, act): (&str, Act)| entry(words::VIEWS, label.to_owned(), String::new(), Some(act));
    views.map(shown).collect()
}

fn steps(state: &State) -> Vec<Entry> {
    let go = |index: usize, sentence: &str| {
        let label = words::cut(sentence, SENTENCE);
        let act = Act::Send(Action::Go(index + 1));
        entry(words::STEPS, label, words::step_of(index + 1, state.steps()), Some(act))
    };
    match state.mode {
        Mode::Drive => {
            let told = state.drive().history().iter().enumerate();
            told.map(|(index, step)| go(index, &step.outcome.sentence)).collect()
        }
        Mode::Replay => {
            let told = state.replay.entries().iter().enumerate();
            told.map(|(index, told)| go(index, &told.sentence)).collect()
        }
    }
}

fn stories(state: &State) -> Vec<Entry> {
    let story = |shelf: &crate::state::Shelf| match &shelf.script {
        Loading::Ready(script) => {
            let act = Act::Send(Action::OpenStory(shelf.listed.file.clone()));
            Some(entry(words::STORIES, script.title.clone(), shelf.listed.group.clone(), Some(act)))
        }
        Loading::Pending | Loading::Failed(_) => None,
    };
    state.library.stories.iter().filter_map(story).collect()
}

fn methods(state: &State) -> Vec<Entry> {
    let ask = |method: Method| {
        let question = Question { method: method.name().to_owned(), ..state.question().clone() };
        let act = Act::Send(Action::Ask(question));
        entry(words::METHODS, words::ask_about(method.name()), String::new(), Some(act))
    };
    state.catalogue().methods().map(ask).collect()
}

fn rules() -> Vec<Entry> {
    let chapters = rule_book().into_iter().flat_map(|chapter| chapter.rules);
    let rule = |rule: grantscope::RuleEntry| {
        let act = Act::Send(Action::Lay(Some(Overlay::RuleBook(Some(rule.id)))));
        let note = words::source(rule.document, rule.heading);
        entry(words::RULES, rule.sentence.to_owned(), note, Some(act))
    };
    chapters.map(rule).collect()
}
