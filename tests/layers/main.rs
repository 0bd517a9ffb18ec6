//! Who must never know what: the directions of ARCHITECTURE.md, held by ordinary tests.
//!
//! They read source files as text; the compiler holds what crate borders can hold.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test says what it expects by panicking"
)]

mod assumptions;
mod binaries;
mod borders;
mod sources;
mod styles;
mod versions;
