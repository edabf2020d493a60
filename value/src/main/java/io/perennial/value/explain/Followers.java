// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain;

import io.perennial.domain.FeatureMatrix;
import java.util.List;
import java.util.Map;

/**
 * Columns of features that say a fact of the purchase history over again. Where one changes, the
 * others follow, so that models that read either see one customer. A column that has such a name
 * but says something else of a row is left alone in that row.
 */
final class Followers {

  private static final double TOLERANCE = 1e-6;

  /** What a column may say. */
  private enum Said {
    REPEATS,
    PURCHASES,
    SILENCE,
    RECENCY,
    AGE,
    SPEND;

    double of(Facts facts) {
      return switch (this) {
        case REPEATS -> facts.repeats();
        case PURCHASES -> facts.repeats() + 1.0;
        case SILENCE -> facts.value(Facts.SILENCE);
        case RECENCY -> facts.history().recencyWeeks();
        case AGE -> facts.ageWeeks();
        case SPEND -> facts.value(Facts.SPEND);
      };
    }

    Facts led(Facts facts, double value, double usualShare) {
      return switch (this) {
        case REPEATS -> facts.with(Facts.REPEATS, value, usualShare);
        case PURCHASES -> facts.with(Facts.REPEATS, value - 1, usualShare);
        case SILENCE -> facts.with(Facts.SILENCE, value, usualShare);
        case RECENCY -> facts.with(Facts.SILENCE, facts.ageWeeks() - value, usualShare);
        case AGE -> facts.with(Facts.AGE, value, usualShare);
        case SPEND -> facts.with(Facts.SPEND, value, usualShare);
      };
    }
  }

  /** What columns of these names say, in the dictionary and out of a log of purchases. */
  private static final Map<String, Said> SAID =
      Map.of(
          "repeats", Said.REPEATS,
          "repeat_purchases", Said.REPEATS,
          "purchases", Said.PURCHASES,
          "silence_weeks", Said.SILENCE,
          "recency_weeks", Said.RECENCY,
          "age_at_last_weeks", Said.RECENCY,
          "age_weeks", Said.AGE,
          "tenure_weeks", Said.AGE,
          "mean_spend", Said.SPEND,
          "spend_repeat_mean", Said.SPEND);

  private Followers() {}

  /** Whether a column of this name may say a fact. */
  static boolean saysFact(String column) {
    return SAID.containsKey(column);
  }

  /**
   * The facts where {@code column} said one of them and now has another value.
   *
   * @param was its value before
   * @param value its value now; not known changes nothing
   */
  static Facts led(String column, double was, double value, Facts facts, double usualShare) {
    Said said = SAID.get(column);
    return said == null || !Double.isFinite(value) || !same(was, said.of(facts))
        ? facts
        : said.led(facts, value, usualShare);
  }

  /**
   * The columns after the facts have changed; those that say none of them are kept.
   *
   * @param except a column that has its new values already, or none
   */
  static FeatureMatrix follow(
      FeatureMatrix features, Facts[] before, Facts[] after, String except) {
    List<String> names = features.names();
    if (names.stream().noneMatch(Followers::saysFact)) {
      return features;
    }
    double[][] columns = new double[names.size()][];
    for (int j = 0; j < columns.length; j++) {
      String name = names.get(j);
      columns[j] = features.column(name);
      Said said = SAID.get(name);
      for (int i = 0; said != null && !name.equals(except) && i < before.length; i++) {
        if (same(columns[j][i], said.of(before[i]))) {
          columns[j][i] = said.of(after[i]);
        }
      }
    }
    return new FeatureMatrix(features.rowIds(), names, columns);
  }

  private static boolean same(double value, double said) {
    return Double.compare(value, said) == 0
        || Math.abs(value - said) <= TOLERANCE * Math.max(1, Math.abs(said));
  }
}
