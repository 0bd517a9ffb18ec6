//! The calendar: every dated fact of the documents, as one table.
//!
//! What holds depends on the simulated date. A rule asks [`Milestone::has_come`]; nothing else in
//! the model knows a date. Milestones that changed nothing stand here too, because the documents
//! tell them: plans that were moved, and announcements.
//!
//! Source: 004_44894a38fe7be042.txt; 003_ddcde49b587a50ab.txt; FACTS, sections e (Timeline) and h.

use serde::Serialize;

use super::rulebook::{Document, Standing};
use super::{Timestamp, time};

/// A dated fact's entry.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct CalendarEntry {
    /// The identifier: `retired`.
    pub id: &'static str,
    /// When, as `2021-08-24`: from midnight UTC on. Where only the month is known, a day in it.
    pub date: &'static str,
    /// Whether the day is known, or only the month.
    pub exact: bool,
    /// What happened, in one sentence of ours.
    pub sentence: &'static str,
    /// The title of the document it comes from.
    pub document: &'static str,
    /// The heading there.
    pub heading: &'static str,
    /// How sure we are.
    pub standing: Standing,
    /// Whether the model behaves differently from then on.
    pub effective: bool,
}

/// Whether a milestone changes what holds.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Effect {
    Effective,
    Told,
}

macro_rules! milestones {
    ($($name:ident $id:literal $date:literal $exact:literal $effect:ident $standing:ident
       $document:ident $heading:literal: $sentence:literal;)*) => {
        /// Something that happened on a day.
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub enum Milestone {
            $(#[doc = $sentence] $name,)*
        }

        impl Milestone {
            /// Every milestone, earliest first.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its entry in the calendar.
            pub const fn entry(self) -> CalendarEntry {
                match self {
                    $(Self::$name => CalendarEntry {
                        id: $id,
                        date: $date,
                        exact: $exact,
                        sentence: $sentence,
                        document: Document::$document.title(),
                        heading: $heading,
                        standing: Standing::$standing,
                        effective: matches!(Effect::$effect, Effect::Effective),
                    },)*
                }
            }

            /// The moment from which on it holds.
            pub const fn date(self) -> Timestamp {
                match self {
                    $(Self::$name => const { time::midnight($date) },)*
                }
            }
        }
    };
}

// ASSUMPTION: where only a month is known its first day counts, unless a day is bounded.
milestones! {
    EmailScope "email-scope" "2016-11-10" true Effective Recovered EmailNarrowing "When is this happening?":
        "The scope for email addresses exists; until then the scope for people was enough.";
    EmailGrandfatherCut "email-grandfather-cut" "2017-01-04" true Effective Documented EmailNarrowing "Further narrowing access to user email field":
        "Apps created from this day on need the scope for email addresses; older ones keep them.";
    EventIds "event-ids" "2017-03-09" true Told Recovered Facts "(b) Events":
        "Events carry an id and a time.";
    EmailPlanRevised "email-plan-revised" "2017-04-01" false Told Documented EmailNarrowing "Further narrowing access to user email field":
        "The plan to end the exception for older apps is announced again.";
    EmailPlannedEnd "email-planned-end" "2017-07-05" true Told Documented EmailNarrowing "What's changing?":
        "The day on which the exception was to end. It passed without effect.";
    WorkspaceAppsAnnounced "workspace-apps-announced" "2017-07-19" true Effective Recovered Facts "(e) OAuth install":
        "Workspace apps are announced; there are none before.";
    PreviewBegan "preview-began" "2017-08-01" true Told Recovered Facts "(e) OAuth install":
        "The developer preview begins.";
    EmailNarrowed "email-narrowed" "2017-08-01" true Effective Documented EmailNarrowing "Further narrowing access to user email field":
        "The exception ends: user tokens need the scope, and bot tokens see no email address.";
    EmailRolledBack "email-rolled-back" "2017-08-02" true Effective Documented EmailNarrowing "Further narrowing access to user email field":
        "The change is taken back for user and bot tokens.";
    ChatWriteScope "chat-write-scope" "2018-01-11" true Effective Recovered Facts "(c) Scope catalogue":
        "One scope for posting replaces the one that named users, and grants move along.";
    RateTiers "rate-tiers" "2018-03-06" true Effective Recovered Facts "(a) Methods":
        "Methods are limited by tiers.";
    ListMethods "list-methods" "2018-04-17" true Effective Recovered Facts "(a) Methods":
        "The new exchange, and the lists of scopes and resources, come out.";
    MixedScope "mixed-scope" "2018-05-16" true Effective Recovered Facts "(a) Methods":
        "One request may no longer mix scopes of different types; the day lies between 4 and 16 May.";
    AppHomeMessages "app-home-messages" "2018-05-01" false Effective Recovered Facts "(b) Events":
        "Messages in the app's home have an event of their own.";
    SigningSecrets "signing-secrets" "2018-06-01" false Effective Recovered Facts "(b) Events":
        "What Slack posts is signed.";
    ConversationsScopes "conversations-scopes" "2018-06-21" true Effective Recovered Facts "(e) OAuth install":
        "One family of scopes covers all kinds of conversations.";
    UserAgency "user-agency" "2018-07-01" false Effective Recovered Facts "(e) OAuth install":
        "Apps can ask to act for a person.";
    OauthTokenPlannedEnd "oauth-token-planned-end" "2018-07-17" true Told Recovered Facts "(e) OAuth install":
        "The day on which the older exchange was to end. It did not.";
    EphemeralRefusal "ephemeral-refusal" "2018-08-01" false Effective Recovered Facts "(a) Methods":
        "Posting for one person's eyes where the app is not is refused for lack of permission.";
    AppHomeCreate "app-home-create" "2018-08-01" false Effective Recovered Facts "(e) OAuth install":
        "An app can open its home with a person by posting.";
    AppsUninstall "apps-uninstall" "2018-08-01" false Effective Recovered Facts "(e) OAuth install":
        "An app can uninstall itself.";
    EmailRescheduled "email-rescheduled" "2018-08-21" true Told Recovered Facts "(h) Email access (users:read.email)":
        "The next day on which the exception was to end. It was moved.";
    TokenRotation "token-rotation" "2018-08-30" true Effective Recovered Facts "(e) OAuth install":
        "Tokens can be made to live an hour and be renewed.";
    RevokedIsInvalid "revoked-is-invalid" "2018-09-01" false Told Recovered Facts "(e) OAuth install":
        "A token that is worth nothing is answered as invalid; a revoked one is told apart here all the same.";
    EmailRescheduledAgain "email-rescheduled-again" "2018-10-16" true Told Recovered Facts "(h) Email access (users:read.email)":
        "The last day that was ever named for the end of the exception.";
    PreviewEnded "preview-ended" "2018-11-01" false Effective Documented LegacyWorkspaceApps "Developer preview has ended":
        "The preview is over: no new workspace apps. The day lies in October or November.";
    CodeAlreadyUsed "code-already-used" "2020-01-01" false Effective Recovered Facts "(a) Methods":
        "A code that was exchanged before is told apart from one that never was.";
    RetirementAnnounced "retirement-announced" "2021-03-14" true Told Recovered Facts "(e) OAuth install":
        "The end of workspace apps is announced.";
    Retired "retired" "2021-08-24" true Effective Documented WorkingOnBehalfOfUsers "Workspace apps are deprecated":
        "Workspace apps are retired: their tokens are invalid and the Permissions API is gone.";
}

impl Milestone {
    /// Whether it holds at that moment.
    pub fn has_come(self, now: Timestamp) -> bool {
        now >= self.date()
    }
}
