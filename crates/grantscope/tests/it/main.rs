//! The model's tests: one binary, a file per topic, each test a sentence about Slack's behaviour.

mod install;
mod scenarios;
mod stage;
