// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import io.perennial.governance.DataClass;
import java.util.List;
import java.util.Optional;

/** The lake's tables that every stage knows. A field id is never used again. */
public final class Tables {

  /** One thing a customer did, or that was done to them. */
  public static final TableSpec EVENTS =
      new TableSpec(
          "events",
          "one thing a customer did, or that was done to them",
          List.of(
              new Column(
                  1,
                  "event_id",
                  ColumnType.LONG,
                  DataClass.PSEUDONYMOUS,
                  "idempotency key: the same event sent twice has the same id"),
              new Column(
                  2, "source", ColumnType.STRING, DataClass.GENERAL, "the system that told us"),
              new Column(
                  3,
                  "record_id",
                  ColumnType.LONG,
                  DataClass.PSEUDONYMOUS,
                  "whose: the record of that system"),
              new Column(
                  4,
                  "type",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "what happened: order, return, page_view and so on"),
              new Column(
                  5,
                  "occurred_at",
                  ColumnType.TIMESTAMP,
                  DataClass.PSEUDONYMOUS,
                  "when it happened, UTC"),
              new Column(
                  6,
                  "received_at",
                  ColumnType.TIMESTAMP,
                  DataClass.GENERAL,
                  "when it reached the lake, UTC"),
              new Column(
                  7,
                  "channel",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "where: web, store, mobile_app and so on"),
              new Column(
                  8,
                  "session_id",
                  ColumnType.STRING,
                  DataClass.PSEUDONYMOUS,
                  "visit in which it happened"),
              new Column(
                  9, "order_id", ColumnType.STRING, DataClass.PSEUDONYMOUS, "order it belongs to"),
              new Column(
                  10,
                  "product_id",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "product, as the source calls it"),
              new Column(11, "category", ColumnType.STRING, DataClass.GENERAL, "product category"),
              new Column(12, "brand", ColumnType.STRING, DataClass.GENERAL, "product brand"),
              new Column(
                  13,
                  "quantity",
                  ColumnType.DOUBLE,
                  DataClass.GENERAL,
                  "units, negative for returns"),
              new Column(
                  14,
                  "amount",
                  ColumnType.DECIMAL,
                  DataClass.GENERAL,
                  "money in base currency, negative for returns"),
              new Column(
                  15,
                  "currency",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "ISO 4217 code of original_amount"),
              new Column(
                  16,
                  "original_amount",
                  ColumnType.DECIMAL,
                  DataClass.GENERAL,
                  "money as the source said it"),
              new Column(
                  17,
                  "discount",
                  ColumnType.DECIMAL,
                  DataClass.GENERAL,
                  "money taken off, in base currency"),
              new Column(
                  18,
                  "cost",
                  ColumnType.DECIMAL,
                  DataClass.GENERAL,
                  "what it cost us, in base currency"),
              new Column(
                  19,
                  "campaign_id",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "campaign it belongs to"),
              new Column(
                  20, "text", ColumnType.STRING, DataClass.PERSONAL, "what the customer wrote"),
              new Column(21, "score", ColumnType.DOUBLE, DataClass.GENERAL, "NPS, CSAT or stars"),
              new Column(
                  22,
                  "properties",
                  ColumnType.STRING,
                  DataClass.PSEUDONYMOUS,
                  "what else the source said, as a JSON object"),
              new Column(
                  23,
                  "batch_id",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "the ingest batch it came in")),
          Optional.of("occurred_at"),
          List.of("record_id", "occurred_at", "event_id"));

