//! What a file of questions is made of, so that every mistake in one is found at once.
//!
//! A test holds it against what a file is read as. Not here: what the parts mean (`inquiry.rs`).

use grantscope::{Call, FileField, FilePart, InstallRoute, SCRIPT_PARTS, UserId, mistake};

use super::ExpectedAnswer;
use crate::condition::Condition;
use crate::query::Query;
use crate::world::Act;

/// A file of questions.
pub(super) static INQUIRY: FilePart = FilePart::Object(&[
    FileField::optional("about", FilePart::Value(mistake::<String>)),
    FileField::needed("script", FilePart::Value(script)),
    FileField::needed("world", WORLD),
    FileField::optional("limits", LIMITS),
    FileField::needed("questions", FilePart::List(&QUESTION)),
]);

fn script(text: &str) -> Vec<grantscope::Problem> {
    grantscope::mistakes(text, &SCRIPT_PARTS)
}

const WORLD: FilePart = FilePart::Object(&[
    FileField::optional("people", FilePart::Value(people)),
    FileField::optional("scopes", FilePart::List(&FilePart::List(&TEXT))),
    FileField::optional("through", FilePart::List(&FilePart::Value(mistake::<InstallRoute>))),
    FileField::optional("acts", FilePart::List(&FilePart::Value(mistake::<Act>))),
    FileField::optional("at_once", NUMBER),
    FileField::optional("named_channels", NUMBER),
    FileField::optional("calls", FilePart::List(&FilePart::Value(mistake::<Call>))),
]);

/// `null` stands for everybody.
fn people(text: &str) -> Vec<grantscope::Problem> {
    const PEOPLE: FilePart = FilePart::List(&FilePart::Value(mistake::<UserId>));
    if text == "null" { Vec::new() } else { grantscope::mistakes(text, &PEOPLE) }
}

const LIMITS: FilePart = FilePart::Object(&[
    FileField::optional("depth", FilePart::Value(mistake::<u32>)),
    FileField::optional("states", FilePart::Value(mistake::<u32>)),
    FileField::optional("bytes", NUMBER),
]);

static QUESTION: FilePart = FilePart::Object(&[
    FileField::needed("ask", QUERY),
    FileField::optional("expect", FilePart::Value(mistake::<Option<ExpectedAnswer>>)),
    FileField::optional("steps", FilePart::Value(mistake::<Option<usize>>)),
]);

const QUERY: FilePart = FilePart::OneOf(
    &[FileField::optional("is_there_a_way", CONDITION), FileField::optional("never", CONDITION)],
    mistake::<Query>,
);

const CONDITION: FilePart = FilePart::OneOf(
    &[
        FileField::optional("and", FilePart::List(&INNER)),
        FileField::optional("or", FilePart::List(&INNER)),
        FileField::optional("not", FilePart::Value(inner)),
    ],
    mistake::<Condition>,
);

static INNER: FilePart = FilePart::Value(inner);

fn inner(text: &str) -> Vec<grantscope::Problem> {
    grantscope::mistakes(text, &CONDITION)
}

const TEXT: FilePart = FilePart::Value(mistake::<String>);

const NUMBER: FilePart = FilePart::Value(mistake::<usize>);
