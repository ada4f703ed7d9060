//! What honest people write, and what is read of it: the text, then every quantity of the
//! dimension as bound, value in base units and percentile.

use proptest::prelude::*;

use super::Dimension::{Count, Duration, Percentage, Rate, Size};
use super::*;

#[track_caller]
fn assert_read(dimension: Dimension, table: &[(&str, &[&str])]) {
    for (text, expected) in table {
        let found: Vec<String> = parse_all(text, dimension).iter().map(shown).collect();
        assert_eq!(found, *expected, "{text:?}");
    }
}

fn shown(quantity: &Quantity) -> String {
    let bound = match quantity.comparison {
        Some(Comparison::Less) => "< ",
        Some(Comparison::AtMost) => "≤ ",
        Some(Comparison::Greater) => "> ",
        Some(Comparison::AtLeast) => "≥ ",
        None => "",
    };
    let percentile = quantity.percentile.map(|percentile| format!(" {percentile}")).unwrap_or_default();
    format!("{bound}{}{percentile}", quantity.value)
}

#[test]
fn durations() {
    assert_read(
        Duration,
        &[
            ("p99 < 50 ms for a redirect", &["< 0.05 p99"]),
            ("p99<50ms", &["< 0.05 p99"]),
            ("p99: 50 ms", &["0.05 p99"]),
            ("p99:50ms", &["0.05 p99"]),
            ("p99.9 ≤ 1.5 s", &["≤ 1.5 p99.9"]),
            ("**p95** under `200 ms`", &["< 0.2 p95"]),
            ("`200` ms at p95", &["0.2 p95"]),
            ("p(95)<200ms", &["< 0.2 p95"]),
            ("P95 latency of at most 200 ms", &["≤ 0.2 p95"]),
            ("99th percentile under 200 milliseconds", &["< 0.2 p99"]),
            ("99.9th percentile below 2 seconds", &["< 2 p99.9"]),
            ("200 ms (95th percentile)", &["0.2 p95"]),
            ("95-percentile: 3 s", &["3 p95"]),
            ("95 percentile 3 s", &["3 p95"]),
            ("median 20 ms", &["0.02 p50"]),
            ("at most 2.5 s at p95", &["≤ 2.5 p95"]),
            ("95 % of requests answer within 300 ms", &["≤ 0.3 p95"]),
            ("300 ms for 95% of all searches", &["0.3 p95"]),
            ("answers in 50 ms at 80 % of peak load", &["0.05"]),
            ("Around 50 ms", &["0.05"]),
            ("less than about 50 ms", &["< 0.05"]),
            ("no more than 1 second", &["≤ 1"]),
            ("never more than 1 second", &["≤ 1"]),
            ("more than 1 second", &["> 1"]),
            ("sub-50 ms", &["< 0.05"]),
            ("100 ms or less", &["≤ 0.1"]),
            ("10–50 ms", &["0.05"]),
            ("10-50 ms", &["0.05"]),
            ("10 ms – 50 ms", &["0.05"]),
            ("900 ms to 2 s", &["2"]),
            ("between 10 and 50 ms", &["0.05"]),
            ("10 to 50 milliseconds", &["0.05"]),
            ("0,5 s", &["0.5"]),
            ("1,500 ms", &["1.5"]),
            ("1 500 ms", &["1.5"]),
            (".5 s", &[]),
            ("250 µs", &["0.00025"]),
            ("250 us, 250 μs and 250 microseconds", &["0.00025", "0.00025", "0.00025"]),
            ("800ns", &["0.0000008"]),
            ("30 min", &["1800"]),
            ("RTO 30 min, RPO 1 min", &["1800", "60"]),
            ("4 h", &["14400"]),
            ("kept 30 days", &["2592000"]),
            ("kept for 30 days", &["2592000"]),
            ("15-minute access token", &["900"]),
            ("a 60-second TTL", &["60"]),
            ("50 Milliseconds", &["0.05"]),
        ],
    );
}