  /**
   * What one source says about one of its records, one attribute a row; personal data lives here.
   */
  public static final TableSpec CLAIMS =
      new TableSpec(
          "claims",
          "what one source says about one of its records, one attribute a row; personal data lives"
              + " here",
          List.of(
              new Column(1, "record_id", ColumnType.LONG, DataClass.PSEUDONYMOUS, "the record"),
              new Column(
                  2, "source", ColumnType.STRING, DataClass.GENERAL, "the system that says so"),
              new Column(
                  3,
                  "attribute",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "key, name, email, phone, address, country and so on"),
              new Column(
                  4, "value", ColumnType.STRING, DataClass.PERSONAL, "what it says, cleaned"),
              new Column(
                  5,
                  "seen_at",
                  ColumnType.TIMESTAMP,
                  DataClass.PSEUDONYMOUS,
                  "when it was first said, UTC"),
              new Column(
                  6,
                  "batch_id",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "the ingest batch it came in"),
              new Column(
                  7,
                  "original",
                  ColumnType.STRING,
                  DataClass.PERSONAL,
                  "what it said before a rule repaired it; null where that is the value"),
              new Column(
                  8,
                  "flag",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "the rule that doubts it, such as email-invalid; null where none does")),
          Optional.empty(),
          List.of("record_id", "attribute", "seen_at"));

  /** What cleaning found about one event; the event stays as it is. */
  public static final TableSpec FLAGS =
      new TableSpec(
          "flags",
          "what cleaning found about one event, one rule a row; the event stays as it is",
          List.of(
              new Column(1, "event_id", ColumnType.LONG, DataClass.PSEUDONYMOUS, "the event"),
              new Column(2, "record_id", ColumnType.LONG, DataClass.PSEUDONYMOUS, "whose"),
              new Column(
                  3,
                  "occurred_at",
                  ColumnType.TIMESTAMP,
                  DataClass.PSEUDONYMOUS,
                  "when the event happened, UTC"),
              new Column(
                  4,
                  "rule",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "the rule that found it: repeated, reversed, test, bot, outlier and so on"),
              new Column(
                  5,
                  "related_event_id",
                  ColumnType.LONG,
                  DataClass.PSEUDONYMOUS,
                  "the order of a return, the return of a reversed order, the event that is"
                      + " repeated"),
              new Column(
                  6, "detail", ColumnType.STRING, DataClass.GENERAL, "what was seen, for people"),
              new Column(7, "run_id", ColumnType.STRING, DataClass.GENERAL, "the run that said so"),
              new Column(
                  8,
                  "known_at",
                  ColumnType.TIMESTAMP,
                  DataClass.PSEUDONYMOUS,
                  "since when one could know it, UTC: a reversed order, when it came back")),
          Optional.empty(),
          List.of("record_id", "occurred_at", "event_id"));

  /** A row that could not be taken, with the reason. */
  public static final TableSpec QUARANTINE =
      new TableSpec(
          "quarantine",
          "a row that could not be taken, with the reason",
          List.of(
              new Column(
                  1,
                  "source",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "the source in the configuration"),
              new Column(2, "file", ColumnType.STRING, DataClass.GENERAL, "the file"),
              new Column(
                  3,
                  "line",
                  ColumnType.LONG,
                  DataClass.GENERAL,
                  "line of the file on which the row starts, counting from 1 for the first behind"
                      + " the header, blank and broken lines too; of Parquet the row; 0 when"
                      + " unknown"),
              new Column(
                  4,
                  "record_id",
                  ColumnType.LONG,
                  DataClass.PSEUDONYMOUS,
                  "whose, where it could be told"),
              new Column(
                  5, "field", ColumnType.STRING, DataClass.GENERAL, "the field that is wrong"),
              new Column(
                  6,
                  "value",
                  ColumnType.STRING,
                  DataClass.PSEUDONYMOUS,
                  "its value: letters and digits masked where personal, letters where it should be"
                      + " a number or a time; the word of an unknown type as it is"),
              new Column(7, "reason", ColumnType.STRING, DataClass.GENERAL, "what is wrong"),
              new Column(8, "advice", ColumnType.STRING, DataClass.GENERAL, "what to do"),
              new Column(
                  9, "seen_at", ColumnType.TIMESTAMP, DataClass.GENERAL, "when it was read, UTC"),
              new Column(
                  10,
                  "batch_id",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "the ingest batch it came in")),
          Optional.empty(),
          List.of("source", "file", "line"));

