// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import io.perennial.governance.DataClass;
import java.util.List;
import java.util.Optional;

/** The tables behind links: why records are one customer. They name records, and hold no values. */
final class IdentityTables {

  /** One model of how alike records of one customer are. */
  static final TableSpec MODELS =
      new TableSpec(
          "identity_models",
          "the model of how alike records are that are one customer: the one in force",
          List.of(
              new Column(
                  1, "run_id", ColumnType.STRING, DataClass.GENERAL, "the run that fitted it"),
              new Column(2, "fitted_at", ColumnType.TIMESTAMP, DataClass.GENERAL, "when, UTC"),
              new Column(
                  3,
                  "config",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "the settings that it was fitted under, canonical"),
              new Column(
                  4, "records", ColumnType.LONG, DataClass.GENERAL, "records that there were"),
              new Column(
                  5,
                  "rules",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "the blocking rules that found its pairs, one a line"),
              new Column(
                  6,
                  "model",
                  ColumnType.STRING,
                  DataClass.PSEUDONYMOUS,
                  "the model as JSON: weights by attribute and level, shares of common values by salted hash; an erasure drops it")),
          Optional.empty(),
          List.of("fitted_at"));

  /** One pair of records that may be one customer. */
  static final TableSpec SCORES =
      new TableSpec(
          "identity_scores",
          "one pair of records that are one customer with a probability of at least .01",
          List.of(
              new Column(
                  1,
                  "record_a",
                  ColumnType.LONG,
                  DataClass.PSEUDONYMOUS,
                  "the record with the smaller number"),
              new Column(2, "record_b", ColumnType.LONG, DataClass.PSEUDONYMOUS, "the other"),
              new Column(
                  3,
                  "log_odds",
                  ColumnType.DOUBLE,
                  DataClass.GENERAL,
                  "natural logarithm of the odds that they are one customer"),
              new Column(
                  4,
                  "levels",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "how alike each attribute is, a letter each in the order of the model: a nothing to compare, b different, and so on"),
              new Column(5, "run_id", ColumnType.STRING, DataClass.GENERAL, "the run that said so"),
              new Column(
                  6,
                  "model_run",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "the run that fitted the model by which it is scored")),
          Optional.empty(),
          List.of("record_a", "record_b"));

  /** What a person said of records. */
  static final TableSpec CONSTRAINTS =
      new TableSpec(
          "identity_constraints",
          "what a person said of a pair of records, or of all pairs between two sides: then a row for each record; it outlives every run",
          List.of(
              new Column(
                  1, "kind", ColumnType.STRING, DataClass.GENERAL, "must-link or cannot-link"),
              new Column(
                  2,
                  "record_a",
                  ColumnType.LONG,
                  DataClass.PSEUDONYMOUS,
                  "the record with the smaller number; or one of a side"),
              new Column(
                  3,
                  "record_b",
                  ColumnType.LONG,
                  DataClass.PSEUDONYMOUS,
                  "the other; null where sides were named"),
              new Column(
                  4,
                  "made_at",
                  ColumnType.TIMESTAMP,
                  DataClass.GENERAL,
                  "since when it holds, UTC"),
              new Column(5, "made_by", ColumnType.STRING, DataClass.GENERAL, "who said so"),
              new Column(6, "note", ColumnType.STRING, DataClass.PERSONAL, "why, in their words"),
              new Column(
                  7,
                  "revoked_at",
                  ColumnType.TIMESTAMP,
                  DataClass.GENERAL,
                  "until when it held, UTC; null while it holds"),
              new Column(
                  8,
                  "number",
                  ColumnType.LONG,
                  DataClass.GENERAL,
                  "by which people call it; that of all rows of what was said at once of two sides"),
              new Column(
                  9,
                  "side",
                  ColumnType.LONG,
                  DataClass.GENERAL,
                  "which side the record is of, 1 or 2; null for a pair")),
          Optional.empty(),
          List.of("record_a", "record_b", "made_at"));

  /** One record whose customer became another, or that came to one. */
  static final TableSpec CHANGES =
      new TableSpec(
          "identity_changes",
          "one record whose customer became another in a run, or that came to one, and the pair that tells most of why",
          List.of(
              new Column(1, "run_id", ColumnType.STRING, DataClass.GENERAL, "the run"),
              new Column(2, "changed_at", ColumnType.TIMESTAMP, DataClass.GENERAL, "when, UTC"),
              new Column(3, "record_id", ColumnType.LONG, DataClass.PSEUDONYMOUS, "the record"),
              new Column(
                  4,
                  "from_customer",
                  ColumnType.LONG,
                  DataClass.PSEUDONYMOUS,
                  "the customer it was; of a new record its own number"),
              new Column(
                  5, "to_customer", ColumnType.LONG, DataClass.PSEUDONYMOUS, "the customer it is"),
              new Column(
                  6,
                  "kind",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "merge: others joined it or it joined others; split: it left others; move: both; join: a new record, of a customer of before"),
              new Column(
                  7,
                  "record_a",
                  ColumnType.LONG,
                  DataClass.PSEUDONYMOUS,
                  "a record of the pair that links it to those it joined; null for a split"),
              new Column(
                  8,
                  "record_b",
                  ColumnType.LONG,
                  DataClass.PSEUDONYMOUS,
                  "the other record of the pair"),
              new Column(
                  9,
                  "probability",
                  ColumnType.DOUBLE,
                  DataClass.GENERAL,
                  "that the pair is one customer")),
          Optional.empty(),
          List.of("changed_at", "record_id"));

  /** What is believed of one attribute of a customer. */
  static final TableSpec GOLDEN =
      new TableSpec(
          "golden_records",
          "which claim is believed of one attribute of a customer, by reference: no values",
          List.of(
              new Column(1, "customer_id", ColumnType.LONG, DataClass.PSEUDONYMOUS, "the customer"),
              new Column(
                  2,
                  "attribute",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "name, email, phone and so on"),
              new Column(
                  3,
                  "record_id",
                  ColumnType.LONG,
                  DataClass.PSEUDONYMOUS,
                  "the record whose claim is believed"),
              new Column(
                  4, "source", ColumnType.STRING, DataClass.GENERAL, "the system that says so"),
              new Column(
                  5,
                  "seen_at",
                  ColumnType.TIMESTAMP,
                  DataClass.PSEUDONYMOUS,
                  "when it said so last, UTC"),
              new Column(
                  6,
                  "value_hash",
                  ColumnType.LONG,
                  DataClass.PSEUDONYMOUS,
                  "salted hash of the value, which is in claims"),
              new Column(
                  7,
                  "rule",
                  ColumnType.STRING,
                  DataClass.GENERAL,
                  "why this one: recent, source or frequent"),
              new Column(
                  8,
                  "said_by",
                  ColumnType.LONG,
                  DataClass.GENERAL,
                  "records of the customer that say the same"),
              new Column(
                  9, "run_id", ColumnType.STRING, DataClass.GENERAL, "the run that said so")),
          Optional.empty(),
          List.of("customer_id", "attribute"));

  private IdentityTables() {}
}
