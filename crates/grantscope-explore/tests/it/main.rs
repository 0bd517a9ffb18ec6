//! The exploration's tests: one binary, a file per topic.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test says what it expects by panicking"
)]

mod counts;
mod divergences;
mod exports;
mod inquiries;
mod invariants;
mod lifecycle;
mod merging;
mod queries;
mod reaches;
mod shortest;
mod worlds;

#[allow(dead_code, reason = "it tells the model's tests more than these")]
#[path = "../../../grantscope/tests/it/stage.rs"]
mod stage;