  /** One reading of one file: what became of its rows. */
  public static final TableSpec INGESTED_FILES =
      new TableSpec(
          "ingested_files",
          "one reading of one file: what became of its rows",
          List.of(
              new Column(
                  1,
                  "source",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "the source in the configuration"),
              new Column(2, "file", ColumnType.STRING, DataClass.GENERAL, "the file"),
              new Column(
                  3,
                  "fingerprint",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "hash of its bytes and of the settings it was read with"),
              new Column(4, "bytes", ColumnType.LONG, DataClass.GENERAL, "size on disk"),
              new Column(5, "rows_read", ColumnType.LONG, DataClass.GENERAL, "rows in it"),
              new Column(
                  6, "rows_kept", ColumnType.LONG, DataClass.GENERAL, "rows that became events"),
              new Column(
                  7,
                  "rows_duplicate",
                  ColumnType.LONG,
                  DataClass.GENERAL,
                  "rows that were there already"),
              new Column(
                  8,
                  "rows_quarantined",
                  ColumnType.LONG,
                  DataClass.GENERAL,
                  "rows that could not be taken"),
              new Column(
                  9,
                  "rows_erased",
                  ColumnType.LONG,
                  DataClass.GENERAL,
                  "rows of customers who had themselves erased"),
              new Column(10, "read_at", ColumnType.TIMESTAMP, DataClass.GENERAL, "when, UTC"),
              new Column(11, "batch_id", ColumnType.STRING, DataClass.GENERAL, "the ingest batch"),
              new Column(
                  12,
                  "rows_left_out",
                  ColumnType.LONG,
                  DataClass.GENERAL,
                  "rows that the source's only leaves out; null of readings before there was one"),
              new Column(
                  13,
                  "columns",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "its columns and what is in them, as a JSON object; null of readings before that"
                      + " was noted"),
              new Column(
                  14,
                  "rows_repeated",
                  ColumnType.LONG,
                  DataClass.GENERAL,
                  "of the duplicates, rows that repeat another row of the file; null of readings"
                      + " before that was noted")),
          Optional.empty(),
          List.of("source", "file"));

  /** What one check says of one day of a source's data. */
  public static final TableSpec QUALITY =
      new TableSpec(
          "quality",
          "what one check says of one day of a source's data",
          List.of(
              new Column(
                  1,
                  "source",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "the source in the configuration"),
              new Column(
                  2,
                  "day",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "the day, as 2026-01-31, in the workspace's zone: on which events happened; for"
                      + " uniqueness and validity, on which files were read"),
              new Column(
                  3,
                  "measure",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "volume, freshness, completeness, uniqueness, validity, referential or drift"),
              new Column(
                  4,
                  "field",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "of what; empty where it is the source as a whole"),
              new Column(
                  5,
                  "value",
                  ColumnType.DOUBLE,
                  DataClass.GENERAL,
                  "what was seen: events, hours, a share, or a population stability index"),
              new Column(
                  6,
                  "low",
                  ColumnType.DOUBLE,
                  DataClass.GENERAL,
                  "the least that is expected; null where nothing is"),
              new Column(
                  7,
                  "high",
                  ColumnType.DOUBLE,
                  DataClass.GENERAL,
                  "the most that is expected; null where nothing is"),
              new Column(
                  8,
                  "verdict",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "ok, warn, or fail where the configuration says so"),
              new Column(9, "detail", ColumnType.STRING, DataClass.GENERAL, "why, for people"),
              new Column(
                  10, "run_id", ColumnType.STRING, DataClass.GENERAL, "the run that said so")),
          Optional.empty(),
          List.of("source", "measure", "field", "day"));

  /** One record that was erased and stays out; no data of it. */
  public static final TableSpec ERASURES =
      new TableSpec(
          "erasures",
          "one record that was erased and stays out; no data of it",
          List.of(
              new Column(
                  1,
                  "fingerprint",
                  ColumnType.LONG,
                  DataClass.PSEUDONYMOUS,
                  "salted hash of the record id"),
              new Column(
                  2,
                  "erased_at",
                  ColumnType.TIMESTAMP,
                  DataClass.GENERAL,
                  "when it was put on this list, just before its rows were taken out, UTC"),
              new Column(
                  3, "requested_by", ColumnType.STRING, DataClass.GENERAL, "who asked for it")),
          Optional.empty(),
          List.of("fingerprint"));

