// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.dictionary;

import io.perennial.lake.ColumnType;
import java.util.Optional;
import java.util.Set;

/** What follows from an aggregation: unit, type, when it is null, what must be kept. */
final class DeclaredFeature {

  private DeclaredFeature() {}

  static FeatureDefinition of(
      String name, String meaning, String family, Optional<Unit> unit, Aggregation aggregation) {
    return new FeatureDefinition(
        name,
        meaning(meaning, aggregation.window()),
        unit.orElseGet(() -> unit(aggregation)),
        type(aggregation.aggregate()),
        family,
        aggregation.window(),
        whenNull(aggregation),
        aggregation.types(),
        kept(aggregation),
        new Formula.Aggregated(aggregation));
  }

  static FeatureDefinition ratio(
      String name,
      String meaning,
      String family,
      Optional<Unit> unit,
      String numerator,
      String denominator,
      Optional<Window> window) {
    return new FeatureDefinition(
        name,
        meaning(meaning, window),
        unit.orElse(Unit.RATIO),
        ColumnType.DOUBLE,
        family,
        window,
        "where " + denominator + " is 0, or either is null",
        Set.of(),
        Kept.BOUNDED,
        new Formula.Ratio(numerator, denominator));
  }

  private static String meaning(String meaning, Optional<Window> window) {
    return meaning + window.map(days -> ", in " + days.days() + " days").orElse("");
  }

  private static ColumnType type(Aggregate aggregate) {
    return switch (aggregate) {
      case COUNT, DAYS, VISITS, DISTINCT, DAYS_SINCE_LAST, DAYS_SINCE_FIRST -> ColumnType.LONG;
      default -> ColumnType.DOUBLE;
    };
  }

  private static Unit unit(Aggregation aggregation) {
    return switch (aggregation.aggregate()) {
      case COUNT, DAYS, VISITS, DISTINCT -> Unit.COUNT;
      case ENTROPY -> Unit.BITS;
      case TOP_SHARE, SHARE -> Unit.SHARE;
      case DAYS_SINCE_LAST, DAYS_SINCE_FIRST -> Unit.DAYS;
      case TREND -> Unit.SLOPE;
      default ->
          aggregation
              .of()
              .map(of -> EventColumns.isExact(of) && !of.equals("quantity"))
              .map(money -> money ? Unit.MONEY : Unit.SCORE)
              .orElse(Unit.COUNT);
    };
  }

  private static String whenNull(Aggregation aggregation) {
    String in = aggregation.window().map(window -> " in the window").orElse("");
    return switch (aggregation.aggregate()) {
      case COUNT, SUM, DAYS, VISITS, DISTINCT, DECAYED -> FeatureDefinition.NEVER;
      case DEVIATION -> "below two such events" + in;
      case DAYS_SINCE_LAST, DAYS_SINCE_FIRST -> "when it never happened";
      case TREND -> "until 90 days after the first such event";
      default -> "without such an event" + in;
    };
  }

  private static Kept kept(Aggregation aggregation) {
    boolean grows =
        aggregation.aggregate().takes() == Aggregate.Takes.KEY
            && aggregation.of().filter(EventColumns.FEW::contains).isEmpty();
    return grows ? Kept.GROWING : Kept.BOUNDED;
  }
}
