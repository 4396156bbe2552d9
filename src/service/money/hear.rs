//! What a gateway says by itself.

use async_trait::async_trait;

use super::{merge::merge, record::of_the_worker};
use crate::{
    domain::{
        actor::{Actor, Caller, Permission, Surface},
        refund::GatewayName,
    },
    error::{Error, Kind, Result},
    operations::Attempt,
    ports::gateway::{BadEvent, GatewayEvent},
    service::{
        Service,
        access::Need,
        mutation::{self, Context, Mutation},
    },
    store::gateway_events,
};

/// A gateway called: its event is noted and taken in, in one commit.
pub struct Hear;

#[async_trait]
impl Mutation for Hear {
    of_the_worker!("refund.hear");
    type Request = GatewayEvent;
    type Answer = ();

    async fn run(cx: &mut Context<'_>, event: &GatewayEvent) -> Result<()> {
        let Some(refund) = &event.refund else { return Ok(()) };
        let (id, gateway) = (cx.id(), cx.service.gateway().name());
        let transaction = Some(refund.transaction_id.as_str());
        if !gateway_events::insert(&mut cx.tx, id, gateway, &event.id, &event.kind, transaction, cx.now).await? {
            return Ok(());
        }
        let heard = merge(cx, refund).await?;
        tracing::info!(event = event.id, kind = event.kind, transaction, ?heard, "the gateway called");
        Ok(())
    }
}

impl Service {
    /// Takes a call of the gateway of this name: `header` gives a header by its lower-case name, `raw` is the body as
    /// it came. Repeats, and what means nothing here, change nothing.
    ///
    /// # Errors
    /// `NOT_FOUND` when that gateway isn't the configured one, `INVALID_SIGNATURE` when it can't be trusted,
    /// `VALIDATION_ERROR` when it is signed and no event.
    pub async fn hear(
        &self,
        gateway: GatewayName,
        header: &(dyn for<'a> Fn(&'a str) -> Option<String> + Sync),
        raw: &[u8],
        caller: Caller,
    ) -> Result<()> {
        if gateway == GatewayName::Sandbox || gateway != self.gateway().name() {
            return Err(Error::new(Kind::NotFound));
        }
        let event = self.gateway().event(header, raw, self.now()).map_err(|bad| match bad {
            BadEvent::Signature => Error::new(Kind::InvalidSignature),
            BadEvent::Malformed(field, problem) => Error::field(field, problem),
        })?;
        if event.refund.is_none() {
            return Ok(());
        }
        fault!("money.heard");
        // Its signature is all that it needs: whoever calls for a gateway is nobody's admin.
        let caller = Caller { actor: Actor::System, surface: Surface::Webhook, ..caller };
        mutation::run::<Hear>(self, &caller, event, Attempt::default()).await.map(drop)
    }
}
