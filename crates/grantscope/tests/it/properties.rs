//! What holds of every story: random inputs, a naive second model, and a ledger that listens.

mod naive;
mod story;

use std::collections::{BTreeMap, BTreeSet};

use grantscope::{
    Command, Delivery, Event, Grant, InfoReply, Input, Ledger, NoPlanReason, Question, Reply,
    ResourceKind, Sandbox, Script, Stage,
};
use proptest::prelude::*;

use crate::stage::{OLIVE, id, json};
use naive::{Heard, Naive, told_naively};
pub(crate) use story::{Act, Telling, acts};
use story::{CHANNELS, PEOPLE, PLACES};

proptest! {

    #[test]
    fn a_replay_gives_the_same_bytes(story in acts()) {
        let mut telling = Telling::new();
        for (after, act) in &story {
            telling.tell(*after, act);
        }
        let text = json(&telling.sandbox.script());
        let script: Script = serde_json::from_str(&text).expect("a script can be read");
        let again = Sandbox::replay(script).expect("a story can be told again");
        prop_assert_eq!(json(&again.view()), json(&telling.sandbox.view()));
        prop_assert_eq!(json(&again.script()), text);
        let outcomes = |sandbox: &Sandbox| {
            sandbox.history().iter().map(|step| json(&step.outcome)).collect::<Vec<_>>()
        };
        prop_assert_eq!(outcomes(&again), outcomes(&telling.sandbox));
    }

    #[test]
    fn a_branch_goes_on_as_if_the_rest_had_never_happened(story in acts(), parts in any::<prop::sample::Index>()) {
        let mut telling = Telling::new();
        for (after, act) in &story {
            telling.tell(*after, act);
        }
        let whole = telling.sandbox.script();
        let kept = parts.index(whole.inputs.len() + 1);
        let mut again = whole.clone();
        again.inputs.truncate(kept);
        let mut again = Sandbox::replay(again).expect("a part of a story can be told again");
        let mut branch = telling.sandbox.branch(kept);
        for input in &whole.inputs {
            let outcomes = [&mut again, &mut branch].map(|sandbox| sandbox.handle(input.clone()));
            let [expected, found] = outcomes.map(|outcome| outcome.ok().as_ref().map(json));
            prop_assert_eq!(found, expected);
        }
        prop_assert_eq!(json(&branch.script()), json(&again.script()));
        prop_assert_eq!(json(&telling.sandbox.script()), json(&whole), "the trunk stays");
    }

    #[test]
    fn a_refused_input_changes_nothing(story in acts()) {
        let mut telling = Telling::new();
        for (after, act) in &story {
            let before = (json(&telling.sandbox.view()), telling.sandbox.history().len());
            if telling.tell(*after, act).is_none() {
                let now = (json(&telling.sandbox.view()), telling.sandbox.history().len());
                prop_assert_eq!(before, now);
            }
        }
    }

    // Holds: excluded-supersedes-wildcard.
    #[test]
    fn lookups_agree_with_decisions_and_an_excluded_channel_is_never_reached(story in acts()) {
        let mut telling = Telling::new();
        for (after, act) in &story {
            telling.tell(*after, act);
            if !telling.sandbox.view().token {
                continue;
            }
            let info = telling.info();
            for conversation in telling.sandbox.view().conversations {
                let place = conversation.id.to_string();
                let told = match conversation.kind {
                    ResourceKind::Channel => info.channel.as_ref(),
                    ResourceKind::Group => info.group.as_ref(),
                    ResourceKind::Team
                    | ResourceKind::Mpim
                    | ResourceKind::Im
                    | ResourceKind::AppHome
                    | ResourceKind::User => continue,
                };
                let told = told.expect("info tells of channels");
                let writes = told.scopes.iter().any(|scope| scope == "chat:write");
                let listed = |ids: &[grantscope::SlackId]| ids.contains(&id(&place));
                let excluded = listed(told.resources.excluded_ids.as_deref().unwrap_or_default());
                let wildcard = told.resources.wildcard == Some(true);
                let reached = listed(&told.resources.ids) || (wildcard && !excluded);
                let allowed = telling.allowed("chat.postMessage", Some(&place));
                prop_assert_eq!(allowed, writes && reached);
                prop_assert!(!(excluded && allowed), "{} is excluded", place);
            }
        }
    }

    // Holds: trigger-once, trigger-three-seconds.
    #[test]
    fn a_trigger_is_exchanged_at_most_once_and_never_late(story in acts()) {
        let mut telling = Telling::new();
        let mut issued: BTreeMap<String, u64> = BTreeMap::new();
        let mut exchanged = BTreeSet::new();
        for (after, act) in &story {
            let input = telling.input(*after, act);
            let Some(outcome) = telling.tell(*after, act) else { continue };
            for trigger in &telling.triggers {
                issued.entry(trigger.clone()).or_insert(outcome.time);
            }
            let (Command::Call(call), Some(Reply::Done { .. })) = (input.command, outcome.reply) else {
                continue;
            };
            let trigger = call.arguments.get("trigger_id").expect("a request has one").clone();
            prop_assert!(outcome.time - issued[&trigger] <= 3000, "late");
            prop_assert!(exchanged.insert(trigger), "twice");
        }
    }

    #[test]
    fn a_naive_model_agrees_at_every_step(story in acts()) {
        let mut telling = Telling::new();
        let mut naive = Naive::default();
        let mut asked = BTreeMap::from([("settings 1".to_owned(), (vec![2], None))]);
        let mut prompts = 1;
        for (after, act) in &story {
            let mut exchanged = String::new();
            if let Command::Call(call) = telling.input(*after, act).command {
                exchanged.extend(call.arguments.get("code").cloned());
            }
            let Some(outcome) = telling.tell(*after, act) else { continue };
            let ok = !matches!(outcome.reply, Some(Reply::Failure { .. }));
            let asks = matches!(act, Act::Request { .. } | Act::AskToActFor { .. });
            if matches!(act, Act::Install { .. }) || (asks && ok) {
                prompts += 1;
            }
            let code = telling.codes.last().cloned().unwrap_or_default();
            told_naively(&mut naive, &mut asked, &Heard { act, ok, prompt: prompts, code, exchanged });
            for place in PLACES {
                let history = ["channels:history"];
                for (method, scopes) in [("chat.postMessage", ["chat:write"]), ("conversations.history", history)] {
                    let expected = telling.sandbox.view().token
                        && naive.may(&scopes, place)
                        && (scopes != history || naive.is_public(place));
                    prop_assert_eq!(telling.allowed(method, Some(place)), expected, "{} in {}", method, place);
                }
            }
        }
    }

    /// The blind spots: exclusions chosen while granting all, channels that turned private unheard,
    /// and scopes granted at install without a resource; an app that is installed again therefore looks up what it holds.
    #[test]
    fn a_ledger_that_hears_every_event_equals_the_lookups_but_for_its_blind_spots(story in acts()) {
        let mut telling = Telling::new();
        let mut ledger = Ledger::new();
        let mut unheard: BTreeSet<&str> = BTreeSet::new();
        let mut hidden: BTreeSet<&str> = BTreeSet::new();
        for (after, act) in &story {
            let was_there = telling.sandbox.view().installed;
            let Some(outcome) = telling.tell(*after, act) else { continue };
            if let (Act::MakePrivate { place, .. }, true) = (act, outcome.deliveries.is_empty()) {
                hidden.insert(PLACES[*place]);
            }
            if matches!(act, Act::Uninstall) {
                hidden.extend(private(&telling));
            }
            for delivery in &outcome.deliveries {
                if let Delivery::Event { envelope, .. } = delivery {
                    ledger.apply_text(&json(envelope)).expect("an envelope can be read");
                    note_blind_spots(&mut unheard, &telling, envelope);
                }
            }
            if was_there && outcome.stage == Stage::Installed {
                let info = InfoReply { ok: true, info: telling.info() };
                ledger.apply_text(&json(&info)).expect("an answer can be read");
                unheard.clear();
            }
            if !telling.sandbox.view().token {
                continue;
            }
            for person in PEOPLE {
                prop_assert_eq!(
                    ledger.allows("reminders.add", None, Some(person)),
                    telling.may_act_for(person)
                );
            }
            for place in PLACES {
                unheard.retain(|blind| telling_excludes(&telling, blind));
                if unheard.contains(place) || hidden.contains(place) {
                    continue;
                }
                for method in ["chat.postMessage", "conversations.history", "conversations.info"] {
                    prop_assert_eq!(
                        ledger.allows(method, Some(place), None),
                        telling.allowed(method, Some(place)),
                        "{} in {}", method, place
                    );
                }
            }
            prop_assert_eq!(ledger.allows("users.list", None, None), telling.allowed("users.list", None));
        }
    }

    #[test]
    fn an_offer_without_an_obstacle_succeeds_and_one_with_an_obstacle_does_not(story in acts()) {
        let mut telling = Telling::new();
        for (after, act) in &story {
            telling.tell(*after, act);
        }
        let steps = telling.sandbox.history().len();
        for offer in telling.sandbox.offers_at(steps, id(OLIVE)) {
            let tried = telling.sandbox.clone().handle(offer.input.clone());
            let refused = match &tried {
                Err(_) => true,
                Ok(outcome) => matches!(outcome.reply, Some(Reply::Failure { .. })),
            };
            prop_assert_eq!(refused, offer.obstacle.is_some(), "{:?}", offer);
        }
    }

    /// Each of its inputs brings the end nearer by one.
    #[test]
    fn a_plan_leads_to_what_it_is_for(story in acts(), first in 0..4_usize) {
        let mut telling = Telling::new();
        for (after, act) in &story {
            telling.tell(*after, act);
        }
        for question in questions().into_iter().skip(first).step_by(4) {
            let Some(mut plan) = plan(&telling.sandbox, &question) else { continue };
            let mut copy = telling.sandbox.clone();
            while !plan.is_empty() {
                let left = plan.len() - 1;
                copy.handle(plan.remove(0)).expect("a plan is possible");
                plan = self::plan(&copy, &question).expect("there still is a way");
                prop_assert_eq!(plan.len(), left, "{:?}", question);
            }
            prop_assert!(copy.explain(&question).expect("the same").verdict.allowed);
        }
    }

    #[test]
    fn nothing_that_is_offered_brings_the_end_nearer_than_a_plan_does(
        story in acts(),
        number in 0..14_usize,
    ) {
        let mut telling = Telling::new();
        for (after, act) in &story {
            telling.tell(*after, act);
        }
        let question = questions().swap_remove(number);
        let left = length(plan(&telling.sandbox, &question));
        let offers = telling.sandbox.offers_at(telling.sandbox.history().len(), id(OLIVE));
        for offer in offers.into_iter().filter(|offer| offer.obstacle.is_none()) {
            let mut copy = telling.sandbox.clone();
            copy.handle(offer.input).expect("an offer without an obstacle succeeds");
            let then = length(plan(&copy, &question));
            prop_assert!(then + 1 >= left, "{:?}: {}, then {}", question, offer.label, then);
        }
    }
}

