//! What states and transitions are called: what the app holds, what waits for whom, and where that is the
//! same for several states, in what they differ.
//!
//! Not here: the graph (`graph.rs`).

use std::collections::BTreeMap;

use grantscope::{
    Call, Catalogue, Channels, Command, ConversationId, Essence, Exchangeable, GrantsView, Input,
    KindRow, Moment, Named, Part, ResourceKind, Stage, UserId,
};

use crate::graph::Node;

/// A sentence, and the scopes that it leaves out.
pub(crate) fn label(sentence: String, input: &Input) -> String {
    let asked = match &input.command {
        Command::Install { scopes, .. } => scopes.join(", "),
        Command::Call(Call { arguments, .. }) => {
            arguments.get("scopes").map(|scopes| scopes.replace(',', ", ")).unwrap_or_default()
        }
        Command::Answer { .. }
        | Command::Invite { .. }
        | Command::CreateConversation { .. }
        | Command::Archive { .. }
        | Command::Unarchive { .. }
        | Command::MakePrivate { .. }
        | Command::Kick { .. }
        | Command::Interact { .. }
        | Command::AddSlashCommand { .. }
        | Command::SubmitDialog { .. }
        | Command::OpenAppHome { .. }
        | Command::Message { .. }
        | Command::Revoke { .. }
        | Command::Uninstall { .. }
        | Command::DeleteWorkspace { .. }
        | Command::Fault(_)
        | Command::Recover {}
        | Command::Deactivate { .. }
        | Command::Endpoint { .. }
        | Command::Unanswered { .. }
        | Command::VerifyRequestUrl {}
        | Command::Wait {} => String::new(),
    };
    if asked.is_empty() { sentence } else { format!("{sentence} ({asked})") }
}

/// What waits for somebody, in a few words: who is asked what, and whose codes, clicks and dialogs wait.
pub(crate) fn waiting(moment: &Moment) -> String {
    let called = |user: UserId| moment.name(user.id());
    let asked = moment.prompts().map(|asked| {
        let scopes = moment.asked_for(asked.prompt).join(", ");
        let what = match (asked.install, scopes.as_str()) {
            (true, "") => " to install it".to_owned(),
            (true, scopes) => format!(" to install it with {scopes}"),
            (false, "") => String::new(),
            (false, scopes) => format!(" for {scopes}"),
        };
        let how = match (asked.install, asked.gives_a_code) {
            (true, true) => " by OAuth",
            (true, false) => " from its settings",
            (false, _) => "",
        };
        format!("{} is asked{what}{how}", called(asked.user))
    });
    let clicked = moment.triggers().map(|(user, _)| format!("{} clicked", called(user)));
    let codes = moment.consents().map(|consent| code(moment, &consent));
    let dialogs = moment.dialogs().map(|user| format!("a dialog for {}", called(user)));
    asked.chain(clicked).chain(codes).chain(dialogs).collect::<Vec<_>>().join("; ")
}

fn code(moment: &Moment, consent: &Exchangeable) -> String {
    let Exchangeable { user, scopes, channels } = consent;
    let plural = moment.cast().catalogue.plural(ResourceKind::Channel);
    let names = |places: &[ConversationId]| {
        let names: Vec<String> = places.iter().map(|place| moment.name(place.id())).collect();
        names.join(", ")
    };
    let scopes =
        if scopes.is_empty() { String::new() } else { format!(" for {}", scopes.join(", ")) };
    let places = match channels {
        Channels::None => String::new(),
        Channels::Chosen(places) if places.is_empty() => String::new(),
        Channels::Chosen(places) => format!(" in {}", names(places)),
        Channels::AllExcept(places) if places.is_empty() => format!(" in all {plural}"),
        Channels::AllExcept(places) => format!(" in all {plural} but {}", names(places)),
    };
    format!("a code from {}{scopes}{places}", moment.name(user.id()))
}

/// What became of people and places since a beginning, in a few words.
pub(crate) fn changed(start: &Moment, moment: &Moment) -> String {
    let people = moment.cast().people.iter().map(|person| person.id);
    let gone = people.filter(|user| moment.is_deactivated(*user) && !start.is_deactivated(*user));
    let gone = gone.map(|user| format!("{} has no account", moment.name(user.id())));
    let mut before = start.conversations();
    let places = moment.conversations().flat_map(|(place, kind, archived)| {
        let (_, kind_before, archived_before) =
            before.find(|(it, ..)| *it == place).unwrap_or((place, kind, archived));
        let singular = moment.cast().catalogue.singular(kind);
        let turned = (kind != kind_before).then(|| format!("is a {singular}"));
        let became = match (archived_before, archived) {
            (false, true) => Some("is archived".to_owned()),
            (true, false) => Some("is not archived".to_owned()),
            (true, true) | (false, false) => None,
        };
        let told = turned.into_iter().chain(became);
        told.map(|told| format!("{} {told}", moment.name(place.id()))).collect::<Vec<_>>()
    });
    let home = moment.cast().catalogue.singular(ResourceKind::AppHome);
    let known = |whose: UserId| start.places().any(|(_, owner)| owner == Some(whose));
    let opened = moment.places().filter_map(|(_, owner)| owner.filter(|whose| !known(*whose)));
    let opened = opened.map(|whose| format!("{} opened the {home}", moment.name(whose.id())));
    let uninstalled = moment.is_uninstalled() && !start.is_uninstalled();
    let uninstalled = uninstalled.then(|| "it was uninstalled".to_owned());
    let all = uninstalled.into_iter().chain(gone).chain(places).chain(opened);
    all.collect::<Vec<_>>().join("; ")
}