  /** Which customer a record is. */
  public static final TableSpec LINKS =
      new TableSpec(
          "links",
          "which customer a record is, with confidence and reason",
          List.of(
              new Column(1, "record_id", ColumnType.LONG, DataClass.PSEUDONYMOUS, "the record"),
              new Column(
                  2,
                  "customer_id",
                  ColumnType.LONG,
                  DataClass.PSEUDONYMOUS,
                  "the customer who it is; a record alone is a customer of its own"),
              new Column(
                  3,
                  "household_id",
                  ColumnType.LONG,
                  DataClass.PSEUDONYMOUS,
                  "the household of the customer; null where none is known"),
              new Column(
                  4,
                  "confidence",
                  ColumnType.DOUBLE,
                  DataClass.GENERAL,
                  "how sure that is, 0 to 1"),
              new Column(
                  5,
                  "reason",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "why, without any personal data: own key, same email as 2 other records"),
              new Column(6, "run_id", ColumnType.STRING, DataClass.GENERAL, "the run that said so"),
              new Column(
                  7,
                  "since",
                  ColumnType.TIMESTAMP,
                  DataClass.PSEUDONYMOUS,
                  "when the record was first resolved, UTC; with first_seen_then it decides whose"
                      + " number names the customer"),
              new Column(
                  8,
                  "first_seen_then",
                  ColumnType.TIMESTAMP,
                  DataClass.PSEUDONYMOUS,
                  "when the record was first seen, as was known at that time, UTC"),
              new Column(
                  9,
                  "claims_hash",
                  ColumnType.LONG,
                  DataClass.PSEUDONYMOUS,
                  "fingerprint of what claims say of the record, by which a change is noticed")),
          Optional.empty(),
          List.of("record_id"));

  /** What one text of an event says: language, sentiment, theme, intent. */
  public static final TableSpec TEXTS = TextTables.TEXTS;

  /** What many texts are about. */
  public static final TableSpec THEMES = TextTables.THEMES;

  /** One brand that one text speaks of. */
  public static final TableSpec MENTIONS = TextTables.MENTIONS;

  /** One account that posts, and how far its word goes. */
  public static final TableSpec INFLUENCERS = TextTables.INFLUENCERS;

  /** The themes of one language, as they are told; the newest is in force. */
  public static final TableSpec TEXT_MODELS = TextTables.MODELS;

  /** What a person said of the text of an event. */
  public static final TableSpec TEXT_LABELS = TextTables.LABELS;

  /** How alike records are that are one customer: the models. */
  public static final TableSpec IDENTITY_MODELS = IdentityTables.MODELS;

  /** Pairs of records that may be one customer. */
  public static final TableSpec IDENTITY_SCORES = IdentityTables.SCORES;

  /** What people said of pairs of records. */
  public static final TableSpec IDENTITY_CONSTRAINTS = IdentityTables.CONSTRAINTS;

  /** Records whose customer became another. */
  public static final TableSpec IDENTITY_CHANGES = IdentityTables.CHANGES;

  /** What is believed of a customer, by reference into claims. */
  public static final TableSpec GOLDEN_RECORDS = IdentityTables.GOLDEN;

  /** One customer: one or more records. */
  public static final TableSpec CUSTOMERS =
      new TableSpec(
          "customers",
          "one customer: one or more records of any systems",
          List.of(
              new Column(
                  1,
                  "customer_id",
                  ColumnType.LONG,
                  DataClass.PSEUDONYMOUS,
                  "the customer; stable across runs"),
              new Column(
                  2,
                  "first_seen",
                  ColumnType.TIMESTAMP,
                  DataClass.PSEUDONYMOUS,
                  "the first event of any of the records, UTC; else when one was first named"),
              new Column(
                  3,
                  "last_seen",
                  ColumnType.TIMESTAMP,
                  DataClass.PSEUDONYMOUS,
                  "the last event of any of the records, UTC; else when one was last named"),
              new Column(
                  4, "records", ColumnType.LONG, DataClass.GENERAL, "how many records it is"),
              new Column(
                  5, "run_id", ColumnType.STRING, DataClass.GENERAL, "the run that said so")),
          Optional.empty(),
          List.of("customer_id"));

