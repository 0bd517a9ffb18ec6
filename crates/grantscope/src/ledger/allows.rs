//! Questions of yes or no, from texts or from what was parsed before, answered from the ledger's table.
//!
//! Not here: the decision itself (`model/access.rs`), and what each class of ids is answered (`answers.rs`).

use super::Ledger;
use super::answers::OfMethod;
use crate::model::{KindSet, Method, Needs, SlackId, Target, UserId, WIDE, pack};

impl Ledger {
    /// Whether the app may call `method`: in `channel`, if it names one, and acting for `user`,
    /// if it does. What is unknown is not allowed.
    pub fn allows(&self, method: &str, channel: Option<&str>, user: Option<&str>) -> bool {
        let Some(method) = self.catalogue.method(method) else { return false };
        // A catalogue's own methods have answers.
        let Some(answers) = self.answers().of(method) else { return false };
        let word = match answers.which_of(channel, user) {
            None => 0,
            Some(text) => match pack(text.as_bytes()) {
                Some(word) => answers.which(word, word),
                None if method.needs().which(channel, user).flatten().is_none() => 0,
                None => return false,
            },
        };
        self.allows_word(method, answers, word)
    }

    /// The same, from what was parsed before.
    ///
    /// ```
    /// use grantscope::{Catalogue, Ledger, Target};
    ///
    /// let method = Catalogue::SLACK.method("chat.postMessage").ok_or("not in the catalogue")?;
    /// let general = Target::conversation("C061EG9SL".parse()?);
    /// assert!(!Ledger::new().allows_target(method, general));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline(always)]
    pub fn allows_target(&self, method: Method, target: Target) -> bool {
        let Target { conversation, kinds, person } = target;
        let all = self.answers();
        let Some(answers) = all.of(method) else {
            return self.decides(method, conversation, kinds, person);
        };
        let user = word(person.map(UserId::id));
        let class = self.grants.kept().number(answers.which(word(conversation), user));
        // Of a conversation more may be known than its id tells, or a person be meant in its place.
        let more = u64::from(kinds.bits() ^ all.kinds(class).bits()) | user;
        if more & answers.about_conversation != 0 || class == WIDE {
            return self.decides(method, conversation, kinds, person);
        }
        answers.passes(class)
    }

    /// The same, from ids of which it is not known yet whether the method is about them: the quickest way to ask.
    #[inline]
    pub fn allows_ids(
        &self,
        method: Method,
        channel: Option<SlackId>,
        user: Option<SlackId>,
    ) -> bool {
        match self.answers().of(method) {
            Some(answers) => {
                self.allows_word(method, answers, answers.which(word(channel), word(user)))
            }
            None => self.decides_about(method, method.needs().which(channel, user).flatten()),
        }
    }

    /// The same, from the one id that the method is about: a channel's, a person's, or none.
    #[inline]
    pub fn allows_about(&self, method: Method, id: Option<SlackId>) -> bool {
        match self.answers().of(method) {
            Some(answers) => self.allows_word(method, answers, word(id)),
            None => self.decides_about(method, id),
        }
    }

    #[inline]
    fn allows_word(&self, method: Method, answers: &OfMethod, word: u64) -> bool {
        let class = self.grants.kept().number(word);
        if class == WIDE {
            return self.decides_about(method, SlackId::of_word(word));
        }
        answers.passes(class)
    }

    #[cold]
    #[inline(never)]
    fn decides_about(&self, method: Method, id: Option<SlackId>) -> bool {
        let Target { conversation, kinds, person } = match (method.needs(), id) {
            (Needs::Conversation, Some(id)) => Target::conversation(id),
            (Needs::Person, Some(id)) => match UserId::of(id) {
                Some(user) => Target::person(user),
                None => return false,
            },
            _ => Target::default(),
        };
        self.decides(method, conversation, kinds, person)
    }

    /// A target's parts, so that it does not have to be in memory where this is not called.
    #[cold]
    #[inline(never)]
    fn decides(
        &self,
        method: Method,
        conversation: Option<SlackId>,
        kinds: KindSet,
        person: Option<UserId>,
    ) -> bool {
        let target = Target { conversation, kinds, person };
        !self.is_gone() && self.decide(method, target).passes()
    }
}

/// The word of an id, zero for none.
#[inline]
fn word(id: Option<SlackId>) -> u64 {
    id.map_or(0, SlackId::word)
}
