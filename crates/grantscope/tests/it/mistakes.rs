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
const TOO_MANY_KEPT: &str = "expected at most 255 catalogues at a time, got one more: reload the page, or start the process again";

/// That a text is too large is held where it comes from JavaScript (`tests/npm/catalogue.test.mjs`).
const TOO_LARGE: &str = "expected a catalogue of at most 4194304 bytes, got more: it has room for 120 scopes, 200 methods and words of 120 characters; leave out what is none of these";

#[derive(Deserialize)]
struct Mistakes {
    sound: Map<String, Value>,
    shape: Vec<Mistake>,
    beyond: Vec<Mistake>,
    written: Vec<Mistake>,
}

/// Other fields than the sound one has, or some fewer; or a text of its own.
#[derive(Deserialize)]
struct Mistake {
    #[serde(default)]
    with: Map<String, Value>,
    #[serde(default)]
    without: Vec<String>,
    text: Option<String>,
    says: String,
}

fn mistakes() -> Mistakes {
    serde_json::from_str(MISTAKES).expect("the mistakes can be read")
}

impl Mistakes {
    fn all(&self) -> impl Iterator<Item = &Mistake> {
        self.shape.iter().chain(&self.beyond).chain(&self.written)
    }

    fn made(&self, mistake: &Mistake) -> Result<Catalogue, CatalogueFlaws> {
        let mut fields = self.sound.clone();
        fields.extend(mistake.with.clone());
        mistake.without.iter().for_each(|name| drop(fields.remove(name)));
        mistake.text.as_ref().map_or_else(|| read(fields), |text| Catalogue::read(text))
    }
}

fn read(fields: Map<String, Value>) -> Result<Catalogue, CatalogueFlaws> {
    Catalogue::read(&Value::Object(fields).to_string())
}

#[test]
fn each_mistake_is_told_and_nothing_that_follows_from_it() {
    let mistakes = mistakes();
    read(mistakes.sound.clone()).expect("it is sound");
    for mistake in mistakes.all() {
        let flaws = mistakes.made(mistake).expect_err(&mistake.says);
        assert_eq!(flaws.to_string(), mistake.says);
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
        |made: Result<Catalogue, CatalogueFlaws>| made.expect_err("it is flawed").to_string();
    let sound = mistakes().sound;
    let with = |name: &str, list: Vec<Value>| {
        let mut fields = sound.clone();
        fields[name].as_array_mut().expect("it is a list").extend(list);
        none(read(fields))
    };
    let scopes = (2..121).map(|number| json!({"name": format!("s{number}"), "kinds": ["room"]}));
    let methods = (2..201).map(|number| json!({"name": format!("m{number}"), "needs": "nothing"}));
    let mut classic = Cast { catalogue: shipped(), ..Cast::default() };
    classic.app.kind = AppKind::Classic;
    vec![
        none(Catalogue::read(" ")),
        none(Catalogue::read("{")),
        none(Catalogue::read(r#"{"name": "lamps" "title": "Lamps"}"#)),
        TOO_LARGE.to_owned(),
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
