//! What leads through the stories holds in the model: the gallery's words, groups and
//! questions, every stop of the tour, and the glossary.

#![allow(clippy::disallowed_methods, reason = "stories are files")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use grantscope::{Question, Sandbox, Script, Stage, Standing, UserId, read_script};
use serde::Deserialize;

#[derive(Deserialize)]
struct Index {
    stories: Vec<Listed>,
}

#[derive(Deserialize)]
struct Listed {
    group: String,
    file: String,
    document: String,
    heading: String,
    question: Question,
}

fn read(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/scenarios").join(file);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn stories() -> Vec<(Listed, Script)> {
    let index: Index = serde_json::from_str(&read("index.json")).expect("the list can be read");
    let with_script = |listed: Listed| {
        let script = read_script(&read(&listed.file)).expect("stories can be read");
        (listed, script)
    };
    index.stories.into_iter().map(with_script).collect()
}

#[test]
fn every_story_is_told_in_two_sentences() {
    for (listed, script) in stories() {
        let sentences = script.about.split_inclusive(". ").count();
        assert_eq!(sentences, 2, "{}: {}", listed.file, script.about);
        assert!(script.about.ends_with('.'), "{}: {}", listed.file, script.about);
    }
}

#[test]
fn every_story_stands_in_a_group_and_says_where_it_is_from() {
    let stories = stories();
    let mut groups: Vec<&str> = stories.iter().map(|(listed, _)| listed.group.as_str()).collect();
    groups.dedup();
    let in_order = groups.len();
    groups.sort_unstable();
    groups.dedup();
    assert_eq!(groups.len(), in_order, "stories of one group stand side by side");
    for (listed, _) in &stories {
        for text in [&listed.group, &listed.document, &listed.heading] {
            assert!(!text.is_empty(), "{}", listed.file);
        }
    }
}

#[test]
fn a_story_of_another_system_is_from_a_heading_of_the_document_about_catalogues() {
    let document = include_str!("../../../../docs/CATALOGUES.md");
    let stories = stories();
    let others = stories.iter().filter(|(_, script)| !script.cast.catalogue.is_slacks());
    let mut told = 0;
    for (listed, _) in others {
        assert_eq!((&*listed.group, &*listed.document), ("Another system", "Catalogues"));
        assert!(document.contains(&format!("\n## {}\n", listed.heading)), "{}", listed.heading);
        assert!(document.contains(&listed.file), "{} is not named", listed.file);
        told += 1;
    }
    assert!(told > 0, "there are some");
}

#[test]
fn the_question_of_a_story_has_an_answer_at_its_end() {
    let answers: Vec<bool> = stories()
        .into_iter()
        .map(|(listed, script)| {
            let sandbox = Sandbox::replay(script).expect("stories make sense");
            let found = sandbox.explain(&listed.question);
            found.unwrap_or_else(|error| panic!("{}: {error}", listed.file)).verdict.allowed
        })
        .collect();
    assert!(answers.contains(&true) && answers.contains(&false), "{answers:?}");
}

#[derive(Deserialize)]
struct Tour {
    chapters: Vec<Chapter>,
}

#[derive(Deserialize)]
struct Chapter {
    stops: Vec<Stop>,
}

#[derive(Deserialize)]
struct Stop {
    title: String,
    says: String,
    story: String,
    step: usize,
    look: String,
    tab: Option<String>,
    question: Option<Question>,
    person: Option<UserId>,
    task: Option<Task>,
}

#[derive(Deserialize)]
struct Task {
    until: Until,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Until {
    stage: Option<Stage>,
    trigger: Option<bool>,
    allowed: Option<Question>,
    denied: Option<Question>,
}

impl Stop {
    /// The world as it is here.
    fn world(&self) -> Sandbox {
        self.world_after(0).unwrap_or_else(|| panic!("{}: its story is shorter", self.title))
    }

