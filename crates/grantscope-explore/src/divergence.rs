//! Two worlds side by side: the same script in two dialects, on two dates, or with two casts, up to the
//! first step that differs, and why.
//!
//! Moments, and what is named by them or by a workspace, differ between any two worlds and are not
//! compared. What the app was given in one world (a trigger, a code) stands in the other for what was
//! given there. Not here: two moments of one story (`grantscope::compare`).

use std::collections::BTreeMap;

use grantscope::{
    Cast, CastError, Command, Difference, Input, Misuse, Outcome, RuleEntry, SWITCHES, Sandbox,
    Script, Stage, Switch, compare, to_json,
};
use serde::Serialize;
use serde_json::{Map, Value};

/// The first step at which two worlds differ, and why.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Divergence {
    /// Which input, counted from zero.
    pub step: usize,
    /// What came, as the first world has it.
    pub input: Input,
    /// What followed in the first world.
    pub one: Side,
    /// What followed in the second.
    pub other: Side,
    /// Where what followed differs: `reply.error`, `deliveries[0].envelope.event.type`, `possible`.
    pub place: String,
    /// The rules that led there in the first world only.
    pub only_one: Vec<RuleEntry>,
    /// The rules that led there in the second only.
    pub only_other: Vec<RuleEntry>,
    /// How the casts differ, from their beginning on: what it comes from where the rules are the same.
    pub casts: Vec<CastDifference>,
    /// What the app holds in the second world and not in the first, and the other way round.
    pub differences: Vec<Difference>,
}

/// What followed in one of two worlds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Side {
    /// What happened, or why it makes no sense there.
    pub sentence: String,
    /// What stands at the place that differs, as JSON.
    pub value: String,
    /// The stage of the lifecycle that the app is in.
    pub stage: Stage,
    /// The rules that led there.
    pub because: Vec<RuleEntry>,
}

/// A place at which the second cast is not as the first.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct CastDifference {
    /// Where: `date`, `dialect.authed`, `conversations[2].name`.
    pub place: String,
    /// What stands there in the first cast, as JSON; `null` if nothing does.
    pub one: String,
    /// What stands there in the second.
    pub other: String,
    /// What the switch of the dialect is about, if it is one.
    pub about: Option<&'static str>,
}

/// Plays a script in its own world and, with another cast, in a second. Nothing if both lead to the
/// same.
///
/// # Errors
/// If one of the casts is at fault.
///
/// ```
/// use grantscope::{Cast, Command, Input, InstallRoute, InvalidTriggerCode, SCRIPT_VERSION, Script};
/// use grantscope_explore::divergence;
///
/// let olive = "U061F7AUR".parse()?;
/// let install = Command::install(olive, &[], InstallRoute::Settings);
/// let inputs = vec![Input { after: 0, command: install }];
/// let script = Script { version: SCRIPT_VERSION, inputs, ..Script::default() };
/// let retired = Cast { date: 1_640_995_200, ..Cast::default() };
/// let found = divergence(&script, &retired)?.ok_or("workspace apps were retired")?;
/// assert_eq!(found.only_other[0].id, "workspace-apps-retired");
/// assert!(divergence(&script, &Cast::default())?.is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn divergence(script: &Script, other: &Cast) -> Result<Option<Divergence>, CastError> {
    let mut worlds = [Sandbox::new(script.cast.clone())?, Sandbox::new(other.clone())?];
    let mut given = BTreeMap::new();
    for (step, input) in script.inputs.iter().enumerate() {
        let there = translated(input, &given);
        let [one, second] = &mut worlds;
        let followed = [one.handle(input.clone()), second.handle(there)];
        if let Some(found) = differing(step, input, &worlds, &followed) {
            let casts = cast_differences(&script.cast, other);
            return Ok(Some(Divergence { casts, ..found }));
        }
        if let [Ok(one), Ok(other)] = &followed {
            given.extend(texts(one).zip(texts(other)));
        }
    }
    Ok(None)
}

/// An input of the first world as the second has it.
fn translated(input: &Input, given: &BTreeMap<String, String>) -> Input {
    let mut input = input.clone();
    if let Command::Call(call) = &mut input.command {
        for (_, text) in call.arguments.iter_mut() {
            if let Some(there) = given.get(text) {
                text.clone_from(there);
            }
        }
    }
    input
}

/// The triggers and codes that the app was given.
fn texts(outcome: &Outcome) -> impl Iterator<Item = String> {
    let each = outcome.deliveries.iter().flat_map(|it| [it.trigger_id(), it.code()]);
    each.flatten().map(str::to_owned)
}

type Followed = Result<Outcome, Misuse>;

