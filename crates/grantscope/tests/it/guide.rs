//! What leads through the stories holds in the model: the gallery's words, groups and questions.

#![allow(clippy::disallowed_methods, reason = "stories are files")]

use std::fs;
use std::path::Path;

use grantscope::{Question, Sandbox, Script, read_script};
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
