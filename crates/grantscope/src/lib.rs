//! An executable model of Slack's legacy workspace apps.
