//! The stand-in's process: its state, its connections, and who answers what.

use std::{
    collections::HashSet,
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use appydex_admin::ports::{Clock as _, SystemClock};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};

use super::{
    Problem, Protocol,
    book::{Book, Entry, Payment, Refund, Status},
    control::{Control, Controls},
    desk::{self, refused},
    hooks, lists, razorpay, stripe,
    wire::{self, Reply, Request},
};

/// Everything it holds. Locks are taken in the order of the fields, and never held over a wait.
#[derive(Clone)]
pub struct World(Arc<State>);

struct State {
    book: Mutex<Book>,
    controls: Mutex<Controls>,
    busy: Mutex<HashSet<String>>,
    http: reqwest::Client,
}

/// How often the clock is looked at.
const GLANCE: Duration = Duration::from_millis(50);

/// The machine's clock, in microseconds.
pub fn machine() -> i64 {
    SystemClock.now().0
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl World {
    pub fn book(&self) -> MutexGuard<'_, Book> {
        locked(&self.0.book)
    }

    pub fn controls(&self) -> MutexGuard<'_, Controls> {
        locked(&self.0.controls)
    }

    /// Marks a key as under way; false if it is already.
    pub fn begin(&self, key: &str) -> bool {
        locked(&self.0.busy).insert(key.to_owned())
    }

    pub fn end(&self, key: &str) {
        locked(&self.0.busy).remove(key);
    }

    /// Calls back about a new refund, and sees to what will become of it.
    pub fn announce(&self, refund: &Refund) {
        self.call_back(refund, refund.first);
        for (at, status) in refund.moves.clone() {
            let (world, id) = (self.clone(), refund.id.clone());
            tokio::spawn(async move {
                // The clock may be moved meanwhile.
                while let Some(wait) = u64::try_from(at - machine()).ok().filter(|wait| *wait > 0) {
                    tokio::time::sleep(Duration::from_micros(wait).min(GLANCE)).await;
                }
                world.settle(&id, status);
            });
        }
    }

    /// Moves a refund on and calls back; false if it isn't there.
    fn settle(&self, id: &str, status: Status) -> bool {
        let mut book = self.book();
        let Some(refund) = book.refunds.iter().find(|refund| refund.id == id).cloned() else { return false };
        book.append(Entry::Moved { refund: id.to_owned(), status });
        drop(book);
        self.call_back(&refund, status);
        true
    }

    fn call_back(&self, refund: &Refund, status: Status) {
        let payment = self.book().payments[&refund.payment].clone();
        hooks::send(self, refund.clone(), payment, status);
    }

    /// Waits for so long, or until something else is told.
    pub async fn linger(&self, pause: Duration) {
        let (told, end) = (self.controls().told, Instant::now() + pause);
        while self.controls().told == told && Instant::now() < end {
            tokio::time::sleep(GLANCE.min(pause)).await;
        }
    }

    /// What its clock shows, in microseconds.
    pub fn now(&self) -> i64 {
        machine() + self.controls().ahead
    }

    pub fn http(&self) -> &reqwest::Client {
        &self.0.http
    }
}

/// Serves in the background; returns its port.
pub async fn start(ledger: &Path, port: u16) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", port)).await.expect("its port is free");
    let port = listener.local_addr().expect("it is bound").port();
    let book = Book::open(ledger);
    let open: Vec<Refund> = book.refunds.iter().filter(|refund| refund.status == refund.first).cloned().collect();
    let http = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(5)).build().expect("a client");
    let (told, ahead) = book.told.clone().unwrap_or((json!({}), 0));
    let control: Control = serde_json::from_value(told).expect("it was told this before");
    let controls = Mutex::new(Controls::new(control, ahead));
    let world = World(Arc::new(State { book: Mutex::new(book), controls, busy: Mutex::default(), http }));
    // What was still to become of them when it died.
    for refund in open.iter().filter(|refund| !refund.moves.is_empty()) {
        world.announce(refund);
    }
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            tokio::spawn(connection(world.clone(), socket));
        }
    });
    port
}

async fn connection(world: World, mut socket: TcpStream) {
    let Some(request) = wire::read(&mut socket).await else { return };
    let reply = answer(&world, &request).await;
    wire::write(socket, reply).await;
}

