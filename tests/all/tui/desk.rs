//! Somebody at the screens: the model, the keys they press, and a stand-in that answers what is asked.

use std::{collections::BTreeSet, sync::Arc};

use appydex_admin::{
    domain::time::{SECOND, Timestamp},
    error::{Error, Kind},
    operations::{
        jobs::JobCounts,
        refunds::RefundCounts,
        takedowns::{ResolveTakedown, TakedownCounts},
    },
    tui::{
        Letter, Place, Setup, ThemeName,
        effect::{Call, Effect, Of, Reply},
        key::Key,
        message::Message,
        model::{Model, slot::Ticket},
        update, view,
    },
};
use jiff::tz::TimeZone;
use ratatui::{buffer::Buffer, layout::Rect};
use serde_json::json;
use uuid::Uuid;

use super::data;

/// A reason that passes.
pub const REASON: &str = "The reviewer never booked this vendor, and the photos belong to another place entirely.";

/// A question that waits for its answer.
pub type Asked = (Ticket, Of, Call);

/// Somebody at the screens.
pub struct Desk {
    pub model: Model,
    /// What was asked and not answered.
    pub asked: Vec<Asked>,
    /// Everything else that followed.
    pub other: Vec<Effect>,
    /// Decisions that arrived: the request, and the key.
    pub decided: Vec<(Uuid, ResolveTakedown, String)>,
    /// What the stand-in knows.
    pub world: World,
}

/// What the stand-in knows.
pub struct World {
    /// How many requests there are.
    pub requests: usize,
    /// Requests that somebody decided.
    pub gone: BTreeSet<usize>,
    /// What strangers wrote everywhere; empty where they wrote what they should.
    pub text: String,
    /// Whether a list comes whole, in one page.
    pub whole: bool,
    /// Why nothing is answered.
    pub down: Option<Error>,
    pub permissions: Vec<&'static str>,
}

impl Desk {
    /// Somebody who may do everything, at a screen of this size, before anything is answered.
    pub fn new(size: (u16, u16)) -> Self {
        Self::with(size, |_| {})
    }

    pub fn with(size: (u16, u16), change: impl FnOnce(&mut Setup)) -> Self {
        let mut setup = Setup {
            place: Place { at: "admin.example".into(), ..Place::default() },
            now: data::NOW,
            zone: TimeZone::get("Asia/Kolkata").unwrap(),
            theme: ThemeName::Plain,
            still: true,
            snippets: vec![
                REASON.into(),
                "The text names a person and their phone number, which must not be shown here.".into(),
            ],
            letters: Arc::new(|case, decision| {
                vec![Letter {
                    to: "vendor",
                    title: format!("Your request {}", case.request_number),
                    body: decision.reason.clone(),
                }]
            }),
            command: vec!["appydex-admin".into(), "--as".into(), "asha@example.com".into()],
            run: Uuid::nil(),
            refresh: 10 * SECOND,
        };
        change(&mut setup);
        let world = World {
            requests: 40,
            gone: BTreeSet::new(),
            text: String::new(),
            whole: false,
            down: None,
            permissions: vec!["*"],
        };
        let model = Model::new(setup, size);
        let mut desk = Self { model, asked: Vec::new(), other: Vec::new(), decided: Vec::new(), world };
        let begun = update::begin(&mut desk.model);
        desk.follow(begun);
        desk
    }

    /// The same, with everything loaded that is in view.
    pub fn loaded(size: (u16, u16)) -> Self {
        let mut desk = Self::new(size);
        desk.settle();
        desk
    }

