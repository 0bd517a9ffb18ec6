//! An executable model of Slack's legacy workspace apps: their Permissions API and OAuth install.
//!
//! Pure and deterministic: no clock, no randomness, no I/O, no wasm, no browser. The same script
//! gives the same bytes everywhere.
//!
//! # Where to start
//!
//! * [`Sandbox`] simulates Slack, the people and the app. Everything that can happen is a
//!   [`Command`]; [`Sandbox::handle`] answers with an [`Outcome`].
//! * [`Ledger`] folds the events that an app receives into what it may do.
//! * [`access`] is the decision that both share, and [`Verdict`] its explanation.
//! * [`Sandbox::fetch`] is the same world behind HTTP: an [`HttpRequest`] in, an [`HttpResponse`] out.
//! * [`Rule`] is the rule book: each rule's sentence, document, heading and standing.
//!
//! # Who may know whom
//!
//! ```text
//! sandbox  ->  view, front_door  ->  rules  ->  model, wire
//! sandbox  ->  ledger  ->                              model, wire
//! ```

// Scripts come from outside: no number in them may make the model panic, or be another number.
#![warn(clippy::arithmetic_side_effects)]

mod front_door;
mod ledger;
mod model;
mod rules;
mod sandbox;
mod view;
mod wire;

pub use front_door::*;
pub use ledger::*;
pub use model::*;
pub use sandbox::*;
pub use view::*;
pub use wire::*;
