//! The server's stream of events: read, and taken up again where it broke off.

use std::{collections::VecDeque, sync::Arc, time::Duration};

use futures_util::stream;
use reqwest::Response;

use super::{call::Call, wire::Wire};
use crate::{
    error::{Error, Kind, Result},
    operations::events::{ChangeEvent, Event, Events, FollowEvents, Topic},
};

/// The server says something every 15 s; one that is silent for so long is gone.
const SILENCE: Duration = Duration::from_secs(45);
/// The longest wait before another try to connect.
const LONGEST_WAIT: u64 = 30;
/// The longest event that is read, in bytes.
const LONGEST: usize = 1 << 20;

/// A stream that is being read.
struct Listener {
    wire: Arc<Wire>,
    topics: Vec<Topic>,
    response: Option<Response>,
    reader: Reader,
    failures: u32,
    ended: bool,
}

/// Follows the server's events.
pub(super) async fn follow(wire: Arc<Wire>, request: FollowEvents) -> Result<Events> {
    let mut listener = Listener {
        wire,
        topics: request.topics,
        response: None,
        reader: Reader { last: request.after, ..Reader::default() },
        failures: 0,
        ended: false,
    };
    listener.connect().await?;
    // The first that a server says is where its stream begins.
    while listener.reader.last.is_none() {
        listener.read().await?;
    }
    let after = listener.reader.last.unwrap_or_default();
    let after = listener.reader.events.front().map_or(after, |event| after.min(event.id.saturating_sub(1)));
    Ok(Events { after, stream: Box::pin(stream::unfold(listener, next)) })
}

async fn next(mut listener: Listener) -> Option<(Result<Event>, Listener)> {
    if listener.ended {
        return None;
    }
    loop {
        if let Some(event) = listener.reader.events.pop_front() {
            return Some((Ok(event), listener));
        }
        let went = if listener.response.is_some() { listener.read().await } else { listener.reconnect().await };
        if let Err(error) = went {
            listener.ended = !error.retryable();
            return Some((Err(error), listener));
        }
    }
}

impl Listener {
    async fn connect(&mut self) -> Result<()> {
        let mut call = Call::get("/admin/events");
        if !self.topics.is_empty() {
            let topics: Vec<&str> = self.topics.iter().map(|topic| topic.as_str()).collect();
            call.query.push(("topics".into(), topics.join(",")));
        }
        call.last_event = self.reader.last;
        self.response = Some(self.wire.open(&call).await?);
        self.reader.rest.clear();
        Ok(())
    }

    /// Waits a while, longer with each failure, and connects again.
    async fn reconnect(&mut self) -> Result<()> {
        let wait = (1_u64 << self.failures.min(5)).min(LONGEST_WAIT);
        self.failures = self.failures.saturating_add(1);
        tokio::time::sleep(Duration::from_secs(wait)).await;
        self.connect().await
    }

    /// Reads what came; a server that ended the stream is asked again.
    async fn read(&mut self) -> Result<()> {
        let Some(response) = &mut self.response else { return Ok(()) };
        match tokio::time::timeout(SILENCE, response.chunk()).await {
            Ok(Ok(Some(bytes))) => {
                self.failures = 0;
                self.reader.feed(&bytes)
            }
            Ok(Ok(None)) => self.broke("The server ended the stream of events; it is taken up again."),
            Ok(Err(_)) => self.broke("The connection broke; it is taken up again."),
            Err(_) => self.broke("The server has been silent for too long; the connection is made anew."),
        }
    }

    fn broke(&mut self, message: &str) -> Result<()> {
        self.response = None;
        let server = self.wire.shown().to_owned();
        Err(Error::new(Kind::Unreachable { server }).with_message(message))
    }
}

/// Takes server-sent events out of bytes.
#[derive(Default)]
struct Reader {
    /// What came after the last whole block.
    rest: Vec<u8>,
    /// Where the stream stands.
    last: Option<i64>,
    events: VecDeque<Event>,
}

impl Reader {
    fn feed(&mut self, bytes: &[u8]) -> Result<()> {
        self.rest.extend_from_slice(bytes);
        while let Some(end) = self.rest.windows(2).position(|pair| pair == b"\n\n") {
            let block: Vec<u8> = self.rest.drain(..end + 2).collect();
            self.block(&String::from_utf8_lossy(&block))?;
        }
        if self.rest.len() > LONGEST {
            return Err(Error::environment(format!("The server sent an event of more than {LONGEST} bytes.")));
        }
        Ok(())
    }

    fn block(&mut self, block: &str) -> Result<()> {
        let (mut id, mut data) = (None, None);
        for line in block.lines() {
            match line.split_once(": ") {
                Some(("id", number)) => id = number.parse::<i64>().ok(),
                Some(("data", json)) => data = Some(json),
                _ => {}
            }
        }
        let Some(id) = id else { return Ok(()) };
        self.last = Some(id);
        if let Some(json) = data {
            let foreign = |error| Error::internal(format!("an event of the server: {error}"));
            let change: ChangeEvent = serde_json::from_str(json).map_err(foreign)?;
            self.events.push_back(Event { id, change });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVENT: &str = "id: 7\nevent: refund.updated\ndata: {\"type\":\"refund.updated\",\
        \"occurred_at\":\"2025-10-15T11:30:02Z\",\"entity_type\":\"refund\",\"entity_id\":\"x\",\"number\":null,\
        \"version\":4,\"status\":\"processed\",\"progress_percent\":null,\"actor_id\":null,\"trace_id\":\"t\"}\n\n";

    #[test]
    fn events_are_read_however_they_are_cut() {
        let text = format!("id: 5\n\n: keep-alive\n\n{EVENT}");
        for size in [1, 3, 7, 1000] {
            let mut reader = Reader::default();
            text.as_bytes().chunks(size).for_each(|chunk| reader.feed(chunk).unwrap());
            assert_eq!((reader.last, reader.events.len(), reader.rest.len()), (Some(7), 1, 0), "{size}");
            let event = reader.events.pop_front().unwrap();
            assert_eq!((event.id, event.change.version, event.change.kind.as_str()), (7, Some(4), "refund.updated"));
        }
    }

    #[test]
    fn a_place_alone_is_no_event() {
        let mut reader = Reader::default();
        reader.feed(b"id: 5\n\n").unwrap();
        assert_eq!((reader.last, reader.events.len()), (Some(5), 0));
    }

    #[test]
    fn what_never_ends_is_refused() {
        let mut reader = Reader::default();
        assert!(reader.feed(&vec![b'x'; LONGEST + 1]).is_err());
    }
}
