//! Bad files and bad rows.

use std::{fs, io::Write as _};

use appydex_admin::{
    error::{Error, Kind},
    import::{OnError, Options, table::Table},
};

use super::ground::{Ground, both, data, folder, folder_with, replaced, sqlite};

async fn refused(ground: &Ground, dir: &std::path::Path) -> Error {
    let before = ground.dump().await;
    let error = ground.import(dir).await.expect_err("it is bad");
    assert_eq!(ground.dump().await, before, "nothing of it stays");
    error
}

/// The import of the marketplace with one text replaced in one file must fail with this message.
async fn says(ground: &Ground, file: &str, from: &str, to: &str, message: &str) {
    let text = replaced(&format!("marketplace/{file}"), from, to);
    let error = refused(ground, folder_with("marketplace", &[(file, &text)]).path()).await;
    assert_eq!(error.message, message);
}

#[tokio::test]
async fn a_bad_row_is_named_by_file_line_and_column() {
    for ground in both().await {
        let text = replaced("marketplace/bookings.csv", ",,80000,,,2025", ",,12.5,,,2025");
        let error = refused(&ground, folder_with("marketplace", &[("bookings.csv", &text)]).path()).await;
        assert_eq!(error.message, "bookings.csv:3: total_amount_cents: \"12.5\" is not a whole number of cents");
        let Kind::ValidationError { details } = error.kind else { panic!("{error:?}") };
        assert_eq!(
            details.into_iter().collect::<Vec<_>>(),
            [(
                "bookings.csv:3:total_amount_cents".to_owned(),
                vec!["\"12.5\" is not a whole number of cents".to_owned()]
            )]
        );
    }
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one table, a row for each rule")]
async fn every_rule_over_one_row_is_kept() {
    let ground = sqlite().await;
    for (file, from, to, message) in [
        ("users.csv", ",true,80,", ",true,101,", "users.csv:2: trust_score: \"101\" must be from 0 to 100"),
        ("users.csv", ",true,80,", ",perhaps,80,", "users.csv:2: email_verified: \"perhaps\" must be true or false"),
        ("users.csv", "u-1,Ravi Kumar,", "u-1,,", "users.csv:2: name: is required"),
        (
            "users.csv",
            "u-1,Ravi Kumar,ravi@example.com,",
            "u-1,Ravi Kumar,",
            "users.csv:2: has 7 cells, and the header 8",
        ),
        ("users.csv", "Ravi", "Ra\0vi", "users.csv:2: name: \"Ra\\x00vi Kumar\" has a NUL character in it"),
        ("vendors.csv", ",4.5,", ",5.5,", "vendors.csv:2: rating: \"5.5\" must be from 0 to 5"),
        (
            "vendors.csv",
            ",verified,",
            ",ok,",
            "vendors.csv:2: verification_status: \"ok\" must be one of pending verified rejected",
        ),
        ("bookings.csv", ",18.5204,", ",118.5204,", "bookings.csv:2: lat: \"118.5204\" must be from -90 to 90"),
        (
            "bookings.csv",
            "BK-2025-000041",
            "BK-41",
            "bookings.csv:2: booking_number: \"BK-41\" must look like BK-2025-000317",
        ),
        (
            "bookings.csv",
            "2025-06-25T08:00:00Z,user",
            "2025-06-25T08:00:00Z,my\u{1b}[31m aunt",
            "bookings.csv:4: cancelled_by: \"my\\x1b[31m aunt\" must be user, vendor, admin, system or an admin's UUID",
        ),
        (
            "bookings.csv",
            ",EUR,,2025-06-20T07:00:00Z",
            ",eur,,2025-06-20T07:00:00Z",
            "bookings.csv:4: currency: \"eur\" must be an ISO 4217 code of three capital letters, such as INR",
        ),
        (
            "payments.csv",
            ",100000,2025-06-03",
            ",295001,2025-06-03",
            "payments.csv:2: refunded_amount_cents: \"295001\" is more than amount_cents, 295000",
        ),
        (
            "payments.csv",
            "p-3,b-2,80000,,wallet,failed,,,,,2025-11-20T07:01:00Z,,",
            "p-3,b-2,80000,,wallet,failed,,,,,2025-11-20T07:01:00Z,5,",
            "payments.csv:4: refunded_amount_cents: must be empty or 0 unless status is succeeded",
        ),
        (
            "disputes.csv",
            "2025-08-02T10:00:00Z,,",
            "2025-08-02T10:00:00Z,,2025-08-03",
            "disputes.csv:2: resolved_at: must be empty unless status is resolved",
        ),
        (
            "takedown_requests.ndjson",
            "\"status\": \"accepted\", ",
            "\"status\": \"rejected\", ",
            "takedown_requests.ndjson:2: decision: \"accept\" does not go with status rejected",
        ),
        (
            "takedown_requests.ndjson",
            "\"action_taken\": \"hide\", ",
            "",
            "takedown_requests.ndjson:2: action_taken: is required when status is accepted",
        ),
        (
            "takedown_requests.ndjson",
            ", \"resolved_at\": \"2025-09-03\"",
            "",
            "takedown_requests.ndjson:3: resolved_at: is required when status is accepted or rejected",
        ),
        (
            "refund_requests.csv",
            ",processed,60000,",
            ",processed,,",
            "refund_requests.csv:2: approved_amount_cents: is required when status is processed",
        ),
        (
            "refund_requests.csv",
            "rejected,,",
            "rejected,500,",
            "refund_requests.csv:4: approved_amount_cents: must be empty unless status is processed",
        ),
        (
            "refund_requests.csv",
            "f-3,p-1,500,",
            "f-3,p-1,0,",
            "refund_requests.csv:4: requested_amount_cents: \"0\" must be from 1 to 1000000000000",
        ),
        (
            "services.ndjson",
            "\"name\": \"Windows\"",
            "\"nam\": \"Windows\"",
            "services.ndjson:2: \"nam\" is not a column of services; did you mean name?",
        ),
        ("services.ndjson", "\"name\": \"Windows\"", "\"id\": \"s-9\"", "services.ndjson:2: id: is there twice"),
        (
            "services.ndjson",
            "\"name\": \"Windows\"",
            "\"name\": [1]",
            "services.ndjson:2: name: is neither text nor a number",
        ),
    ] {
        says(&ground, file, from, to, message).await;
    }
}

#[tokio::test]
async fn every_rule_between_rows_is_kept() {
    for ground in both().await {
        for (file, from, to, message) in [
            ("users.csv", "u-2,Å", "u-1,Å", "users.csv:3: id: \"u-1\" was seen before, on line 2"),
            (
                "services.ndjson",
                "\"vendor_id\": \"v-2\"",
                "\"vendor_id\": \"v-9\"",
                "services.ndjson:4: vendor_id: \"v-9\" names no vendor of the database or among the good rows of this import",
            ),
            (
                "bookings.csv",
                "b-2,,u-2,v-1,s-2",
                "b-2,,u-9,v-1,s-9",
                "bookings.csv:3: service_id: \"s-9\" names no service of the database or among the good rows of this import\n\
                 bookings.csv:3: user_id: \"u-9\" names no user of the database or among the good rows of this import",
            ),
            (
                "bookings.csv",
                "b-5,BK-2024-000007",
                "b-5,BK-2025-000041",
                "bookings.csv:6: booking_number: \"BK-2025-000041\" was seen before, on line 2",
            ),
            (
                "refund_requests.csv",
                ",processed,60000,",
                ",processed,100001,",
                "refund_requests.csv:2: approved_amount_cents: \"100001\" is not part of its payment's refunded_amount_cents",
            ),
            (
                "takedown_requests.ndjson",
                "{\"id\": \"t-3\", \"review_id\": \"r-3\", \"vendor_id\": \"v-1\", \"reason_code\": \"other\", \"reason_description\": \"A mistake by our clerk\", \"created_at\": \"2025-09-02\", \"decision\": \"reject\", \"resolved_at\": \"2025-09-03\"}",
                "{\"id\": \"t-3\", \"review_id\": \"r-1\", \"vendor_id\": \"v-1\", \"reason_code\": \"defamation\", \"reason_description\": \"Once more\", \"created_at\": \"2025-09-02\"}",
                "takedown_requests.ndjson:3: status: another open request asks for the same review with the same reason code",
            ),
        ] {
            says(&ground, file, from, to, message).await;
        }
        let reviews = "id,booking_id,user_id,vendor_id,rating,created_at\nr-1,b-1,u-2,v-1,3,2025-07-01\nr-2,b-4,0192f0c1-aaaa-7bbb-8ccc-0123456789ab,v-1,3,2025-07-01\n";
        let dir = folder_with("marketplace", &[("reviews.csv", reviews)]);
        fs::remove_file(dir.path().join("reviews.csv.gz")).unwrap();
        fs::remove_file(dir.path().join("takedown_requests.ndjson")).unwrap();
        let error = refused(&ground, dir.path()).await;
        assert_eq!(
            error.message,
            "reviews.csv:2: user_id: \"u-2\" is not the user of the booking that the review names\n\
             reviews.csv:3: vendor_id: \"v-1\" is not the vendor of the booking that the review names"
        );
    }
}

#[tokio::test]
async fn rows_are_held_against_what_is_there_already() {
    for ground in both().await {
        ground.import(&data("marketplace")).await.unwrap();
        for (file, text, message) in [
            (
                "bookings.csv",
                "id,booking_number,user_id,vendor_id,service_id,status,scheduled_at,total_amount_cents,created_at\n\
                 b-9,BK-2025-000041,u-1,v-1,s-1,pending,2025-12-01,100,2025-11-01\n",
                "bookings.csv:2: booking_number: \"BK-2025-000041\" is the number of another booking",
            ),
            (
                "bookings.csv",
                "id,booking_number,user_id,vendor_id,service_id,status,scheduled_at,total_amount_cents,created_at\n\
                 b-1,BK-2025-000099,u-1,v-1,s-1,pending,2025-12-01,100,2025-11-01\n",
                "bookings.csv:2: booking_number: \"BK-2025-000099\" is not the number that this booking has got",
            ),
            (
                "payments.csv",
                "id,booking_id,amount_cents,currency,method,status,created_at,refunded_amount_cents\n\
                 p-1,b-1,295000,INR,upi,succeeded,2025-05-28,59999\n",
                "payments.csv:2: refunded_amount_cents: \"59999\" is less than what this payment's processed refund requests come to",
            ),
            (
                "refund_requests.csv",
                "id,payment_id,requested_amount_cents,reason,requested_at,status,approved_amount_cents,processed_at\n\
                 f-9,p-1,40001,poor_quality,2025-06-03,processed,40001,2025-06-04\n",
                "refund_requests.csv:2: approved_amount_cents: \"40001\" is not part of its payment's refunded_amount_cents",
            ),
            (
                "takedown_requests.csv",
                "id,review_id,vendor_id,reason_code,reason_description,created_at\n\
                 t-9,r-1,v-1,defamation,once more,2025-06-04\n",
                "takedown_requests.csv:2: status: another open request asks for the same review with the same reason code",
            ),
        ] {
            let error = refused(&ground, folder(&[(file, text)]).path()).await;
            assert_eq!(error.message, message);
        }
    }
}

#[tokio::test]
async fn several_bad_rows_are_named_in_order_and_the_rest_counted() {
    let ground = sqlite().await;
    let mut text = "id,name,created_at\n".to_owned();
    for row in 0..30 {
        text += &format!("u-{row},Somebody,{}\n", if row % 10 == 9 { "2025-01-01" } else { "never" });
    }
    let error = refused(&ground, folder(&[("users.csv", &text)]).path()).await;
    let lines: Vec<&str> = error.message.lines().collect();
    assert_eq!(lines.len(), 21);
    assert!(lines[0].starts_with("users.csv:2: created_at: \"never\" must be a date"), "{}", lines[0]);
    assert!(lines[19].starts_with("users.csv:23: "), "{}", lines[19]);
    assert_eq!(lines[20], "and 7 more");
}

#[tokio::test]
async fn skipping_loads_the_rest_and_writes_down_what_was_refused() {
    for ground in both().await {
        let users = replaced("marketplace/users.csv", ",true,80,", ",true,800,");
        let services = replaced("marketplace/services.ndjson", "\"hourly\"", "\"weekly\"");
        let dir = folder_with("marketplace", &[("users.csv", &users), ("services.ndjson", &services)]);
        let options = Options { on_error: OnError::Skip, ..ground.options() };
        let report = ground.import_with(dir.path(), &options).await.unwrap();
        let counts: Vec<(&str, u64, u64, u64)> =
            report.tables.iter().map(|t| (t.name, t.read, t.new, t.refused)).collect();
        assert_eq!(
            counts,
            [
                ("users", 4, 3, 1),
                ("vendors", 2, 2, 0),
                ("services", 3, 2, 1),
                ("bookings", 6, 2, 4),
                ("payments", 5, 2, 3),
                ("disputes", 2, 1, 1),
                ("reviews", 3, 2, 1),
                ("takedown_requests", 3, 2, 1),
                ("refund_requests", 4, 2, 2),
                ("referrals", 2, 1, 1),
            ]
        );
        let rejects = fs::read_to_string(options.rejects_dir.join("users.csv")).unwrap();
        assert_eq!(
            rejects,
            "id,name,email,phone,profile_image,email_verified,trust_score,created_at,line,column,reason\n\
             u-1,Ravi Kumar,ravi@example.com,'+919812345678,,true,800,2025-01-05T08:00:00Z,2,trust_score,\
             \"\"\"800\"\" must be from 0 to 100\"\n"
        );
        let rejects = fs::read_to_string(options.rejects_dir.join("bookings.csv")).unwrap();
        assert_eq!(rejects.lines().count(), 5);
        assert!(rejects.lines().nth(2).unwrap().contains("3,service_id,\"\"\"s-2\"\" names no service"), "{rejects}");
        assert_eq!(report.rejects.len(), 9);
        // What was refused can be mended and imported.
        let mended = fs::read_to_string(options.rejects_dir.join("users.csv")).unwrap().replace("800", "80");
        let mended: Vec<String> =
            mended.lines().map(|line| line.split(',').take(8).collect::<Vec<_>>().join(",")).collect();
        ground.import(folder(&[("users.csv", &mended.join("\n"))]).path()).await.unwrap();
        assert_eq!(ground.texts("SELECT phone FROM users WHERE external_id = 'u-1'").await, ["+919812345678"]);
        super::first::totals_are_exact(&ground).await;
    }
}

#[tokio::test]
async fn what_hangs_from_a_row_refused_late_is_refused_with_it() {
    for ground in both().await {
        let users = "id,name,created_at\nu-1,A,2025-01-01\n";
        let vendors = "id,name,created_at\nv-1,V,2025-01-01\n";
        let services = "id,vendor_id,name,category\ns-1,v-1,S,C\ns-2,v-9,S,C\n";
        let bookings = "id,user_id,vendor_id,service_id,status,scheduled_at,total_amount_cents,created_at\n\
            b-1,u-1,v-1,s-1,pending,2025-01-02,100,2025-01-01\n\
            b-2,u-1,v-1,s-2,pending,2025-01-02,100,2025-01-01\n\
            b-3,u-1,v-1,s-1,pending,2025-01-02,100,2025-01-01\n";
        let payments = "id,booking_id,amount_cents,method,status,created_at\n\
            p-1,b-2,100,card,succeeded,2025-01-01\np-2,b-1,100,card,succeeded,2025-01-01\n";
        let dir = folder(&[
            ("users.csv", users),
            ("vendors.csv", vendors),
            ("services.csv", services),
            ("bookings.csv", bookings),
            ("payments.csv", payments),
        ]);
        let options = Options { on_error: OnError::Skip, ..ground.options() };
        let report = ground.import_with(dir.path(), &options).await.unwrap();
        for (table, new) in [(Table::Services, 1), (Table::Bookings, 2), (Table::Payments, 1)] {
            assert_eq!(report.table(table).map(|t| (t.new, t.refused)), Some((new, 1)), "{}", table.name());
        }
        assert_eq!(report.bookings.get("pending"), Some(&2));
        let numbers = ground.texts("SELECT number FROM bookings ORDER BY key").await;
        assert_eq!(numbers, ["BK-2025-000001", "BK-2025-000002"], "what was refused takes no number");
    }
}

#[tokio::test]
async fn a_dry_run_says_what_would_be_and_leaves_nothing() {
    for ground in both().await {
        let before = ground.dump().await;
        let options = Options { dry_run: true, ..ground.options() };
        let said = ground.import_with(&data("marketplace"), &options).await.unwrap();
        assert_eq!(ground.dump().await, before);
        let done = ground.import(&data("marketplace")).await.unwrap();
        assert_eq!(said.tables, done.tables);
        assert!(said.dry_run);
        let again = ground.import_with(&data("marketplace"), &options).await.unwrap();
        assert!(again.tables.iter().all(|t| t.unchanged == t.read));
    }
}

#[tokio::test]
async fn headers_are_checked_before_anything_is_read() {
    let ground = sqlite().await;
    let dir = folder(&[("users.csv", "id,nmae,created_at\n"), ("bookings.csv", "id,id\n")]);
    let error = refused(&ground, dir.path()).await;
    assert!(
        error.message.starts_with("users.csv:1: \"nmae\" is not a column of users; did you mean name?\n"),
        "{error}"
    );
    assert!(error.message.contains(
        "users.csv:1: name: is required, and the file has no such column\nbookings.csv:1: id: is there twice\n"
    ));
}

#[tokio::test]
async fn folders_without_files_or_with_two_of_one_are_refused() {
    let ground = sqlite().await;
    let error = refused(&ground, folder(&[("notes.txt", "")]).path()).await;
    assert!(error.message.contains("has none of the files users, vendors, services, bookings"), "{error}");
    let two = folder(&[("users.csv", "id,name,created_at\n"), ("users.ndjson", "")]);
    let error = refused(&ground, two.path()).await;
    assert_eq!(error.message, "users: users.csv and users.ndjson are both there; leave one.");
    let error = refused(&ground, std::path::Path::new("/nowhere/at/all")).await;
    assert!(error.message.contains("can't be read"), "{error}");
    let odd = folder(&[("users.csv", "id,name,created_at\n"), ("boookings.csv", "id\n")]);
    assert_eq!(ground.import(odd.path()).await.unwrap().ignored, ["boookings.csv"]);
}

#[tokio::test]
async fn bytes_that_are_no_text_and_files_that_end_early_are_refused() {
    let ground = sqlite().await;
    let dir = tempfile::tempdir().unwrap();
    let users = dir.path().join("users.csv");
    fs::write(&users, b"\xef\xbb\xbfid,name,created_at\r\nu-1,Ravi,2025-01-01\r\n\r\nu-2,R\xffvi,2025-01-01\r\n")
        .unwrap();
    assert_eq!(refused(&ground, dir.path()).await.message, "users.csv:4: name: is not UTF-8");
    fs::write(&users, b"\xef\xbb\xbfid,name,created_at\r\nu-1,Ravi,2025-01-01\r\n\r\nu-2,Ravi,never\r\n").unwrap();
    assert!(refused(&ground, dir.path()).await.message.starts_with("users.csv:4: created_at: \"never\""));
    fs::write(&users, format!("id,name,created_at\nu-1,\"{}", "x".repeat(17 << 20))).unwrap();
    let error = refused(&ground, dir.path()).await;
    assert!(error.message.contains("users.csv:2: the row is longer than 16 MiB; is a quote not closed?"), "{error}");
    fs::remove_file(&users).unwrap();
    let packed = dir.path().join("users.csv.gz");
    fs::write(&packed, b"id,name,created_at\n").unwrap();
    assert!(
        refused(&ground, dir.path())
            .await
            .message
            .starts_with("users.csv.gz can't be read: it is not what its name says")
    );
    let mut bytes = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    bytes.write_all(b"id,name,created_at\nu-1,Ravi,2025-01-01\n").unwrap();
    let bytes = bytes.finish().unwrap();
    fs::write(&packed, &bytes[..bytes.len() - 9]).unwrap();
    assert_eq!(
        refused(&ground, dir.path()).await.message,
        "users.csv.gz can't be read: it ends in the middle, so it was cut off."
    );
    fs::write(&packed, &bytes).unwrap();
    ground.import(dir.path()).await.unwrap();
    assert_eq!(ground.number("SELECT COUNT(*) FROM users").await, 1);
}

#[tokio::test]
async fn one_import_at_a_time_and_no_scratch_is_left() {
    let ground = sqlite().await;
    let dir = data("marketplace");
    let options = ground.options();
    let inner = async |_: &mut _, _: &_| {
        let second = ground.import(&dir).await.expect_err("one is running");
        assert_eq!(second.message, "Another import into this database is running.");
        Ok(())
    };
    appydex_admin::import::run(&ground.db, &dir, &options, &appydex_admin::import::Quiet, inner).await.unwrap();
    let left: Vec<String> =
        fs::read_dir(ground.folder.path()).unwrap().flatten().map(|e| e.file_name().into_string().unwrap()).collect();
    assert!(!left.iter().any(|name| name.ends_with(".import")), "{left:?}");
    fs::write(ground.folder.path().join("appydex.db.import"), b"what a crash left").unwrap();
    assert!(ground.import(&dir).await.is_ok());
}