#[test]
fn each_duration_has_its_percentile() {
    assert_read(
        Duration,
        &[
            ("p50 20 ms, p99 80 ms", &["0.02 p50", "0.08 p99"]),
            ("p50 20 ms and p99 80 ms", &["0.02 p50", "0.08 p99"]),
            ("20 ms (p50), 80 ms (p99)", &["0.02 p50", "0.08 p99"]),
            ("20 ms at p50 and 80 ms at p99", &["0.02 p50", "0.08 p99"]),
            ("20 ms at p50; 80 ms at p99", &["0.02 p50", "0.08 p99"]),
            ("p99 < 50 ms; 20 ms at p50", &["< 0.05 p99", "0.02 p50"]),
            ("p99: 50 ms for reads, 200 ms for writes", &["0.05 p99", "0.2 p99"]),
            ("reads 20 ms, writes 80 ms (p99)", &["0.02 p99", "0.08 p99"]),
            ("p95 and p99 below 50 ms", &["< 0.05 p99"]),
            ("p95/p99 below 50 ms", &["< 0.05 p99"]),
            ("`redirect_seconds` p99 > 50 ms for 5 min: page on-call", &["> 0.05 p99", "300"]),
            ("p100 50 ms, p4 20 ms", &["0.05", "0.02"]),
            ("stop99 50 ms", &["0.05"]),
        ],
    );
}

#[test]
fn no_durations() {
    assert_read(
        Duration,
        &[
            ("fast", &[]),
            ("", &[]),
            ("-5 ms", &[]),
            ("−5 ms", &[]),
            ("50", &[]),
            ("12000 req/s", &[]),
            ("100 requests per 10 s", &[]),
            ("100 per second", &[]),
            ("50 msgs", &[]),
            ("5 sites", &[]),
            ("3 droids", &[]),
            ("5 MS", &[]),
            ("2026-11-20T09:30:00Z", &[]),
            ("at 10:30 h", &[]),
            ("v1.2.3 s", &[]),
            ("SHA-256 s", &[]),
            ("99999999999999999999999 s", &[]),
            ("five seconds", &[]),
        ],
    );
}

#[test]
fn rates() {
    assert_read(
        Rate,
        &[
            ("12000 req/s", &["12000"]),
            ("12,000 requests per second", &["12000"]),
            ("12_000 req/s", &["12000"]),
            ("12k rps", &["12000"]),
            ("1.5k req/s", &["1500"]),
            ("1,200 requests per second at peak", &["1200"]),
            ("1 200 requests per second", &["1200"]),
            ("500/s", &["500"]),
            ("500 / s", &["500"]),
            ("`500` events / sec", &["500"]),
            ("5 MB/s", &["5"]),
            ("100 Mbit/s", &["100"]),
            ("60 requests a minute per author on `POST /links`", &["1"]),
            ("at least 60 orders per minute", &["≥ 1"]),
            ("3600 messages/h", &["1"]),
            ("7,200 rows per hour", &["2"]),
            ("86400 imports per day", &["1"]),
            ("90 rpm", &["1.5"]),
            ("2 million events per day", &["23.148148148"]),
            ("100 writes and 2,000 reads per second", &["2000"]),
            ("100 to 200 req/s", &["200"]),
            ("100–200 req/s", &["200"]),
            ("3 regions handle 12000 requests per second", &["12000"]),
            ("up to 500 read requests per second", &["≤ 500"]),
            ("500+ requests per second", &["≥ 500"]),
            ("250 requests-per-second", &["250"]),
            ("200 requests each second", &["200"]),
            ("peak 1,200/s, mean 300/s", &["1200", "300"]),
            ("-5 req/s", &[]),
            ("12000", &[]),
            ("200 ms per request", &[]),
            ("5 users as needed", &[]),
            ("5 orders, each second", &[]),
            ("high", &[]),
        ],
    );
}

#[test]
fn percentages() {
    assert_read(
        Percentage,
        &[
            ("85 %", &["85"]),
            ("85%", &["85"]),
            ("85", &["85"]),
            ("≥ 85 % line coverage", &["≥ 85"]),
            ("at least 85 percent", &["≥ 85"]),
            ("85 per cent of lines", &["85"]),
            ("99.95 %", &["99.95"]),
            ("80–90 %", &["90"]),
            ("80 % to 90 %", &["90"]),
            ("80 % lines, 70 % branches", &["80", "70"]),
            ("2 suites, 85 % of lines", &["85"]),
            ("120 %", &["120"]),
            ("-5 %", &[]),
            ("85 lines in 5 s", &["85"]),
            ("most of it", &[]),
        ],
    );
}

