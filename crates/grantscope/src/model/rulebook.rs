//! The rule book: every rule's identifier, sentence, document, heading and standing.
//!
//! The one place for a rule's words: coverage tables, the page and the bindings take them from
//! here by identifier. Not here: the rules themselves, which are in `access.rs` and `rules`.

use serde::{Deserialize, Serialize, Serializer};

/// How sure we are of a rule.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The documents say it.
    Documented,
    /// Other public material of the time says it.
    Recovered,
    /// Nobody says it; this is our best reading.
    Assumed,
}

/// Where a rule is written down.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Document {
    /// 000_2d3da42c3657f384.txt
    WorkingOnBehalfOfUsers,
    /// 001_da8ff31ae8236703.txt
    PermissionsApi,
    /// 002_092bebbe0adfac6f.txt
    UsersRequest,
    /// 003_ddcde49b587a50ab.txt
    LegacyWorkspaceApps,
    /// 004_44894a38fe7be042.txt
    EmailNarrowing,
    /// Recovered facts.
    Facts,
}

impl Document {
    /// Every document, in the order of their file names; the recovered facts come last.
    pub const ALL: [Self; 6] = [
        Self::WorkingOnBehalfOfUsers,
        Self::PermissionsApi,
        Self::UsersRequest,
        Self::LegacyWorkspaceApps,
        Self::EmailNarrowing,
        Self::Facts,
    ];

    /// The document's title.
    pub const fn title(self) -> &'static str {
        match self {
            Self::WorkingOnBehalfOfUsers => "Working on behalf of users",
            Self::PermissionsApi => "Permissions API",
            Self::UsersRequest => "apps.permissions.users.request",
            Self::LegacyWorkspaceApps => "Legacy: Workspace apps",
            Self::EmailNarrowing => "Further narrowing access to user email field",
            Self::Facts => "Recovered facts",
        }
    }

    /// The document's file name.
    pub const fn file(self) -> &'static str {
        match self {
            Self::WorkingOnBehalfOfUsers => "000_2d3da42c3657f384.txt",
            Self::PermissionsApi => "001_da8ff31ae8236703.txt",
            Self::UsersRequest => "002_092bebbe0adfac6f.txt",
            Self::LegacyWorkspaceApps => "003_ddcde49b587a50ab.txt",
            Self::EmailNarrowing => "004_44894a38fe7be042.txt",
            Self::Facts => "FACTS",
        }
    }
}

/// A rule's entry.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct RuleEntry {
    /// The identifier: `kick-excludes`.
    pub id: &'static str,
    /// The rule in one sentence of ours.
    pub sentence: &'static str,
    /// The title of the document it comes from.
    pub document: &'static str,
    /// The document's file name.
    pub file: &'static str,
    /// The heading there.
    pub heading: &'static str,
    /// How sure we are.
    pub standing: Standing,
}

/// The rules of one document.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Chapter {
    /// The document's title.
    pub document: &'static str,
    /// The document's file name.
    pub file: &'static str,
    /// Its rules, in the order of the book.
    pub rules: Vec<RuleEntry>,
}

/// The whole book: every rule once, document by document.
///
/// ```
/// let book = grantscope::rule_book();
/// assert_eq!(book[0].document, "Working on behalf of users");
/// assert_eq!(book[0].rules[0].document, book[0].document);
/// ```
pub fn rule_book() -> Vec<Chapter> {
    let chapter = |document: Document| {
        let entries = Rule::ALL.iter().map(|rule| rule.entry());
        let (title, file) = (document.title(), document.file());
        Chapter { document: title, file, rules: entries.filter(|it| it.file == file).collect() }
    };
    Document::ALL.into_iter().map(chapter).collect()
}

impl Rule {
    /// The rule of that identifier: `kick-excludes`.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.entry().id == id)
    }
}

