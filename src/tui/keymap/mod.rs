//! Which key does what: the one table that the keys, the line at the bottom, help and palette are made of.
//!
//! An [`Action`] is what can be done, a [`Binding`] the keys for it in a [`Scope`], `possible` whether it can be done
//! now, and why not. What an action does stands in `update`. To add a key: its line in `table`.

mod possible;
mod table;

pub use self::{
    possible::{Possible, possible},
    table::TABLE,
};
use super::{
    key::Key,
    model::{Model, overlay::Overlay, tabs::Tab},
};
use crate::domain::actor::Permission;

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is said by its line in the table")]
pub enum Action {
    Quit,
    Abort,
    Suspend,
    Help,
    Palette,
    Refresh,
    NextTab,
    PreviousTab,
    Go(Tab),
    Theme,
    Mouse,
    Back,
    Undo,
    Copy,
    CopyLast,
    Down,
    Up,
    PageDown,
    PageUp,
    First,
    Last,
    FocusCase,
    FocusList,
    ScrollDown,
    ScrollUp,
    Filter,
    Sort,
    Mark,
    MarkRange,
    MarkAll,
    Next,
    LeaveTriage,
    Claim,
    Release,
    Hide,
    Remove,
    Reject,
    Evidence,
    Approve,
    RejectRefund,
    Move,
    Note,
    CancelJob,
    Verify,
    Revoke,
}

/// Where keys hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// On every tab.
    Everywhere,
    /// On every tab with a list.
    Lists,
    /// On every tab with a list and a case.
    Cases,
    /// On one tab.
    On(Tab),
}

impl Scope {
    /// Its name, above its keys.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Everywhere => "Everywhere",
            Self::Lists => "In lists",
            Self::Cases => "Beside a case",
            Self::On(tab) => tab.name(),
        }
    }

    /// Whether its keys hold on this tab.
    pub fn holds(self, tab: Tab) -> bool {
        let list = tab != Tab::Overview;
        match self {
            Self::Everywhere => true,
            Self::Lists => list,
            Self::Cases => list && tab != Tab::System,
            Self::On(one) => one == tab,
        }
    }
}

/// Keys for an action.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// What they do.
    pub action: Action,
    /// The keys.
    pub keys: &'static [Key],
    /// Where they hold.
    pub scope: Scope,
    /// In a word or two, for the line at the bottom; empty where it isn't shown there.
    pub label: &'static str,
    /// In a sentence, for help and palette.
    pub help: &'static str,
    /// The permission that it takes.
    pub needs: Option<Permission>,
    /// Whether it changes something.
    pub changes: bool,
}

impl Binding {
    /// Its keys, as they are written.
    pub fn written(&self) -> String {
        self.keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }
}

/// The binding of a key on the tab in view; what holds there alone comes before what holds everywhere.
pub fn bound(model: &Model, key: Key) -> Option<&'static Binding> {
    let holds = |binding: &&Binding| binding.scope.holds(model.tab) && binding.keys.contains(&key);
    let own = |binding: &&Binding| matches!(binding.scope, Scope::On(_));
    TABLE.iter().filter(holds).find(own).or_else(|| TABLE.iter().find(holds))
}

/// The bindings of the tab in view that fit what was typed: in their words or their keys.
pub fn fitting(model: &Model, typed: &str) -> Vec<&'static Binding> {
    let wanted = typed.trim().to_lowercase();
    let fits = |binding: &&Binding| {
        let words = format!("{} {}", binding.help, binding.label).to_lowercase();
        let key = binding.keys.iter().any(|key| key.to_string().eq_ignore_ascii_case(&wanted));
        wanted.is_empty() || key || wanted.split_whitespace().all(|word| words.contains(word))
    };
    let mut all: Vec<_> = TABLE.iter().filter(|binding| binding.scope.holds(model.tab)).filter(fits).collect();
    all.sort_by_key(|binding| !matches!(binding.scope, Scope::On(_)));
    all
}

/// The keys that hold while something lies over the screen, each with what it does.
pub fn overlay_keys(overlay: &Overlay) -> &'static [(&'static str, &'static str)] {
    match overlay {
        Overlay::Help(..) => &[("type", "search"), ("Up Down", "scroll"), ("Esc", "close")],
        Overlay::Palette(..) => &[("type", "search"), ("Up Down", "choose"), ("Enter", "do it"), ("Esc", "close")],
        Overlay::Filter(_) => &[("Enter", "filter"), ("Ctrl-U", "clear"), ("Esc", "leave it")],
        Overlay::Decision(panel) if panel.writing => &[
            ("Enter", "decide"),
            ("Ctrl-J", "new line"),
            ("Tab", "snippets"),
            ("Ctrl-Y", "copy as command"),
            ("Esc", "back"),
        ],
        Overlay::Decision(_) => &[
            ("1-9", "take a snippet"),
            ("Enter", "decide"),
            ("e", "write"),
            ("v", "tell vendor"),
            ("w", "tell reviewer"),
            ("y", "copy as command"),
            ("Esc", "leave it"),
        ],
        Overlay::Takeover(_) => &[("Enter", "take it over"), ("Esc", "leave it")],
        Overlay::Refund(panel) if panel.asked_twice => &[("y", "yes"), ("n", "no")],
        Overlay::Refund(_) => &[
            ("Tab", "next field"),
            ("Enter", "decide"),
            ("Ctrl-T", "tell customer"),
            ("Ctrl-V", "tell vendor"),
            ("Ctrl-Y", "copy as command"),
            ("Esc", "leave it"),
        ],
        Overlay::Moves(_) => &[("Up Down", "choose"), ("Enter", "go there"), ("Esc", "leave it")],
        Overlay::Note(_) => &[("Enter", "save"), ("Ctrl-J", "new line"), ("Esc", "leave it")],
        Overlay::Links(links) if links.shown => &[("Enter", "open it"), ("y", "copy"), ("Esc", "back")],
        Overlay::Links(_) => &[("Up Down", "choose"), ("Enter", "show the address"), ("Esc", "close")],
        Overlay::Confirm(_) => &[("y", "yes"), ("n", "no")],
        Overlay::Unlock(..) => &[("Enter", "go on"), ("Esc", "leave it")],
        Overlay::Copied(_) => &[("any key", "close")],
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn no_key_means_two_things_on_one_tab() {
        for tab in Tab::ALL {
            let mut seen: BTreeMap<(Key, bool), Action> = BTreeMap::new();
            for binding in TABLE.iter().filter(|binding| binding.scope.holds(*tab)) {
                for key in binding.keys {
                    let own = matches!(binding.scope, Scope::On(_));
                    let before = seen.insert((*key, own), binding.action);
                    assert!(before.is_none(), "{key} on {}: {before:?} and {:?}", tab.name(), binding.action);
                }
            }
        }
    }

    #[test]
    fn every_action_is_said_in_a_sentence() {
        for binding in TABLE {
            assert!(binding.help.len() > 10 && !binding.help.ends_with('.'), "{}", binding.help);
            assert!(!binding.keys.is_empty(), "{}", binding.help);
        }
    }
}