  /** What is known of a customer as of an instant. */
  public static final TableSpec FEATURES =
      new TableSpec(
          "features",
          "what is known of a customer as of an instant, which is exclusive",
          List.of(
              new Column(1, "customer_id", ColumnType.LONG, DataClass.PSEUDONYMOUS, "the customer"),
              new Column(
                  2,
                  "as_of",
                  ColumnType.TIMESTAMP,
                  DataClass.GENERAL,
                  "as known just before this instant, UTC"),
              new Column(
                  3,
                  "purchases",
                  ColumnType.LONG,
                  DataClass.GENERAL,
                  "purchases that were not wholly returned: days with an order, or orders"),
              new Column(
                  4,
                  "repeat_purchases",
                  ColumnType.LONG,
                  DataClass.GENERAL,
                  "purchases after the first: x of purchase models"),
              new Column(
                  5,
                  "age_at_last_weeks",
                  ColumnType.DOUBLE,
                  DataClass.GENERAL,
                  "weeks from first to last purchase: t_x of purchase models; 0 for one purchase"),
              new Column(
                  6,
                  "age_weeks",
                  ColumnType.DOUBLE,
                  DataClass.GENERAL,
                  "weeks from first purchase to the end of what is known: T of purchase models"),
              new Column(
                  7,
                  "spend_total",
                  ColumnType.DOUBLE,
                  DataClass.GENERAL,
                  "money of all purchases, less what was returned of them, base currency"),
              new Column(
                  8,
                  "spend_mean",
                  ColumnType.DOUBLE,
                  DataClass.GENERAL,
                  "spend_total per purchase"),
              new Column(
                  9,
                  "spend_repeat_mean",
                  ColumnType.DOUBLE,
                  DataClass.GENERAL,
                  "money per repeat purchase, as Gamma-Gamma needs it; null without one"),
              new Column(
                  10,
                  "first_purchase_at",
                  ColumnType.TIMESTAMP,
                  DataClass.PSEUDONYMOUS,
                  "first order of the first purchase, UTC"),
              new Column(
                  11,
                  "last_purchase_at",
                  ColumnType.TIMESTAMP,
                  DataClass.PSEUDONYMOUS,
                  "first order of the last purchase, UTC"),
              new Column(
                  12,
                  "gap_mean_weeks",
                  ColumnType.DOUBLE,
                  DataClass.GENERAL,
                  "mean time between purchases; null below two purchases"),
              new Column(
                  13,
                  "gap_deviation_weeks",
                  ColumnType.DOUBLE,
                  DataClass.GENERAL,
                  "standard deviation of the times between purchases; null below three"),
              new Column(
                  14,
                  "regularity",
                  ColumnType.DOUBLE,
                  DataClass.GENERAL,
                  "squared mean over variance of the times between purchases: 1 is chance, more is"
                      + " clockwork; null below three purchases"),
              new Column(
                  15,
                  "gap_log_sum",
                  ColumnType.DOUBLE,
                  DataClass.GENERAL,
                  "sum of the logarithms of the weeks between purchases; 0 for one purchase"),
              new Column(16, "returns", ColumnType.LONG, DataClass.GENERAL, "return lines"),
              new Column(
                  17,
                  "returned_amount",
                  ColumnType.DOUBLE,
                  DataClass.GENERAL,
                  "money of all returns, not negative, base currency"),
              new Column(
                  18, "run_id", ColumnType.STRING, DataClass.GENERAL, "the run that computed it")),
          Optional.empty(),
          List.of("customer_id", "as_of"));

