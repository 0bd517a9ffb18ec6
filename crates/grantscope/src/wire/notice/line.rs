//! A line of a log, read in one go, if it is an event as Slack writes them.
//!
//! What is unusual in any way (an escape, a letter beyond ASCII, a fraction, a field twice, a scope
//! outside the catalogue, a fault) is left to `read.rs`, which knows all of JSON and tells what is
//! wrong. So whatever is taken here, is read there as well, to the same end; a test compares them.

use super::super::envelope::Grant;
use super::super::read::changes_no_permission;
use super::{Notice, ToldResource};
use crate::model::packing::{EACH, HIGHEST, zero_bytes};
use crate::model::{Catalogue, ResourceKind, ScopeSet, SlackId, Timestamp, UserId, pack};

/// A line of a log.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line<'a> {
    /// What stands behind it.
    pub(crate) rest: &'a [u8],
    /// Its id, by which a repetition is known.
    pub(crate) event_id: Option<&'a [u8]>,
    /// What it tells.
    pub(crate) notice: Notice,
}

/// Reads the first line of a log, unless it is unusual.
#[inline]
pub(crate) fn read_line(catalogue: Catalogue, log: &[u8]) -> Option<Line<'_>> {
    let mut reader = Reader { rest: log, catalogue };
    let (mut kind, mut event, mut event_id, mut event_time) = (None, None, None, None);
    reader.object(|reader, name| match name {
        b"type" => once(&mut kind, reader.text()?),
        b"event" => once(&mut event, reader.event()?),
        b"event_id" => once(&mut event_id, reader.text()?),
        b"event_time" => once(&mut event_time, reader.natural()?),
        _ => reader.skip(DEPTH),
    })?;
    let known_time = event_time.is_none_or(|time| Timestamp::from_seconds(time).is_some());
    let plain = kind == Some(b"event_callback".as_slice()) && known_time;
    let notice = event.filter(|_| plain)?.notice()?;
    Some(Line { rest: reader.end()?, event_id, notice })
}

/// Deeper values are unusual.
const DEPTH: u32 = 32;

/// The fields of an event that tell of permissions.
#[derive(Default)]
struct Fields<'a> {
    r#type: Option<&'a [u8]>,
    resources: Option<Vec<ToldResource>>,
    scopes: Option<ScopeSet>,
    user: Option<UserId>,
    trigger_id: Option<&'a [u8]>,
}

impl Fields<'_> {
    #[inline]
    fn notice(self) -> Option<Notice> {
        Some(match self.r#type? {
            b"resources_added" => Notice::Added(self.resources?),
            b"resources_removed" => Notice::Removed(self.resources?),
            b"scope_granted" => Notice::ScopesGranted(self.scopes?),
            b"scope_denied" => self.scopes.map(|_| Notice::Denied)?,
            b"user_resource_granted" => {
                Notice::UserGranted(self.user?, self.scopes.unwrap_or_default())
            }
            b"user_resource_denied" => self.user.map(|_| Notice::Denied)?,
            b"user_resource_removed" => Notice::UserRemoved(self.user?),
            b"app_uninstalled" => Notice::Uninstalled,
            other => changes_no_permission(str(other)?).then_some(Notice::Nothing)?,
        })
    }
}

#[inline]
fn once<T>(field: &mut Option<T>, value: T) -> Option<()> {
    field.replace(value).is_none().then_some(())
}

/// What is left of a line.
struct Reader<'a> {
    rest: &'a [u8],
    catalogue: Catalogue,
}

impl<'a> Reader<'a> {
    #[inline]
    fn event(&mut self) -> Option<Fields<'a>> {
        let mut fields = Fields::default();
        self.object(|reader, name| match name {
            b"type" => once(&mut fields.r#type, reader.text()?),
            b"resources" => once(&mut fields.resources, reader.resources()?),
            b"scopes" => once(&mut fields.scopes, reader.scopes()?),
            b"user" => once(&mut fields.user, UserId::try_from(reader.id()?).ok()?),
            b"trigger_id" => once(&mut fields.trigger_id, reader.text()?),
            _ => reader.skip(DEPTH),
        })?;
        Some(fields)
    }

    #[inline]
    fn resources(&mut self) -> Option<Vec<ToldResource>> {
        let mut all = Vec::new();
        self.list(|reader| {
            all.push(reader.told()?);
            Some(())
        })?;
        Some(all)
    }

    #[inline]
    fn told(&mut self) -> Option<ToldResource> {
        let (mut resource, mut scopes) = (None, None);
        self.object(|reader, name| match name {
            b"resource" => once(&mut resource, reader.resource()?),
            b"scopes" => once(&mut scopes, reader.scopes()?),
            _ => reader.skip(DEPTH),
        })?;
        let (kind, grant) = resource?;
        Some(ToldResource { kind, grant, scopes: scopes? })
    }

    #[inline]
    fn resource(&mut self) -> Option<(ResourceKind, Grant)> {
        let (mut kind, mut grant) = (None, None);
        self.object(|reader, name| match name {
            b"type" => once(&mut kind, ResourceKind::named(str(reader.text()?)?)?),
            b"grant" => once(&mut grant, reader.grant()?),
            _ => reader.skip(DEPTH),
        })?;
        Some((kind?, grant?))
    }

