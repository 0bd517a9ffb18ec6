//! The catalogues that come along, besides Slack's. Each is a file, read like anybody's own.

/// Their names and texts.
pub const SHIPPED: [(&str, &str); 1] =
    [("file-sharing", include_str!("../../../catalogues/file-sharing.json"))];
