//! An address: its path and query. The scheme and the host make no difference here.

/// The parts of an address that matter.
#[derive(Clone, Copy, Debug)]
pub(super) struct Url<'a> {
    pub(super) path: &'a str,
    pub(super) query: &'a str,
}

impl<'a> Url<'a> {
    /// Takes an address apart, whole or from its path on.
    pub(super) fn of(text: &'a str) -> Self {
        let text = text.split_once('#').map_or(text, |(before, _)| before);
        let (place, query) = text.split_once('?').unwrap_or((text, ""));
        let whole = place.split_once("://").filter(|_| !place.starts_with('/'));
        let path = match whole {
            Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/"),
            None => place,
        };
        Self { path, query }
    }
}
