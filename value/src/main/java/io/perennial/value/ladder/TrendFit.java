// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import io.perennial.math.random.RandomSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a pool's totals were at the rehearsals, beside what came: what {@link Trend} is learned
 * from. For one use.
 */
final class TrendFit {

  private static final double LEAST_SHARE = 0.01;

  private final Target target;
  private final List<double[]> weights;
  private final double[] still;
  private final boolean calibrated;
  private final RandomSource source;
  private final List<Double> ratios = new ArrayList<>();
  private final List<Double> errors = new ArrayList<>();
  private final List<Double> shares = new ArrayList<>();
  private final TimeSeen seen = new TimeSeen();
  private double residuals;
  private double forecast;
  private double came;
  private double unshared;
  private boolean sameInstant = true;

  /**
   * @param weights of each cohort's models
   * @param calibrated whether shapes were learned from the same cases
   */
  TrendFit(
      Target target, List<double[]> weights, int draws, boolean calibrated, RandomSource source) {
    this.target = target;
    this.weights = weights;
    this.calibrated = calibrated;
    this.source = source;
    this.still = new double[draws];
    Arrays.fill(still, 1);
  }

  /**
   * Adds a rehearsal.
   *
   * @param models of the pool, as they forecast it
   * @param horizonWeeks of the forecast that is wanted
   */
  void add(Stage stage, List<Calibrated> models, double horizonWeeks) {
    Totals totals =
        Totals.of(
            new Pool(target, models, weights, stage.cohortOf, still, true, source), stage.came);
    residuals += totals.residuals();
    forecast += totals.mean();
    came += totals.came();
    sameInstant &= !stage.isEarlier();
    double lost = unshared(stage, models, totals);
    unshared = Math.max(unshared, lost);
    if (stage.isEarlier() && totals.mean() > 0 && totals.came() > 0) {
      ratios.add(Math.log(totals.came() / totals.mean()));
      errors.add(Math.max(Math.hypot(totals.deviation() / totals.mean(), lost), 1e-3));
      double weeks = stage.scored.cases().horizonWeeks();
      double fresh = seen.add(stage.baseAge(), stage.baseAge() + weeks);
      shares.add(Math.max(LEAST_SHARE, Math.min(1, fresh / horizonWeeks)));
    }
  }

  /**
   * What a total's spread loses where models whose parameters were drawn apart are mixed: they err
   * together in truth, being fitted to the same customers. A share of the total.
   */
  private double unshared(Stage stage, List<Calibrated> models, Totals totals) {
    if (models.size() < 2 || !(totals.mean() > 0)) {
      return 0;
    }
    double variance = 0;
    for (int m = 0; m < models.size(); m++) {
      double weight = 0;
      for (double[] row : weights) {
        weight += row[m] / weights.size();
      }
      Totals own =
          Totals.of(
              new Pool(
                  target,
                  List.of(models.get(m)),
                  List.of(new double[] {1}),
                  new int[stage.cases()],
                  still,
                  false,
                  source),
              stage.came);
      double share = own.mean() > 0 ? own.deviation() / own.mean() : 0;
      variance += weight * share * share;
    }
    double pooled = totals.deviation() / totals.mean();
    return Math.sqrt(Math.max(0, variance - pooled * pooled));
  }

  Trend trend() {
    double learned =
        calibrated && forecast > 0 ? Math.min(0.5, Math.sqrt(residuals) / forecast) : 0;
    double error = Math.hypot(learned, unshared);
    return sameInstant && forecast > 0
        ? Trend.none(off(), error)
        : Trend.of(columns(ratios), columns(errors), columns(shares), error);
  }

  /** Shapes of counts have seen to their level; money's tails reach beyond what draws show. */
  private double off() {
    return target == Target.SPEND && came > 0 ? Math.log(came / forecast) : 0;
  }

  private static double[] columns(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