    /// The world as its story has it so many steps later.
    fn world_after(&self, later: usize) -> Option<Sandbox> {
        let mut script: Script = read_script(&read(&self.story)).expect("stories can be read");
        let steps = self.step + later;
        (script.inputs.len() >= steps).then(|| {
            script.inputs.truncate(steps);
            Sandbox::replay(script).expect("stories make sense")
        })
    }
}

impl Until {
    fn holds(&self, world: &Sandbox) -> bool {
        let passes = |question: &Question| {
            world.explain(question).expect("the question has an answer").verdict.allowed
        };
        let stage = world.history().last().map(|step| step.outcome.stage).unwrap_or_default();
        self.stage.is_none_or(|wanted| wanted == stage)
            && self.trigger.is_none_or(|open| open != world.view().triggers.is_empty())
            && self.allowed.as_ref().is_none_or(passes)
            && !self.denied.as_ref().is_some_and(passes)
    }
}

fn stops() -> Vec<Stop> {
    let tour: Tour = serde_json::from_str(&read("tour.json")).expect("the tour can be read");
    assert_eq!(tour.chapters.len(), 4, "install, upgrade, wildcard and kick, acting for a user");
    tour.chapters.into_iter().flat_map(|chapter| chapter.stops).collect()
}

#[test]
fn every_stop_of_the_tour_is_a_moment_of_a_story_with_an_answer_to_its_question() {
    for stop in stops() {
        let world = stop.world();
        if let Some(question) = &stop.question {
            world.explain(question).unwrap_or_else(|error| panic!("{}: {error}", stop.title));
        }
        let known = |user: &UserId| world.view().people.iter().any(|person| person.id == *user);
        assert!(stop.person.as_ref().is_none_or(known), "{}", stop.title);
        let looks = ["lifecycle", "grants", "detail", "next", "player"];
        assert!(looks.contains(&stop.look.as_str()), "{}", stop.title);
        assert!(stop.tab.is_none_or(|tab| ["why", "step"].contains(&tab.as_str())));
        let sentences = stop.says.split_inclusive(". ").count();
        assert!(sentences <= 2 && stop.says.ends_with('.'), "{}", stop.title);
    }
}

#[test]
fn what_a_stop_asks_for_is_not_done_yet_and_the_model_sees_when_it_is() {
    let asked: Vec<(Stop, Task)> = stops()
        .into_iter()
        .filter_map(|mut stop| stop.task.take().map(|task| (stop, task)))
        .collect();
    assert!(asked.len() >= 4, "the reader does something in every chapter");
    for (stop, Task { until }) in asked {
        assert!(!until.holds(&stop.world()), "{}: done before it was begun", stop.title);
        let done = (1..=5).any(|later| stop.world_after(later).is_some_and(|it| until.holds(&it)));
        assert!(done, "{}: cannot be done", stop.title);
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Term {
    id: String,
    term: String,
    was: String,
    now: String,
    standing: Standing,
    #[serde(default)]
    unsure: bool,
    see: Vec<String>,
}

#[test]
fn every_word_of_the_glossary_says_what_it_meant_and_what_became_of_it() {
    let terms: Vec<Term> =
        serde_json::from_str(&read("glossary.json")).expect("the glossary can be read");
    let ids: BTreeSet<&str> = terms.iter().map(|term| term.id.as_str()).collect();
    assert_eq!(ids.len(), terms.len(), "each word stands once");
    for wanted in ["scope", "resource", "grant", "wildcard", "exclusion", "trigger", "app-home"] {
        assert!(ids.contains(wanted), "{wanted}");
    }
    for term in &terms {
        assert!(!term.term.is_empty(), "{}", term.id);
        for text in [&term.was, &term.now] {
            let sentences = text.split_inclusive(". ").count();
            assert!(sentences <= 2 && text.ends_with('.'), "{}: {text}", term.id);
        }
        assert!(
            term.see.iter().all(|id| ids.contains(id.as_str()) && *id != term.id),
            "{}",
            term.id
        );
    }
    assert!(terms.iter().any(|term| term.unsure), "what is uncertain is marked");
    assert!(terms.iter().any(|term| term.standing == Standing::Recovered));
}
