//! A thread that turns rows into a file. It waits for rows, and whoever reads them waits for it, so that neither runs
//! ahead of the other.

use std::{io, sync::Arc};

use tokio::{sync::mpsc, task::JoinHandle};

use super::{
    csv::Csv,
    json::Json,
    rows::{Cell, Row},
    xlsx::Xlsx,
};
use crate::{
    domain::export::ExportFormat,
    error::{Error, Result},
    jobs::runner::{Broken, Live},
    ports::files::{Draft, Files, Published},
};

/// Pages that may wait for the thread.
const WAITING: usize = 2;

/// A file in a format of its own.
pub(super) trait Sheet {
    /// Adds a row.
    fn row(&mut self, row: &[Cell]) -> io::Result<()>;
    /// Ends it.
    fn end(self: Box<Self>) -> io::Result<Box<dyn Draft>>;
}

/// Rows on their way to the thread; its file is there only when it was told that they were all.
enum Piece {
    Rows(Vec<Row>),
    End,
}

/// The thread and the way to it.
pub(super) struct Writing {
    pieces: mpsc::Sender<Piece>,
    thread: Option<JoinHandle<Result<Option<Published>>>>,
}

impl Writing {
    /// Begins a file with these columns.
    pub fn begin(
        files: Arc<dyn Files>,
        name: String,
        format: ExportFormat,
        columns: &'static [&'static str],
        live: Arc<Live>,
    ) -> Self {
        let (pieces, rows) = mpsc::channel(WAITING);
        let thread = tokio::task::spawn_blocking(move || {
            let draft = files.draft(&name)?;
            write(draft, format, columns, rows, &live)
        });
        Self { pieces, thread: Some(thread) }
    }

    /// Adds rows, once the thread has room for them.
    ///
    /// # Errors
    /// `Stopped` when the thread has ended; why, [`Self::end`] says.
    pub async fn rows(&self, rows: Vec<Row>) -> Result<(), Broken> {
        self.pieces.send(Piece::Rows(rows)).await.map_err(|_| Broken::Stopped)
    }

    /// Waits for the thread: the file, if it is whole and could be shown.
    ///
    /// # Errors
    /// When it could not be written.
    pub async fn end(&mut self, whole: bool) -> Result<Option<Published>> {
        if whole {
            // A thread that has ended says so itself.
            drop(self.pieces.send(Piece::End).await);
        }
        let (closed, _) = mpsc::channel(1);
        self.pieces = closed;
        match self.thread.take() {
            Some(thread) => thread.await.map_err(Error::internal)?,
            None => Ok(None),
        }
    }
}

fn write(
    draft: Box<dyn Draft>,
    format: ExportFormat,
    columns: &'static [&'static str],
    mut rows: mpsc::Receiver<Piece>,
    live: &Arc<Live>,
) -> Result<Option<Published>> {
    let failed = |e: io::Error| Error::environment(format!("An export can't be written: {e}."));
    let mut sheet: Box<dyn Sheet> = match format {
        ExportFormat::Csv => Box::new(Csv::begin(draft, columns).map_err(failed)?),
        ExportFormat::Json => Box::new(Json::begin(draft, columns).map_err(failed)?),
        ExportFormat::Xlsx => Box::new(Xlsx::begin(draft, columns, live.clone()).map_err(failed)?),
    };
    while let Some(piece) = rows.blocking_recv() {
        let Piece::Rows(rows) = piece else {
            let draft = sheet.end();
            // Whoever slept over the lease shows nothing.
            return match (live.check(), draft) {
                (Err(_), _) => Ok(None),
                (Ok(()), draft) => draft.map_err(failed)?.publish().map(Some),
            };
        };
        if live.check().is_err() {
            return Ok(None);
        }
        for row in &rows {
            sheet.row(row).map_err(failed)?;
        }
        live.did(i64::try_from(rows.len()).unwrap_or(i64::MAX));
    }
    Ok(None)
}
