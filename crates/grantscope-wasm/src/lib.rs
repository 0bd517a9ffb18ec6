//! JavaScript bindings: the model's `Sandbox` and `Ledger` as JavaScript sees them.
//!
//! They re-export; they do not think. Every method reads what it is given, asks the model, and
//! answers with plain objects. Not here: any rule, and the package around this (`npm/`), where the
//! types are written down and explained.
//!
//! They are compiled twice: whole, and without the feature `sandbox` for those who keep a ledger and nothing else.
//!
//! # Where to start
//!
//! * `sandbox.rs` and `ledger.rs`: a line or two per method.
//! * `calls.rs`: how JavaScript calls what of the ledger may fail.
//! * `rest.rs`: what of the ledger may lie in another file.
//! * `catalogue.rs`: what is wrong with a permission system of one's own.
//! * `serving.rs`: what a server asks, as texts.
//! * `given.rs`: how values come in and go out.
//! * `fault.rs`: how errors reach JavaScript.

mod calls;
#[cfg(feature = "sandbox")]
mod catalogue;
mod fault;
mod given;
mod ledger;
mod rest;
#[cfg(feature = "sandbox")]
mod sandbox;
#[cfg(feature = "sandbox")]
pub mod serving;

#[cfg(feature = "sandbox")]
pub use calls::call_starting_in;
pub use calls::{Returned, call_starting_from};
#[cfg(feature = "sandbox")]
pub use catalogue::flaws_of;
pub use fault::Fault;
#[cfg(feature = "sandbox")]
pub use ledger::starting_in;
pub use ledger::{Ledger, place_of_method, starting_from};
#[cfg(feature = "sandbox")]
pub use sandbox::Sandbox;