macro_rules! rules {
    ($($name:ident $id:literal $standing:ident $document:ident $heading:literal: $sentence:literal;)*) => {
        /// A rule of the model.
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub enum Rule {
            $(#[doc = $sentence] $name,)*
        }

        impl Rule {
            /// Every rule, in the order of the book.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The rule's entry in the book.
            pub const fn entry(self) -> RuleEntry {
                match self {
                    $(Self::$name => RuleEntry {
                        id: $id,
                        sentence: $sentence,
                        document: Document::$document.title(),
                        file: Document::$document.file(),
                        heading: $heading,
                        standing: Standing::$standing,
                    },)*
                }
            }
        }
    };
}

rules! {
    ScopesTravel "scopes-travel" Documented PermissionsApi "OAuth permission scopes":
        "A scope counts everywhere and goes along to every resource that the app is granted.";
    ResourcesLimitScopes "resources-limit-scopes" Documented PermissionsApi "Resources":
        "A scope works only on resources that were granted.";
    WildcardCoversAll "wildcard-covers-all" Documented PermissionsApi "Wildcard resources":
        "A wildcard grants all of its kind, except what is excluded.";
    ExcludedSupersedesWildcard "excluded-supersedes-wildcard" Documented PermissionsApi "Wildcard exclusions":
        "What is excluded can be neither read nor written, whatever the wildcard says.";
    ExcludedAtInstall "excluded-at-install" Documented PermissionsApi "Wildcard exclusions":
        "A person may strike out some while granting all.";
    KickExcludes "kick-excludes" Documented PermissionsApi "Wildcard exclusions":
        "What the app was removed from joins excluded_ids.";
    MethodNeedsScope "method-needs-scope" Recovered Facts "(a) Methods":
        "A method needs one of its scopes.";
    NoScopeNeeded "no-scope-needed" Recovered Facts "(a) Methods":
        "This method needs no scope.";
    AppPostsAsItself "app-posts-as-itself" Recovered Facts "(a) Methods":
        "A workspace app always posts as itself.";
    AppOpensHomeByPosting "app-opens-home-by-posting" Documented LegacyWorkspaceApps "What was unique to workspace tokens?":
        "With a scope of its own, an app begins a direct message by posting to a person.";
    OnlyOwnMessages "only-own-messages" Recovered Facts "(a) Methods":
        "An app changes and deletes its own messages only.";
    EmailNeedsItsScope "email-needs-its-scope" Assumed EmailNarrowing "What's changing?":
        "An email address is shown only with the scope for email addresses.";
    NotForWorkspaceTokens "not-for-workspace-tokens" Recovered Facts "(i) Contradictions and ambiguities, with the best resolution":
        "This method is not open to tokens of such apps.";
    ArgumentsMustBeSound "arguments-must-be-sound" Recovered Facts "(a) Methods":
        "What a call names has to be there, and what it says has to make sense to the method.";
    MethodMustExist "method-must-exist" Assumed Facts "(a) Methods":
        "A call of a method that does not exist is refused.";
    PersonMustConsent "person-must-consent" Documented WorkingOnBehalfOfUsers "Working on behalf of users":
        "An app acts for a person only with a permission that this person gave.";
    HeaderNamesPerson "header-names-person" Documented WorkingOnBehalfOfUsers "Using Web API methods as a user":
        "The X-Slack-User header names the person whom the app acts for.";
    ActsAsPerson "acts-as-person" Documented WorkingOnBehalfOfUsers "Using Web API methods as a user":
        "What an app does for a person is done for and as that person.";
    ReminderTimes "reminder-times" Recovered Facts "(a) Methods":
        "A reminder comes at a moment, after a while, or again and again, said in figures or in words.";
    RemindersOfOthers "reminders-of-others" Recovered Facts "(a) Methods":
        "Somebody else can be reminded once, not by a guest; bots are never reminded.";
    OnlyOwnRemindersComplete "only-own-reminders-complete" Recovered Facts "(a) Methods":
        "A reminder is complete when the reminded person says so, and never if it comes again.";
    DndHours "dnd-hours" Recovered Facts "(a) Methods":
        "A person has hours in which they are not disturbed, which can be ended early.";
    SnoozeEndsByItself "snooze-ends-by-itself" Recovered Facts "(a) Methods":
        "A snooze lasts as many minutes as asked for, and is then over.";
    StatusExpires "status-expires" Recovered Facts "(a) Methods":
        "A custom status is gone when its time is over.";
    ProfilesOfOthers "profiles-of-others" Recovered Facts "(a) Methods":
        "Only an admin changes somebody else's profile, or an email address, and never another admin's.";
    IdentityByScope "identity-by-scope" Documented WorkingOnBehalfOfUsers "Identity scopes":
        "What the app is told of a person who signed in depends on the identity scopes they granted.";
    EmailInProfile "email-in-profile" Documented EmailNarrowing "What isn't changing?":
        "An email address is a part of the profile, for which another scope is enough.";
    DeactivationEndsAgency "deactivation-ends-agency" Assumed Facts "(g) User agency (X-Slack-User)":
        "A person whose account is deactivated is asked for nothing, and nobody acts for them any more.";
    InstallOutlivesInstaller "install-outlives-installer" Documented LegacyWorkspaceApps "What was unique to workspace tokens?":
        "The installation is owned by no person, so it outlives the account of whoever installed it.";
    ClosedToWorkspaceTokens "closed-to-workspace-tokens" Documented LegacyWorkspaceApps "Known issues":
        "A token of such an app cannot call this method, whatever its label says.";
    TokenNeeded "token-needed" Documented UsersRequest "Errors":
        "A call carries the app's token.";
    InstallGivesAppHome "install-gives-app-home" Documented PermissionsApi "A user installs your app for the first (or nth) time":
        "Installing always grants the app's own place with the person who installs.";
    InstallAsksConsent "install-asks-consent" Documented PermissionsApi "A user installs your app for the first (or nth) time":
        "OAuth shows the person what the app asks for; other permissions can wait for later.";
    InstallEffectiveAtExchange "install-effective-at-exchange" Assumed Facts "(e) OAuth install":
        "An OAuth install takes effect when the app exchanges its code.";
    CodeOnceWithinTenMinutes "code-once-within-ten-minutes" Assumed Facts "(e) OAuth install":
        "A code is exchanged once, within ten minutes.";
    ClientMustIdentify "client-must-identify" Recovered Facts "(a) Methods":
        "Exchanging a code takes the app's client id and secret.";
    RedirectUriRepeated "redirect-uri-repeated" Recovered Facts "(a) Methods":
        "An address that consent was asked with is named again at the exchange.";
    AttemptReported "attempt-reported" Recovered Facts "(i) Contradictions and ambiguities, with the best resolution":
        "oauth.token reports what this install granted, and nothing else.";
    TokenLivesAnHour "token-lives-an-hour" Recovered Facts "(e) OAuth install":
        "A token that is renewed lives sixty minutes; expired, it is answered as invalid.";
    RefreshTokenRenews "refresh-token-renews" Recovered Facts "(e) OAuth install":
        "The refresh token renews the token and stays the same.";
    IdentityAskedAlone "identity-asked-alone" Documented WorkingOnBehalfOfUsers "Identity scopes":
        "Scopes for signing in are asked for alone, without any others.";
    IdentityNeedsBasic "identity-needs-basic" Documented WorkingOnBehalfOfUsers "Identity scopes":
        "Email, avatar and workspace of a person who signs in are asked for along with who they are.";
    EmailAskedWithUsers "email-asked-with-users" Documented EmailNarrowing "How do I prepare?":
        "Email addresses are asked for along with the people they belong to, in the same attempt.";
    SingleWorkspaceInstall "single-workspace-install" Documented PermissionsApi "A user installs your app for the first (or nth) time":
        "Installed from its settings, where it is for nobody else, an app has its token at once, without OAuth.";
    WorkspaceOwnsInstallation "workspace-owns-installation" Documented LegacyWorkspaceApps "What was unique to workspace tokens?":
        "There is one installation, which no person owns; installing again adds to it.";
    UninstallTakesAll "uninstall-takes-all" Recovered Facts "(a) Methods":
        "An uninstalled app loses all it was granted, and its tokens are revoked.";
    RevokeEndsTokenOnly "revoke-ends-token-only" Recovered Facts "(a) Methods":
        "Revoking a token ends that token; the app stays installed.";
    RefusalInstallsNothing "refusal-installs-nothing" Recovered Facts "(e) OAuth install":
        "A person who refuses sends the app access_denied, and nothing else changes.";
    InvitationAddsResource "invitation-adds-resource" Documented PermissionsApi "A user adds your app to a resource":
        "A person who invites the app somewhere grants it that resource.";
    InvitationClearsExclusion "invitation-clears-exclusion" Assumed Facts "(d) Resource types, grants, wildcard, kick, app_home":
        "Inviting the app again lifts the exclusion.";
    RemovalTakesResource "removal-takes-resource" Documented PermissionsApi "A user removes your app from a resource":
        "Removed from a resource, the app loses it; its scopes no longer work there.";
    NewChannelsCovered "new-channels-covered" Assumed Facts "(d) Resource types, grants, wildcard, kick, app_home":
        "What comes about later is covered by a wildcard.";
    TurnedPrivateLeaves "turned-private-leaves" Assumed Facts "(d) Resource types, grants, wildcard, kick, app_home":
        "What turns private is public no more: the app loses it until it is invited anew.";
    ArchivedIsClosed "archived-is-closed" Recovered Facts "(a) Methods":
        "What is archived takes neither messages nor invitations, but can be read.";
    CreatedWithPeople "created-with-people" Recovered Facts "(a) Methods":
        "An app makes a conversation together with people, from one to thirty, and is in it.";
    OnlyCreatorChanges "only-creator-changes" Recovered Facts "(a) Methods":
        "An app archives, renames and fills only conversations that it made.";
    SlashCommandAddsResources "slash-command-adds-resources" Documented PermissionsApi "resources_added":
        "Adding the app's slash command somewhere adds the app there, a dozen times at once if need be.";
    AppHomeOpensUnasked "app-home-opens-unasked" Documented PermissionsApi "resources_added":
        "A person who opens the app's own place with them gives it the base grant, and the app is not asked.";
    AppHomeMessagesNeedNoScope "app-home-messages-need-no-scope" Documented PermissionsApi "Your app's home":
        "Messages in the app's own place are told by an event that needs no further scope.";
    SlashCommandGivesTrigger "slash-command-gives-trigger" Documented PermissionsApi "Request permissions with apps.permissions.request":
        "A slash command gives the app a trigger_id.";
    DialogGivesTrigger "dialog-gives-trigger" Documented UsersRequest "Arguments":
        "A dialog that a person sends off gives the app a trigger_id.";
    DialogNeedsTrigger "dialog-needs-trigger" Recovered Facts "(a) Methods":
        "A dialog is opened with a trigger_id, and says what it asks for.";
    InteractionGivesTrigger "interaction-gives-trigger" Documented PermissionsApi "Request permissions with apps.permissions.request":
        "An app can ask only after a person did something that gives it a trigger_id.";
    TriggerOnce "trigger-once" Documented UsersRequest "Errors":
        "A trigger_id is exchanged once.";
    TriggerThreeSeconds "trigger-three-seconds" Recovered Facts "(f) Progressive permission flow":
        "A trigger_id lives three seconds.";
    ExpiredTriggerIsInvalid "expired-trigger-is-invalid" Assumed Facts "(f) Progressive permission flow":
        "A trigger_id that came too late is answered as invalid.";
    UnknownScopeRefused "unknown-scope-refused" Documented UsersRequest "Errors":
        "Scopes that do not exist, or that such apps may not ask for, are refused.";
    ScopeTypesNotMixed "scope-types-not-mixed" Recovered Facts "(i) Contradictions and ambiguities, with the best resolution":
        "One request may not mix scopes of different types.";
    UserScopesAskedApart "user-scopes-asked-apart" Documented WorkingOnBehalfOfUsers "Asking for permission in Slack with the Permissions API":
        "Permission to act for a person is asked for by a method of its own.";
    AskedPersonIsBehindTrigger "asked-person-is-behind-trigger" Assumed Facts "(f) Progressive permission flow":
        "Only the person behind the trigger can be asked to let the app act for them.";
    AnyPersonMayConsent "any-person-may-consent" Documented WorkingOnBehalfOfUsers "Asking for permission in Slack with the Permissions API":
        "Anyone there can let the app act for them.";
    UserDenialTold "user-denial-told" Documented WorkingOnBehalfOfUsers "Tracking permissions over time":
        "A person who declines to let the app act for them is told of by an event.";
    PersonMayTakeBack "person-may-take-back" Documented WorkingOnBehalfOfUsers "Tracking permissions over time":
        "A person can take back all that they let the app do for them, and the app is told.";
    RequestShowsDialog "request-shows-dialog" Documented UsersRequest "Response":
        "An ok means that the person sees the dialog, not that they agreed.";
    ApprovalGrantsScopes "approval-grants-scopes" Documented PermissionsApi "scope_granted":
        "Approved scopes are added to what the app holds, and the app is told.";
    ApprovalAddsResources "approval-adds-resources" Documented PermissionsApi "Your app is awarded or rejected those permissions":
        "An approval can add resources, which the app is told like any other.";
    DenialTold "denial-told" Documented PermissionsApi "scope_denied":
        "A denial changes nothing but is told.";
    NoAnswerNoEvent "no-answer-no-event" Documented UsersRequest "Response":
        "While nobody answers, no event is sent.";
    EventsNeedSubscription "events-need-subscription" Documented PermissionsApi "A user adds your app to a resource":
        "An app hears only of events it subscribed to.";
    EventsRetried "events-retried" Recovered Facts "B4. Delivery":
        "An event that the app does not answer well is posted again: at once, after one minute and after five.";
    RetriesEnd "retries-end" Recovered Facts "B4. Delivery":
        "After the third retry an event is lost to the app.";
    NoRetryHeader "no-retry-header" Recovered Facts "B4. Delivery":
        "An app that answers with X-Slack-No-Retry is not sent the event again.";
    OnlyEventsRetried "only-events-retried" Assumed Facts "B4. Delivery":
        "Interactions and slash commands that the app does not answer are not posted again.";
    UrlVerification "url-verification" Recovered Facts "B2. Permission events":
        "A request URL is challenged when it is saved, and has three seconds to say the challenge back.";
    SignatureV0 "signature-v0" Recovered Facts "B4. Delivery":
        "What is posted to the app is signed: HMAC-SHA256, by the signing secret, over version, timestamp and body.";
    SignatureExpires "signature-expires" Recovered Facts "B4. Delivery":
        "A signature that is older than five minutes is refused.";
    LookupsNeedNoScope "lookups-need-no-scope" Documented PermissionsApi "Examine current permissions":
        "An app may look up its own permissions at any time.";
    OnlyInfoTellsWildcards "only-info-tells-wildcards" Documented PermissionsApi "Wildcard resources":
        "Only apps.permissions.info tells wildcards and exclusions.";
    WorkspaceAppsRetired "workspace-apps-retired" Documented WorkingOnBehalfOfUsers "Workspace apps are deprecated":
        "From retirement day on the app's tokens are invalid and the Permissions API is gone.";
    MethodsComeWithTime "methods-come-with-time" Recovered Facts "(e) OAuth install":
        "A method can be called from the day on which it came out.";
    DeletedIsInactive "deleted-is-inactive" Documented UsersRequest "Errors":
        "Once everything was deleted the app's token is inactive.";
    FaultsOnScript "faults-on-script" Documented UsersRequest "Errors":
        "Some errors come from what no small world has: they are put on the script by hand.";
    ClassicTokensKeptOut "classic-tokens-kept-out" Documented PermissionsApi "Permissions API Overview":
        "The Permissions API takes workspace tokens only.";
    BotsKeptOut "bots-kept-out" Documented UsersRequest "Errors":
        "Some methods cannot be called by a bot.";
    ClassicScopesCount "classic-scopes-count" Recovered Facts "(h) Email access (users:read.email)":
        "A classic token may do what its scopes say; there are no resources.";
    ClassicSignIn "classic-sign-in" Documented WorkingOnBehalfOfUsers "Known issues":
        "The classic way to sign in with Slack still works.";
    EmailForOlderApps "email-for-older-apps" Documented EmailNarrowing "Further narrowing access to user email field":
        "Apps created before the cut keep seeing email addresses with the scope for people alone.";
    EmailNarrowedForAll "email-narrowed-for-all" Documented EmailNarrowing "Further narrowing access to user email field":
        "While the change was in force only the scope for email addresses showed them.";
    EmailRolledBack "email-rolled-back" Documented EmailNarrowing "Further narrowing access to user email field":
        "After a day the change was taken back for user and bot tokens.";
    EmailOfBots "email-of-bots" Documented EmailNarrowing "What's changing?":
        "Bot tokens see email addresses without asking for them, but for the time of the change.";
    UserScopesUnreported "user-scopes-unreported" Documented WorkingOnBehalfOfUsers "Known issues":
        "The answer of oauth.access leaves out scopes that a person granted for themselves.";
    AuthorizingUserTold "authorizing-user-told" Documented WorkingOnBehalfOfUsers "Asking during installation":
        "The answer of oauth.access names the person who authorized.";
    AllScopesReported "all-scopes-reported" Recovered Facts "(i) Contradictions and ambiguities, with the best resolution":
        "oauth.access reports all scopes held, not just those of this install.";
    ArgumentNamesPlain "argument-names-plain" Documented UsersRequest "Errors":
        "An argument's name has letters, digits and underscores, and is not very long.";
    NoArrayArguments "no-array-arguments" Recovered Facts "(a) Methods":
        "An argument's name has no brackets: lists are no arguments.";
    CharsetKnown "charset-known" Documented UsersRequest "Errors":
        "A body is written in utf-8 or iso-8859-1.";
    FormDataSound "form-data-sound" Documented UsersRequest "Errors":
        "A body that says it is a form has to be one.";
    PostTypeKnown "post-type-known" Documented UsersRequest "Errors":
        "A body is JSON, a form, a form in parts, or plain text.";
    PostTypeNamed "post-type-named" Documented UsersRequest "Errors":
        "A body comes with a header that says of which type it is.";
    PostDataComplete "post-data-complete" Documented UsersRequest "Errors":
        "A body is as long as was announced.";
    JsonSound "json-sound" Recovered Facts "(a) Methods":
        "A body that says it is JSON has to be a JSON object.";
    JsonWhereTaken "json-where-taken" Documented UsersRequest "Arguments":
        "JSON is taken by some methods only, and this one takes forms.";
    CharsetRecommended "charset-recommended" Documented UsersRequest "Warnings":
        "A body that is no form should name its charset; without it the answer warns.";
    CharsetSuperfluous "charset-superfluous" Documented UsersRequest "Warnings":
        "A form should not name its charset; where it does the answer warns.";
    RequiredArguments "required-arguments" Documented UsersRequest "Arguments":
        "An argument that a method requires has to be there.";
    AddressAllowed "address-allowed" Documented UsersRequest "Errors":
        "A token is invalid where it is used from an address that is not allowed.";
    ReplacedTokenWorthless "replaced-token-worthless" Assumed Facts "(e) OAuth install":
        "A token that another one replaced is answered as invalid.";
    ResponseUrl "response-url" Recovered Facts "(f) Progressive permission flow":
        "What a person did by a click or a command the app may answer up to five times in half an hour, without a scope.";
    RateTiers "rate-tiers" Recovered Facts "(a) Methods":
        "A method may be called so many times a minute, as its tier says; what comes beyond has to wait.";
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.entry().id)
    }
}
