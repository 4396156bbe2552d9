//! What exports write, read by other programs: nothing in it is a formula, whatever strangers wrote.

use std::io::Cursor;

use appydex_admin::{
    operations::{
        Attempt,
        fields::{Fields, parse},
        jobs::JobResult,
    },
    store::sql,
};
use calamine::{Data, DataType as _, Reader as _, Xlsx};
use futures_util::StreamExt as _;
use serde_json::{Value, json};

use super::{files, work};
use crate::{
    operations::by_id,
    support::{
        bookings::PLAN,
        world::{On, Through, World},
    },
};

/// What begins a formula somewhere, and what acts on a terminal.
const CORPUS: &[&str] = &[
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"http://evil.example\",\"x\")",
    "＝1+1",
    "'=1+1",
    "a,\"b\"\nc",
    "\u{1b}[2J\u{202e}evil",
    "नमस्ते",
    "",
];

async fn exported(world: &World, format: &str) -> Vec<u8> {
    let root = world.root().await;
    let body = json!({"report_type": "bookings", "from": "2025-11-01", "to": "2025-11-24", "format": format});
    let request = parse(Fields::body(body)).unwrap();
    let id = root.export_analytics(request, Attempt::with_key(format)).await.unwrap().value.job_id;
    work(world).await;
    let Some(JobResult::Export(result)) = root.job(by_id(id)).await.unwrap().result else { panic!("it failed") };
    let token = result.file_url.rsplit('/').next().unwrap().to_owned();
    let mut body = root.download_file(token).await.unwrap().body;
    let mut bytes = Vec::new();
    while let Some(piece) = body.next().await {
        bytes.extend(piece.unwrap());
    }
    bytes
}

async fn hostile(on: On) -> World {
    let world = World::new(on, Through::Local).await;
    let (vendor, user) = (world.vendor("Spick & Span").await, world.user("Meera Nair").await);
    for text in CORPUS {
        let booked = world.booked(user, &vendor, PLAN).await;
        let mut tx = world.service.db().begin().await.unwrap();
        let put = sql("UPDATE bookings SET notes = $2, tax_cents = 5 WHERE id = $1").bind(booked.id).bind(*text);
        put.execute_one(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
    }
    world
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn csv_has_no_formula_and_its_numbers_are_numbers() {
    let world = hostile(On::Sqlite).await;
    let bytes = exported(&world, "csv").await;
    let mut reader = csv::Reader::from_reader(Cursor::new(&bytes));
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let column = |name: &str| header.iter().position(|one| one == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), CORPUS.len());
    for (row, text) in rows.iter().zip(CORPUS) {
        for cell in row {
            let risky = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝']);
            assert!(!risky && !cell.contains('\u{1b}') && !cell.contains('\u{202e}'), "{cell:?}");
        }
        assert_eq!((&row[column("total_amount_cents")], &row[column("tax_cents")]), ("100001", "5"));
        if text.starts_with(['=', '+', '-', '@']) {
            assert_eq!(&row[column("notes")], format!("'{text}"));
        }
    }
    assert_eq!(&rows[11][column("notes")], "a,\"b\"\nc");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn json_has_the_text_as_it_came() {
    let world = hostile(On::Postgres).await;
    let rows: Vec<Value> = serde_json::from_slice(&exported(&world, "json").await).unwrap();
    let notes: Vec<&str> = rows.iter().map(|row| row["notes"].as_str().unwrap()).collect();
    assert_eq!(notes, CORPUS);
    assert_eq!(rows[0]["base_amount_cents"], Value::Null);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn xlsx_has_strings_numbers_and_dates_and_no_formula() {
    let world = hostile(On::Sqlite).await;
    let bytes = exported(&world, "xlsx").await;
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let name = book.sheet_names()[0].clone();
    assert!(book.worksheet_formula(&name).unwrap().cells().all(|(_, _, formula)| formula.is_empty()));
    let range = book.worksheet_range(&name).unwrap();
    let rows: Vec<&[Data]> = range.rows().collect();
    assert_eq!(rows.len(), CORPUS.len() + 1);
    let column = |name: &str| rows[0].iter().position(|cell| cell.get_string() == Some(name)).unwrap();
    for (row, text) in rows[1..].iter().zip(CORPUS) {
        let notes = &row[column("notes")];
        match notes.get_string() {
            Some(found) if text.starts_with('=') => assert_eq!(found, *text, "as it is, a string"),
            Some(found) => assert!(!found.contains('\u{1b}'), "{found:?}"),
            None => assert!(text.is_empty() && notes.is_empty(), "{notes:?}"),
        }
        assert_eq!(row[column("total_amount_cents")].get_float(), Some(100_001.0));
        assert!(matches!(row[column("created_at")], Data::DateTime(_)), "{:?}", row[column("created_at")]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_killed_workers_left_is_swept() {
    let world = hostile(On::Sqlite).await;
    exported(&world, "csv").await;
    let kept = files(&world);
    let folder = world.folder().join("files");
    let orphan = format!("{}.1.csv", uuid::Uuid::from_u128(5));
    for left in [format!("exports/{orphan}"), ".drafts/exports.x.1.csv".to_owned()] {
        std::fs::write(folder.join(left), "half").unwrap();
    }
    // The world's clock stands in the past of these files; for them to be old it must be ahead.
    world.service.sweep_files().await.unwrap();
    assert_eq!(files(&world).len(), kept.len() + 2, "they may be at work");
    world.pass(4000 * appydex_admin::domain::time::DAY);
    world.service.sweep_files().await.unwrap();
    assert_eq!(files(&world), kept);
}
