//! The naive second model: plain sets, told only of what was approved, invited and kicked.

use std::collections::{BTreeMap, BTreeSet};

use grantscope::{Answer, Channels};

use super::story::{Act, CHANNELS, PLACES, SCOPES};
use crate::stage::KITCHEN;

/// The naive second model: plain sets, told only of what was approved, invited and kicked.
#[derive(Default)]
pub(super) struct Naive {
    scopes: BTreeSet<&'static str>,
    everywhere: bool,
    inside: BTreeSet<&'static str>,
    outside: BTreeSet<&'static str>,
    private: BTreeSet<&'static str>,
}

impl Naive {
    fn choose(&mut self, channels: &Channels) {
        let private = self.private.clone();
        let known = |id: &grantscope::ConversationId| {
            let is_public = |channel: &&str| !private.contains(channel);
            let named = CHANNELS.into_iter().find(|channel| *channel == id.to_string());
            named.filter(is_public)
        };
        match channels {
            Channels::None => {}
            Channels::Chosen(chosen) => {
                chosen.iter().filter_map(known).for_each(|channel| self.enter(channel));
            }
            Channels::AllExcept(excluded) => {
                self.everywhere = true;
                excluded.iter().filter_map(known).for_each(|channel| self.leave(channel));
            }
        }
    }

    fn enter(&mut self, place: &'static str) {
        self.outside.remove(place);
        self.inside.insert(place);
    }

    fn leave(&mut self, place: &'static str) {
        self.inside.remove(place);
        self.outside.insert(place);
    }

    fn reaches(&self, place: &str) -> bool {
        let covered = self.everywhere && self.is_public(place) && !self.outside.contains(place);
        self.inside.contains(place) || covered
    }

    pub(super) fn is_public(&self, place: &str) -> bool {
        place != KITCHEN && !self.private.contains(place)
    }

    fn make_private(&mut self, place: &'static str) {
        self.leave(place);
        self.private.insert(place);
    }

    pub(super) fn may(&self, scopes: &[&str], place: &str) -> bool {
        scopes.iter().any(|scope| self.scopes.contains(scope)) && self.reaches(place)
    }
}

/// What the open questions are about, by prompt or code.
pub(super) type Asked = (Vec<usize>, Option<Channels>);

pub(super) fn told_naively(
    naive: &mut Naive,
    asked: &mut BTreeMap<String, Asked>,
    step: &Heard<'_>,
) {
    let grant = |naive: &mut Naive, scopes: &[usize], channels: &Channels| {
        naive.scopes.extend(scopes.iter().map(|scope| SCOPES[*scope]));
        naive.choose(channels);
    };
    match step.act {
        Act::Install { scopes, settings, .. } => {
            let route = if *settings { "settings" } else { "oauth" };
            asked.insert(format!("{route} {}", step.prompt), (scopes.clone(), None));
        }
        Act::Request { scopes, .. } if step.ok => {
            asked.insert(format!("request {}", step.prompt), (scopes.clone(), None));
        }
        Act::Answer { prompt, answer: Answer::Approve { channels } } => {
            for route in ["settings", "request"] {
                if let Some((scopes, _)) = asked.remove(&format!("{route} {prompt}")) {
                    grant(naive, &scopes, channels);
                }
            }
            if let Some((scopes, _)) = asked.remove(&format!("oauth {prompt}")) {
                asked.insert(step.code.clone(), (scopes, Some(channels.clone())));
            }
        }
        Act::Exchange { .. } if step.ok => {
            if let Some((scopes, Some(channels))) = asked.remove(&step.exchanged) {
                grant(naive, &scopes, &channels);
            }
        }
        Act::Invite { place, .. } => naive.enter(PLACES[*place]),
        Act::Kick { place, .. } => naive.leave(PLACES[*place]),
        Act::MakePrivate { place, .. } => naive.make_private(PLACES[*place]),
        Act::Uninstall => {
            let private = std::mem::take(&mut naive.private);
            *naive = Naive { private, ..Naive::default() };
            asked.retain(|question, _| !question.starts_with("request"));
        }
        Act::Answer { .. }
        | Act::Create { .. }
        | Act::Archive { .. }
        | Act::Unarchive { .. }
        | Act::Click { .. }
        | Act::Request { .. }
        | Act::Exchange { .. }
        | Act::AskToActFor { .. }
        | Act::Revoke { .. }
        | Act::Deactivate
        | Act::RevokeToken
        | Act::Lookup
        | Act::Endpoint { .. }
        | Act::Unanswered { .. }
        | Act::Wait => {}
    }
}

/// What the naive model hears of a step that happened.
pub(super) struct Heard<'a> {
    pub(super) act: &'a Act,
    pub(super) ok: bool,
    pub(super) prompt: u32,
    pub(super) code: String,
    pub(super) exchanged: String,
}
