//! Where refunds are taken: what a real gateway checks, and what the stand-in was told to do wrong.

use std::time::Duration;

use serde_json::Value;

use super::{
    Problem, Protocol,
    book::{Book, Entry, Payment, Refund, Status},
    control::{Fault, Misbehaviour, On},
    razorpay,
    serve::{World, machine},
    stripe,
    wire::{How, Reply},
};

/// What a refund asks for, whichever protocol it came in.
#[derive(Clone, Debug)]
pub struct Asked {
    pub protocol: Protocol,
    pub payment: String,
    /// `None` unless it is there and a whole number.
    pub amount: Option<i64>,
    pub reference: Option<String>,
    pub receipt: Option<String>,
    pub key: Option<String>,
    pub body: Vec<u8>,
}

/// A refund as its protocol shows it.
pub fn shown(refund: &Refund, payment: &Payment, status: Status) -> Value {
    match Protocol::of(&payment.id) {
        Protocol::Razorpay => razorpay::refund(refund, payment, status),
        Protocol::Stripe => stripe::refund(refund, payment, status),
    }
}

pub fn refused(protocol: Protocol, problem: Problem) -> Reply {
    let (status, body) = match protocol {
        Protocol::Razorpay => razorpay::problem(problem),
        Protocol::Stripe => stripe::problem(problem),
    };
    Reply::json(status, &body)
}

/// Takes a refund, rightly or wrongly.
pub async fn take(world: &World, asked: Asked) -> Reply {
    let protocol = asked.protocol;
    let (key, amount) = match checked(world, &asked) {
        Ok(checked) => checked,
        Err(problem) => return refused(protocol, problem),
    };
    let fault = world.controls().next(On::Refund);
    if let Some(reply) = fault.as_ref().and_then(|fault| instead(world, &asked, &key, fault)) {
        return reply;
    }
    if !world.begin(&key) {
        return refused(protocol, Problem::Busy);
    }
    let what = fault.as_ref().map(|fault| fault.what);
    let pause = Duration::from_millis(fault.as_ref().map_or(0, |fault| fault.ms));
    if what == Some(Misbehaviour::Late) {
        world.linger(pause).await;
    }
    let executed = execute(world, &asked, &key, amount, fault.as_ref());
    if what == Some(Misbehaviour::ExecutedStored500) {
        world.book().append(Entry::Broken { key: key.clone(), body: asked.body.clone() });
    }
    world.end(&key);
    let reply = executed.unwrap_or_else(|problem| refused(protocol, problem));
    if what == Some(Misbehaviour::Hang) {
        tokio::time::sleep(pause).await;
    }
    spoilt(reply, what, protocol, pause)
}

/// What must be right before anything is done; whatever must never be sent is noted.
fn checked(world: &World, asked: &Asked) -> Result<(String, i64), Problem> {
    let mut book = world.book();
    let received = Entry::Received { key: asked.key.clone(), payment: asked.payment.clone(), body: asked.body.clone() };
    book.append(received);
    let mut violation = |what: &str| book.append(Entry::Violation(format!("{what}: {}", asked.payment)));
    let Some(key) = asked.key.clone() else {
        violation("a refund without a key");
        return Err(Problem::NoKey);
    };
    let Some(amount) = asked.amount else {
        violation("a refund without an explicit whole amount");
        return Err(Problem::NoAmount);
    };
    if book.keys.get(&key).is_some_and(|kept| kept.body != asked.body) {
        book.append(Entry::Violation(format!("a key with another body: {key}")));
        return Err(Problem::KeyReused);
    }
    Ok((key, amount))
}

/// What is answered instead of doing it.
fn instead(world: &World, asked: &Asked, key: &str, fault: &Fault) -> Option<Reply> {
    match fault.what {
        Misbehaviour::Lost => Some(Reply::never()),
        Misbehaviour::NoBalance => Some(refused(asked.protocol, Problem::NoBalance)),
        Misbehaviour::Status => {
            let reply = refused(asked.protocol, Problem::Status(fault.status));
            Some(Reply { retry_after: fault.retry_after, ..reply })
        }
        Misbehaviour::Stored500 => {
            let known = world.book().keys.contains_key(key);
            if !known {
                world.book().append(Entry::Broken { key: key.to_owned(), body: asked.body.clone() });
            }
            Some(refused(asked.protocol, Problem::Broken))
        }
        _ => None,
    }
}

