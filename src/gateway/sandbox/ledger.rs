//! The sandbox's ledger: one JSON object on each line of a file, only ever added to, synced before it counts.

use std::{
    collections::HashMap,
    fs::{File, OpenOptions, create_dir_all},
    io::{Error, ErrorKind, Read as _, Result, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use aws_lc_rs::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};

use super::rules::Rule;
use crate::{
    domain::{money::Currency, time::Timestamp},
    ports::gateway::{GatewayRefund, Order, PaymentAt, Progress},
};

/// A payment's account, as it was opened.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Account {
    payment: String,
    currency: Currency,
    captured_cents: i64,
    imported_cents: i64,
    /// Microseconds, as all moments in this file.
    at: i64,
}

/// A refund with everything that will ever become of it, so that nothing has to be written later.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Refund {
    id: String,
    payment: String,
    key: String,
    /// SHA-256 of the request's body.
    pub(super) body: String,
    reference: String,
    amount_cents: i64,
    at: i64,
    processed_at: Option<i64>,
    failed_at: Option<i64>,
    /// From when on lists show it.
    listed_at: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Entry {
    Account(Account),
    Refund(Refund),
}

/// The file, and what was read of it so far.
pub(super) struct Ledger {
    path: PathBuf,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    /// Where the whole lines end.
    offset: u64,
    accounts: HashMap<String, Account>,
    refunds: Vec<Refund>,
    by_key: HashMap<String, usize>,
    by_payment: HashMap<String, Vec<usize>>,
}

/// The ledger while it is locked.
pub(super) struct Book<'a> {
    file: File,
    seen: &'a mut Seen,
}

impl Ledger {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, seen: Mutex::default() }
    }

    /// Does `work` with the file locked against every other process and read up to its end.
    pub(super) fn with<T>(&self, work: impl FnOnce(&mut Book<'_>) -> T) -> Result<T> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = self.path.parent().unwrap_or(Path::new("."));
        create_dir_all(folder)?;
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&self.path)?;
        file.lock()?;
        let mut book = Book { file, seen: &mut seen };
        book.catch_up()?;
        #[cfg(unix)]
        if book.seen.offset == 0 {
            // A file that is new is only there for good when its folder is synced too.
            File::open(folder)?.sync_all()?;
        }
        Ok(work(&mut book))
    }
}

impl Book<'_> {
    /// Reads what others wrote since.
    fn catch_up(&mut self) -> Result<()> {
        if self.file.metadata()?.len() < self.seen.offset {
            *self.seen = Seen::default();
        }
        self.file.seek(SeekFrom::Start(self.seen.offset))?;
        let mut text = Vec::new();
        self.file.read_to_end(&mut text)?;
        // What follows the last line break was torn by a crash, and nobody was told of it.
        let whole = text.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let lines = text[..whole].split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        let entry = |line| serde_json::from_slice(line).map_err(|e| Error::new(ErrorKind::InvalidData, e));
        let entries: Vec<Entry> = lines.map(entry).collect::<Result<_>>()?;
        for entry in entries {
            self.seen.apply(entry);
        }
        self.seen.offset += whole as u64;
        Ok(())
    }

    fn append(&mut self, entry: Entry) -> Result<()> {
        let mut line = serde_json::to_vec(&entry)?;
        line.push(b'\n');
        self.file.set_len(self.seen.offset)?;
        self.file.seek(SeekFrom::Start(self.seen.offset))?;
        self.file.write_all(&line)?;
        self.file.sync_all()?;
        self.seen.offset += line.len() as u64;
        self.seen.apply(entry);
        Ok(())
    }

    pub(super) fn open_account(&mut self, payment: &PaymentAt, now: Timestamp) -> Result<()> {
        if self.seen.accounts.contains_key(&payment.reference) {
            return Ok(());
        }
        self.append(Entry::Account(Account {
            payment: payment.reference.clone(),
            currency: payment.currency,
            captured_cents: payment.captured_cents,
            imported_cents: payment.imported_cents,
            at: now.0,
        }))
    }

    pub(super) fn append_refund(&mut self, refund: Refund) -> Result<()> {
        self.append(Entry::Refund(refund))
    }

    pub(super) fn by_key(&self, key: &str) -> Option<&Refund> {
        self.seen.by_key.get(key).map(|index| &self.seen.refunds[*index])
    }

    /// What may still be refunded of a payment.
    pub(super) fn left(&self, payment: &str, now: Timestamp) -> i64 {
        let Some(account) = self.seen.accounts.get(payment) else { return 0 };
        let refunds = self.seen.by_payment.get(payment).into_iter().flatten().map(|index| &self.seen.refunds[*index]);
        let taken: i64 = refunds.filter(|r| r.progress(now) != Progress::Failed).map(|r| r.amount_cents).sum();
        account.captured_cents - account.imported_cents - taken
    }

    /// Everything that lists show by now: what accounts were opened with, then the refunds in their order.
    pub(super) fn listed(&self, now: Timestamp) -> impl Iterator<Item = GatewayRefund> {
        let imported = self.seen.accounts.values().filter(|account| account.imported_cents > 0).map(Account::imported);
        let shown = self.seen.refunds.iter().filter(move |refund| refund.listed_at <= now.0);
        let currency = |refund: &Refund| self.seen.accounts.get(&refund.payment).map(|account| account.currency);
        imported.chain(shown.filter_map(move |refund| Some(refund.at_gateway(currency(refund)?, now))))
    }
}

