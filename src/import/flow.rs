//! From sources into the staging place: a thread reads and understands rows, this task hands them on.

use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::{
    options::{OnError, Options, Progress},
    problem::{self, Fault},
    row,
    source::{Next, Opened, Rows, Source},
};
use crate::{
    error::{Error, Result},
    store::bulk::{Batch, Problem, SHAPES, Staging},
};

/// Batches that may wait for the database.
const WAITING: usize = 4;
/// Problems that are handed on together.
const PROBLEMS_AT_ONCE: usize = 100;

enum Message {
    /// Rows for the staging place, and where in the source they end.
    Rows { batch: Batch, read: u64, bytes: u64 },
    /// What is wrong with rows.
    Bad(Vec<Problem>),
    /// A source has ended after that many rows; the number of its bad rows.
    End { read: u64, bad: u64 },
}

/// Opens all sources.
///
/// # Errors
/// What is wrong with any of their headers.
pub fn open(sources: &[Source]) -> Result<Vec<Box<dyn Rows>>> {
    let (mut opened, mut faults) = (Vec::new(), Vec::<Fault>::new());
    for source in sources {
        match (source.open)()? {
            Opened::Rows(rows) => opened.push(rows),
            Opened::BadHeader(bad) => faults.extend(bad),
        }
    }
    if faults.is_empty() { Ok(opened) } else { Err(problem::error(&faults, 0)) }
}

/// Stages the rows of `opened`, which are those of `sources`; how many rows each has. With [`OnError::Stop`] no
/// source is begun after one with a bad row.
pub async fn stage(
    staging: &mut Staging,
    sources: &[Source],
    opened: Vec<Box<dyn Rows>>,
    options: &Options,
    progress: &dyn Progress,
) -> Result<Vec<u64>> {
    let (to, mut from) = channel(WAITING);
    let plan: Vec<_> = sources.iter().map(|source| (source.table, staging.batch(source.table as usize))).collect();
    let thread_options = options.clone();
    let reading = tokio::task::spawn_blocking(move || {
        for ((table, batch), mut rows) in plan.into_iter().zip(opened) {
            let reader = Reading { row: row::Reader::new(table, &thread_options), to: &to };
            if !reader.all(table as usize, rows.as_mut(), &batch)? {
                break;
            }
        }
        Ok(())
    });
    let staged = take(staging, sources, options, progress, &mut from).await;
    // Without a receiver the thread ends at its next message.
    drop(from);
    let read: Result<()> = reading.await.map_err(Error::internal)?;
    let counts = staged?;
    read?;
    Ok(counts)
}

async fn take(
    staging: &mut Staging,
    sources: &[Source],
    options: &Options,
    progress: &dyn Progress,
    from: &mut Receiver<Message>,
) -> Result<Vec<u64>> {
    let mut counts = vec![0; sources.len()];
    let mut sealed = 0;
    for (at, source) in sources.iter().enumerate() {
        let position = source.table as usize;
        // Tables without a source are sealed empty, so that what is named can be looked up.
        for before in sealed..position {
            staging.seal(before).await?;
        }
        progress.phase(&format!("reading {}", source.name));
        let bad = loop {
            match from.recv().await {
                Some(Message::Rows { batch, read, bytes }) => {
                    staging.append(position, batch).await?;
                    progress.table(source.table, read, bytes, source.bytes);
                }
                Some(Message::Bad(problems)) => staging.report(problems).await?,
                Some(Message::End { read, bad }) => {
                    counts[at] = read;
                    progress.table(source.table, read, source.bytes, source.bytes);
                    break bad;
                }
                // The reading thread failed, and says itself why.
                None => return Ok(counts),
            }
        };
        staging.seal(position).await?;
        sealed = position + 1;
        if bad > 0 && options.on_error == OnError::Stop {
            return Ok(counts);
        }
    }
    for after in sealed..SHAPES.len() {
        staging.seal(after).await?;
    }
    Ok(counts)
}

struct Reading<'a> {
    row: row::Reader<'a>,
    to: &'a Sender<Message>,
}

impl Reading<'_> {
    /// Reads a source to its end; whether anybody wants more.
    fn all(&self, position: usize, rows: &mut dyn Rows, empty: &dyn Fn() -> (Batch, usize)) -> Result<bool> {
        let (mut read, mut good, mut bad) = (0_u64, 0_i64, 0_u64);
        let (mut batch, most) = empty();
        let mut cells = Vec::with_capacity(SHAPES[position].width());
        let mut problems = Vec::new();
        loop {
            let wrong = match rows.next()? {
                Next::End => break,
                Next::Bad(column, reason) => vec![(column, reason)],
                Next::Row => match self.row.read(rows, good + 1, &mut cells) {
                    Ok(()) => Vec::new(),
                    Err(wrong) => wrong.into_iter().map(|(column, reason)| (column.to_owned(), reason)).collect(),
                },
            };
            read += 1;
            if wrong.is_empty() {
                batch.push(&mut cells)?;
                good += 1;
            } else {
                bad += 1;
            }
            let line = i64::try_from(rows.line()).unwrap_or(i64::MAX);
            problems.extend(wrong.into_iter().map(|(field, reason)| Problem { table: position, line, field, reason }));
            if (batch.rows() == most && !self.send(std::mem::replace(&mut batch, empty().0), read, rows.bytes()))
                || (problems.len() >= PROBLEMS_AT_ONCE && !self.send_problems(&mut problems))
            {
                return Ok(false);
            }
        }
        Ok((batch.rows() == 0 || self.send(batch, read, rows.bytes()))
            && (problems.is_empty() || self.send_problems(&mut problems))
            && self.to.blocking_send(Message::End { read, bad }).is_ok())
    }

    fn send(&self, batch: Batch, read: u64, bytes: u64) -> bool {
        self.to.blocking_send(Message::Rows { batch, read, bytes }).is_ok()
    }

    fn send_problems(&self, problems: &mut Vec<Problem>) -> bool {
        self.to.blocking_send(Message::Bad(std::mem::take(problems))).is_ok()
    }
}
