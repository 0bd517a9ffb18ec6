//! The model's tests: one binary, a file per topic, each test a sentence about Slack's behaviour.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test says what it expects by panicking"
)]

mod acting_for;
mod assumptions;
mod channels;
mod content;
mod conversations;
mod facts;
mod install;
mod interaction;
mod ledger;
mod lookups;
mod membership;
mod messages;
mod minimal;
mod oauth;
mod progressive;
mod properties;
mod read;
mod scenarios;
mod stage;
mod uninstall;
mod verdict;
