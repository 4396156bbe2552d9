//! Events as a body that doesn't end: server-sent events, each as it comes.
//!
//! Nothing is made before its reader takes it, so a slow one holds no memory here. It ends when the server stops,
//! when the token does, and when the session has ended.

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{
    body::Body,
    http::header,
    response::{IntoResponse as _, Response},
};
use futures_util::{StreamExt as _, stream};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::Backend;
use crate::{
    domain::time::Timestamp,
    operations::events::{Event, EventStream, Events},
};

/// How often something is said, so that nobody on the way takes the connection for dead.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// How often it is looked whether the token has ended.
const LOOK: Duration = Duration::from_secs(1);

/// What a stream needs beside its events.
pub struct Wire {
    /// The time.
    pub backend: Arc<dyn Backend>,
    /// Is cancelled when the server stops.
    pub stopping: CancellationToken,
    /// When the token ends.
    pub ends: Option<Timestamp>,
}

struct Sent {
    wire: Wire,
    events: EventStream,
    said: Instant,
}

/// The answer that goes on until something ends it.
pub fn respond(events: Events, wire: Wire) -> Response {
    // Where it begins, said at once: whoever loses the connection before the first event can go on from here.
    let first = format!("retry: 2000\nid: {}\n\n", events.after);
    let sent = Sent { wire, events: events.stream, said: Instant::now() };
    let chunks = stream::once(async { first }).chain(stream::unfold(sent, next));
    let body = Body::from_stream(chunks.map(Ok::<_, Infallible>));
    ([(header::CONTENT_TYPE, "text/event-stream")], body).into_response()
}

async fn next(mut sent: Sent) -> Option<(String, Sent)> {
    loop {
        if sent.wire.ends.is_some_and(|ends| ends <= sent.wire.backend.now()) {
            return None;
        }
        if sent.said.elapsed() >= HEARTBEAT {
            sent.said = Instant::now();
            return Some((": keep-alive\n\n".into(), sent));
        }
        tokio::select! {
            biased;
            () = sent.wire.stopping.cancelled() => return None,
            event = sent.events.next() => match event? {
                Ok(event) => {
                    sent.said = Instant::now();
                    return Some((block(&event), sent));
                }
                Err(error) if error.retryable() => {}
                Err(error) => {
                    tracing::debug!(code = error.code(), context = ?error.context, "a stream of events ends");
                    return None;
                }
            },
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

fn block(event: &Event) -> String {
    // An event is plain values; JSON has no line breaks of its own.
    let data = serde_json::to_string(&event.change).unwrap_or_default();
    format!("id: {}\nevent: {}\ndata: {data}\n\n", event.id, event.change.kind)
}