#[test]
fn counts() {
    assert_read(
        Count,
        &[
            ("5000", &["5000"]),
            ("5000.", &["5000"]),
            ("12_000", &["12000"]),
            ("12k", &["12000"]),
            ("up to 10k concurrent sessions", &["≤ 10000"]),
            ("Up to 500 users", &["≤ 500"]),
            ("About 5,000 at peak", &["5000"]),
            ("Peak 5000", &["5000"]),
            ("Max. 5000", &["≤ 5000"]),
            ("MAX 5000", &["≤ 5000"]),
            ("Target: 5000 users", &["5000"]),
            ("10–50 users", &["50"]),
            ("between 200 and 500 users", &["500"]),
            ("200 to 500 users", &["500"]),
            ("500+", &["≥ 500"]),
            ("1.2 million", &["1200000"]),
            ("200 M links", &["200000000"]),
            ("2,000 users (p99 < 50 ms)", &["2000"]),
            ("v2 handles 3 regions", &["3"]),
            ("5000 users, 12000 req/s, 85 %", &["5000"]),
            ("at most 2 000 users", &["≤ 2000"]),
            ("2000 users in 2027", &["2000"]),
            ("- 500 users", &["500"]),
            ("1. 500 users\n2. 800 guests", &["500", "800"]),
            ("Concurrent Users 50", &["50"]),
            ("expected Load 5000", &["5000"]),
            ("5000 in Q3 2027", &["5000"]),
            ("about 300 in May", &["300"]),
            ("1 to 3 regions", &["3"]),
            ("12 000 of 15 000 seats", &["12000", "15000"]),
        ],
    );
}

#[test]
fn no_counts() {
    assert_read(
        Count,
        &[
            ("-5", &[]),
            ("−5", &[]),
            ("2026-11-20", &[]),
            ("2026-11", &[]),
            ("20.11.2026", &[]),
            ("11/20/2026", &[]),
            ("20 November 2026", &[]),
            ("Nov 20, 2026", &[]),
            ("on November 20, 2026 and 5 May", &[]),
            ("10-5", &[]),
            ("Windows Server 2022", &[]),
            ("in 2026", &[]),
            ("since 2019.", &[]),
            ("by Q3 2027", &[]),
            ("10:30", &[]),
            ("24/7", &[]),
            ("v2", &[]),
            ("1.2.3", &[]),
            ("version 2", &[]),
            ("as in RFC 9457", &[]),
            ("PostgreSQL 17", &[]),
            ("TLS 1.3", &[]),
            ("runs on Java 21", &[]),
            ("ADR-1 and R3", &[]),
            ("SHA-256", &[]),
            ("AES-256-GCM", &[]),
            ("a 256-bit key", &[]),
            ("HTTP 429", &[]),
            ("port 443", &[]),
            ("see section 5", &[]),
            ("5xx and 4xx", &[]),
            ("the 3rd", &[]),
            ("16 GiB", &[]),
            ("$500", &[]),
            ("500 €", &[]),
            ("#42", &[]),
            ("p99", &[]),
            ("95th percentile", &[]),
            ("1e6", &[]),
            ("3x", &[]),
            ("users_2", &[]),
            ("10.0.0.1", &[]),
            ("/v1/5", &[]),
            ("many", &[]),
        ],
    );
}

#[test]
fn sizes() {
    assert_read(
        Size,
        &[
            ("64 B", &["64"]),
            ("64 bytes", &["64"]),
            ("900 kB", &["900000"]),
            ("900 KB", &["900000"]),
            ("900kB of flash", &["900000"]),
            ("2 MB", &["2000000"]),
            ("1.5 GB", &["1500000000"]),
            ("0,5 GB", &["500000000"]),
            ("3 TB", &["3000000000000"]),
            ("< 64 KiB", &["< 65536"]),
            ("under `64 KiB` at any time", &["< 65536"]),
            ("1 MiB", &["1048576"]),
            ("at most 2 GiB", &["≤ 2147483648"]),
            ("1 TiB", &["1099511627776"]),
            ("256 KiB of 512 KiB", &["262144", "524288"]),
            ("200–400 MB", &["400000000"]),
            ("16-KiB pages", &["16384"]),
            ("1,200 MB", &["1200000000"]),
            ("4 Mbit of flash", &["500000"]),
            ("under 3 s and 20 MB", &["20000000"]),
        ],
    );
}

