//! The rules: what a command leads to, given the world as it stands.
//!
//! [`decide`] changes nothing and looks at no clock. A misuse is an error; Slack's refusals are
//! replies. Not here: making the changes true (`model/workspace.rs`), or telling the app of them
//! (`sandbox/deliveries.rs`).

mod acting_for;
mod app_home;
mod calls;
mod chat;
mod classic;
mod conversations;
mod deactivation;
mod dnd;
mod email;
mod endpoint;
mod files;
mod install;
mod interaction;
mod lookups;
mod membership;
mod messages;
mod minimal;
mod oauth;
mod people;
mod permission;
mod pins;
mod profiles;
mod progressive;
mod rate;
mod reactions;
mod reminder_time;
mod reminders;
mod transport;
mod uninstall;
mod usergroups;

pub(crate) use app_home::reached_home;
pub(crate) use classic::told_scopes;
pub(crate) use conversations::{keeps_to_its_own, standard};
pub(crate) use oauth::{refresh_token_text, token_named, token_text};
pub(crate) use permission::{decided, kind_of};
pub(crate) use progressive::TRIGGER_LIFETIME;
pub(crate) use rate::retry_after;

use std::collections::BTreeSet;

use crate::model::change::{Change, Closing, InstallRequest, Prompt, Purpose};
use crate::model::workspace::Workspace;
use crate::model::{
    Answer, AppKind, Channels, Command, ConversationId, EndpointAnswer, Milestone, Misuse,
    PromptId, ResourceKind, Rule, ScopeSet, SlackId, Timestamp, UserId,
};
use crate::wire::{ApiError, Reply};

/// What a command leads to.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Decision {
    /// What a call is answered with.
    pub(crate) reply: Option<Reply>,
    /// What becomes true, in order.
    pub(crate) changes: Vec<Change>,
    /// The rules that led here.
    pub(crate) because: Vec<Rule>,
}

/// What a call comes to. A refusal is a decision too.
type Ruling = Result<Decision, Box<Decision>>;

impl Decision {
    fn changed(changes: Vec<Change>, because: &[Rule]) -> Self {
        Self { reply: None, changes, because: because.to_vec() }
    }

    fn answered(reply: Reply, because: &[Rule]) -> Self {
        Self { reply: Some(reply), changes: Vec::new(), because: because.to_vec() }
    }

    fn refused(error: ApiError, rule: Rule) -> Self {
        Self::answered(Reply::failure(error), &[rule])
    }
}

/// Decides a command.
///
/// # Errors
/// If it makes no sense at the moment.
pub(crate) fn decide(
    workspace: &Workspace,
    now: Timestamp,
    command: &Command,
) -> Result<Decision, Misuse> {
    if workspace.is_deleted() && command.is_by_a_person() {
        return Err(Misuse::WorkspaceDeleted);
    }
    match command {
        Command::Install { user, scopes, through, state, redirect_uri, single_channel } => {
            let request = InstallRequest {
                route: *through,
                state: state.clone(),
                redirect_uri: redirect_uri.clone(),
                single_channel: *single_channel,
            };
            install::ask_consent(workspace, now, *user, scopes, request)
        }
        Command::Answer { prompt, answer } => decide_answer(workspace, now, *prompt, answer),
        Command::Invite { user, conversation } => {
            membership::invite(workspace, *user, *conversation)
        }
        Command::CreateConversation { user, name, private } => {
            conversations::create(workspace, now, *user, name, *private)
        }
        Command::Archive { user, conversation } => {
            conversations::archive(workspace, *user, *conversation)
        }
        Command::Unarchive { user, conversation } => {
            conversations::unarchive(workspace, *user, *conversation)
        }
        Command::MakePrivate { user, conversation } => {
            conversations::make_private(workspace, *user, *conversation)
        }
        Command::Kick { user, conversation } => membership::kick(workspace, *user, *conversation),
        Command::Interact { user, conversation, by } => {
            interaction::interact(workspace, now, *user, *conversation, *by)
        }
        Command::AddSlashCommand { user, conversations } => {
            membership::add_slash_command(workspace, *user, conversations)
        }
        Command::SubmitDialog { dialog } => interaction::submit_dialog(workspace, now, *dialog),
        Command::OpenAppHome { user } => app_home::open(workspace, *user),
        Command::Message { user, conversation, text } => {
            app_home::message(workspace, now, *user, *conversation, text)
        }
        Command::Revoke { user } => acting_for::revoke(workspace, *user),
        Command::Uninstall { user } => uninstall::by_person(workspace, *user),
        Command::DeleteWorkspace { user } => {
            check_person(workspace, *user)?;
            Ok(Decision::changed(vec![Change::WorkspaceDeleted], &[Rule::DeletedIsInactive]))
        }
        Command::Fault(fault) => {
            Ok(Decision::changed(vec![Change::FaultSet(fault.clone())], &[Rule::FaultsOnScript]))
        }
        Command::Recover {} => Ok(Decision::changed(vec![Change::Recovered], &[])),
        Command::Deactivate { user } => deactivation::deactivate(workspace, *user),
        Command::Endpoint { answers } => Ok(endpoint::answers(*answers)),
        Command::Unanswered { event_id, reason, no_retry } => {
            let answer = EndpointAnswer::Fails { reason: *reason, no_retry: *no_retry };
            endpoint::unanswered(workspace, now, *event_id, answer)
        }
        Command::VerifyRequestUrl {} => Ok(endpoint::verify_request_url(workspace)),
        Command::Call(call) => transport::call(workspace, now, call),
        Command::Wait {} => Ok(Decision::default()),
    }
}

