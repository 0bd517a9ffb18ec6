//! What "Legacy: Workspace apps" says, statement by statement, in our words.
//!
//! Source: 003_ddcde49b587a50ab.txt, all of it.

use super::{Section, Seed, nothing, says, section, tested};

#[rustfmt::skip]
const SECTIONS: &[Section] = &[
    section("Developer preview has ended", &[
        says("The developer preview of workspace apps has ended.", "calendar/preview-ended"),
        nothing("Its parts are to reach existing and new apps in phases.", "a promise to the readers of that time"),
        says("Workspace apps may be installed as internal integrations, or distributed.", "single-workspace-install, install-asks-consent"),
        nothing("They are no longer taken into the app directory.", "the model has no directory"),
        nothing("Feedback set the direction: creating an app has to become simpler.", "addressed to the readers of that time"),
        says("The umbrella scopes `conversations:*` came with workspace tokens.", "method-needs-scope"),
        says("Token rotation came with workspace tokens.", "refresh-token-renews"),
        nothing("Both are to reach classic apps.", "a promise to the readers of that time"),
        says("No workspace app can be created any more.", "calendar/preview-ended"),
        says("Those that are there can be distributed by Add to Slack and OAuth.", "install-asks-consent"),
    ]),
    section("Read the documentation", &[
        says("Scopes and methods that support workspace tokens bear a label, the others do not.", "unknown-scope-refused, not-for-workspace-tokens"),
    ]),
    section("What was unique to workspace tokens?", &[
        says("An app is installed on the workspace, which owns the installation.", "workspace-owns-installation, install-outlives-installer"),
        says("Once installed, it is added to public and private channels, direct messages and other conversations.", "invitation-adds-resource"),
        says("It has one token in a workspace, for all that it holds at the time.", "workspace-owns-installation, approval-grants-scopes"),
        says("Once installed, it can open a direct message with the person who installed it.", "install-gives-app-home"),
        says("It can ask for more in conversation, without being installed again.", "interaction-gives-trigger, approval-grants-scopes"),
        says("Scopes are granted for the whole workspace; the app is limited to the resources that it was granted.", "scopes-travel, resources-limit-scopes"),
        says("Its token can be rotated by a program.", "refresh-token-renews"),
        tested("A link can lead into Slack, and into conversations with the app.", "pages::links_lead_into_the_workspace"),
        says("Sign in with Slack works with workspace apps.", "identity-by-scope, identity-asked-alone"),
        says("It can do a few things for people.", "person-must-consent, acts-as-person"),
        says("With `conversations.app_home:create` it begins a conversation by posting to a person with `chat.postMessage`.", "app-opens-home-by-posting"),
    ]),
    section("Stay tuned", &[
        nothing("The platform goes on elsewhere.", "addressed to the readers of that time"),
    ]),
    section("Known issues", &[
        says("Workspace tokens cannot call `auth.test` yet.", "closed-to-workspace-tokens"),
        tested("`X-OAuth-Scopes` and `X-Accepted-OAuth-Scopes` do not list the scopes of a workspace app, and may never do so.", "front_door::an_answer_is_200_and_json_and_says_nothing_of_scopes"),
        says("Some scopes that are labelled for workspace tokens do not support them.", "closed-to-workspace-tokens, unknown-scope-refused"),
        says("Some methods that are labelled for workspace tokens do not support them.", "closed-to-workspace-tokens, not-for-workspace-tokens"),
    ]),
];

/// The seed, and every name in it.
pub(super) const SEED: Seed = Seed {
    title: "Legacy: Workspace apps",
    file: "003_ddcde49b587a50ab.txt",
    sections: SECTIONS,
    methods: &["auth.test", "chat.postMessage"],
    events: &[],
    scopes: &["conversations.app_home:create"],
    errors: &[],
    others: &["`conversations:*`", "`X-OAuth-Scopes`", "`X-Accepted-OAuth-Scopes`"],
};
