// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline.scorecard;

import io.perennial.decide.attribute.ByChance.Brought;
import io.perennial.decide.experiment.Proportion;
import io.perennial.decide.pipeline.result.DecisionResults;
import java.util.function.ToDoubleFunction;

/**
 * A figure of a group.
 *
 * @param unit customers, share, money, purchases, points or ratio
 * @param value not a number where it cannot be told
 * @param lower end of its interval; not a number where it has none, as {@code upper}
 * @param reason why it cannot be told; empty where it can
 */
record Figure(
    String measure, String unit, double value, double lower, double upper, String reason) {

  Figure {
    reason = Double.isFinite(value) ? "" : reason;
  }

  /**
   * A figure without an interval.
   *
   * @param reason is kept where there is no value
   */
  static Figure of(String measure, String unit, double value, String reason) {
    return new Figure(measure, unit, value, Double.NaN, Double.NaN, reason);
  }

  /** One that can be told. */
  static Figure of(String measure, String unit, double value) {
    return of(measure, unit, value, "there are none");
  }

  /** A share of so many, with a 90 % interval. */
  static Figure share(String measure, long some, long of, String reason) {
    if (of == 0) {
      return of(measure, "share", Double.NaN, reason);
    }
    Proportion share = new Proportion(some, of);
    double rest = 1 - DecisionResults.LEVEL;
    return new Figure(
        measure,
        "share",
        share.value(),
        share.interval(rest).low(),
        share.interval(rest).high(),
        "");
  }

  /** What came of something for each with whom it was done, with its interval. */
  static Figure each(String measure, String unit, DecisionResults.Answer answer) {
    return answer
        .brought()
        .map(
            b ->
                new Figure(
                    measure,
                    unit,
                    b.each(),
                    b.eachInterval().lower(),
                    b.eachInterval().upper(),
                    ""))
        .orElseGet(() -> of(measure, unit, Double.NaN, answer.reason()));
  }

  /** A number of a comparison. */
  static Figure by(
      String measure, String unit, DecisionResults.Answer answer, ToDoubleFunction<Brought> of) {
    return of(
        measure,
        unit,
        answer.brought().stream().mapToDouble(of).findFirst().orElse(Double.NaN),
        answer.reason());
  }
}