    fn follow(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Ask(ticket, of, call) => self.asked.push((ticket, of, call)),
                other => self.other.push(other),
            }
        }
    }

    pub fn send(&mut self, message: Message) {
        let effects = update::update(&mut self.model, message);
        self.follow(effects);
    }

    /// Presses the keys of a text; `\n` is Enter, `\t` Tab, `\x1b` Esc.
    pub fn press(&mut self, keys: &str) {
        for c in keys.chars() {
            let key = match c {
                '\n' => Key::Enter,
                '\t' => Key::Tab,
                '\x1b' => Key::Esc,
                c => Key::Char(c),
            };
            self.key(key);
        }
    }

    pub fn key(&mut self, key: Key) {
        self.send(Message::Key(key));
    }

    /// Answers everything, and what is asked because of it, until nothing is asked any more.
    pub fn settle(&mut self) {
        for _ in 0..20 {
            self.pass(SECOND / 10);
            for asked in std::mem::take(&mut self.asked) {
                self.answer(asked);
            }
        }
    }

    /// Lets time pass.
    pub fn pass(&mut self, micros: i64) {
        let now: Timestamp = self.model.now.plus(micros);
        self.send(Message::Time(now));
    }

    /// Lets seconds pass, answering on the way.
    pub fn wait(&mut self, seconds: i64) {
        for _ in 0..seconds {
            self.pass(SECOND);
            for asked in std::mem::take(&mut self.asked) {
                self.answer(asked);
            }
        }
    }

    /// Answers one question.
    pub fn answer(&mut self, (ticket, of, call): Asked) {
        let result = match self.world.down.clone() {
            Some(error) => Err(error),
            None => self.reply(call),
        };
        self.send(Message::Answer(ticket, of, Box::new(result)));
    }

    fn number(id: Uuid) -> usize {
        usize::try_from(id.as_u128() & 0xffff_ffff_ffff).map(|n| format!("{n:x}").parse::<usize>().unwrap()).unwrap()
    }

    fn reply(&mut self, call: Call) -> Result<Reply, Error> {
        let text = self.world.text.clone();
        let open: Vec<usize> = (0..self.world.requests).filter(|i| !self.world.gone.contains(i)).collect();
        let (many, few) = (12, 3);
        Ok(match call {
            Call::Me => Reply::Me(data::read(data::me(&self.world.permissions))),
            Call::Takedowns(_) => {
                let counts = TakedownCounts { open: 40, accepted: 12, rejected: 7, avg_resolution_time_hours: 5.5 };
                let most = if self.world.whole { usize::MAX } else { 100 };
                let rows = open.iter().take(most).map(|i| data::takedown(*i, &text)).collect();
                Reply::Takedowns(data::page(rows, open.len(), counts))
            }
            Call::Takedown(id) => {
                let i = Self::number(id) - 317;
                let gone = self.world.gone.contains(&i);
                let case = if gone { data::decided(i, data::COLLEAGUE) } else { data::case(i, &text) };
                Reply::Takedown(Box::new(data::read(case)))
            }
            Call::ClaimNext(request, _) => {
                let free = |i: &&usize| !request.exclude.iter().any(|id| id.to_string() == data::request_id(**i));
                let Some(i) = open.iter().find(free) else { return Err(Kind::QueueEmpty.into()) };
                let mut case = data::case(*i, &text);
                case["claim"] = data::claim(data::ME);
                Reply::Next(Box::new(data::read(case)))
            }
            Call::Claim(id, ..) => {
                Reply::Claimed(data::read(json!({"id": id, "request_number": "TR", "status": "open",
                "claim": data::claim(data::ME), "due_at": data::NOW, "version": 2})))
            }
            Call::Release(id, _) => Reply::Released(data::read(json!({"id": id.to_string()}))),
            Call::Resolve(id, decision, attempt) => {
                let i = Self::number(id) - 317;
                if self.world.gone.contains(&i) && !self.decided.iter().any(|(one, ..)| *one == id) {
                    let kind = json!({"code": "ALREADY_RESOLVED", "current_status": "rejected", "resolved_at": data::NOW, "resolved_by": data::COLLEAGUE});
                    return Err(Error::new(data::read::<Kind>(kind)));
                }
                self.world.gone.insert(i);
                let status = decision.verdict.status().as_str();
                let review = decision
                    .verdict
                    .action()
                    .map_or("published", |action| if action.as_str() == "hide" { "hidden" } else { "removed" });
                let answer = data::resolved(&id.to_string(), &format!("TR-2025-{:06}", 317 + i), status, review);
                self.decided.push((id, decision, attempt.key.unwrap_or_default()));
                Reply::Resolved(Box::new(data::read(answer)))
            }
            Call::Refunds(_) => {
                let counts = RefundCounts {
                    pending: 2,
                    processed: 3,
                    failed: 1,
                    total_amount_pending_cents: 18_987_655,
                    ..RefundCounts::default()
                };
                Reply::Refunds(data::page((0..many).map(|i| data::refund(i, &text)).collect(), many, counts))
            }
            Call::Refund(id) => Reply::Refund(Box::new(data::read(data::whole_refund(Self::number(id) - 211, &text)))),
            Call::Reject(id, ..) => {
                Reply::Rejected(data::read(json!({"id": id, "refund_number": "RF-2025-000211", "status": "rejected",
                "rejected_at": data::NOW, "rejected_by": data::ME, "offer_alternative": "none", "version": 3})))
            }
            Call::Approve(id, ..) => {
                let whole = data::whole_refund(Self::number(id) - 211, &text);
                Reply::Approved(Box::new(data::read(
                    json!({"id": id, "refund_number": whole["refund_number"], "status": "approved",
                    "approved_at": data::NOW, "approved_by": data::ME, "approved_amount_cents": 9_500_000, "refund_processed": true,
                    "transaction_id": null, "approvals_received": 2, "approvals_required": 2, "refund": whole}),
                )))
            }
            Call::Reconciliation => Reply::Reconciliation(Box::new(data::read(data::reconciliation()))),
            Call::Bookings(_) => {
                Reply::Bookings(data::page((0..many).map(|i| data::booking(i, &text)).collect(), many, ()))
            }
            Call::Booking(id) => Reply::Booking(Box::new(data::read(data::whole_booking(Self::number(id), &text)))),
            Call::Change(id, change, _) => {
                Reply::Changed(Box::new(data::read(json!({"id": id, "booking_number": "BK-2025-004821",
                "status": change.status.map_or("pending", |status| status.as_str()), "admin_notes": null, "cancellation": null,
                "updated_at": data::NOW, "updated_by": data::ME, "version": 2}))))
            }
            Call::Jobs(_) => {
                Reply::Jobs(data::page((0..few).map(|i| data::job(i, &text)).collect(), few, JobCounts::default()))
            }
            Call::Job(id) => Reply::Job(Box::new(data::read(data::job(Self::number(id), &text)))),
            Call::CancelJob(id, _) => Reply::JobCancelled(data::read(
                json!({"id": id, "status": "cancelled", "cancelled_at": data::NOW, "cancelled_by": data::ME, "version": 4}),
            )),
            Call::Audit(_) => Reply::Audit(data::page((0..few).map(|i| data::entry(i, &text)).collect(), few, ())),
            Call::Verify => Reply::Verified(data::read(data::verification())),
            Call::Sessions(_) => {
                Reply::Sessions(data::page((0..few).map(|i| data::session(i, &text)).collect(), few, ()))
            }
            Call::BookingFigures(_) => Reply::BookingFigures(Box::new(data::booked())),
            Call::RevenueFigures(_) => Reply::RevenueFigures(Box::new(data::earned())),
            Call::Health => Reply::Health(Box::new(data::read(data::health(&text)))),
            Call::Revoke(id, _) => Reply::Revoked(data::read(json!({"id": id.to_string()}))),
        })
    }

    /// The frame as it is now.
    pub fn buffer(&self) -> Buffer {
        let (width, height) = self.model.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        view::draw(&self.model, &mut buffer);
        buffer
    }

    /// The frame as plain text, without blanks at the ends of lines.
    pub fn text(&self) -> String {
        let buffer = self.buffer();
        let mut lines = Vec::new();
        for y in 0..buffer.area.height {
            let mut line = String::new();
            let mut skip = 0;
            for x in 0..buffer.area.width {
                let symbol = buffer[(x, y)].symbol();
                if skip == 0 {
                    line.push_str(symbol);
                }
                skip =
                    if skip > 0 { skip - 1 } else { unicode_width::UnicodeWidthStr::width(symbol).saturating_sub(1) };
            }
            lines.push(line.trim_end().to_owned());
        }
        lines.join("\n")
    }
}
