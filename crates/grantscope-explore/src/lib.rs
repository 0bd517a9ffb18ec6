//! Every state of a small world of GrantScope's: can it ever happen that …, does it never, and who
//! reaches what.
//!
//! Pure and deterministic, as the model is: no clock, no chance, no I/O. What happens is decided by
//! the model's own rules; here is only which of it is tried, and what counts as the same.
//!
//! # Where to start
//!
//! * [`World`] says what is tried, [`Limits`] how far.
//! * [`Exploration`] finds every state, in slices, shortest ways first.
//! * [`Query`] asks of what was found; an [`Answer`] comes with the shortest script.
//! * [`Graph`] is what was found, to be drawn or written as Mermaid, DOT and SCXML.
//!
//! ```
//! use grantscope::{Cast, Question, Sandbox};
//! use grantscope_explore::{Answer, Condition, Exploration, Limits, Query, World};
//!
//! let mut cast = Cast::default();
//! cast.people.truncate(1);
//! cast.conversations.truncate(1);
//! let sandbox = Sandbox::new(cast)?;
//! let world = World { scopes: vec![vec!["chat:write".to_owned()]], ..World::of(sandbox.cast()) };
//! let mut exploration = Exploration::new(&sandbox, 0, world, Limits::default());
//! while exploration.run(1000).ended.is_none() {}
//!
//! let post = Question {
//!     method: "chat.postMessage".to_owned(),
//!     channel: Some("C061EG9SL".to_owned()),
//!     user: None,
//! };
//! let Answer::Way { script, .. } = exploration.ask(&Query::IsThereAWay(Condition::Allowed(post)))?
//! else {
//!     return Err("there is a way".into());
//! };
//! assert_eq!(script.inputs.len(), 2, "to begin to install, and to approve for #general");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod condition;
mod divergence;
mod dot;
mod exploration;
mod graph;
mod inputs;
mod inquiry;
mod label;
mod mermaid;
mod mistake;
mod query;
mod reaches;
mod scxml;
mod size;
mod world;

pub use condition::{Condition, ConditionError};
pub use divergence::{CastDifference, Divergence, Side, divergence};
pub use exploration::{Ending, Exploration, Progress, Transition};
pub use graph::{Edge, Graph, Node};
pub use inputs::Tries;
pub use inquiry::{Expected, ExpectedAnswer, Finding, Inquiry, InquiryError};
pub use label::part_name;
pub use mistake::Mistake;
pub use query::{Answer, Looked, Query};
pub use reaches::{
    Effect, Granted, effect, methods_in, passing, people_for, people_who_granted, places_for,
};
pub use size::{PartSize, Size};
pub use world::{Act, Limits, World, WorldError};