fn decide_answer(
    workspace: &Workspace,
    now: Timestamp,
    id: PromptId,
    answer: &Answer,
) -> Result<Decision, Misuse> {
    let prompt = workspace.prompt(id).ok_or(Misuse::UnknownPrompt { prompt: id })?;
    if prompt.closed.is_some() {
        return Err(Misuse::PromptClosed { prompt: id });
    }
    // A dialog that was open on retirement day can be closed, and approves nothing any more.
    let retired = Milestone::Retired.has_come(now);
    let approves = matches!(answer, Answer::Approve { .. });
    if retired && approves && workspace.cast().app.kind == AppKind::Workspace {
        return Err(Misuse::Retired);
    }
    let mut decision = match (&prompt.purpose, answer) {
        (Purpose::Install(request), Answer::Approve { channels }) => {
            check_channels(workspace, prompt, channels)?;
            install::consented(workspace, now, prompt, request, channels)?
        }
        (Purpose::Install(_), Answer::Deny) => {
            Decision::changed(Vec::new(), &[Rule::RefusalInstallsNothing])
        }
        (Purpose::Permissions { trigger }, Answer::Approve { channels }) => {
            check_channels(workspace, prompt, channels)?;
            progressive::approved(workspace, prompt, trigger, channels)
        }
        (Purpose::Permissions { trigger }, Answer::Deny) => {
            progressive::denied(workspace, prompt, trigger)
        }
        (Purpose::ActingFor { trigger }, Answer::Approve { channels }) => {
            check_channels(workspace, prompt, channels)?;
            acting_for::approved(prompt, trigger)
        }
        (Purpose::ActingFor { trigger }, Answer::Deny) => acting_for::denied(prompt, trigger),
    };
    let closing = match answer {
        Answer::Approve { .. } => Closing::Approved,
        Answer::Deny => Closing::Denied,
    };
    decision.changes.insert(0, Change::PromptClosed { prompt: id, answer: closing });
    Ok(decision)
}

