//! What is said of each mistake in a catalogue, and that docs/CATALOGUES.md shows just that.
//!
//! The same mistakes are shown to docs/catalogue.schema.json by tests/npm/catalogue-schema.test.mjs.

use std::collections::BTreeSet;

use grantscope::{AppKind, Cast, Catalogue, CatalogueFlaws, Sandbox};
use serde::Deserialize;
use serde_json::{Map, Value, json};

const MISTAKES: &str = include_str!("../../../../tests/catalogues/mistakes.json");
const DOCUMENT: &str = include_str!("../../../../docs/CATALOGUES.md");

/// That too many were kept is held by a test that is alone in its process (`kept_catalogues.rs`).
const TOO_MANY_KEPT: &str =
    "expected at most 255 catalogues in one process, got one more: start it again";

#[derive(Deserialize)]
struct Mistakes {
    sound: Map<String, Value>,
    shape: Vec<Mistake>,
    beyond: Vec<Mistake>,
}

/// Other fields than the sound one has, or some fewer.
#[derive(Deserialize)]
struct Mistake {
    #[serde(default)]
    with: Map<String, Value>,
    #[serde(default)]
    without: Vec<String>,
    says: String,
}

fn mistakes() -> Mistakes {
    serde_json::from_str(MISTAKES).expect("the mistakes can be read")
}

impl Mistakes {
    fn all(&self) -> impl Iterator<Item = &Mistake> {
        self.shape.iter().chain(&self.beyond)
    }

    fn made(&self, mistake: &Mistake) -> Result<Catalogue, CatalogueFlaws> {
        let mut fields = self.sound.clone();
        fields.extend(mistake.with.clone());
        mistake.without.iter().for_each(|name| drop(fields.remove(name)));
        Catalogue::of(&Value::Object(fields))
    }
}

#[test]
fn each_mistake_is_told_before_what_follows_from_it() {
    let mistakes = mistakes();
    Catalogue::of(&Value::Object(mistakes.sound.clone())).expect("it is sound");
    for mistake in mistakes.all() {
        let flaws = mistakes.made(mistake).expect_err(&mistake.says);
        let first = flaws.flaws.first().map(ToString::to_string);
        assert_eq!(first.as_ref(), Some(&mistake.says));
    }
}

#[test]
fn the_document_shows_every_message_and_no_other() {
    let shown: BTreeSet<&str> = DOCUMENT.lines().filter_map(message).collect();
    let whole = of_the_whole();
    let mistakes = mistakes();
    let said = mistakes.all().map(|mistake| mistake.says.as_str());
    let said: BTreeSet<&str> = said.chain(whole.iter().map(String::as_str)).collect();
    assert_eq!(shown, said);
}

/// The last cell of a row, if it is a message.
fn message(line: &str) -> Option<&str> {
    line.strip_prefix("| ")?.split_once(" | `` ")?.1.strip_suffix(" `` |")
}

fn of_the_whole() -> Vec<String> {
    let none =
        |read: Result<Catalogue, CatalogueFlaws>| read.expect_err("it is flawed").to_string();
    let sound = mistakes().sound;
    let with = |name: &str, list: Vec<Value>| {
        let mut fields = sound.clone();
        fields[name].as_array_mut().expect("it is a list").extend(list);
        none(Catalogue::of(&Value::Object(fields)))
    };
    let scopes = (2..121).map(|number| json!({"name": format!("s{number}"), "kinds": ["room"]}));
    let methods = (2..201).map(|number| json!({"name": format!("m{number}"), "needs": "nothing"}));
    let mut classic = Cast { catalogue: shipped(), ..Cast::default() };
    classic.app.kind = AppKind::Classic;
    vec![
        none(Catalogue::read("{")),
        none(Catalogue::read("[]")),
        none(Catalogue::read("\"files\"")),
        with("scopes", scopes.collect()),
        with("methods", methods.collect()),
        TOO_MANY_KEPT.to_owned(),
        Sandbox::new(classic).expect_err("there is no such app").to_string(),
    ]
}

fn shipped() -> Catalogue {
    Catalogue::named("file-sharing").expect("it is shipped")
}

#[test]
fn the_smallest_one_in_the_document_is_sound() {
    let examples = DOCUMENT.split("```json\n").skip(1);
    let mut read = 0;
    for example in examples {
        let (text, _) = example.split_once("```").expect("an example ends");
        Catalogue::read(text).unwrap_or_else(|flaws| panic!("{flaws}"));
        read += 1;
    }
    assert!(read > 0);
}