async fn answer(world: &World, request: &Request) -> Reply {
    let path: Vec<&str> = request.path.trim_matches('/').split('/').collect();
    if let [command] = path[..]
        && command.starts_with('_')
    {
        return commanded(world, request, command);
    }
    let protocol = match (razorpay::authorized(request), stripe::authorized(request)) {
        (true, _) => Protocol::Razorpay,
        (_, true) => Protocol::Stripe,
        _ if path.contains(&"payments") => return refused(Protocol::Razorpay, Problem::Unauthorized),
        _ => return refused(Protocol::Stripe, Problem::Unauthorized),
    };
    match (protocol, request.method.as_str(), &path[..]) {
        (Protocol::Razorpay, "POST", ["v1", "payments", payment, "refund"]) => {
            desk::take(world, razorpay::asked(request, payment)).await
        }
        (Protocol::Stripe, "POST", ["v1", "refunds"]) => {
            let asked = stripe::asked(request, |id| world.book().payments.contains_key(id));
            desk::take(world, asked).await
        }
        (Protocol::Razorpay, "GET", ["v1", "payments", payment, "refunds"]) => {
            lists::list(world, request, protocol, |refund| refund.payment == **payment).await
        }
        (_, "GET", ["v1", "refunds"]) => listed(world, request, protocol).await,
        _ => Reply::json(404, &json!({"error": {"code": "NOT_FOUND", "description": "no such address"}})),
    }
}

/// `GET /v1/refunds`, by payment or by time.
async fn listed(world: &World, request: &Request, protocol: Protocol) -> Reply {
    let text = |name: &str| request.parameter(name).map(str::to_owned);
    let seconds = |name: &str| request.parameter(name).and_then(|text| text.parse::<i64>().ok());
    let (from, to) = match protocol {
        Protocol::Razorpay => (seconds("from"), seconds("to")),
        Protocol::Stripe => (seconds("created[gte]"), seconds("created[lte]")),
    };
    let (from, to) = (from.unwrap_or(i64::MIN), to.unwrap_or(i64::MAX));
    let known = |id: &str| world.book().payments.contains_key(id);
    let payment = stripe::payment(text("payment_intent"), text("charge"), known);
    let keep = |refund: &Refund| {
        let at = refund.created_at / 1_000_000;
        (payment.is_empty() || refund.payment == payment) && from <= at && at <= to
    };
    lists::list(world, request, protocol, keep).await
}

/// What tests say, and ask.
fn commanded(world: &World, request: &Request, command: &str) -> Reply {
    let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
    let done = match command {
        "_ledger" => return Reply::json(200, &world.book().truth()),
        "_control" => told(world, body),
        "_hook" => match &mut world.controls().control.webhooks {
            Some(webhooks) => {
                body["url"].as_str().unwrap_or_default().clone_into(&mut webhooks.url);
                Ok(())
            }
            None => Ok(()),
        },
        "_payments" => serde_json::from_value::<Payment>(body)
            .map(|payment| world.book().append(Entry::Payment(payment)))
            .map_err(|e| e.to_string()),
        "_elsewhere" => {
            let amount = body["amount"].as_i64().unwrap_or(0);
            match desk::elsewhere(world, body["payment"].as_str().unwrap_or_default(), amount) {
                Some(refund) => return Reply::json(200, &json!({"id": refund.id})),
                None => Err("there is no such payment, or not so much left".into()),
            }
        }
        "_settle" => match serde_json::from_value(body["status"].clone()) {
            Ok(status) if world.settle(body["refund"].as_str().unwrap_or_default(), status) => Ok(()),
            _ => Err("no such refund, or no such status".into()),
        },
        _ => Err("no such command".into()),
    };
    match done {
        Ok(()) => Reply::json(200, &json!({})),
        Err(why) => Reply::json(400, &json!({"error": why})),
    }
}

fn told(world: &World, body: Value) -> Result<(), String> {
    let control: Control = serde_json::from_value(body.clone()).map_err(|e| e.to_string())?;
    let ahead = control.clock.map_or(0, |clock| clock - machine());
    let mut book = world.book();
    if control.forget_keys {
        book.append(Entry::ForgotKeys);
    }
    book.append(Entry::Told { control: body, ahead });
    let mut controls = world.controls();
    let told = controls.told + 1;
    *controls = Controls::new(control, ahead);
    controls.told = told;
    Ok(())
}
