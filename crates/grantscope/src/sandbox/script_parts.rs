//! What a script is made of, so that every mistake in one is found at once.
//!
//! A test holds it against what a script is read as. Not here: what the parts mean (`script.rs`).

use crate::model::{App, Catalogue, CatalogueFlaws, Conversation, Dialect, Input, Person, Team};
use crate::wire::{FileField, FilePart, Place, Problem, mistake, place_of};

/// A script.
pub static SCRIPT_PARTS: FilePart = FilePart::Object(&[
    FileField::needed("version", FilePart::Value(mistake::<u32>)),
    FileField::optional("title", TEXT),
    FileField::optional("about", TEXT),
    FileField::optional("cast", CAST),
    FileField::needed("inputs", FilePart::List(&FilePart::Value(mistake::<Input>))),
]);

const TEXT: FilePart = FilePart::Value(mistake::<String>);

const CAST: FilePart = FilePart::Object(&[
    FileField::optional("date", FilePart::Value(mistake::<u64>)),
    FileField::optional("catalogue", FilePart::Value(flaws)),
    FileField::optional("team", FilePart::Value(mistake::<Team>)),
    FileField::optional("app", FilePart::Value(mistake::<App>)),
    FileField::optional("people", FilePart::List(&FilePart::Value(mistake::<Person>))),
    FileField::optional("conversations", FilePart::List(&FilePart::Value(mistake::<Conversation>))),
    FileField::optional("dialect", FilePart::Value(mistake::<Dialect>)),
]);

/// Everything that is wrong with a catalogue.
fn flaws(text: &str) -> Vec<Problem> {
    let CatalogueFlaws { flaws, more } = Catalogue::check(text).err().unwrap_or_default();
    let problem = |place: Place, reason| Problem { code: "bad_catalogue", place, reason };
    let rest = (more > 0).then(|| problem(Place::default(), format!("and {more} more")));
    let told = flaws.into_iter().map(|flaw| problem(place_of(text, &flaw.path), flaw.reason));
    told.chain(rest).collect()
}
