//! Panels of decisions: the reason, what each party would receive, and how much, before anything is sent.

use ratatui::layout::{Position, Rect};

use super::overlays::{typed, window, written};
use crate::{
    domain::{
        money::Money,
        reason::{DECISION_REASON, check_decision_reason},
        takedown::{TakedownAction, Verdict},
    },
    tui::{
        layout::Layout,
        model::{
            Model,
            overlay::{Decision, RefundPanel, RefundPart},
        },
        theme::Role,
        update::{amount, question},
        view::words::{spaced, time},
        widgets::{
            pen::Pen,
            text::{Line, cut, dim, piece, plain, wrap},
        },
    },
};

/// Rows of the reason.
const REASON: u16 = 4;

/// A decision about takedown requests.
pub fn decision(model: &Model, panel: &Decision, pen: &mut Pen<'_>, layout: &Layout) -> Option<Position> {
    let verb = match panel.verdict {
        Verdict::Accept(TakedownAction::Hide) => "Accept and hide the review",
        Verdict::Accept(TakedownAction::Remove) => "Accept and remove the review for good",
        Verdict::Reject => "Reject: the review stays",
    };
    let of = match panel.requests.as_slice() {
        [(_, number)] => number.clone(),
        many => format!("{} requests, frozen {}", many.len(), time(model, panel.frozen)),
    };
    let area = window(pen, layout, &format!("{verb}: {of}"), 100, layout.body.height);
    let head = head(model, panel, area.width);
    pen.lines(area, &head);
    let used = u16::try_from(head.len()).unwrap_or(0);
    let reason = Rect { y: area.y + used, height: REASON.min(area.height.saturating_sub(used)), ..area };
    let inner = pen.frame(
        Rect { height: reason.height + 2, ..reason },
        &counter(panel),
        if panel.writing { Role::Accent } else { Role::Dim },
    );
    let at = written(pen, inner, &panel.reason);
    let y = reason.y + reason.height + 2;
    let below = Rect { y, height: area.bottom().saturating_sub(y), ..area };
    receive(panel, pen, below);
    panel.writing.then_some(at)
}

/// The first cases of several, the snippets, who is told.
fn head(model: &Model, panel: &Decision, width: u16) -> Vec<Line> {
    let room = usize::from(width).saturating_sub(4);
    let mut lines: Vec<Line> = panel.first.iter().map(|first| vec![dim("  "), plain(first)]).collect();
    let more = panel.requests.len().saturating_sub(panel.first.len());
    if !panel.first.is_empty() && more > 0 {
        lines.push(vec![dim(format!("  and {more} more"))]);
    }
    for (at, snippet) in panel.snippets.iter().enumerate() {
        let chosen = *snippet == panel.reason.text();
        let role = if chosen { Role::Strong } else { Role::Plain };
        let text = cut(&crate::tui::widgets::text::safe(snippet), room, pen_ellipsis(model));
        lines.push(vec![piece(Role::Key, format!(" {} ", at + 1)), piece(role, text)]);
    }
    if panel.snippets.is_empty() {
        lines.push(vec![dim(
            " Reasons of yours are offered here; [takedowns] snippets in the configuration keeps some.",
        )]);
    }
    let told = |yes| if yes { "told" } else { "not told" };
    lines.push(vec![plain(format!(
        " The vendor is {}, the reviewer is {}.",
        told(panel.notify_vendor),
        told(panel.notify_reviewer)
    ))]);
    lines
}

fn pen_ellipsis(model: &Model) -> &'static str {
    model.theme.glyphs().ellipsis
}

/// How many characters the reason has, and what is wrong with it.
fn counter(panel: &Decision) -> Line {
    let (least, most) = DECISION_REASON;
    let count = panel.reason.characters();
    let fine = (least..=most).contains(&count);
    let role = if fine { Role::Good } else { Role::Warn };
    let mut line = vec![plain(" Reason "), piece(role, format!("{count} of {least} to {most} "))];
    let problem = panel.problem.clone().or_else(|| {
        // Before there is enough of it, only the count says so.
        fine.then(|| check_decision_reason(panel.reason.text().trim()).err()).flatten().map(|why| format!("It {why}."))
    });
    line.extend(problem.map(|problem| piece(Role::Bad, format!("{problem} "))));
    line
}

