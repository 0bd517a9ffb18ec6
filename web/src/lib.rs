//! The playground: a page that shows the model and lets one act in it.
//!
//! It draws what the model says and sends it inputs. Not here: any rule about permissions, any
//! name of a scope, any of Slack's error codes.

mod browser;
mod components;
mod fetch;
mod html;
mod ordered;
pub mod state;
mod tenths;
mod words;

pub use components::{App, AppProperties, Given, Opening, work};
