//! What "Permissions API" says, statement by statement, in our words.
//!
//! Source: 001_da8ff31ae8236703.txt, all of it.

use super::{Section, Seed, nothing, says, section, tested};

#[rustfmt::skip]
const SECTIONS: &[Section] = &[
    section("Permissions API", &[
        says("Whether it asks for permissions bit by bit or all at once, an app manages them by the Permissions API.", "install-asks-consent, interaction-gives-trigger"),
    ]),
    section("Developer preview", &[
        says("Workspace apps are in developer preview.", "calendar/preview-ended"),
        says("They may be installed as internal integrations, or distributed to other workspaces.", "single-workspace-install, install-asks-consent"),
        nothing("They are not taken into the app directory.", "the model has no directory"),
    ]),
    section("Permissions API Overview", &[
        says("Capabilities are what an app can do in a workspace: slash commands, interactive messages. Not all of them take a scope.", "slash-command-gives-trigger, interaction-gives-trigger"),
        says("Privileges are what it is allowed to do, such as knowing people or reading history. Typically each takes a scope.", "method-needs-scope"),
        says("Scopes count for the whole workspace and travel to every resource that is granted.", "scopes-travel"),
        says("Resources are where it may act, and on what: channels, direct messages, the workspace.", "resources-limit-scopes"),
        says("The Permissions API is a handful of methods and of events: they tell of changes, and let the app ask for more.", "lookups-need-no-scope, events-need-subscription, interaction-gives-trigger"),
        says("A distributed app is still installed by OAuth 2.0.", "single-workspace-install"),
        says("The Permissions API takes workspace tokens.", "classic-tokens-kept-out"),
        says("It takes no tokens of classic users and bots, nor of legacy custom integrations.", "classic-tokens-kept-out"),
    ]),
    section("Flow and states", &[
        says("OAuth and the Permissions API work together, in a lifecycle that has no end and no fixed order.", "workspace-owns-installation, interaction-gives-trigger"),
    ]),
    section("A user installs your app for the first (or nth) time", &[
        says("An app is installed by OAuth, or straight into a single workspace.", "install-asks-consent, single-workspace-install"),
        says("It may be installed again.", "workspace-owns-installation"),
        says("By default it asks the person who installs for a direct message with them.", "install-gives-app-home"),
        says("More may be asked for now, or later.", "install-asks-consent"),
    ]),
    section("A user adds your app to a resource", &[
        says("While installing, or at any time later, a person may add the app to a resource.", "resources-limit-scopes, invitation-adds-resource"),
        says("They may invite it to a public or private channel.", "invitation-adds-resource"),
        says("They may add its slash command to a channel.", "slash-command-adds-resources"),
        says("They may find it in the sidebar.", "app-home-opens-unasked"),
        says("`resources_added` tells an app that subscribed to it.", "events-need-subscription, invitation-adds-resource"),
    ]),
    section("A user removes your app from a resource", &[
        says("Any app may be asked to leave, or be removed in another way.", "removal-takes-resource"),
        says("Its scopes and access no longer apply there, and `resources_removed` tells it if it subscribed.", "removal-takes-resource, events-need-subscription"),
    ]),
    section("Your app requests additional permissions", &[
        says("An app may suggest in conversation that it could do more.", "interaction-gives-trigger"),
        says("It cannot ask out of the blue.", "interaction-gives-trigger"),
        nothing("That suits paid and experimental features, and change over time.", "advice on what to ask for"),
    ]),
    section("Your app is awarded or rejected those permissions", &[
        says("Asking is not enough: a person grants or rejects.", "request-shows-dialog, approval-grants-scopes, denial-told"),
        says("The app gains resources, and is told as if it had been added to them.", "approval-adds-resources"),
    ]),
    section("Your app waits for stuff to happen", &[
        says("Meanwhile the app works with what it has, and waits for a change.", "no-answer-no-event"),
        says("It may call `apps.permissions.resources.list` and `apps.permissions.scopes.list` now and then.", "lookups-need-no-scope"),
    ]),
    section("Resources", &[
        says("A scope governs what the app can do with a set of resources.", "resources-limit-scopes"),
        says("A resource is one direct message, one private channel, or a wildcard.", "resources-limit-scopes, wildcard-covers-all"),
        says("`channel`: public channels.", "resources-limit-scopes, invitation-adds-resource"),
        says("`im`: direct messages.", "resources-limit-scopes"),
        says("`mpim`: direct messages of several people.", "resources-limit-scopes"),
        says("`group`: private channels.", "resources-limit-scopes, invitation-adds-resource"),
        says("`team`: the workspace, and who is in it.", "resources-limit-scopes, approval-adds-resources"),
        says("Users and files are to follow; users did.", "person-must-consent"),
    ]),
    section("Wildcard resources", &[
        says("With a wildcard a person adds the app to all resources of a kind.", "wildcard-covers-all"),
        says("Only public channels have a wildcard.", "wildcard-covers-all"),
        says("Channels that were excluded are left out of it.", "excluded-supersedes-wildcard"),
        says("`apps.permissions.info` tells how the wildcard stands.", "only-info-tells-wildcards"),
        says("The sample lets the app read (`channels:history`) and post (`chat:write`) in all public channels but `C01234BCD`.", "wildcard-covers-all, excluded-supersedes-wildcard"),
    ]),
    section("Wildcard exclusions", &[
        says("Of an excluded resource nothing can be read or written.", "excluded-supersedes-wildcard"),
        says("People may strike out channels while installing, even under a wildcard.", "excluded-at-install"),
        says("`apps.permissions.info` lists them in `excluded_ids`.", "only-info-tells-wildcards"),
        says("They come before what a wildcard grants.", "excluded-supersedes-wildcard"),
        says("A channel that the app is kicked from, or has to leave, joins them.", "kick-excludes"),
    ]),
    section("OAuth permission scopes", &[
        says("Workspace apps need OAuth 2.0 scopes like any other app.", "method-needs-scope"),
        says("A scope counts for the whole workspace; where it works depends on the resources that were granted.", "scopes-travel, resources-limit-scopes"),
        says("`chat:write` and `channels:history` travel to any channel that the app may use, such as #general.", "scopes-travel"),
        says("Only the scopes that are labelled for workspace tokens work with workspace apps; they are listed elsewhere.", "unknown-scope-refused"),
        nothing("The scopes are still being refined during the preview.", "it does not say which"),
    ]),
    section("Monitoring change with the Events API", &[
        says("An app subscribes to the events that tell of its permissions.", "events-need-subscription"),
        says("These events take no scope.", "denial-told, app-home-opens-unasked"),
    ]),
    section("resources_added", &[
        says("`resources_added` may come at any time.", "app-home-opens-unasked, slash-command-adds-resources"),
        says("A person may come across the app and begin a conversation.", "app-home-opens-unasked"),
        says("A person may add its slash command to a dozen channels.", "slash-command-adds-resources"),
        says("A direct message opens without asking the app, and gives it the base grant to converse, as from an installer.", "app-home-opens-unasked"),
        tested("Around an event stand `token`, `team_id`, `api_app_id`, `type` (`event_callback`), an empty `authed_teams`, `event_id` and `event_time`.", "facts::an_envelope_has_the_fields_of_the_documents_sample"),
        says("The first sample adds one public channel, by its `resource_id`, with `channels:read`.", "invitation-adds-resource"),
        says("The second sample adds the workspace, with `users:read`: the app may list people and look them up.", "approval-adds-resources, method-needs-scope"),
        says("There the resource's type is `workspace`, which the text calls `team`.", "dialect/workspace_resource"),
    ]),
    section("resources_removed", &[
        says("Users and admins remove the app from channels and other conversations.", "removal-takes-resource"),
        nothing("One day they may take away single permissions.", "a hope: nobody could"),
        says("`resources_removed` tells which grants are gone.", "removal-takes-resource, events-need-subscription"),
        says("The sample takes away one public channel, with `channels:read`.", "removal-takes-resource"),
    ]),
    section("scope_granted", &[
        says("`scope_granted` tells that a person approved scopes.", "approval-grants-scopes"),
        says("Often `resources_added` comes along with it, depending on the scopes.", "approval-adds-resources"),
    ]),
    section("scope_denied", &[
        says("`scope_denied` tells that a person declined what was asked (misprinted `apps.permission.request`).", "denial-told"),
    ]),
    section("Progressive permissions", &[
        says("An app asks for everything at installation, or bit by bit.", "install-asks-consent, interaction-gives-trigger"),
    ]),
    section("Methods for the Web API", &[
        says("Workspace tokens have methods to look up what they hold, and to ask for more with a `trigger_id`.", "lookups-need-no-scope, request-shows-dialog"),
    ]),
    section("Examine current permissions", &[
        says("`apps.permissions.resources.list` and `apps.permissions.scopes.list` tell at any time all scopes and resources that the token has.", "lookups-need-no-scope"),
    ]),
    section("Your app's home", &[
        says("An `app_home` is a direct message of the app with a person, who finds it in the sidebar below Apps.", "install-gives-app-home, app-home-opens-unasked"),
        says("Its resources are those direct messages, its scopes what the app may do there.", "app-home-opens-unasked, resources-limit-scopes"),
        says("`message.app_home` tells what people write there, and takes no further scope.", "app-home-messages-need-no-scope"),
    ]),
    section("Request permissions with apps.permissions.request", &[
        says("`apps.permissions.request` asks for more; success shows a dialog to the person it is meant for, with the scopes and where they apply.", "request-shows-dialog"),
        says("It takes a `trigger_id`, which only a slash command or an action on an interactive message gives.", "slash-command-gives-trigger, interaction-gives-trigger"),
        says("So a person has to act first: a button, a menu, a slash command.", "interaction-gives-trigger, slash-command-gives-trigger"),
    ]),
    section("Events for the Events API", &[
        nothing("(The heading stands alone.)", "the list below it is lost"),
    ]),
    section("Triggers and how to find them", &[
        nothing("More is told of triggers elsewhere.", "a link"),
    ]),
];

/// The seed, and every name in it.
pub(super) const SEED: Seed = Seed {
    title: "Permissions API",
    file: "001_da8ff31ae8236703.txt",
    sections: SECTIONS,
    methods: &[
        "apps.permissions.info",
        "apps.permissions.request",
        "apps.permissions.resources.list",
        "apps.permissions.scopes.list",
    ],
    events: &[
        "message.app_home",
        "resources_added",
        "resources_removed",
        "scope_denied",
        "scope_granted",
    ],
    scopes: &["channels:history", "channels:read", "chat:write", "users:read"],
    errors: &[],
    others: &[
        "`api_app_id`",
        "`app_home`",
        "`authed_teams`",
        "`channel`",
        "`event_callback`",
        "`event_id`",
        "`event_time`",
        "`excluded_ids`",
        "`group`",
        "`im`",
        "`mpim`",
        "`resource_id`",
        "`team`",
        "`team_id`",
        "`token`",
        "`trigger_id`",
        "`workspace`",
    ],
};
