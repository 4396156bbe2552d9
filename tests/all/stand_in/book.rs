//! The stand-in's ledger: a file that is only added to, synced before anybody is told, read again at the start.

use std::{
    collections::{BTreeMap, HashMap},
    fs::{File, OpenOptions},
    io::{Read as _, Seek as _, SeekFrom, Write as _},
    path::Path,
};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Pending,
    Processed,
    Failed,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Payment {
    pub id: String,
    pub amount: i64,
    pub currency: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Refund {
    pub id: String,
    pub payment: String,
    pub amount: i64,
    pub reference: Option<String>,
    /// `None` for one that was made elsewhere.
    pub key: Option<String>,
    pub body: Vec<u8>,
    /// As it was made.
    pub first: Status,
    /// As it is now.
    pub status: Status,
    /// Microseconds by the gateway's clock.
    pub created_at: i64,
    /// Microseconds by the machine's clock, from when on lists show it.
    pub listed_at: i64,
    /// What will become of it, and when by the machine's clock.
    pub moves: Vec<(i64, Status)>,
}

/// What is kept of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub body: Vec<u8>,
    /// The refund that was made, by its place; `None` where a 500 is kept.
    pub refund: Option<usize>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    Payment(Payment),
    Refund(Refund),
    Moved {
        refund: String,
        status: Status,
    },
    /// A 500 that is replayed for this key.
    Broken {
        key: String,
        body: Vec<u8>,
    },
    ForgotKeys,
    /// How to behave, and by how many microseconds its clock is ahead.
    Told {
        control: Value,
        ahead: i64,
    },
    Received {
        key: Option<String>,
        payment: String,
        body: Vec<u8>,
    },
    Violation(String),
}

pub struct Book {
    file: File,
    pub payments: BTreeMap<String, Payment>,
    pub refunds: Vec<Refund>,
    pub keys: HashMap<String, Kept>,
    /// What it was told last.
    pub told: Option<(Value, i64)>,
    received: Vec<Value>,
    violations: Vec<String>,
}

impl Book {
    pub fn open(path: &Path) -> Self {
        let mut options = OpenOptions::new();
        let mut file =
            options.read(true).write(true).create(true).truncate(false).open(path).expect("the ledger opens");
        let mut text = Vec::new();
        file.read_to_end(&mut text).expect("the ledger can be read");
        // A line that was torn by a kill was told to nobody.
        let whole = text.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        file.set_len(whole as u64).and_then(|()| file.seek(SeekFrom::End(0))).expect("the ledger can be cut");
        let mut book = Self {
            file,
            payments: BTreeMap::new(),
            refunds: Vec::new(),
            keys: HashMap::new(),
            told: None,
            received: Vec::new(),
            violations: Vec::new(),
        };
        for line in text[..whole].split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            book.apply(serde_json::from_slice(line).expect("the ledger's lines are its own"));
        }
        book
    }

    pub fn append(&mut self, entry: Entry) {
        let mut line = serde_json::to_vec(&entry).expect("an entry is JSON");
        line.push(b'\n');
        self.file.write_all(&line).and_then(|()| self.file.sync_data()).expect("the ledger can be written");
        self.apply(entry);
    }

    fn apply(&mut self, entry: Entry) {
        match entry {
            Entry::Payment(payment) => {
                self.payments.insert(payment.id.clone(), payment);
            }
            Entry::Refund(refund) => {
                if let Some(key) = &refund.key {
                    let kept = Kept { body: refund.body.clone(), refund: Some(self.refunds.len()) };
                    self.keys.insert(key.clone(), kept);
                }
                self.refunds.push(refund);
            }
            Entry::Moved { refund, status } => {
                let found = self.refunds.iter_mut().find(|one| one.id == refund);
                found.expect("only what was made is moved").status = status;
            }
            Entry::Broken { key, body } => {
                self.keys.insert(key, Kept { body, refund: None });
            }
            Entry::ForgotKeys => self.keys.clear(),
            Entry::Told { control, ahead } => self.told = Some((control, ahead)),
            Entry::Received { key, payment, body } => {
                self.received.push(json!({"key": key, "payment": payment, "body": String::from_utf8_lossy(&body)}));
            }
            Entry::Violation(what) => self.violations.push(what),
        }
    }

    /// What was refunded of a payment and didn't fail.
    pub fn refunded(&self, payment: &str) -> i64 {
        let of = self.refunds.iter().filter(|refund| refund.payment == payment && refund.status != Status::Failed);
        of.map(|refund| refund.amount).sum()
    }

    /// The whole truth.
    pub fn truth(&self) -> Value {
        let payment = |payment: &Payment| {
            let of = self.refunds.iter().filter(|refund| refund.payment == payment.id);
            let refunds: Vec<Value> = of
                .map(|refund| {
                    json!({"id": refund.id, "amount": refund.amount, "status": refund.status,
                        "reference": refund.reference, "created_at": refund.created_at})
                })
                .collect();
            json!({"amount": payment.amount, "currency": payment.currency, "refunds": refunds})
        };
        let payments: BTreeMap<_, _> = self.payments.iter().map(|(id, one)| (id, payment(one))).collect();
        json!({"payments": payments, "received": self.received, "violations": self.violations})
    }
}
