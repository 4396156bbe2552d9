//! Exports: reports as files, made by jobs, fetched by signed links.

use futures_util::stream::BoxStream;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::fields::{self, Fields, Request};
use crate::{
    domain::{
        booking::BookingStatus,
        dates::{Bound, parse_contract_time},
        export::{ExportFormat, ReportType},
        job::JobStatus,
        money::Currency,
        refund::RefundStatus,
        takedown::{ReasonCode, TakedownStatus},
        time::Timestamp,
    },
    error::{Error, Kind, Result},
};

/// An end of a range, as it was asked for and as the moment that it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RangeEnd {
    /// As it was asked for.
    pub text: String,
    /// What it means; both ends of a range are part of it.
    pub at: Timestamp,
}

impl RangeEnd {
    fn read(bound: Bound) -> impl FnOnce(&Value, bool) -> Result<Self, String> {
        move |value, _| {
            let text = value.as_str().ok_or("must be text")?.to_owned();
            let at = Timestamp(parse_contract_time(&text, bound)?);
            Ok(Self { text, at })
        }
    }

    /// Whether it is a date without a time.
    pub fn is_date(&self) -> bool {
        self.text.len() == "2025-10-01".len()
    }
}

impl Serialize for RangeEnd {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

/// Makes a report as a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExportRequest {
    /// Which report.
    pub report_type: ReportType,
    /// Its first moment.
    pub from: RangeEnd,
    /// Its last moment.
    pub to: RangeEnd,
    /// What kind of file.
    pub format: ExportFormat,
    /// Which of its rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filters: Option<ExportFilters>,
}

/// Which rows of a report; all that is given must hold. Each report knows some of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ExportFilters {
    /// Of this vendor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vendor_id: Option<Uuid>,
    /// That stand here: a word of the report's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Paid like this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_method: Option<&'static str>,
    /// In this city, whole name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// Of services of this category, whole name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// In this currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// For this reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason_code: Option<ReasonCode>,
}

/// The filters that each report knows.
const fn known_filters(report: ReportType) -> &'static [&'static str] {
    match report {
        ReportType::Bookings => &["vendor_id", "status", "city", "category", "currency"],
        ReportType::Revenue => &["vendor_id", "payment_method", "city", "category", "currency"],
        ReportType::Refunds => &["vendor_id", "status", "currency"],
        ReportType::Takedowns => &["vendor_id", "status", "reason_code"],
    }
}

const METHODS: &[(&str, &str)] =
    &[("card", "card"), ("upi", "upi"), ("wallet", "wallet"), ("netbanking", "netbanking")];

fn check_status(report: ReportType, status: &str) -> Result<(), String> {
    match report {
        ReportType::Bookings => status.parse::<BookingStatus>().map(drop),
        ReportType::Refunds => status.parse::<RefundStatus>().map(drop),
        ReportType::Takedowns => status.parse::<TakedownStatus>().map(drop),
        ReportType::Revenue => Ok(()),
    }
}

impl Request for ExportFilters {
    fn read(f: &mut Fields) -> Option<Self> {
        Some(Self {
            vendor_id: f.optional("vendor_id", fields::uuid),
            status: f.optional("status", fields::text(1, 100)),
            payment_method: f.optional("payment_method", fields::one_of(METHODS)),
            city: f.optional("city", fields::text(1, 100)),
            category: f.optional("category", fields::text(1, 100)),
            currency: f.optional("currency", fields::word),
            reason_code: f.optional("reason_code", fields::word),
        })
    }
}

/// Reads the filters and notes every fault of theirs under `filters.NAME`.
fn filters(f: &mut Fields, report: Option<ReportType>) -> Option<ExportFilters> {
    let members = f.optional("filters", |value, _| value.as_object().cloned().ok_or("must be an object".into()))?;
    let mut sound = true;
    for name in members.keys().filter(|name| report.is_some_and(|one| is_foreign(one, name))) {
        f.fault(format!("filters.{name}"), "is no filter of this report");
        sound = false;
    }
    if let (Some(report), Some(status)) = (report, members.get("status").and_then(Value::as_str))
        && let Err(problem) = check_status(report, status)
    {
        f.fault("filters.status", problem);
        sound = false;
    }
    match fields::parse::<ExportFilters>(Fields::body(members.into())) {
        Ok(filters) if sound => Some(filters),
        Err(Error { kind: Kind::ValidationError { details }, .. }) => {
            for (name, problem) in
                details.into_iter().flat_map(|(name, all)| all.into_iter().map(move |one| (name.clone(), one)))
            {
                f.fault(format!("filters.{name}"), problem);
            }
            None
        }
        Ok(_) | Err(_) => None,
    }
}

