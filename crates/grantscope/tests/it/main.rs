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
mod calendar;
mod catalogues;
mod challenges;
mod channels;
mod classes;
mod consent;
mod console;
mod content;
mod conversations;
mod corners;
mod coverage;
mod credentials;
mod deactivation;
mod dialect;
mod dnd;
mod drift;
mod email;
mod facts;
mod faults;
mod flat;
mod front_door;
mod glance;
mod guide;
mod install;
mod interaction;
mod ledger;
mod lookups;
mod matrix_question;
mod membership;
mod messages;
mod minimal;
mod missed;
mod mistakes;
mod oauth;
mod own_words;
mod pages;
mod passages;
mod plans;
mod post;
mod profiles;
mod progressive;
mod properties;
mod rate;
mod read;
mod reminders;
mod repairs;
mod requests;
mod respond;
mod retries;
mod rulebook;
mod scenarios;
mod share;
mod stage;
mod transcript;
mod uninstall;
mod verdict;