    #[inline]
    fn grant(&mut self) -> Option<Grant> {
        let (mut kind, mut resource_id) = (None, None);
        self.object(|reader, name| match name {
            b"type" => once(&mut kind, reader.text()?),
            b"resource_id" => once(&mut resource_id, reader.id()?),
            _ => reader.skip(DEPTH),
        })?;
        match kind? {
            b"specific" => Some(Grant::Specific { resource_id: resource_id? }),
            b"wildcard" => Some(Grant::Wildcard {}),
            _ => None,
        }
    }

    #[inline]
    fn scopes(&mut self) -> Option<ScopeSet> {
        let mut all = ScopeSet::EMPTY;
        self.list(|reader| {
            all.insert(reader.catalogue.scope(str(reader.text()?)?)?);
            Some(())
        })?;
        Some(all)
    }

    #[inline]
    fn id(&mut self) -> Option<SlackId> {
        pack(self.text()?).and_then(SlackId::of_word)
    }

    fn object(&mut self, mut field: impl FnMut(&mut Self, &'a [u8]) -> Option<()>) -> Option<()> {
        self.open(b'{')?;
        if self.takes(b'}') {
            return Some(());
        }
        loop {
            let name = self.text()?;
            self.open(b':')?;
            field(self, name)?;
            if !self.takes(b',') {
                return self.open(b'}');
            }
        }
    }

    fn list(&mut self, mut element: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.open(b'[')?;
        if self.takes(b']') {
            return Some(());
        }
        loop {
            element(self)?;
            if !self.takes(b',') {
                return self.open(b']');
            }
        }
    }

    /// Any value that does not matter.
    #[inline]
    fn skip(&mut self, depth: u32) -> Option<()> {
        let deeper = depth.checked_sub(1)?;
        self.pass_blanks();
        match self.rest.first()? {
            b'"' => self.text().map(|_| ()),
            b'{' => self.object(|reader, _| reader.skip(deeper)),
            b'[' => self.list(|reader| reader.skip(deeper)),
            b't' => self.word(b"true"),
            b'f' => self.word(b"false"),
            b'n' => self.word(b"null"),
            _ => self.natural().map(|_| ()),
        }
    }

    #[inline]
    fn word(&mut self, word: &[u8]) -> Option<()> {
        self.rest = self.rest.strip_prefix(word)?;
        Some(())
    }

    /// A text that stands as it is.
    #[inline]
    fn text(&mut self) -> Option<&'a [u8]> {
        self.open(b'"')?;
        let end = plain(self.rest)?;
        let (text, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest.strip_prefix(b"\"")?;
        Some(text)
    }

    /// A number of at most fifteen digits.
    #[inline]
    fn natural(&mut self) -> Option<u64> {
        self.pass_blanks();
        let digits = self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (number, rest) = self.rest.split_at_checked(digits)?;
        let ends = matches!(rest.first(), None | Some(b',' | b'}' | b']' | b' '));
        let usual =
            ends && (1..=15).contains(&digits) && (digits == 1 || number.first() != Some(&b'0'));
        self.rest = rest;
        let add = |sum: u64, digit: &u8| {
            sum.wrapping_mul(10).wrapping_add(digit.wrapping_sub(b'0').into())
        };
        usual.then(|| number.iter().fold(0, add))
    }

    #[inline]
    fn open(&mut self, mark: u8) -> Option<()> {
        self.takes(mark).then_some(())
    }

    #[inline]
    fn takes(&mut self, mark: u8) -> bool {
        self.pass_blanks();
        let rest =
            self.rest.split_first().filter(|(first, _)| **first == mark).map(|(_, rest)| rest);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    #[inline]
    fn pass_blanks(&mut self) {
        while let [b' ' | b'\t' | b'\r', rest @ ..] = self.rest {
            self.rest = rest;
        }
    }

    /// What stands behind the line's end.
    #[inline]
    fn end(&mut self) -> Option<&'a [u8]> {
        self.pass_blanks();
        if self.rest.is_empty() { Some(self.rest) } else { self.rest.strip_prefix(b"\n") }
    }
}

#[inline]
fn str(text: &[u8]) -> Option<&str> {
    std::str::from_utf8(text).ok()
}

/// How many bytes stand for themselves, looked at eight at once. Nothing if no other follows.
#[inline]
fn plain(text: &[u8]) -> Option<usize> {
    let mut rest = text;
    while let Some((eight, behind)) = rest.split_first_chunk() {
        let others = others(u64::from_le_bytes(*eight));
        if others != 0 {
            let before = text.len().wrapping_sub(rest.len());
            return Some(before.wrapping_add(others.trailing_zeros() as usize / 8));
        }
        rest = behind;
    }
    let end = rest.iter().position(|byte| !is_plain(*byte))?;
    Some(text.len().wrapping_sub(rest.len()).wrapping_add(end))
}

/// The highest bit of each byte that does not stand for itself; above the lowest such byte of others, too.
#[inline]
const fn others(bytes: u64) -> u64 {
    const BELOW_BLANK: u64 = EACH.wrapping_mul(b' ' as u64);
    let control = bytes.wrapping_sub(BELOW_BLANK) & !bytes & HIGHEST;
    let marks = equal(bytes, b'"') | equal(bytes, b'\\') | equal(bytes, b'\x7F');
    control | marks | bytes & HIGHEST
}

#[inline]
const fn equal(bytes: u64, byte: u8) -> u64 {
    zero_bytes(bytes ^ EACH.wrapping_mul(byte as u64))
}

/// Whether a byte of a text stands for itself.
#[inline]
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\'
}
