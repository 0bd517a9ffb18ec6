//! The rules: what a command leads to, given the world as it stands.
//!
//! [`decide`] changes nothing and looks at no clock. A misuse is an error; Slack's refusals are
//! replies. Not here: making the changes true (`model/workspace/apply.rs`), or telling the app of
//! them (`sandbox/deliveries.rs`).

mod acting_for;
mod answer;
mod app_home;
mod calls;
mod channels;
mod chat;
mod checks;
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
mod older;
mod own;
mod people;
mod permission;
mod pins;
mod profiles;
mod progressive;
mod rate;
mod reactions;
mod reminder_time;
mod reminders;
mod scramble;
mod transport;
mod uninstall;
mod usergroups;

pub(crate) use answer::asks_for_channels;
pub(crate) use app_home::reached_home;
pub(crate) use classic::told_scopes;
pub(crate) use conversations::{changes_only_its_own, keeps_to_its_own, standard};
pub(crate) use install::CODE_LIFETIME;
pub(crate) use interaction::response_path;
pub(crate) use oauth::{is_exchangeable, refresh_token_text, token_named, token_text};
pub(crate) use permission::{decided, kind_of};
pub(crate) use progressive::{TRIGGER_LIFETIME, lets_ask};
pub(crate) use rate::retry_after;

use channels::{channel_rule, chosen_channels, team_resource};
use checks::{check_installed, check_person, check_present};
use scramble::scramble;

use serde_json::Value;

use crate::model::change::Change;
use crate::model::prompt::InstallRequest;
use crate::model::workspace::Workspace;
use crate::model::{Command, EndpointAnswer, Misuse, Rule};
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
    fn by(because: &[Rule]) -> Self {
        Self { reply: None, changes: Vec::new(), because: because.to_vec() }
    }

    fn changed(change: Change, because: &[Rule]) -> Self {
        Self::by(because).and(change)
    }

    fn answered(reply: Reply, because: &[Rule]) -> Self {
        Self { reply: Some(reply), ..Self::by(because) }
    }

    fn told(reply: Value, because: &[Rule]) -> Self {
        Self::answered(Reply::Content(reply), because)
    }

    fn with(self, changes: Vec<Change>) -> Self {
        Self { changes, ..self }
    }

    /// Something more becomes true.
    fn and(mut self, change: Change) -> Self {
        self.changes.push(change);
        self
    }

    fn refused(error: ApiError, rule: Rule) -> Self {
        Self::answered(Reply::failure(error), &[rule])
    }
}

/// Decides a command.
///
/// # Errors
/// If it makes no sense at the moment.
pub(crate) fn decide(workspace: &Workspace, command: &Command) -> Result<Decision, Misuse> {
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
            install::ask_consent(workspace, *user, scopes, request)
        }
        Command::Answer { prompt, answer } => answer::answer(workspace, *prompt, answer),
        Command::Invite { user, conversation } => {
            membership::invite(workspace, *user, *conversation)
        }
        Command::CreateConversation { user, name, private } => {
            conversations::create(workspace, *user, name, *private)
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
            interaction::interact(workspace, *user, *conversation, *by)
        }
        Command::AddSlashCommand { user, conversations } => {
            membership::add_slash_command(workspace, *user, conversations)
        }
        Command::SubmitDialog { dialog } => interaction::submit_dialog(workspace, *dialog),
        Command::OpenAppHome { user } => app_home::open(workspace, *user),
        Command::Message { user, conversation, text } => {
            app_home::message(workspace, *user, *conversation, text)
        }
        Command::Revoke { user } => acting_for::revoke(workspace, *user),
        Command::Uninstall { user } => uninstall::by_person(workspace, *user),
        Command::DeleteWorkspace { user } => {
            check_person(workspace, *user)?;
            Ok(Decision::changed(Change::WorkspaceDeleted, &[Rule::DeletedIsInactive]))
        }
        Command::Fault(fault) => {
            Ok(Decision::changed(Change::FaultSet(fault.clone()), &[Rule::FaultsOnScript]))
        }
        Command::Recover {} => Ok(Decision::changed(Change::Recovered, &[])),
        Command::Deactivate { user } => deactivation::deactivate(workspace, *user),
        Command::Endpoint { answers } => Ok(endpoint::answers(*answers)),
        Command::Unanswered { event_id, reason, no_retry } => {
            let answer = EndpointAnswer::Fails { reason: *reason, no_retry: *no_retry };
            endpoint::unanswered(workspace, *event_id, answer)
        }
        Command::VerifyRequestUrl {} => Ok(endpoint::verify_request_url(workspace)),
        Command::Call(call) => transport::call(workspace, call),
        Command::Wait {} => Ok(Decision::default()),
    }
}
