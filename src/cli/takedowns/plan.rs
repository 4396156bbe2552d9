//! What a decision would do, said before it is asked about.

use crate::{
    cli::{look::safe, shell::Shell, targets::Targets},
    domain::takedown::{TakedownAction, Verdict},
    operations::{
        Operations,
        takedowns::{ResolveTakedown, TakedownDetail},
    },
};

/// How many cases are looked up and shown one by one.
const SHOWN: usize = 5;

/// The lines of the plan; cases are looked up only where somebody will read them.
pub(super) async fn lines(
    shell: &Shell,
    operations: &dyn Operations,
    targets: &Targets,
    request: &ResolveTakedown,
) -> Vec<String> {
    let verb = match request.verdict {
        Verdict::Accept(TakedownAction::Hide) => "Accept and hide the review of",
        Verdict::Accept(TakedownAction::Remove) => "Accept and remove, for good, the review of",
        Verdict::Reject => "Reject, leaving the review of",
    };
    let mut lines = vec![targets.listed(verb, "requests")];
    if shell.terminal.stderr && !shell.yes {
        for target in targets.all.iter().take(SHOWN) {
            // What can't be shown now will say so when it is decided.
            if let Ok(case) = operations.takedown(target.reference.clone()).await {
                lines.push(brief(&case));
            }
        }
    }
    let told = |yes: bool| if yes { "told" } else { "not told" };
    lines.push(format!(
        "The vendor is {}, the reviewer is {}.",
        told(request.notify_vendor),
        told(request.notify_reviewer)
    ));
    lines
}

fn brief(case: &TakedownDetail) -> String {
    let review = case.review.body.as_ref().or(case.review.title.as_ref());
    let text = review.map(|text| text.truncated(60)).unwrap_or_default();
    let vendor = case.vendor.display_name.truncated(24);
    safe(&format!("  {}  {}/5  {}  {vendor}  {text}", case.request_number, case.review.rating, case.reason_code))
}
