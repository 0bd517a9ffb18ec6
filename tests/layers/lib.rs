//! Who must never know what, as tests.
