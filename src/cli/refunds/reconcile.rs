//! `refunds reconcile`, and what about refunds needs people whenever they are listed.

use std::sync::Arc;

use clap::Args;

use crate::{
    cli::{
        change::ChangeArgs,
        flags::Given,
        look::{Facts, Look, safe, yes},
        output::Record,
        shell::{Detail, Outcome, Shell},
        stop::{Result, Stop},
    },
    domain::{
        money::Money,
        page::{Paging, Place},
        refund::GatewayState,
    },
    operations::{
        Attempt, Operations,
        fields::{Fields, parse},
        reconciliation::{Reconciliation, ReconciliationDifference, UnfreezeRefunds},
        refunds::ListRefunds,
    },
};

/// `refunds reconcile`
#[derive(Args, Debug)]
pub struct ReconcileArgs {
    /// Let refunds be sent again, once gateway and ledger agree
    #[arg(long)]
    unfreeze: bool,
    /// Why: 10 to 2000 characters
    #[arg(long, value_name = "TEXT", requires = "unfreeze")]
    reason: Option<String>,
    #[command(flatten)]
    change: ChangeArgs,
}

impl Record for Reconciliation {
    fn id(&self) -> Option<String> {
        None
    }
}

impl Detail for Reconciliation {
    fn text(&self, look: &Look) -> String {
        let totals: Vec<String> = self
            .totals
            .iter()
            .map(|total| {
                let [gateway, ledger, difference] =
                    [total.gateway_refunded_cents, total.ledger_refunded_cents, total.difference_cents]
                        .map(|cents| Money::new(cents, total.currency));
                format!("{gateway} at the gateway, {ledger} in the ledger, difference {difference}")
            })
            .collect();
        let facts = Facts::default()
            .with("Frozen", yes(self.frozen))
            .maybe("Because", self.frozen_because.map(|because| because.as_str().replace('_', " ")))
            .maybe("Since", self.frozen_at.filter(|_| self.frozen).map(|at| look.time(at)))
            .with("State", self.state)
            .with("Gateway", self.gateway)
            .maybe("Read from", self.read_from.map(|at| look.time(at)))
            .with("Read", look.maybe_time(self.read_at))
            .with("Matched", self.matched)
            .with("Adopted", self.adopted)
            .with("In doubt", self.in_doubt)
            .maybe("Totals", (!totals.is_empty()).then(|| totals.join("\n")))
            .with("Differences", self.differences_total)
            .maybe("Unfrozen", self.unfrozen_at.map(|at| look.time(at)))
            .maybe("By", self.unfrozen_by.as_ref().map(|admin| admin.name.clone()));
        self.differences.iter().fold(facts.text(look), |text, one| format!("{text}  {}\n", safe(&line(one, look))))
    }
}

fn line(one: &ReconciliationDifference, look: &Look) -> String {
    let money = |cents: Option<i64>| cents.map_or_else(|| "-".into(), |c| Money::new(c, one.currency).to_string());
    format!(
        "{}  {}  {}  {}  gateway {}, ledger {}",
        look.maybe_time(one.happened_at),
        one.kind,
        one.refund.as_ref().map_or("-", |refund| &refund.refund_number),
        one.transaction_id.as_deref().unwrap_or("-"),
        money(one.gateway_amount_cents),
        money(one.ledger_amount_cents),
    )
}

impl Outcome for Reconciliation {
    fn line(&self, _: &Look) -> String {
        "Refunds are sent again.".into()
    }
}

/// Runs `refunds reconcile`.
pub async fn run(shell: &Shell, args: &ReconcileArgs) -> Result {
    args.change.check()?;
    if !args.unfreeze {
        let found = shell.operations().await?.refund_reconciliation().await?;
        return shell.show(&found);
    }
    let given = Given::default().with("reason", args.reason.as_ref());
    let request: UnfreezeRefunds = parse(Fields::text(given.pairs()))?;
    // Who can't act at all learns it before the question.
    drop(shell.operations().await?);
    let plan = "Let refunds be sent again. What was in doubt when they were frozen stays so.";
    args.change.agree(shell, &[plan.into()]).await?;
    let unfreeze = async |attempt: Attempt| {
        let once =
            async |operations: Arc<dyn Operations>| operations.unfreeze_refunds(request.clone(), attempt.clone()).await;
        shell.stepped_up(once).await
    };
    args.change.make(shell, unfreeze).await?;
    Ok(())
}

/// Says on standard error what about refunds needs people; nothing switches it off.
pub async fn warn(shell: &Shell, operations: &dyn Operations) -> Result {
    let one = Paging { place: Place::Page(1), size: 1 };
    let lost = ListRefunds { gateway_state: Some(GatewayState::NeedsOperator), paging: one, ..ListRefunds::default() };
    let lost = operations.list_refunds(lost).await.map_err(Stop::from)?.meta.total_items;
    if lost > 0 {
        shell.say(&format!(
            "Warning: nobody knows whether {lost} of the refunds were paid; see them with \
             `appydex-admin refunds list --gateway-state needs_operator`."
        ));
    }
    let found = operations.refund_reconciliation().await?;
    if found.frozen {
        shell.say("Warning: no refund is sent; see why with `appydex-admin refunds reconcile`.");
    }
    if found.differences_total > 0 {
        let count = found.differences_total;
        shell.say(&format!(
            "Warning: gateway and ledger differ in {count} places; see `appydex-admin refunds reconcile`."
        ));
    }
    Ok(())
}
