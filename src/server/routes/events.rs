//! Following changes.

use crate::{
    operations::events::FollowEvents,
    server::{call::Call, envelope::Reply, events},
};

/// `GET /admin/events`
pub async fn follow(mut call: Call) -> Reply {
    let (request, after) = (call.query(), call.last_event_id());
    let wire = call.stream();
    let (operations, (request, after)) = call.ready(request.zip(after))?;
    let request = FollowEvents { after: after.0, ..request };
    Ok(events::respond(operations.events(request).await?, wire))
}
