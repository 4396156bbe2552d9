//! The table.

use super::{Action, Binding, Key, Scope, Tab};
use crate::domain::actor::Permission as P;

const fn on(scope: Scope, action: Action, keys: &'static [Key], label: &'static str, help: &'static str) -> Binding {
    Binding { action, keys, scope, label, help, needs: None, changes: false }
}

const fn changing(
    tab: Tab,
    action: Action,
    keys: &'static [Key],
    label: &'static str,
    help: &'static str,
    needs: P,
) -> Binding {
    Binding { action, keys, scope: Scope::On(tab), label, help, needs: Some(needs), changes: true }
}

use Key::{Alt, Char, Ctrl};
use Scope::{Cases, Everywhere, Lists, On};
use Tab::{Audit, Bookings, Refunds, System, Takedowns};

/// Every key.
pub const TABLE: &[Binding] = &[
    changing(
        Takedowns,
        Action::Next,
        &[Char('n')],
        "next case",
        "Claim the case that is due first; in triage, pass over this one",
        P::ReviewsModerate,
    ),
    changing(
        Takedowns,
        Action::Hide,
        &[Char('a')],
        "accept, hide",
        "Accept the request and hide the review",
        P::ReviewsModerate,
    ),
    changing(
        Takedowns,
        Action::Remove,
        &[Char('d')],
        "accept, remove",
        "Accept the request and remove the review for good",
        P::ReviewsModerate,
    ),
    changing(
        Takedowns,
        Action::Reject,
        &[Char('x')],
        "reject",
        "Reject the request: the review stays",
        P::ReviewsModerate,
    ),
    changing(
        Takedowns,
        Action::Claim,
        &[Char('c')],
        "claim",
        "Claim the case, renew the claim, or take it over with a reason",
        P::ReviewsModerate,
    ),
    changing(Takedowns, Action::Release, &[Char('C')], "", "Let go of the claim", P::ReviewsModerate),
    on(On(Takedowns), Action::LeaveTriage, &[Char('N')], "end triage", "Leave triage and let go of the next case"),
    on(On(Takedowns), Action::Evidence, &[Char('o')], "evidence", "Look at the evidence and open a link of it"),
    changing(
        Refunds,
        Action::Approve,
        &[Char('a')],
        "approve",
        "Approve the refund, or a part of it",
        P::RefundsApprove,
    ),
    changing(Refunds, Action::RejectRefund, &[Char('x')], "reject", "Reject the refund", P::RefundsApprove),
    on(On(Refunds), Action::Evidence, &[Char('o')], "evidence", "Look at the evidence and open a link of it"),
    changing(Bookings, Action::Move, &[Char('m')], "move on", "Move the booking on, or cancel it", P::BookingsUpdate),
    changing(
        Bookings,
        Action::Note,
        &[Char('e')],
        "note",
        "Write the admins' notes about the booking",
        P::BookingsUpdate,
    ),
    Binding {
        action: Action::Verify,
        keys: &[Char('v')],
        scope: On(Audit),
        label: "verify",
        help: "Check the audit chain from the first entry to the last",
        needs: Some(P::AuditVerify),
        changes: false,
    },
    Binding {
        action: Action::CancelJob,
        keys: &[Char('x')],
        scope: On(Tab::Jobs),
        label: "cancel",
        help: "Cancel the job, one's own or with jobs:cancel any",
        needs: None,
        changes: true,
    },
    Binding {
        action: Action::Revoke,
        keys: &[Char('x')],
        scope: On(System),
        label: "end session",
        help: "End the session at hand",
        needs: None,
        changes: true,
    },
    on(Everywhere, Action::Undo, &[Char('u')], "undo", "Take back the last decision, as long as it is held back"),
    on(Lists, Action::Filter, &[Char('/')], "filter", "Filter the list: words, or field:value"),
    on(Lists, Action::Sort, &[Char('s')], "sort", "Order the list by something else"),
    on(Lists, Action::Down, &[Char('j'), Key::Down], "", "Go down, or scroll the case"),
    on(Lists, Action::Up, &[Char('k'), Key::Up], "", "Go up, or scroll the case"),
    on(Lists, Action::PageDown, &[Key::PageDown, Ctrl('d'), Ctrl('f')], "", "Go down a page"),
    on(Lists, Action::PageUp, &[Key::PageUp, Ctrl('b')], "", "Go up a page"),
    on(Lists, Action::First, &[Char('g'), Key::Home], "", "Go to the first row"),
    on(Lists, Action::Last, &[Char('G'), Key::End], "", "Go to the last row that is loaded"),
    on(Cases, Action::FocusCase, &[Char('l'), Key::Right, Key::Enter], "", "Give the arrows to the case"),
    on(Cases, Action::FocusList, &[Char('h'), Key::Left], "", "Give the arrows to the list"),
    on(Cases, Action::ScrollDown, &[Char('J'), Alt('j')], "scroll", "Scroll the case down, wherever the arrows are"),
    on(Cases, Action::ScrollUp, &[Char('K'), Alt('k')], "", "Scroll the case up, wherever the arrows are"),
    on(On(Takedowns), Action::Mark, &[Char(' ')], "mark", "Mark the row for a decision about several"),
    on(On(Takedowns), Action::MarkRange, &[Char('V')], "", "Mark from the last marked row to this one"),
    on(On(Takedowns), Action::MarkAll, &[Char('*')], "", "Mark every row that is loaded, or none"),
    on(Everywhere, Action::Copy, &[Char('y')], "copy", "Copy the shell command that shows what is at hand"),
    on(Everywhere, Action::CopyLast, &[Char('Y')], "", "Copy the shell command of the last decision"),
    on(Everywhere, Action::Refresh, &[Char('r')], "refresh", "Ask again for what is in view"),
    on(Everywhere, Action::Palette, &[Char(':'), Ctrl('p')], "", "Find an action by its name"),
    on(Everywhere, Action::Help, &[Char('?')], "help", "Show the keys of this screen"),
    on(Everywhere, Action::NextTab, &[Key::Tab], "", "Go to the next tab"),
    on(Everywhere, Action::PreviousTab, &[Key::BackTab], "", "Go to the tab before"),
    on(Everywhere, Action::Go(Tab::Overview), &[Char('1')], "", "Go to the overview"),
    on(Everywhere, Action::Go(Takedowns), &[Char('2')], "", "Go to the takedown requests"),
    on(Everywhere, Action::Go(Refunds), &[Char('3')], "", "Go to the refunds"),
    on(Everywhere, Action::Go(Bookings), &[Char('4')], "", "Go to the bookings"),
    on(Everywhere, Action::Go(Tab::Jobs), &[Char('5')], "", "Go to the jobs"),
    on(Everywhere, Action::Go(System), &[Char('6')], "", "Go to the system"),
    on(Everywhere, Action::Go(Audit), &[Char('7')], "", "Go to the audit log"),
    on(Everywhere, Action::Theme, &[Char('T')], "", "Change the theme: dark, light, high contrast, plain, ASCII"),
    on(Everywhere, Action::Mouse, &[Char('M')], "", "Listen to the mouse, or leave it to the terminal"),
    on(Everywhere, Action::Back, &[Key::Esc], "", "Stop waiting, drop marks, go back to the list"),
    on(Everywhere, Action::Suspend, &[Ctrl('z')], "", "Go back to the shell for a while"),
    on(Everywhere, Action::Quit, &[Char('q')], "quit", "Leave the screens"),
    on(Everywhere, Action::Abort, &[Ctrl('c')], "", "Leave at once; what is held back is not sent"),
];
