//! Ledgers that are asked all the time, compiled for speed where everything else is compiled for size.
//!
//! What is `#[inline]` in the model is compiled once more where it is called from; that is here, and the
//! workspace's `Cargo.toml` optimises this crate for speed. Not here: anything that decides.
//!
//! # Where to start
//!
//! * `desk.rs`: a ledger with its handles.
//! * `desks.rs`: all of them, and the calls that JavaScript makes most.

mod desk;
mod desks;

pub use desk::Desk;
pub use desks::{Place, class_of, decide};