  /**
   * Features and what came after, at many instants; a column for each feature is added to these.
   */
  public static final TableSpec TRAINING_SETS =
      new TableSpec(
          "training_sets",
          "what was known of a customer as of an instant, and what the customer did then: to train"
              + " models",
          List.of(
              new Column(1, "customer_id", ColumnType.LONG, DataClass.PSEUDONYMOUS, "the customer"),
              new Column(
                  2,
                  "as_of",
                  ColumnType.TIMESTAMP,
                  DataClass.GENERAL,
                  "features are as known just before this instant, UTC"),
              new Column(
                  3,
                  "label_until",
                  ColumnType.TIMESTAMP,
                  DataClass.GENERAL,
                  "labels are of what occurred from as_of, inclusive, to this instant, exclusive,"
                      + " UTC"),
              new Column(
                  4,
                  "label_spend",
                  ColumnType.DOUBLE,
                  DataClass.GENERAL,
                  "money of the purchases of that time, less what was returned of them within it"),
              new Column(
                  5,
                  "label_purchases",
                  ColumnType.LONG,
                  DataClass.GENERAL,
                  "purchases of that time that were not wholly returned within it"),
              new Column(
                  6,
                  "label_active",
                  ColumnType.LONG,
                  DataClass.GENERAL,
                  "1 with a purchase in that time, else 0"),
              new Column(
                  7, "run_id", ColumnType.STRING, DataClass.GENERAL, "the run that computed it")),
          Optional.empty(),
          List.of("customer_id", "as_of"));

  /** In which segment of a scheme a customer is. */
  public static final TableSpec MEMBERSHIPS = SegmentTables.MEMBERSHIPS;

  /** What a segment is. */
  public static final TableSpec SEGMENTS = SegmentTables.SEGMENTS;

  /** How one segment differs in one feature. */
  public static final TableSpec SEGMENT_FEATURES = SegmentTables.SEGMENT_FEATURES;

  /** One way of clustering that was tried. */
  public static final TableSpec SEGMENT_CANDIDATES = SegmentTables.SEGMENT_CANDIDATES;

  /** Who moved. */
  public static final TableSpec MIGRATIONS = SegmentTables.MIGRATIONS;

  /** How customers are put into segments. */
  public static final TableSpec SEGMENT_MODELS = SegmentTables.SEGMENT_MODELS;

  /** Customers on a plane. */
  public static final TableSpec SEGMENT_MAP = SegmentTables.SEGMENT_MAP;

  /** One run of one step. */
  public static final TableSpec RUNS =
      new TableSpec(
          "runs",
          "one run of one step",
          List.of(
              new Column(1, "run_id", ColumnType.STRING, DataClass.GENERAL, "unique"),
              new Column(2, "step", ColumnType.STRING, DataClass.GENERAL, "name of the step"),
              new Column(
                  3, "started_at", ColumnType.TIMESTAMP, DataClass.GENERAL, "when it began, UTC"),
              new Column(4, "seconds", ColumnType.DOUBLE, DataClass.GENERAL, "wall time"),
              new Column(
                  5,
                  "outcome",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "done, failed, or started: it runs still, or was broken off"),
              new Column(
                  6, "inputs", ColumnType.STRING, DataClass.GENERAL, "snapshot by table, as JSON"),
              new Column(
                  7,
                  "settings",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "SHA-256 of the canonical configuration"),
              new Column(8, "seed", ColumnType.LONG, DataClass.GENERAL, "of all chance in it"),
              new Column(9, "code_version", ColumnType.STRING, DataClass.GENERAL, "of Perennial"),
              new Column(10, "rows_read", ColumnType.LONG, DataClass.GENERAL, "rows in"),
              new Column(11, "rows_written", ColumnType.LONG, DataClass.GENERAL, "rows out"),
              new Column(
                  12,
                  "figures",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "quality figures by name, as JSON"),
              new Column(
                  13, "message", ColumnType.STRING, DataClass.GENERAL, "one line for people")),
          Optional.empty(),
          List.of("started_at"));

  /** What a customer is worth. */
  public static final TableSpec VALUES = ValueTables.VALUES;

  /** How good the values are. */
  public static final TableSpec EVALUATIONS = ValueTables.EVALUATIONS;