#[test]
fn no_sizes() {
    assert_read(
        Size,
        &[
            ("", &[]),
            ("small", &[]),
            ("64", &[]),
            ("64 k", &[]),
            ("-64 KiB", &[]),
            ("70 µA", &[]),
            ("20 €", &[]),
            ("5 MB/s", &[]),
            ("10 MB per day", &[]),
            ("100 Mbps", &[]),
            ("5 Bays", &[]),
            ("3 GBP", &[]),
            ("as 1.2.3 MB", &[]),
            ("99999999999999999999 TB", &[]),
        ],
    );
}

#[test]
fn numbers_of_a_toml_file() {
    let value =
        |number, dimension| parse_number(number, dimension).map(|quantity| quantity.value.to_string());
    assert_eq!(value("5000", Count).as_deref(), Some("5000"));
    assert_eq!(value("12_000", Rate).as_deref(), Some("12000"));
    assert_eq!(value("+99.5", Percentage).as_deref(), Some("99.5"));
    assert_eq!(value("5e3", Count).as_deref(), Some("5000"));
    assert_eq!(value("5e-1", Percentage).as_deref(), Some("0.5"));
    assert_eq!(value("50", Duration), None, "a duration needs its unit");
    assert_eq!(value("64", Size), None, "a size needs its unit");
    for wrong in ["-5", "nan", "inf", "1e99", "1e-99", "0xff", ""] {
        assert_eq!(value(wrong, Count), None, "{wrong}");
    }
}

#[test]
fn amounts_multiply_without_rounding() {
    let rate = parse_all("12000 req/s", Rate).remove(0).value;
    let time = parse_all("50 ms", Duration).remove(0).value;
    assert_eq!(rate.times(time), Some(Amount::from_units(600)));
    assert_eq!(Amount::from_billionths(u128::MAX).times(Amount::from_units(2)), None);
    assert!(parse_all("0.3 s", Duration).remove(0).value == parse_all("300 ms", Duration).remove(0).value);
}

#[test]
fn the_range_is_from_the_number_to_the_unit() {
    let range = |text: &str, dimension| {
        let found = parse_all(text, dimension).remove(0);
        text[found.range].to_owned()
    };
    assert_eq!(range("≤ 200 ms at p95", Duration), "200 ms");
    assert_eq!(range("10–50 ms", Duration), "10–50 ms");
    assert_eq!(range("some 1,200 requests per second", Rate), "1,200 requests per second");
    assert_eq!(range("≥ 85 % lines", Percentage), "85 %");
    assert_eq!(range("up to 10k sessions", Count), "10k");
}

proptest! {
    #[test]
    fn any_text_can_be_read(text in "([0-9]|[ .,:/_%+-]|[a-zA-Z]|[µ–−≤€äß语\u{a0}]|ms|p99| per second| to |%){0,24}") {
        for dimension in [Duration, Rate, Count, Percentage, Size] {
            let mut end = 0;
            for quantity in parse_all(&text, dimension) {
                prop_assert!(text.get(quantity.range.clone()).is_some());
                prop_assert!(quantity.range.start >= end, "in order and apart");
                end = quantity.range.end;
            }
        }
    }

    #[test]
    fn a_plain_duration_is_read_exactly(whole in 0_u32..1_000_000, milli in 0_u32..1_000) {
        let read = parse_all(&format!("{whole}.{milli:03} s"), Duration);
        let expected = u128::from(whole) * 1_000_000_000 + u128::from(milli) * 1_000_000;
        prop_assert_eq!(read.first().map(|quantity| quantity.value.billionths()), Some(expected));
    }
}
