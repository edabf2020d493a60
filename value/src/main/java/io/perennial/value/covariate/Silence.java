// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.covariate;

import static io.perennial.math.special.Logarithms.log1p;

import io.perennial.value.paretonbd.DropoutIntegral;
import java.util.Arrays;

/**
 * The integral over the unseen moment of leaving in (from, to], where buying and leaving have each
 * its own clock:
 *
 * <pre>
 *   integral of b(u) (alpha + A(u))^-(r+x) (beta + B(u))^-(s+1) du,   b = dB/du,
 * </pre>
 *
 * in units of its value at the last purchase. Within a run of the path both clocks are straight
 * lines, so each run is a Pareto/NBD integral with alpha and beta of its own; all exact. With it,
 * means under that density, for the gradient.
 */
final class Silence {

  private static final double NEGLIGIBLE = 1e-22;

  private final double[] moments = new double[DropoutIntegral.MOMENTS];

  /** The integral, relative to the values at {@code from}. */
  double value;

  /** Means of log(alpha + A), log(beta + B), 1/(alpha + A), 1/(beta + B). */
  double meanLogBuying;

  double meanLogLeaving;
  double meanInverseBuying;
  double meanInverseLeaving;

  /** Means of (dA/d effect) / (alpha + A). */
  final double[] meanBuyingSlope;

  /** Means of (dB/d effect) / (beta + B), and of the covariate itself. */
  final double[] meanLeavingSlope;

  final double[] meanLeavingCovariate;

  Silence(int buyingEffects, int leavingEffects) {
    this.meanBuyingSlope = new double[buyingEffects];
    this.meanLeavingSlope = new double[leavingEffects];
    this.meanLeavingCovariate = new double[leavingEffects];
  }

  /**
   * Computes all for calendar times {@code from} to {@code to}.
   *
   * @param birth calendar time at which both clocks start
   * @param slopes whether means are wanted
   */
  void compute(
      Clocks clocks,
      double power,
      double alpha,
      double s,
      double beta,
      double birth,
      double from,
      double to,
      boolean slopes) {
    value = 0;
    meanLogBuying = 0;
    meanLogLeaving = 0;
    meanInverseBuying = 0;
    meanInverseLeaving = 0;
    Arrays.fill(meanBuyingSlope, 0);
    Arrays.fill(meanLeavingSlope, 0);
    Arrays.fill(meanLeavingCovariate, 0);
    CovariatePath path = clocks.path();
    double buyingBirth = clocks.buying().at(birth);
    double leavingBirth = clocks.leaving().at(birth);
    double firstBuying = alpha + clocks.buying().at(from) - buyingBirth;
    double firstLeaving = beta + clocks.leaving().at(from) - leavingBirth;
    double start = from;
    int run = nextRun(path, path.runOf(from), from);
    while (start < to) {
      double end = run >= path.runs() ? to : Math.min(to, path.bound(run + 1));
      double buying = alpha + clocks.buying().at(start) - buyingBirth;
      double leaving = beta + clocks.leaving().at(start) - leavingBirth;
      double fallen =
          Math.exp(
              -power * log1p((buying - firstBuying) / firstBuying)
                  - (s + 1) * log1p((leaving - firstLeaving) / firstLeaving));
      if (fallen < NEGLIGIBLE) {
        break;
      }
      double a = clocks.buying().speed(run);
      double b = clocks.leaving().speed(run);
      Arrays.fill(moments, 0);
      new DropoutIntegral(power, buying / a, s, leaving / b)
          .add(0, end - start, moments, 0, slopes ? DropoutIntegral.MOMENTS : 1);
      double m0 = fallen * b * moments[0];
      value += m0;
      if (slopes) {
        means(clocks, birth, start, run, buying, leaving, fallen * b);
      }
      start = end;
      run++;
    }
    if (slopes && value > 0) {
      meanLogBuying /= value;
      meanLogLeaving /= value;
      meanInverseBuying /= value;
      meanInverseLeaving /= value;
      scale(meanBuyingSlope);
      scale(meanLeavingSlope);
      scale(meanLeavingCovariate);
    }
  }

  /** The run that begins at or has what comes after {@code time}; -1 before the path. */
  private static int nextRun(CovariatePath path, int run, double time) {
    return run < path.runs() && time >= path.bound(run + 1) ? run + 1 : run;
  }

  private void means(
      Clocks clocks,
      double birth,
      double start,
      int run,
      double buying,
      double leaving,
      double weight) {
    double a = clocks.buying().speed(run);
    double b = clocks.leaving().speed(run);
    double m0 = weight * moments[0];
    double inverseBuying = weight * moments[3] / a;
    double inverseLeaving = weight * moments[4] / b;
    meanLogBuying += m0 * Math.log(buying) + weight * moments[1];
    meanLogLeaving += m0 * Math.log(leaving) + weight * moments[2];
    meanInverseBuying += inverseBuying;
    meanInverseLeaving += inverseLeaving;
    for (int k = 0; k < meanBuyingSlope.length; k++) {
      // on a run the slope is a straight line as well: z + (slope - z (alpha + A)) / (alpha + A)
      double z = clocks.buyingCovariate(run, k);
      double slope = clocks.buyingSlope(start, k) - clocks.buyingSlope(birth, k);
      meanBuyingSlope[k] += z * m0 + (slope - z * buying) * inverseBuying;
    }
    for (int k = 0; k < meanLeavingSlope.length; k++) {
      double z = clocks.leavingCovariate(run, k);
      double slope = clocks.leavingSlope(start, k) - clocks.leavingSlope(birth, k);
      meanLeavingSlope[k] += z * m0 + (slope - z * leaving) * inverseLeaving;
      meanLeavingCovariate[k] += z * m0;
    }
  }

  private void scale(double[] means) {
    for (int k = 0; k < means.length; k++) {
      means[k] /= value;
    }
  }
}
