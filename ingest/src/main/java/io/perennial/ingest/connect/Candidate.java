// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import io.perennial.ingest.EventField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A column that could be a field: how well its name and its values fit.
 *
 * @param score in [0, 1]
 */
record Candidate(EventField field, ColumnProfile column, double score, String reason) {

  private static final int SOME_ROWS = 10;

  /** All candidates of a file, the best first. */
  static List<Candidate> of(Sample sample) {
    List<Candidate> candidates = new ArrayList<>();
    boolean named = sample.isNamed();
    for (ColumnProfile column : sample.columns()) {
      if (column.name().isBlank() || column.filled() == 0) {
        continue;
      }
      for (EventField field : EventField.values()) {
        Candidate candidate = of(field, column, named, sample.columns().indexOf(column) == 0);
        if (candidate.score > 0) {
          candidates.add(candidate);
        }
      }
    }
    candidates.sort(Comparator.comparingDouble(Candidate::score).reversed());
    return candidates;
  }

  private static Candidate of(
      EventField field, ColumnProfile column, boolean named, boolean first) {
    double byName = ColumnNames.score(field, column.name()) * content(field, column);
    double byValues = byValues(field, column, named, first);
    String counted =
        switch (field) {
          case CUSTOMER, ORDER_ID, PRODUCT_ID ->
              String.format(
                  Locale.ROOT, ", %,d different in %,d rows", column.distinct(), column.rows());
          default -> "";
        };
    return byName >= byValues
        ? new Candidate(field, column, byName, "by its name" + counted)
        : new Candidate(field, column, byValues, "by its values" + counted);
  }

  /** How well the values fit a field whose name fits, in [0, 1]. */
  private static double content(EventField field, ColumnProfile column) {
    ValueKinds kinds = column.kinds();
    return switch (field) {
      case TIME -> time(column);
      case QUANTITY -> number(column) * (column.whole() < 0.5 ? 0.7 : 1);
      case UNIT_PRICE, AMOUNT, DISCOUNT, COST ->
          column.distinct() <= 2 && kinds.flags() == 1 && column.rows() > 5 ? 0.1 : number(column);
      case SCORE -> column.isNumber() && column.distinct() <= 101 ? 1 : 0;
      case CUSTOMER -> customer(column);
      case ORDER_ID ->
          column.isTime() || column.isFractional() || (column.index() && isBareId(column))
              ? 0.2
              : key(column);
      case PRODUCT_ID ->
          column.isTime() || column.isFractional() || kinds.flags() == 1 ? 0.1 : sentences(column);
      case CURRENCY -> column.distinct() <= 200 && column.meanLength() <= 5 ? 1 : 0;
      case CHANNEL -> column.isKinds() && !column.isFractional() ? 1 : 0.2;
      case TYPE -> column.isKinds() && !column.isNumber() ? 1 : 0.2;
      case CATEGORY, BRAND -> column.isFractional() ? 0.2 : 1;
      case TEXT -> column.meanLength() >= 15 && column.numbers() < 0.5 ? 1 : 0.2;
      case EVENT_ID -> column.isKey() && !column.index() ? 1 : 0;
      case SESSION_ID, CAMPAIGN_ID -> column.isTime() || column.isFractional() ? 0 : 1;
    };
  }

  private static double time(ColumnProfile column) {
    if (!column.couldBeTime()) {
      return 0;
    }
    double form = column.isTime() ? 1 : column.times().isDayCount() ? 0.85 : 0.97;
    return form * (column.times().timed() ? 1 : 0.98);
  }

  private static double number(ColumnProfile column) {
    return column.isTime() || column.numbers() < 0.5 ? 0 : column.numbers();
  }

  static boolean isBareId(ColumnProfile column) {
    return ColumnWords.meaning(column.name()).equals("id");
  }

  /** Ids may look like fractions, counts of customers do not name any. */
  private static double customer(ColumnProfile column) {
    boolean counted =
        column.isNumber()
            && ColumnWords.plain(column.name())
                .matches(
                    "(new_|active_|total_)?(users|visitors|customers|members|subscribers|clients|guests|players|people)");
    if (column.isTime() || counted) {
      return 0;
    }
    boolean fraction = column.isFractional() && !ColumnNames.says(column.name(), "id");
    return fraction ? 0 : key(column);
  }

  /** What names one of many. */
  private static double key(ColumnProfile column) {
    if (column.isClass() || (column.distinct() < 2 && column.rows() > 5)) {
      return column.distinct() == 1 && column.kinds().flags() == 0 ? 0.6 : 0.1;
    }
    return sentences(column) * (1 - 0.1 * column.empty());
  }

  private static double sentences(ColumnProfile column) {
    return column.meanLength() > 60 && column.kinds().sentences() > 0.5 ? 0.3 : 1;
  }

  /** A guess without a name to go by; low, but for what cannot be much else. */
  private static double byValues(
      EventField field, ColumnProfile column, boolean named, boolean first) {
    boolean some = column.rows() >= SOME_ROWS;
    return switch (field) {
      case TIME -> timeByValues(column, named);
      case AMOUNT -> column.isFractional() && some && !named ? 0.6 : 0;
      case QUANTITY ->
          !named
                  && some
                  && column.isNumber()
                  && column.whole() > 0.99
                  && column.median() <= 3
                  && column.distinct() > 2
                  && !column.index()
              ? 0.4
              : 0;
      case CUSTOMER -> customerByValues(column, named, first, some);
      case CURRENCY ->
          column.kinds().currencies() > 0.99 && some && column.distinct() < 40 ? 0.55 : 0;
      default -> 0;
    };
  }

  private static double timeByValues(ColumnProfile column, boolean named) {
    if (ColumnNames.says(column.name(), "birth", "end", "update", "ship", "valuedate")) {
      return 0;
    }
    if (column.isTime()) {
      return named ? 0.55 : 0.75;
    }
    boolean plausible =
        column.couldBeTime() && !column.times().isDayCount() && column.distinct() > 1;
    // a number of ten digits is an id as often as a time
    boolean day = column.times().formats().contains("%Y%m%d");
    return plausible ? (named ? 0.3 : day ? 0.62 : 0.5) : 0;
  }

  private static double customerByValues(
      ColumnProfile column, boolean named, boolean first, boolean some) {
    if (column.kinds().emails() > 0.8) {
      return 0.7;
    }
    boolean key =
        some
            && !column.couldBeTime()
            && !column.isFractional()
            && !column.index()
            && column.distinct() >= 5
            && column.uniqueness() < 0.9
            && column.uniqueness() > 0.02
            && column.meanLength() <= 40
            && column.kinds().sentences() < 0.3
            && column.kinds().countries() < 0.8;
    if (!key) {
      return 0;
    }
    if (named && first && ColumnWords.meaning(column.name()).equals("x id")) {
      return 0.52;
    }
    return (named ? 0.26 : 0.45)
        + (column.meanLength() >= 3 ? 0.05 : 0)
        + (first ? 0.08 : 0)
        - (column.isNumber() && column.median() < 10 ? 0.15 : 0);
  }
}