/// States of one stage with the same words are numbered, and told in what they differ.
pub(crate) fn tell_apart<'a>(
    nodes: &mut [Node],
    catalogue: Catalogue,
    moment: impl Fn(usize) -> Option<&'a Moment>,
) {
    let mut alike: BTreeMap<(Stage, String), Vec<usize>> = BTreeMap::new();
    for (index, node) in nodes.iter().enumerate() {
        alike.entry((node.stage, node.label())).or_default().push(index);
    }
    for states in alike.into_values().filter(|states| states.len() > 1) {
        let parts = differing(&states, &moment);
        let parts: Vec<String> =
            parts.into_iter().map(|part| part_name(catalogue, part).to_owned()).collect();
        for (number, index) in (1_usize..).zip(&states) {
            if let Some(node) = nodes.get_mut(*index) {
                let (all, parts) = (states.len(), parts.join(", "));
                node.among = format!("{number} of {all} that differ in {parts}");
            }
        }
    }
}

/// The parts in which states differ from the first of them.
fn differing<'a>(states: &[usize], moment: &impl Fn(usize) -> Option<&'a Moment>) -> Vec<Part> {
    let mut essences = states.iter().filter_map(|state| moment(*state)).map(Moment::essence);
    let first = essences.next().unwrap_or_default();
    let mut found: Vec<Part> = Vec::new();
    let others: Vec<Essence> = essences.collect();
    for ((part, one), index) in first.parts().zip(0..) {
        let is_other = |other: &Essence| other.parts().nth(index).is_some_and(|(_, it)| it != one);
        if others.iter().any(is_other) {
            found.push(part);
        }
    }
    found
}

/// What a part of what matters is called in a permission system.
pub fn part_name(catalogue: Catalogue, part: Part) -> &'static str {
    match part {
        Part::Homes if !catalogue.is_slacks() => catalogue.plural(ResourceKind::AppHome),
        Part::Conversations if !catalogue.is_slacks() => "places",
        Part::Stage
        | Part::Calendar
        | Part::Installation
        | Part::Token
        | Part::Scopes
        | Part::Resources
        | Part::Homes
        | Part::Consents
        | Part::Accounts
        | Part::Conversations
        | Part::Prompts
        | Part::Triggers
        | Part::Codes
        | Part::Dialogs
        | Part::Faults => part.name(),
    }
}

/// What the app holds, in a few words.
pub(crate) fn held(grants: &GrantsView) -> String {
    let scopes = scopes_held(grants);
    let places = grants.kinds.iter().flat_map(reached);
    let people = grants.users.iter().map(|row| {
        let scopes: Vec<&str> = row.scopes.iter().map(|scope| scope.name.as_str()).collect();
        format!("{} for {}", scopes.join(", "), row.name)
    });
    let parts = std::iter::once(scopes.join(", ")).chain(places).chain(people);
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "nothing".to_owned() } else { parts.join("; ") }
}

/// The scopes; with the kinds of resources for which they are held, where another kind holds others.
fn scopes_held(grants: &GrantsView) -> Vec<String> {
    let rows: Vec<&KindRow> = grants.kinds.iter().filter(|row| !row.scopes.is_empty()).collect();
    let mut scopes: Vec<(&str, Vec<&str>)> = Vec::new();
    for row in &rows {
        for scope in &row.scopes {
            match scopes.iter_mut().find(|(name, _)| *name == scope.name) {
                Some((_, kinds)) => kinds.push(row.label),
                None => scopes.push((&scope.name, vec![row.label])),
            }
        }
    }
    let told = scopes.into_iter().map(|(name, kinds)| {
        if kinds.len() == rows.len() {
            name.to_owned()
        } else {
            format!("{name} ({})", kinds.join(", "))
        }
    });
    told.collect()
}

fn reached(row: &KindRow) -> Option<String> {
    let names =
        |named: &[Named]| named.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join(", ");
    let (ids, excluded) = (names(&row.ids), names(&row.excluded));
    let reached = if row.wildcard { format!("all {}", row.label) } else { ids };
    match (reached.is_empty(), excluded.is_empty()) {
        (true, true) => None,
        (false, true) => Some(reached),
        (true, false) => Some(format!("not {excluded}")),
        (false, false) => Some(format!("{reached}, not {excluded}")),
    }
}
