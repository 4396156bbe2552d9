//! Lists: a page, as many rows as are asked for, or all of them as they come; and looking again every few seconds.

use clap::Args;

use super::{
    flags::Given,
    output::Emitter,
    patience::patient,
    shell::{Detail, Shell},
    stop::{Result, Stop},
    table::{Row, Sheet},
};
use crate::{
    domain::page::{Paging, Place},
    error,
    operations::{
        Page,
        admins::ListAdmins,
        audit::ListAudit,
        auth::ListSessions,
        bookings::ListBookings,
        fields::{Fields, Request, parse, whole},
        jobs::ListJobs,
        payments::ListPayments,
        referrals::ListReferrals,
        refunds::ListRefunds,
        reviews::ListReviews,
        takedowns::{ListTakedowns, TakedownCounts},
    },
};

/// The flags of every list.
#[derive(Args, Clone, Debug, Default)]
pub struct ListArgs {
    /// Show at most so many rows [default: 25]
    #[arg(long, value_name = "N", conflicts_with_all = ["all", "page", "page_size", "cursor"])]
    limit: Option<String>,
    /// Show every row, as it comes
    #[arg(long, conflicts_with_all = ["page", "page_size", "cursor", "watch"])]
    all: bool,
    /// Show this page
    #[arg(long, value_name = "N")]
    page: Option<String>,
    /// Rows of a page: 1 to 100 [default: 25]
    #[arg(long, value_name = "N")]
    page_size: Option<String>,
    /// Go on from here: `meta.next_cursor` of an earlier answer
    #[arg(long, value_name = "CURSOR")]
    cursor: Option<String>,
    #[command(flatten)]
    watch: WatchArgs,
}

/// Looking again.
#[derive(Args, Clone, Debug, Default)]
pub struct WatchArgs {
    /// Look again every so many seconds [default: 5] until Ctrl-C
    #[arg(long, value_name = "SECONDS", num_args = 0..=1, default_missing_value = "5")]
    watch: Option<String>,
}

/// What is said of a whole list beside its rows.
pub trait Summary {
    /// In a line, where there is something to say.
    fn line(&self) -> Option<String>;
}

impl Summary for () {
    fn line(&self) -> Option<String> {
        None
    }
}

impl Summary for TakedownCounts {
    fn line(&self) -> Option<String> {
        let Self { open, accepted, rejected, avg_resolution_time_hours } = self;
        Some(format!(
            "open {open}, accepted {accepted}, rejected {rejected}; decided after {avg_resolution_time_hours:.1} h on average"
        ))
    }
}

/// A list's request that can be sent on to another page.
pub trait Walk: Request + Clone {
    /// The place in it.
    fn paging(&mut self) -> &mut Paging;
}

macro_rules! walks {
    ($($request:ty),+) => {$(
        impl Walk for $request {
            fn paging(&mut self) -> &mut Paging {
                &mut self.paging
            }
        }
    )+};
}
walks!(
    ListBookings,
    ListReviews,
    ListPayments,
    ListReferrals,
    ListTakedowns,
    ListRefunds,
    ListJobs,
    ListAdmins,
    ListSessions,
    ListAudit
);

/// A list that takes nothing but a page.
#[derive(Clone, Debug)]
pub struct Plain(pub Paging);

impl Request for Plain {
    fn read(f: &mut Fields) -> Option<Self> {
        f.paging().map(Self)
    }
}

impl Walk for Plain {
    fn paging(&mut self) -> &mut Paging {
        &mut self.0
    }
}

/// A list's request, with what concerns only the shell.
struct Asked<Q> {
    query: Q,
    limit: Option<i64>,
    watch: Option<i64>,
}

impl<Q: Request> Request for Asked<Q> {
    fn read(f: &mut Fields) -> Option<Self> {
        let limit = f.optional("limit", whole(1, 10_000_000));
        let watch = f.optional("watch", whole(1, 86_400));
        Some(Self { query: Q::read(f)?, limit, watch })
    }
}

const DEFAULT_ROWS: i64 = 25;

/// Reads the flags and shows what `fetch` gives; `noun` names the rows.
pub async fn list<Q, R, S>(
    shell: &Shell,
    given: Given,
    args: &ListArgs,
    noun: &str,
    fetch: impl AsyncFn(Q) -> error::Result<Page<R, S>>,
) -> Result
where
    Q: Walk,
    R: Row,
    S: Summary,
{
    let given = given.with("limit", args.limit.as_ref()).with("watch", args.watch.watch.as_ref());
    let given = given.with("page", args.page.as_ref()).with("page_size", args.page_size.as_ref());
    let asked: Asked<Q> = parse(Fields::text(given.with("cursor", args.cursor.as_ref()).pairs()))?;
    let one_page = args.page.is_some() || args.page_size.is_some() || args.cursor.is_some();
    let most = match (args.all, one_page) {
        (true, _) => None,
        (_, true) => Some(i64::from(asked.query.clone().paging().size)),
        _ => Some(asked.limit.unwrap_or(DEFAULT_ROWS)),
    };
    match asked.watch {
        None => walk(shell, asked.query, most, one_page, noun, &fetch, &|text| shell.print(text)).await,
        Some(seconds) => {
            watched(shell, seconds, async || {
                let text = std::cell::RefCell::new(String::new());
                let keep = |part: &str| {
                    text.borrow_mut().push_str(part);
                    Ok(())
                };
                walk(shell, asked.query.clone(), most, one_page, noun, &fetch, &keep).await?;
                Ok(text.into_inner())
            })
            .await
        }
    }
}