/// Makes counters look like Slack's random numbers; equal scripts get equal ones (splitmix64).
fn scramble(number: u64) -> u64 {
    let mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

fn check_person(workspace: &Workspace, user: UserId) -> Result<(), Misuse> {
    workspace.person(user).ok_or(Misuse::UnknownPerson { user })?;
    if workspace.is_deactivated(user) { Err(Misuse::Deactivated { user }) } else { Ok(()) }
}

/// Whether the app is there, of whatever kind.
fn check_present(workspace: &Workspace) -> Result<(), Misuse> {
    if workspace.is_installed() { Ok(()) } else { Err(Misuse::NotInstalled) }
}

/// Whether a workspace app is there, which can be added to places and be asked things.
fn check_installed(workspace: &Workspace) -> Result<(), Misuse> {
    match workspace.cast().app.kind {
        AppKind::Classic => Err(Misuse::ClassicApp),
        AppKind::Workspace if Milestone::Retired.has_come(workspace.now()) => Err(Misuse::Retired),
        AppKind::Workspace => check_present(workspace),
    }
}

/// Channels can be chosen while installing, and for scopes that work in them.
pub(crate) fn asks_for_channels(prompt: &Prompt) -> bool {
    match &prompt.purpose {
        Purpose::Install(_) => true,
        Purpose::Permissions { .. } => !prompt.scopes.applying_to(ResourceKind::Channel).is_empty(),
        Purpose::ActingFor { .. } => false,
    }
}

fn check_channels(
    workspace: &Workspace,
    prompt: &Prompt,
    channels: &Channels,
) -> Result<(), Misuse> {
    if *channels != Channels::None && !asks_for_channels(prompt) {
        return Err(Misuse::NoChannelsAsked { prompt: prompt.id });
    }
    let named = match channels {
        Channels::None => return Ok(()),
        Channels::Chosen(ids) | Channels::AllExcept(ids) => ids,
    };
    named.iter().try_for_each(|conversation| {
        let known = workspace
            .conversation(*conversation)
            .ok_or(Misuse::UnknownConversation { conversation: *conversation })?;
        if known.kind == ResourceKind::Channel {
            Ok(())
        } else {
            Err(Misuse::NotAPublicChannel { conversation: *conversation })
        }
    })
}

/// What a person's choice adds, and what it strikes out that the app reached until now.
// ASSUMPTION: a channel that is left out of all is taken away and told.
// ASSUMPTION: a channel that turned private before the code was exchanged is not granted.
fn chosen_channels(workspace: &Workspace, channels: &Channels) -> Vec<Change> {
    let reach = &workspace.grants().of(ResourceKind::Channel).reach;
    let is_public = |id: &SlackId| {
        let named = ConversationId::try_from(*id).ok().and_then(|id| workspace.conversation(id));
        named.is_some_and(|state| state.kind == ResourceKind::Channel)
    };
    match channels {
        Channels::None => Vec::new(),
        Channels::Chosen(ids) => distinct(ids)
            .filter(|id| !reach.containment(*id).is_inside() && is_public(id))
            .map(|id| Change::ResourceAdded { kind: ResourceKind::Channel, id })
            .collect(),
        Channels::AllExcept(excluded) => distinct(excluded)
            .filter(|id| reach.containment(*id).is_inside())
            .map(|id| Change::ResourceRemoved { kind: ResourceKind::Channel, id })
            .chain([Change::WildcardGranted { excluded: excluded.clone() }])
            .collect(),
    }
}

/// Each id once, in the order of the first time.
fn distinct(conversations: &[ConversationId]) -> impl Iterator<Item = SlackId> {
    let mut seen = BTreeSet::new();
    let ids = conversations.iter().map(|conversation| conversation.id());
    ids.filter(move |id| seen.insert(*id))
}

/// The rule that a person's choice of channels follows.
fn channel_rule(channels: &Channels) -> Option<Rule> {
    match channels {
        Channels::None => None,
        Channels::Chosen(_) => Some(Rule::ResourcesLimitScopes),
        Channels::AllExcept(excluded) if excluded.is_empty() => Some(Rule::WildcardCoversAll),
        Channels::AllExcept(_) => Some(Rule::ExcludedAtInstall),
    }
}

/// The workspace as a resource, if scopes for it were granted and it is not there yet.
fn team_resource(workspace: &Workspace, scopes: ScopeSet) -> Option<Change> {
    let wanted = !scopes.applying_to(ResourceKind::Team).is_empty();
    let there = !workspace.grants().of(ResourceKind::Team).reach.is_empty();
    (wanted && !there).then(|| Change::ResourceAdded {
        kind: ResourceKind::Team,
        id: workspace.cast().team.id.id(),
    })
}
