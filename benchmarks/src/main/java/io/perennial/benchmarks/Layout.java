// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

/**
 * A way to cut the events into files, each sorted by record, time and id. A bucket is a sixteenth
 * of the records: by the remainder of the id, or by ranges of it.
 */
enum Layout {
  MONTHS("months", "f_month", "0", 1),
  MONTHS_BY_HASH("months × 16 buckets by remainder", "f_month", "record_id % 16", 16),
  MONTHS_BY_RANGE("months × 16 buckets by range of ids", "f_month", "record_id >> 59", 16),
  YEARS_BY_RANGE("years × 16 buckets by range of ids", "f_year", "record_id >> 59", 16);

  private final String words;
  private final String period;
  private final String bucket;
  private final int buckets;

  Layout(String words, String period, String bucket, int buckets) {
    this.words = words;
    this.period = period;
    this.bucket = bucket;
    this.buckets = buckets;
  }

  /** For people. */
  String words() {
    return words;
  }

  int buckets() {
    return buckets;
  }

  /** The first instant of the period of an event, in DuckDB's SQL. */
  String periodSql() {
    return "date_trunc('" + (period.equals("f_year") ? "year" : "month") + "', occurred_at)";
  }

  /** The bucket of an event, in DuckDB's SQL. */
  String bucketSql() {
    return bucket;
  }

  /** The bucket of a record. */
  int bucketOf(long record) {
    return buckets == 1 ? 0 : Math.toIntExact(this == MONTHS_BY_HASH ? record % 16 : record >> 59);
  }
}