  /** Models of what customers do next, how good each is, and how much it has to say. */
  public static final TableSpec VALUE_MODELS = ValueTables.VALUE_MODELS;

  /** Who is about to leave, the most to be lost first. */
  public static final TableSpec CHURN_ALERTS = ValueTables.CHURN_ALERTS;

  /** What was forecast at each as-of instant, kept to be compared with what came. */
  public static final TableSpec FORECASTS = ValueTables.FORECASTS;

  /** What came of the forecasts of earlier runs. */
  public static final TableSpec VALUE_TRACKING = ValueTables.VALUE_TRACKING;

  /** Whether what models of values learned still holds, and whether fitting them anew pays. */
  public static final TableSpec VALUE_DRIFT = ValueTables.VALUE_DRIFT;

  /** Where each customer came from, what that cost, and what came of it. */
  public static final TableSpec ACQUISITIONS = EconomicsTables.ACQUISITIONS;

  /** What customers cost and are worth, by where and when they came. */
  public static final TableSpec VALUE_ECONOMICS = EconomicsTables.VALUE_ECONOMICS;

  /** Borders of tiers, from run to run. */
  public static final TableSpec VALUE_TIERS = EconomicsTables.VALUE_TIERS;

  /** Which products to offer customers. */
  public static final TableSpec RECOMMENDATIONS = RecommendTables.RECOMMENDATIONS;

  /** Which products go together. */
  public static final TableSpec ITEM_NEIGHBOURS = RecommendTables.ITEM_NEIGHBOURS;

  /** How good recommendations were. */
  public static final TableSpec RECOMMENDATION_QUALITY = RecommendTables.RECOMMENDATION_QUALITY;

  /** What is to be done with customers. */
  public static final TableSpec DECISIONS = DecideTables.DECISIONS;

  /** What customers did after it. */
  public static final TableSpec OUTCOMES = DecideTables.OUTCOMES;

  /** What actions bring. */
  public static final TableSpec ACTION_EFFECTS = DecideTables.ACTION_EFFECTS;

  /** How the company does. */
  public static final TableSpec SCORECARDS = ScorecardTables.SCORECARDS;

  /** What channels and campaigns are credited with, and what they truly brought. */
  public static final TableSpec ATTRIBUTIONS = ScorecardTables.ATTRIBUTIONS;

  /** What was expected of decisions, and what came of them. */
  public static final TableSpec DECISION_RESULTS = ScorecardTables.DECISION_RESULTS;

  /** All of them, in the order of the flow. */
  public static final List<TableSpec> ALL =
      List.of(
          EVENTS,
          CLAIMS,
          FLAGS,
          QUARANTINE,
          INGESTED_FILES,
          QUALITY,
          IDENTITY_MODELS,
          IDENTITY_SCORES,
          IDENTITY_CONSTRAINTS,
          LINKS,
          IDENTITY_CHANGES,
          CUSTOMERS,
          GOLDEN_RECORDS,
          TEXT_LABELS,
          TEXT_MODELS,
          TEXTS,
          THEMES,
          MENTIONS,
          INFLUENCERS,
          FEATURES,
          TRAINING_SETS,
          SEGMENT_MODELS,
          SEGMENT_CANDIDATES,
          MEMBERSHIPS,
          SEGMENTS,
          SEGMENT_FEATURES,
          MIGRATIONS,
          SEGMENT_MAP,
          VALUES,
          EVALUATIONS,
          VALUE_MODELS,
          CHURN_ALERTS,
          FORECASTS,
          VALUE_TRACKING,
          VALUE_DRIFT,
          ACQUISITIONS,
          VALUE_ECONOMICS,
          VALUE_TIERS,
          RECOMMENDATIONS,
          ITEM_NEIGHBOURS,
          RECOMMENDATION_QUALITY,
          DECISIONS,
          OUTCOMES,
          ACTION_EFFECTS,
          SCORECARDS,
          ATTRIBUTIONS,
          DECISION_RESULTS,
          ERASURES,
          RUNS);

  private Tables() {}
}
