//! Slack's error codes: one table.
//!
//! Not here: which call is answered by which (`rules`).
//!
//! Source: 002_092bebbe0adfac6f.txt, Errors; FACTS, section a (A0 to A5).

use serde::{Deserialize, Serialize, Serializer};

macro_rules! errors {
    ($($name:ident $code:literal: $meaning:literal;)*) => {
        /// An error code of Slack's.
        #[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
        pub enum ApiError {
            $(
                #[doc = $meaning]
                #[serde(rename = $code)]
                $name,
            )*
        }

        impl ApiError {
            /// Every error, by code.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Slack's code.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }
        }

        impl Serialize for ApiError {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }
    };
}

errors! {
    AccountInactive "account_inactive": "The token is for a deleted user or workspace.";
    AlreadyArchived "already_archived": "The conversation is archived already.";
    AlreadyInChannel "already_in_channel": "The person is in the conversation already.";
    AlreadyPinned "already_pinned": "It is pinned already.";
    AlreadyReacted "already_reacted": "The app reacted so already.";
    AsUserNotSupported "as_user_not_supported": "A workspace app always posts as itself.";
    BadClientSecret "bad_client_secret": "The secret is not the app's.";
    BadRedirectUri "bad_redirect_uri": "The address to come back to is not the one that consent was asked with.";
    BadTimestamp "bad_timestamp": "The time names no message.";
    BotNotFound "bot_not_found": "There is no such bot.";
    CannotAddBot "cannot_add_bot": "A bot cannot be reminded.";
    CannotAddOthers "cannot_add_others": "A guest reminds nobody else.";
    CannotAddOthersRecurring "cannot_add_others_recurring": "Nobody else can be reminded again and again.";
    CannotAddSlackbot "cannot_add_slackbot": "Slackbot cannot be reminded.";
    CannotCompleteOthers "cannot_complete_others": "Only the reminded person completes a reminder.";
    CannotCompleteRecurring "cannot_complete_recurring": "A reminder that comes again is never complete.";
    CannotFindChannel "cannot_find_channel": "There is no such conversation to unfold a link in.";
    CannotFindMessage "cannot_find_message": "There is no such message to unfold a link of.";
    CannotParse "cannot_parse": "The time is no time.";
    CannotParseAttachment "cannot_parse_attachment": "What a link unfolds to is no attachment.";
    CannotUnfurlUrl "cannot_unfurl_url": "The link cannot be unfolded.";
    CannotUpdateAdminUser "cannot_update_admin_user": "An admin's profile is changed by themselves only.";
    CantArchiveGeneral "cant_archive_general": "The general channel cannot be archived.";
    CantDelete "cant_delete": "The comment to be deleted is somebody else's.";
    CantDeleteMessage "cant_delete_message": "The message to be deleted is somebody else's.";
    CantEdit "cant_edit": "The comment to be changed is somebody else's.";
    CantInvite "cant_invite": "The person cannot be invited.";
    CantInviteSelf "cant_invite_self": "An app cannot invite itself.";
    CantUpdateMessage "cant_update_message": "The message to be changed is somebody else's.";
    ChannelNotFound "channel_not_found": "There is no such conversation.";
    ClientIdTokenMismatch "client_id_token_mismatch": "The token is of another app.";
    CodeAlreadyUsed "code_already_used": "The code was exchanged before.";
    EkmAccessDenied "ekm_access_denied": "Administrators have suspended posting.";
    ExpiredUrl "expired_url": "The address to answer at is too old, or was never given out.";
    FatalError "fatal_error": "Something broke on the way.";
    FileCommentNotFound "file_comment_not_found": "There is no such comment.";
    FileDeleted "file_deleted": "The file was deleted.";
    FileNotFound "file_not_found": "There is no such file.";
    InternalError "internal_error": "Something broke on the way, likely not for long.";
    InvalidArgName "invalid_arg_name": "The name of an argument is no name.";
    InvalidArguments "invalid_arguments": "An argument that must be there is not.";
    InvalidArrayArg "invalid_array_arg": "An argument is a list where a text belongs.";
    InvalidAuth "invalid_auth": "The token is none that was issued.";
    InvalidChannel "invalid_channel": "There is no such conversation to share a file in.";
    InvalidCharset "invalid_charset": "The charset is neither `utf-8` nor `iso-8859-1`.";
    InvalidClientId "invalid_client_id": "No app has this client id.";
    InvalidCode "invalid_code": "The code was never issued, was used before, or is too old.";
    InvalidCursor "invalid_cursor": "The cursor was never given out.";
    InvalidFormData "invalid_form_data": "The form is no form.";
    InvalidJson "invalid_json": "The body is no JSON.";
    InvalidLimit "invalid_limit": "The limit is no number that can be.";
    InvalidName "invalid_name": "The name cannot be.";
    InvalidNameMaxlength "invalid_name_maxlength": "The name is too long.";
    InvalidNamePunctuation "invalid_name_punctuation": "The name has nothing but punctuation.";
    InvalidNameRequired "invalid_name_required": "There is no name.";
    InvalidNameSpecials "invalid_name_specials": "The name has letters that names do not have.";
    InvalidPostType "invalid_post_type": "The body is of a type that the method does not take.";
    InvalidProfile "invalid_profile": "The profile is no profile.";
    InvalidScope "invalid_scope": "A scope does not exist, or is not for workspace apps.";
    InvalidToken "invalid_token": "The refresh token is worth nothing.";
    InvalidTrigger "invalid_trigger": "The trigger was never issued, or came too late.";
    InvalidTriggerId "invalid_trigger_id": "The trigger was never issued, or came too late: the other spelling.";
    InvalidTsLatest "invalid_ts_latest": "The end of the time is no time.";
    InvalidTsOldest "invalid_ts_oldest": "The beginning of the time is no time.";
    InvalidTypes "invalid_types": "There is no such type of conversation.";
    InvalidUser "invalid_user": "The person is not the one who can be asked.";
    InvalidUsers "invalid_users": "Not everybody named is there.";
    IsArchived "is_archived": "The conversation is archived.";
    IsBot "is_bot": "The method is closed to bots.";
    JsonNotObject "json_not_object": "The JSON is no object.";
    MessageNotFound "message_not_found": "There is no such message.";
    MethodDeprecated "method_deprecated": "The method is gone.";
    MethodNotSupportedForChannelType "method_not_supported_for_channel_type": "Conversations of this kind do not do this.";
    MissingDialog "missing_dialog": "A trigger came without a dialog.";
    MissingDuration "missing_duration": "There is no duration.";
    MissingPostType "missing_post_type": "There is a body without a type.";
    MissingScope "missing_scope": "The app holds no scope for this.";
    MissingTrigger "missing_trigger": "A dialog came without a trigger.";
    MissingUnfurls "missing_unfurls": "There is nothing to unfold links to.";
    MixedScope "mixed_scope": "Scopes of different types in one request.";
    MsgTooLong "msg_too_long": "There is too much to post.";
    NameTaken "name_taken": "Another conversation has the name.";
    NoChannel "no_channel": "There is no name.";
    NoComment "no_comment": "There is no comment.";
    NoItemSpecified "no_item_specified": "Nothing is named.";
    NoPermission "no_permission": "The app holds a scope, but was not granted the resource.";
    NoReaction "no_reaction": "The app did not react so.";
    NoText "no_text": "There is nothing to post.";
    NotAdmin "not_admin": "Only an admin changes the profile of somebody else.";
    NotAllowedTokenType "not_allowed_token_type": "The method takes no token of this kind.";
    NotAppAdmin "not_app_admin": "Only few change the profile of a bot.";
    NotArchived "not_archived": "The conversation is not archived.";
    NotAuthed "not_authed": "No token came with the call.";
    NotAuthorized "not_authorized": "The app did not make the conversation.";
    NotFound "not_found": "There is no such reminder.";
    NotInChannel "not_in_channel": "The app is not in the conversation.";
    NotPinned "not_pinned": "It is not pinned.";
    OrgLoginRequired "org_login_required": "The workspace moves to an organization.";
    ProfileSetFailed "profile_set_failed": "The profile could not be changed.";
    Ratelimited "ratelimited": "There were too many calls.";
    RequestTimeout "request_timeout": "The body was cut off.";
    ReservedName "reserved_name": "The name belongs to Slack.";
    RestrictedAction "restricted_action": "The workspace's settings forbid it.";
    ServiceUnavailable "service_unavailable": "The service is down.";
    SnoozeEndFailed "snooze_end_failed": "The snooze could not be ended.";
    SnoozeFailed "snooze_failed": "The snooze could not be set.";
    SnoozeNotActive "snooze_not_active": "Nothing is snoozed.";
    TeamAddedToOrg "team_added_to_org": "The workspace joins an organization.";
    ThreadNotFound "thread_not_found": "There is no such thread.";
    TokenRevoked "token_revoked": "The token was revoked, or the app is gone.";
    TooLong "too_long": "It is too long.";
    TooManyAttachments "too_many_attachments": "There are too many attachments.";
    TriggerExchanged "trigger_exchanged": "The trigger was used before.";
    TriggerExpired "trigger_expired": "The trigger came too late for a dialog.";
    UnknownError "unknown_error": "Something went wrong that has no name.";
    UnknownMethod "unknown_method": "There is no method of that name.";
    UnknownType "unknown_type": "There is no such type of file.";
    UsedUrl "used_url": "The address to answer at was used as often as it may be.";
    UserNotFound "user_not_found": "There is no such person.";
    UserNotInChannel "user_not_in_channel": "The person is not in the conversation.";
    UserNotSpecified "user_not_specified": "The header that names a person is missing.";
    UserNotVisible "user_not_visible": "The person cannot be seen.";
    UsersNotFound "users_not_found": "Nobody has the address.";
    ValidationErrors "validation_errors": "The dialog lacks something.";
}