/// What each party would receive.
fn receive(panel: &Decision, pen: &mut Pen<'_>, area: Rect) {
    let mut lines: Vec<Line> = Vec::new();
    let room = usize::from(area.width).saturating_sub(2);
    for letter in &panel.letters {
        lines.push(vec![
            piece(Role::Heading, format!("The {} receives: ", letter.to)),
            piece(Role::Strong, &letter.title),
        ]);
        lines.extend(wrap(&letter.body, room).into_iter().map(|line| vec![plain(format!("  {line}"))]));
        lines.push(Vec::new());
    }
    if panel.letters.is_empty() {
        let text = if panel.requests.len() > 1 {
            "Each vendor receives a letter about their own request, with this reason."
        } else {
            "Nobody receives anything."
        };
        lines.push(vec![dim(text)]);
    }
    let most = lines.len().saturating_sub(usize::from(area.height));
    let from = panel.scroll.min(most);
    pen.lines(area, &lines[from..]);
}

/// A decision about a refund.
pub fn refund(model: &Model, panel: &RefundPanel, pen: &mut Pen<'_>, layout: &Layout) -> Option<Position> {
    let verb = if panel.approve { "Approve" } else { "Reject" };
    let area = window(pen, layout, &format!("{verb} {}", panel.number), 90, 18);
    let asked = Money::new(panel.asked, panel.currency);
    pen.line(area, &[plain(format!("{asked} was asked for."))]);
    let mut at = None;
    let row = |y: u16| Rect { y: area.y + y, height: 1, ..area };
    if panel.approve {
        at = amount_line(panel, pen, row(2));
    } else {
        offer_line(panel, pen, row(2));
    }
    pen.line(row(3), &four_eyes(model, panel));
    let count = panel.reason.characters();
    let role = if (10..=2000).contains(&count) { Role::Good } else { Role::Warn };
    let title = [plain(" Reason "), piece(role, format!("{count} of 10 to 2000 "))];
    let focus = if panel.part == RefundPart::Reason { Role::Accent } else { Role::Dim };
    let inner = pen.frame(Rect { y: area.y + 4, height: 7, ..area }, &title, focus);
    let place = written(pen, inner, &panel.reason);
    if panel.part == RefundPart::Reason {
        at = Some(place);
    }
    pen.line(row(11), &told(panel));
    let last = row(13);
    if panel.asked_twice {
        pen.line(last, &[piece(Role::Bad, question(panel)), plain("  y yes   n no")]);
        return None;
    }
    if let Some(problem) = &panel.problem {
        pen.line(last, &[piece(Role::Bad, problem)]);
    }
    at
}

/// The amount as it is typed, and as it is understood.
fn amount_line(panel: &RefundPanel, pen: &mut Pen<'_>, area: Rect) -> Option<Position> {
    let focus = panel.part == RefundPart::Amount;
    let role = if focus { Role::Accent } else { Role::Plain };
    pen.line(area, &[piece(role, format!("Amount {}  ", panel.currency))]);
    let field = Rect { x: area.x + 12, width: 20.min(area.width.saturating_sub(12)), ..area };
    let at = typed(pen, field, &panel.amount);
    let right = Rect { x: field.right() + 1, width: area.right().saturating_sub(field.right() + 1), ..area };
    let understood = match amount(panel.amount.text(), panel.currency) {
        Ok(cents) => piece(Role::Strong, format!("{}", Money::new(cents, panel.currency))),
        Err(problem) => piece(Role::Bad, problem),
    };
    pen.line(right, &[understood]);
    focus.then_some(at)
}

fn offer_line(panel: &RefundPanel, pen: &mut Pen<'_>, area: Rect) {
    let role = if panel.part == RefundPart::Offer { Role::Selected } else { Role::Plain };
    let offer = piece(role, format!(" {} ", spaced(panel.offer.as_str())));
    pen.line(area, &[plain("Offered in its place  "), offer, dim("  Left and Right change it")]);
}

/// How many approvals it takes, and whether this one is the last.
fn four_eyes(model: &Model, panel: &RefundPanel) -> Line {
    let refund = model.refunds.case.of(Some(panel.refund));
    let Some(item) = refund.map(|refund| &refund.item).filter(|_| panel.approve) else { return Vec::new() };
    match (item.approvals_received, item.approvals_required) {
        (_, 1) => vec![dim("One approval is enough.")],
        (0, _) => vec![piece(Role::Warn, "It takes two: after yours somebody else's is missing.")],
        _ => {
            let who = item.approvals.first().map(|first| first.admin.name.clone()).unwrap_or_default();
            vec![piece(Role::Warn, format!("{who} gave the first approval: with yours the money moves."))]
        }
    }
}

fn told(panel: &RefundPanel) -> Line {
    let told = |yes| if yes { "told" } else { "not told" };
    let vendor = if panel.approve { format!(", the vendor is {}", told(panel.notify_vendor)) } else { String::new() };
    vec![plain(format!("The customer is {}{vendor}.", told(panel.notify_user)))]
}