fn differing(
    step: usize,
    input: &Input,
    worlds: &[Sandbox; 2],
    followed: &[Followed; 2],
) -> Option<Divergence> {
    let [one, other] = followed;
    let values = followed.each_ref().map(value);
    let grants = worlds.each_ref().map(|world| world.view().grants);
    let differences = compare(&grants[0], &grants[1]);
    let (place, one_value, other_value) = match first_difference("", &values[0], &values[1]) {
        Some(found) => found,
        None if differences.is_empty() => return None,
        None => ("grants".to_owned(), String::new(), String::new()),
    };
    let rules =
        |followed: &Followed| followed.as_ref().map(|it| it.because.clone()).unwrap_or_default();
    let side = |followed: &Followed, value, world: &Sandbox| Side {
        sentence: match followed {
            Ok(outcome) => outcome.sentence.clone(),
            Err(misuse) => misuse.told_in(world.cast().catalogue),
        },
        value,
        stage: world.view().stage,
        because: rules(followed),
    };
    let (rules_of_one, rules_of_other) = (rules(one), rules(other));
    let only = |these: &[RuleEntry], those: &[RuleEntry]| -> Vec<RuleEntry> {
        these.iter().filter(|rule| !those.contains(rule)).copied().collect()
    };
    Some(Divergence {
        step,
        input: input.clone(),
        one: side(one, one_value, &worlds[0]),
        other: side(other, other_value, &worlds[1]),
        place,
        only_one: only(&rules_of_one, &rules_of_other),
        only_other: only(&rules_of_other, &rules_of_one),
        casts: Vec::new(),
        differences,
    })
}

fn cast_differences(one: &Cast, other: &Cast) -> Vec<CastDifference> {
    let mut found = Vec::new();
    let (one, other) = (written(one), written(other));
    collect("", &one, &other, &mut found);
    found
}

/// The cast as it is written, with the choices that go without saying.
fn written(cast: &Cast) -> Value {
    let mut value = serde_json::from_str(&to_json(cast)).unwrap_or(Value::Null);
    if let Value::Object(fields) = &mut value {
        let dialect = fields.entry("dialect").or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(turned) = dialect {
            for switch in SWITCHES {
                let usual = switch.choices.first().copied().unwrap_or_default();
                turned.entry(switch.name).or_insert_with(|| Value::from(usual));
            }
        }
    }
    value
}

/// Every place that differs, as deep as both sides have the same shape.
fn collect(place: &str, one: &Value, other: &Value, found: &mut Vec<CastDifference>) {
    match (one, other) {
        (one, other) if one == other => {}
        (Value::Object(these), Value::Object(those)) => {
            for name in names(these, those) {
                collect(&inside(place, name), &of(these, name), &of(those, name), found);
            }
        }
        (Value::Array(these), Value::Array(those)) => {
            for index in 0..these.len().max(those.len()) {
                collect(
                    &format!("{place}[{index}]"),
                    &nth(these, index),
                    &nth(those, index),
                    found,
                );
            }
        }
        (one, other) => found.push(CastDifference {
            place: place.to_owned(),
            one: one.to_string(),
            other: other.to_string(),
            about: switch(place).map(|switch| switch.sentence),
        }),
    }
}

fn switch(place: &str) -> Option<&'static Switch> {
    let name = place.strip_prefix("dialect.")?;
    SWITCHES.iter().find(|switch| switch.name == name)
}

/// What followed, as far as two worlds can have it in common.
fn value(followed: &Followed) -> Value {
    match followed {
        Err(misuse) => serde_json::json!({ "possible": false, "why": misuse.code() }),
        Ok(outcome) => {
            let mut value = serde_json::from_str(&to_json(outcome)).unwrap_or(Value::Null);
            if let Value::Object(fields) = &mut value {
                fields.insert("possible".to_owned(), Value::Bool(true));
                // Told as rules, in a list of their own; and a sentence has names in it.
                fields.remove("because");
                fields.remove("sentence");
            }
            value
        }
    }
}

/// Fields that say when, or that are made up from a workspace or an app.
const OF_ITS_WORLD: [&str; 26] = [
    "access_token",
    "action_ts",
    "api_app_id",
    "app_id",
    "app_user_id",
    "code",
    "created",
    "date_create",
    "event_time",
    "event_ts",
    "id",
    "last_set",
    "latest",
    "message_ts",
    "name",
    "refresh_token",
    "response_url",
    "team_id",
    "team_name",
    "time",
    "token",
    "trigger_id",
    "ts",
    "updated",
    "user_name",
    "verification_token",
];

/// The place of the first difference, and what stands there on either side.
fn first_difference(place: &str, one: &Value, other: &Value) -> Option<(String, String, String)> {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let compared = names(one, other).filter(|name| !OF_ITS_WORLD.contains(&name.as_str()));
            let mut found = compared.filter_map(|name| {
                first_difference(&inside(place, name), &of(one, name), &of(other, name))
            });
            // What is possible at all comes before what follows.
            let first = found.next()?;
            Some(found.find(|(path, _, _)| path == "possible").unwrap_or(first))
        }
        (Value::Array(one), Value::Array(other)) => {
            let most = one.len().max(other.len());
            (0..most).find_map(|index| {
                let place = format!("{place}[{index}]");
                first_difference(&place, &nth(one, index), &nth(other, index))
            })
        }
        (one, other) if one == other => None,
        (one, other) => Some((place.to_owned(), one.to_string(), other.to_string())),
    }
}

/// The fields of either, each once.
fn names<'a>(
    one: &'a Map<String, Value>,
    other: &'a Map<String, Value>,
) -> impl Iterator<Item = &'a String> {
    one.keys().chain(other.keys().filter(|name| !one.contains_key(*name)))
}

fn inside(place: &str, name: &str) -> String {
    if place.is_empty() { name.to_owned() } else { format!("{place}.{name}") }
}

fn of(side: &Map<String, Value>, name: &str) -> Value {
    side.get(name).cloned().unwrap_or_default()
}

fn nth(side: &[Value], index: usize) -> Value {
    side.get(index).cloned().unwrap_or_default()
}