/// Shows a record, and again when that is asked for.
pub async fn show<D: Detail>(shell: &Shell, args: &WatchArgs, fetch: impl AsyncFn() -> error::Result<D>) -> Result {
    let given = Given::default().with("watch", args.watch.as_ref());
    let watch = parse::<Watch>(Fields::text(given.pairs()))?.0;
    match watch {
        None => shell.show(&fetch().await?),
        Some(seconds) => watched(shell, seconds, async || shell.written(&fetch().await?)).await,
    }
}

struct Watch(Option<i64>);

impl Request for Watch {
    fn read(f: &mut Fields) -> Option<Self> {
        Some(Self(f.optional("watch", whole(1, 86_400))))
    }
}

/// Walks from page to page until `most` rows were shown or there are no more.
async fn walk<Q: Walk, R: Row, S: Summary>(
    shell: &Shell,
    mut query: Q,
    most: Option<i64>,
    one_page: bool,
    noun: &str,
    fetch: &impl AsyncFn(Q) -> error::Result<Page<R, S>>,
    write: &dyn Fn(&str) -> Result,
) -> Result {
    let mut sink = Sink { shell, emitter: Emitter::new(shell.style.clone(), true), sheet: Sheet::default(), shown: 0 };
    loop {
        let left = most.map_or(i64::MAX, |most| most - sink.shown);
        if !one_page {
            query.paging().size = u32::try_from(left.min(i64::from(Paging::MOST))).unwrap_or(Paging::MOST);
        }
        let page = patient(shell, async || fetch(query.clone()).await).await?;
        sink.rows(&page.rows, left, write)?;
        let next = page.meta.next_cursor.clone().filter(|_| !one_page && most.is_none_or(|most| sink.shown < most));
        let Some(cursor) = next else {
            return sink.end(&page, noun, write);
        };
        query.paging().place = Place::Cursor(cursor);
    }
}

/// Where rows go.
struct Sink<'a> {
    shell: &'a Shell,
    emitter: Emitter,
    sheet: Sheet,
    shown: i64,
}

impl Sink<'_> {
    fn rows<R: Row>(&mut self, rows: &[R], most: i64, write: &dyn Fn(&str) -> Result) -> Result {
        let rows = &rows[..rows.len().min(usize::try_from(most).unwrap_or(usize::MAX))];
        self.shown += i64::try_from(rows.len()).unwrap_or(i64::MAX);
        if self.shell.for_people() {
            return if rows.is_empty() { Ok(()) } else { write(&self.sheet.part(rows, &self.shell.look)) };
        }
        for row in rows {
            write(&self.emitter.record(row)?)?;
        }
        Ok(())
    }

    fn end<R, S: Summary>(&self, page: &Page<R, S>, noun: &str, write: &dyn Fn(&str) -> Result) -> Result {
        if !self.shell.for_people() {
            return write(self.emitter.end());
        }
        let (shown, total) = (self.shown, page.meta.total_items);
        match shown {
            0 => self.shell.say(&format!("No {noun}.")),
            _ if shown < total => self.shell.say(&format!("{shown} of {total} {noun}; --all shows every one.")),
            _ => self.shell.say(&format!("{shown} {noun}.")),
        }
        if let Some(line) = page.summary.line() {
            self.shell.say(&line);
        }
        Ok(())
    }
}

/// Draws again and again: over what was there on a terminal, else only when something has changed.
async fn watched(shell: &Shell, seconds: i64, draw: impl AsyncFn() -> Result<String>) -> Result {
    let pause = std::time::Duration::from_secs(u64::try_from(seconds).unwrap_or(1));
    let mut before = None;
    loop {
        let text = match draw().await {
            Err(Stop::Error(error)) if before.is_some() && error.retryable() => {
                shell.say(&format!("{} Looking again in {seconds} s.", error.message));
                tokio::time::sleep(pause).await;
                continue;
            }
            other => other?,
        };
        if shell.terminal.stdout && shell.for_people() {
            shell.print(&format!("\x1b[H\x1b[2J{text}"))?;
        } else if before.as_ref() != Some(&text) {
            shell.print(&text)?;
        }
        before = Some(text);
        tokio::time::sleep(pause).await;
    }
}
