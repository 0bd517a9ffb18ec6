//! Every mistake in the shape of a text at once: each of its parts is read on its own, and has a first
//! mistake of its own.
//!
//! For files that people write by hand. Not here: which parts a file has (whoever reads it), and what
//! they mean together.

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::json::Json;
use super::problem::{Place, Problem, check_text};
use super::read::{LARGEST_SCRIPT, read_script, start_of, whole};
use crate::model::fields::unmarked;

/// What a text is made of.
#[derive(Clone, Copy, Debug)]
pub enum FilePart {
    /// Something that finds its own mistakes: those of [`mistake`], or its own with places in its text.
    Value(fn(&str) -> Vec<Problem>),
    /// A list of such.
    List(&'static FilePart),
    /// An object with these fields and no others.
    Object(&'static [FileField]),
    /// An object with one of these fields; whatever else it is, it finds its own mistakes.
    OneOf(&'static [FileField], fn(&str) -> Vec<Problem>),
}

/// A field of an object.
#[derive(Clone, Copy, Debug)]
pub struct FileField {
    /// What it is called.
    pub name: &'static str,
    /// What is in it.
    pub part: FilePart,
    /// Whether it must be there.
    pub needed: bool,
}

impl FileField {
    /// One that must be there.
    pub const fn needed(name: &'static str, part: FilePart) -> Self {
        Self { name, part, needed: true }
    }

    /// One that may be left out.
    pub const fn optional(name: &'static str, part: FilePart) -> Self {
        Self { name, part, needed: false }
    }
}

/// So many are told: to find the line of each takes a while.
const MOST_TOLD: usize = 100;

/// Every mistake in the shape of a text, in its order, or the first hundred and that there are more; none,
/// if it is sound.
///
/// ```
/// use grantscope::{SCRIPT_PARTS, mistakes};
///
/// let text = r#"{ "version": "1", "inputs": [{ "command": { "type": "dance" } }], "colour": 1 }"#;
/// let places: Vec<String> = mistakes(text, &SCRIPT_PARTS).into_iter().map(|it| it.place.path).collect();
/// assert_eq!(places, ["version", "inputs[0].command.type", "colour"]);
/// ```
pub fn mistakes(text: &str, part: &FilePart) -> Vec<Problem> {
    let mut reading = Reading { text: unmarked(text), found: Vec::new() };
    let json = check_text(text, LARGEST_SCRIPT).and_then(|()| {
        whole(reading.text).map_err(|error| Problem::of_json("not_json", &error, String::new()))
    });
    match json {
        Ok(json) => reading.part(String::new(), json, part),
        Err(problem) => reading.found.push(problem),
    }
    let more = reading.found.len() > MOST_TOLD;
    reading.found.truncate(MOST_TOLD);
    reading.found.sort_by_key(|problem| (problem.place.line, problem.place.column));
    if more {
        let reason = format!("and more: only the first {MOST_TOLD} are told");
        reading.found.push(Problem::new("wrong_shape", Place::default(), reason));
    }
    reading.found
}

/// The first mistake in a text that is to be of a type.
pub fn mistake<T: DeserializeOwned>(text: &str) -> Vec<Problem> {
    read_script::<T>(text).err().into_iter().collect()
}

/// Where in a text something stands, by its path: `world.people[1]`. As far as the path leads: what is
/// missing stands where its object begins.
///
/// ```
/// let place = grantscope::place_of("{\n  \"scopes\": [{}, 7]\n}", "scopes[1]");
/// assert_eq!((place.line, place.column), (2, 18));
/// ```
pub fn place_of(text: &str, path: &str) -> Place {
    let text = unmarked(text);
    let steps = path.split(['.', '[']).map(|step| step.trim_end_matches(']'));
    let Ok(whole) = whole(text) else { return Place { path: path.to_owned(), ..Place::default() } };
    let mut found = whole;
    for step in steps.filter(|step| !step.is_empty()) {
        let inside = match step.parse::<usize>() {
            Ok(index) => found.items().and_then(|all| all.get(index).copied().map(Json)),
            Err(_) => found.named(step).map(|(_, value)| value),
        };
        let Some(inside) = inside else { break };
        found = inside;
    }
    Place { path: path.to_owned(), ..start_of(text, found.raw()) }
}

struct Reading<'t> {
    text: &'t str,
    found: Vec<Problem>,
}

impl Reading<'_> {
    fn part(&mut self, path: String, json: Json<'_>, part: &FilePart) {
        if self.found.len() > MOST_TOLD {
            return;
        }
        match part {
            FilePart::Value(own) => self.value(&path, json, *own),
            FilePart::List(each) => match json.items() {
                Some(items) => {
                    for (index, item) in items.into_iter().enumerate() {
                        self.part(format!("{path}[{index}]"), Json(item), each);
                    }
                }
                None => self.otherwise(path, json, "a list"),
            },
            FilePart::Object(fields) => self.object(path, json, fields),
            FilePart::OneOf(fields, own) => match json.only() {
                Some((name, value)) => match fields.iter().find(|field| field.name == name) {
                    Some(field) => self.part(inside(&path, &name), value, &field.part),
                    None => self.value(&path, json, *own),
                },
                None => self.value(&path, json, *own),
            },
        }
    }

    fn object(&mut self, path: String, json: Json<'_>, fields: &[FileField]) {
        let Some(pairs) = json.named_fields() else {
            return self.otherwise(path, json, "an object");
        };
        let mut seen: Vec<&str> = Vec::new();
        for (name, key, value) in &pairs {
            let known = fields.iter().find(|field| field.name == name);
            let reason = match known {
                Some(field) if !seen.contains(&field.name) => {
                    seen.push(field.name);
                    self.part(inside(&path, name), *value, &field.part);
                    continue;
                }
                Some(_) => "expected each field once, got it again".to_owned(),
                None => {
                    let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
                    format!("unknown field `{name}`, expected one of `{}`", names.join("`, `"))
                }
            };
            let place = Place { path: inside(&path, name), ..start_of(self.text, key.raw()) };
            self.found.push(Problem::new("wrong_shape", place, reason));
        }
        for field in fields.iter().filter(|field| field.needed && !seen.contains(&field.name)) {
            let place = Place { path: path.clone(), ..start_of(self.text, json.raw()) };
            self.found.push(Problem::new(
                "wrong_shape",
                place,
                format!("missing field `{}`", field.name),
            ));
        }
    }

    /// What a part finds in its own text is told with its place in the whole.
    fn value(&mut self, path: &str, json: Json<'_>, own: fn(&str) -> Vec<Problem>) {
        let problems = own(json.raw());
        if problems.is_empty() {
            return;
        }
        let start = start_of(self.text, json.raw());
        for problem in problems {
            let Place { line, column, path: rest } = problem.place;
            let column = match line {
                0 => start.column,
                1 => start.column.saturating_add(column).saturating_sub(1),
                _ => column,
            };
            let line = start.line.saturating_add(line.saturating_sub(1));
            let path = match rest.as_str() {
                "" => path.to_owned(),
                rest if rest.starts_with('[') => format!("{path}{rest}"),
                rest => inside(path, rest),
            };
            self.found.push(Problem { place: Place { line, column, path }, ..problem });
        }
    }

    fn otherwise(&mut self, path: String, json: Json<'_>, expected: &str) {
        let place = Place { path, ..start_of(self.text, json.raw()) };
        let reason = format!("expected {expected}, got {}", noun(json.0));
        self.found.push(Problem::new("wrong_shape", place, reason));
    }
}

fn inside(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

fn noun(value: &RawValue) -> &'static str {
    match value.get().as_bytes().first() {
        Some(b'{') => "an object",
        Some(b'[') => "a list",
        Some(b'"') => "a text",
        Some(b'n') => "`null`",
        Some(b't') => "`true`",
        Some(b'f') => "`false`",
        Some(_) | None => "a number",
    }
}
