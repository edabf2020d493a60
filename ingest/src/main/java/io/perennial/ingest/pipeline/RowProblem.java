// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import java.util.Locale;

/** What can be wrong with a row; the SQL steps know each by its name in lower case. */
enum RowProblem {
  REFUSED("row", "the row cannot be read", "mend it in the source", true),
  BAD_ZONE(
      "zone",
      "this is not a time zone",
      "write zones by region, such as Europe/Berlin, or set zone and leave zone-column out",
      false),
  NO_CUSTOMER(
      "customer",
      "the customer is empty",
      "fill it in, or set empty-customer: guest to make each order a customer of its own",
      true),
  NO_TIME("time", "the time is empty", "fill it in", false),
  BAD_TIME(
      "time",
      "this is not a time in the source's format",
      "mend it, or set time-format, such as dd.MM.yyyy HH:mm",
      false),
  TOO_EARLY(
      "time", "the time is too early to be true", "mend it, or set an earlier earliest", false),
  TOO_LATE("time", "the time is too late to be true", "mend it, or set a later latest", false),
  NO_TYPE("type", "the type is empty", "fill it in, or leave the type column out", false),
  BAD_TYPE("type", "this is not a type of event", "say in type-values what it means", false),
  BAD_QUANTITY("quantity", Words.NOT_A_NUMBER, Words.MEND_NUMBER, false),
  BAD_UNIT_PRICE("unit_price", Words.NOT_A_NUMBER, Words.MEND_NUMBER, false),
  BAD_AMOUNT("amount", Words.NOT_A_NUMBER, Words.MEND_NUMBER, false),
  TOO_LARGE(
      "amount",
      "unit price times quantity is more than an amount can be",
      "mend one of the two",
      false),
  BAD_DISCOUNT("discount", Words.NOT_A_NUMBER, Words.MEND_NUMBER, false),
  BAD_COST("cost", Words.NOT_A_NUMBER, Words.MEND_NUMBER, false),
  BAD_SCORE("score", Words.NOT_A_NUMBER, Words.MEND_NUMBER, false),
  NO_RATE(
      "currency",
      "there is no rate of this currency on this day",
      "add one to the file of rates, or raise rates.max-age-days; then run: perennial quarantine"
          + " retry",
      false),
  TOO_LONG(
      "row",
      "the row is longer than 100,000 bytes",
      "shorten its texts, or look for a quote that is not closed",
      false),
  BROKEN(
      "row",
      "the line cannot be split into fields",
      "mend the line: its quotes and the number of its fields",
      false),
  COLLISION(
      "customer",
      "two customer keys of this system have the same record id",
      "change one of the two keys in the source",
      true),
  CONFLICT(
      "event_id",
      "another row has the same event id and says something else",
      "give each event an id of its own, or leave the event-id column out",
      true);

  /** Rows longer than this are not taken, in bytes of UTF-8. */
  static final long LONGEST = 100_000;

  private final String field;
  private final String reason;
  private final String advice;
  private final boolean personal;

  RowProblem(String field, String reason, String advice, boolean personal) {
    this.field = field;
    this.reason = reason;
    this.advice = advice;
    this.personal = personal;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String field() {
    return field;
  }

  String reason() {
    return reason;
  }

  String advice() {
    return advice;
  }

  /**
   * What of the value is not shown, as {@code rejected_rows} knows it: all where it tells who
   * somebody is. Where columns are shifted, a value may be anything: letters where it should be a
   * number or a time, and all of what looks like an e-mail or a telephone number.
   */
  String mask() {
    if (personal) {
      return "all";
    }
    return switch (this) {
      case BAD_TIME -> "time";
      case BAD_QUANTITY, BAD_UNIT_PRICE, BAD_AMOUNT, BAD_DISCOUNT, BAD_COST, BAD_SCORE -> "number";
      case BAD_TYPE, BAD_ZONE -> "word";
      default -> "nothing";
    };
  }

  private static final class Words {
    static final String NOT_A_NUMBER = "this is not a number, or could be two";
    static final String MEND_NUMBER = "mend it, or set decimal-mark";
  }
}