/// Does it, or finds it done.
fn execute(world: &World, asked: &Asked, key: &str, amount: i64, fault: Option<&Fault>) -> Result<Reply, Problem> {
    let forgets = fault.is_some_and(|fault| fault.what == Misbehaviour::ForgetKey);
    let mut book = world.book();
    let payment = book.payments.get(&asked.payment).cloned().ok_or(Problem::UnknownPayment)?;
    if let Some(kept) = book.keys.get(key).filter(|_| !forgets) {
        let refund = &book.refunds[kept.refund.ok_or(Problem::Broken)?];
        // Stripe says again what it said first, Razorpay how it stands.
        let status = if asked.protocol == Protocol::Stripe { refund.first } else { refund.status };
        return Ok(Reply::json(200, &shown(refund, &payment, status)));
    }
    let receipts = world.controls().control.receipts;
    allowed(&book, asked, &payment, amount, receipts)?;
    let key = (!forgets).then(|| key.to_owned());
    let refund = made(world, &book, asked, key, amount, fault);
    let reply = Reply::json(200, &shown(&refund, &payment, refund.first));
    book.append(Entry::Refund(refund.clone()));
    drop(book);
    world.announce(&refund);
    Ok(reply)
}

fn allowed(book: &Book, asked: &Asked, payment: &Payment, amount: i64, receipts: bool) -> Result<(), Problem> {
    let same_receipt = |refund: &Refund| refund.payment == payment.id && refund.reference == asked.receipt;
    let left = payment.amount - book.refunded(&payment.id);
    match () {
        () if receipts && asked.receipt.is_some() && book.refunds.iter().any(same_receipt) => {
            Err(Problem::DuplicateReceipt)
        }
        () if amount < 1 || asked.protocol == Protocol::Razorpay && amount < 100 => Err(Problem::TooSmall),
        () if left == 0 => Err(Problem::FullyRefunded),
        () if amount > left => Err(Problem::TooLarge),
        () => Ok(()),
    }
}

fn made(world: &World, book: &Book, asked: &Asked, key: Option<String>, amount: i64, fault: Option<&Fault>) -> Refund {
    let machine = machine();
    let (control, ahead) = {
        let controls = world.controls();
        (controls.control.clone(), controls.ahead)
    };
    let after = |ms: u64| machine + i64::try_from(ms).expect("no test waits that long") * 1000;
    let what = fault.map(|fault| (fault.what, after(fault.ms)));
    let (first, moves) = match what {
        Some((Misbehaviour::Pending, at)) => (Status::Pending, vec![(at, Status::Processed)]),
        Some((Misbehaviour::Fails, at)) => (Status::Pending, vec![(at, Status::Failed)]),
        Some((Misbehaviour::TakenBack, at)) => (Status::Processed, vec![(at, Status::Failed)]),
        _ if control.pending_ms > 0 => (Status::Pending, vec![(after(control.pending_ms), Status::Processed)]),
        _ => (Status::Processed, vec![]),
    };
    let prefix = if asked.protocol == Protocol::Razorpay { "rfnd" } else { "re" };
    Refund {
        id: format!("{prefix}_{:08}", book.refunds.len() + 1),
        payment: asked.payment.clone(),
        amount,
        reference: asked.reference.clone(),
        key,
        body: asked.body.clone(),
        first,
        status: first,
        created_at: machine + ahead,
        listed_at: after(control.lag_ms),
        moves,
    }
}

/// The answer as it goes out.
pub fn spoilt(reply: Reply, what: Option<Misbehaviour>, protocol: Protocol, pause: Duration) -> Reply {
    match what {
        Some(Misbehaviour::DropReply) => Reply::never(),
        Some(Misbehaviour::Truncated) => Reply { how: How::Half, ..reply },
        Some(Misbehaviour::Garbage) => Reply { body: b"<html>It works!</html>".to_vec(), ..reply },
        Some(Misbehaviour::Trickle) => Reply { how: How::Slowly(pause), ..reply },
        Some(Misbehaviour::Executed500 | Misbehaviour::ExecutedStored500) => refused(protocol, Problem::Broken),
        Some(Misbehaviour::Odd) => {
            let mut body: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
            body["amount"] = 1.into();
            Reply { body: body.to_string().into_bytes(), ..reply }
        }
        _ => reply,
    }
}

/// Somebody refunds at the gateway itself.
pub fn elsewhere(world: &World, payment: &str, amount: i64) -> Option<Refund> {
    let asked = Asked {
        protocol: Protocol::of(payment),
        payment: payment.to_owned(),
        amount: Some(amount),
        reference: None,
        receipt: None,
        key: None,
        body: Vec::new(),
    };
    let mut book = world.book();
    let known = book.payments.get(payment)?.clone();
    allowed(&book, &asked, &known, amount, false).ok()?;
    let refund = made(world, &book, &asked, None, amount, None);
    book.append(Entry::Refund(refund.clone()));
    drop(book);
    world.announce(&refund);
    Some(refund)
}