/// Whether `name` is a filter, but of other reports.
fn is_foreign(report: ReportType, name: &str) -> bool {
    let known = |report: ReportType| known_filters(report).contains(&name);
    !known(report) && ReportType::ALL.iter().any(|other| known(*other))
}

impl Request for ExportRequest {
    fn read(f: &mut Fields) -> Option<Self> {
        let report_type = f.required("report_type", fields::word);
        let from = f.required("from", RangeEnd::read(Bound::Lower));
        let to = f.required("to", RangeEnd::read(Bound::Upper));
        let format = f.or("format", ExportFormat::Csv, fields::word);
        let filters = filters(f, report_type);
        Some(Self { report_type: report_type?, from: from?, to: to?, format: format?, filters })
    }
}

/// A job that now waits for a worker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobAccepted {
    /// Its id.
    pub job_id: Uuid,
    /// Where it stands: pending.
    pub status: JobStatus,
    /// How long it will take, where that is known beforehand.
    pub estimated_duration_seconds: Option<i64>,
    /// Set, and true, when nothing was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dry_run: Option<bool>,
}

/// What an export is about: its range as it was asked for, and how far it has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportMetadata {
    /// Which report.
    pub report_type: ReportType,
    /// Its first moment.
    pub from: String,
    /// Its last moment.
    pub to: String,
    /// What kind of file.
    pub format: ExportFormat,
    /// Which of its rows, as asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filters: Option<Map<String, Value>>,
    /// How many rows are in the file so far.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows_processed: Option<i64>,
    /// How many it will have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total_rows: Option<i64>,
}

/// An export's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportResult {
    /// Where to fetch it: an absolute signed link, made afresh for each answer.
    pub file_url: String,
    /// The same.
    pub download_url: String,
    /// Its size in bytes.
    pub file_size_bytes: i64,
    /// When the link stops to work.
    pub expires_at: Timestamp,
    /// How many rows it has, the header left aside.
    pub rows_count: i64,
    /// What kind of file it is.
    pub format: ExportFormat,
}

/// A file on its way to whoever holds its link.
pub struct Download {
    /// Its name, of letters, digits, `-`, `_` and `.` alone.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its size in bytes, where that is known.
    pub size: Option<u64>,
    /// What is in it, piece by piece.
    pub body: BoxStream<'static, Result<Vec<u8>>>,
}

impl std::fmt::Debug for Download {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Download").field("name", &self.name).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(body: Value) -> Result<ExportRequest> {
        fields::parse(Fields::body(body))
    }

    #[test]
    fn a_request_comes_back_as_it_was_asked_for() {
        for body in [
            json!({"report_type": "bookings", "from": "2025-10-01", "to": "2025-10-31", "format": "csv"}),
            json!({"report_type": "revenue", "from": "2025-10-01T00:00:00", "to": "2025-10-31T10:00:00+05:30",
                "format": "xlsx", "filters": {"payment_method": "upi", "city": "Mysuru", "currency": "INR"}}),
            json!({"report_type": "takedowns", "from": "2025-10-01", "to": "2025-10-31", "format": "json",
                "filters": {}}),
        ] {
            let request = read(body.clone()).unwrap();
            assert_eq!(serde_json::to_value(&request).unwrap(), body);
        }
    }

    #[test]
    fn every_fault_is_named_those_of_filters_too() {
        let body = json!({"report_type": "refunds", "from": "soon", "format": "pdf", "filters":
            {"status": "open", "city": "Mysuru", "colour": "red", "vendor_id": 5}});
        let Kind::ValidationError { details } = read(body).unwrap_err().kind else { panic!() };
        let names: Vec<&str> = details.keys().map(String::as_str).collect();
        let expected =
            ["filters.city", "filters.colour", "filters.status", "filters.vendor_id", "format", "from", "to"];
        assert_eq!(names, expected);
        let Kind::ValidationError { details } = read(json!({"filters": 5})).unwrap_err().kind else { panic!() };
        assert_eq!(details.keys().collect::<Vec<_>>(), ["filters", "from", "report_type", "to"]);
    }
}