fn questions() -> Vec<Question> {
    let methods = ["chat.postMessage", "conversations.history", "conversations.members"];
    let at = |method: &str, place: &str| Question {
        method: method.to_owned(),
        channel: Some(place.to_owned()),
        user: None,
    };
    let acting = |user: &str| Question {
        method: "reminders.add".to_owned(),
        channel: None,
        user: Some(user.to_owned()),
    };
    let everywhere = PLACES.iter().flat_map(|place| methods.map(|method| at(method, place)));
    everywhere.chain(PEOPLE.map(acting)).collect()
}

/// The inputs of a plan. None if the call is about somebody who is no more.
fn plan(sandbox: &Sandbox, question: &Question) -> Option<Vec<Input>> {
    let explanation = sandbox.explain(question).expect("the question is sound");
    let reason = explanation.no_plan.map(|no_plan| no_plan.reason);
    let only = "there is always a way into a conversation, and to a person who is there";
    assert!(matches!(reason, None | Some(NoPlanReason::PersonDeactivated)), "{only}");
    explanation.plan
}

/// How many inputs a plan has; more than any if there is none.
fn length(plan: Option<Vec<Input>>) -> usize {
    plan.map_or(usize::MAX - 1, |inputs| inputs.len())
}

fn note_blind_spots(
    unheard: &mut BTreeSet<&'static str>,
    telling: &Telling,
    envelope: &grantscope::Envelope,
) {
    let widened = matches!(&envelope.event, Event::ResourcesAdded(added)
        if added.resources.iter().any(|one| matches!(one.resource.grant, Grant::Wildcard {})));
    if widened {
        unheard.extend(CHANNELS.into_iter().filter(|place| telling_excludes(telling, place)));
    }
}

/// The channels of the cast that turned private.
fn private(telling: &Telling) -> impl Iterator<Item = &'static str> {
    let view = telling.sandbox.view();
    CHANNELS.into_iter().filter(move |place| {
        let named = view.conversations.iter().find(|it| it.id.to_string() == *place);
        named.is_some_and(|it| it.kind == ResourceKind::Group)
    })
}

fn telling_excludes(telling: &Telling, place: &str) -> bool {
    let grants = telling.sandbox.view().grants;
    let channel = grants.kinds.iter().find(|row| row.kind == ResourceKind::Channel);
    channel.is_some_and(|row| row.excluded.iter().any(|one| one.id.to_string() == place))
}