impl Seen {
    fn apply(&mut self, entry: Entry) {
        match entry {
            Entry::Account(account) => {
                self.accounts.insert(account.payment.clone(), account);
            }
            Entry::Refund(refund) => {
                let index = self.refunds.len();
                self.by_key.insert(refund.key.clone(), index);
                self.by_payment.entry(refund.payment.clone()).or_default().push(index);
                self.refunds.push(refund);
            }
        }
    }
}

impl Account {
    /// What was refunded before the account was opened, as one refund of nobody knows when.
    fn imported(&self) -> GatewayRefund {
        GatewayRefund {
            transaction_id: format!("{}-imported", self.payment),
            payment: self.payment.clone(),
            payment_alias: None,
            reference: None,
            amount_cents: self.imported_cents,
            currency: self.currency,
            progress: Progress::Processed,
            failure: None,
            created_at: Timestamp(0),
        }
    }
}

impl Refund {
    pub(super) fn new(order: &Order, key: &str, body: String, rule: &Rule, now: Timestamp) -> Self {
        let after = |millis: u64| now.plus(i64::try_from(millis).unwrap_or(i64::MAX).saturating_mul(1000)).0;
        let settled = after(rule.pending_ms);
        // From its key, so that a ledger that was thrown away doesn't give out the same ids again.
        let id = digest(&SHA256, format!("{}/{key}", order.payment.reference).as_bytes());
        Self {
            id: format!("sbx_{}", hex::encode(&id.as_ref()[..10])),
            payment: order.payment.reference.clone(),
            key: key.to_owned(),
            body,
            reference: order.reference.clone(),
            amount_cents: order.amount_cents,
            at: now.0,
            processed_at: (!rule.fails).then_some(settled),
            failed_at: rule.fails.then_some(settled).or(rule.taken_back_ms.map(after)),
            listed_at: after(rule.unlisted_ms),
        }
    }

    fn progress(&self, now: Timestamp) -> Progress {
        let reached = |moment: Option<i64>| moment.is_some_and(|moment| moment <= now.0);
        match (reached(self.failed_at), reached(self.processed_at)) {
            (true, _) => Progress::Failed,
            (false, true) => Progress::Processed,
            (false, false) => Progress::Pending,
        }
    }

    /// As the gateway tells of it at this moment.
    pub(super) fn at_gateway(&self, currency: Currency, now: Timestamp) -> GatewayRefund {
        let progress = self.progress(now);
        let why = || ("FAILED".to_owned(), "The sandbox was told to let it fail.".to_owned());
        GatewayRefund {
            transaction_id: self.id.clone(),
            payment: self.payment.clone(),
            payment_alias: None,
            reference: Some(self.reference.clone()),
            amount_cents: self.amount_cents,
            currency,
            progress,
            failure: (progress == Progress::Failed).then(why),
            created_at: Timestamp(self.at),
        }
    }
}
