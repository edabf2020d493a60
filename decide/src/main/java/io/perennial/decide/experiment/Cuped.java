// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import io.perennial.math.summary.Moments;
import java.util.ArrayList;
import java.util.List;

/**
 * Outcomes freed of what was known before the exposure, which no arm can have changed: the same
 * effect, with less chance in it. Source: Deng, Xu, Kohavi and Walker, "Improving the sensitivity
 * of online controlled experiments by utilizing pre-experiment data" (WSDM 2013), for several
 * covariates at once; the weights are those of the regression within arms, so the difference of the
 * adjusted means is the coefficient of the arm in the regression on arm and covariates.
 *
 * <p>A covariate that is missing for a unit (NaN: a customer without a past) counts as its mean,
 * and that it is missing is a covariate of its own. One that does not vary, or that others say
 * already, has the weight 0. Immutable.
 */
public final class Cuped {

  /** A covariate of which less is left beside the others is left out. */
  private static final double LEAST_LEFT = 1e-9;

  /** Fewer units for each covariate would fit chance. */
  private static final int UNITS_FOR_EACH = 20;

  private final List<ArmSummary> arms;
  private final double[] adjusted;
  private final double[] weights;
  private final double varianceReduction;

  private Cuped(
      List<ArmSummary> arms, double[] adjusted, double[] weights, double varianceReduction) {
    this.arms = arms;
    this.adjusted = adjusted;
    this.weights = weights;
    this.varianceReduction = varianceReduction;
  }

  /**
   * Adjusts. O(n k²) for k covariates.
   *
   * @param outcomes of the units, finite
   * @param arm of each, from 0
   * @param arms how many there are
   * @param covariates one array for each, by unit, known before the exposure; NaN where missing
   */
  public static Cuped of(double[] outcomes, int[] arm, int arms, double[]... covariates) {
    int n = outcomes.length;
    if (arm.length != n) {
      throw new IllegalArgumentException("Invalid arms: " + arm.length + " for " + n + " outcomes");
    }
    long[] units = new long[arms];
    for (int i = 0; i < n; i++) {
      Checked.finite("outcome", outcomes[i]);
      if (arm[i] < 0 || arm[i] >= arms) {
        throw new IllegalArgumentException(
            "Invalid arm: " + arm[i] + " (must be within [0, " + (arms - 1) + "])");
      }
      units[arm[i]]++;
    }
    List<double[]> columns = new ArrayList<>();
    for (int c = 0; c < covariates.length; c++) {
      if (covariates[c].length != n) {
        throw new IllegalArgumentException(
            "Invalid covariate " + c + ": " + covariates[c].length + " values for " + n + " units");
      }
      addFilled(columns, covariates[c]);
    }
    if (n - arms < UNITS_FOR_EACH * columns.size()) {
      columns.clear();
    }
    double[] raw = centred(outcomes, arm, units);
    List<double[]> within = columns.stream().map(column -> centred(column, arm, units)).toList();
    double[] weights = regress(within, raw);
    double[] adjusted = outcomes.clone();
    for (int c = 0; c < weights.length; c++) {
      double[] column = columns.get(c); // its mean over all units is 0, so the level stays
      for (int i = 0; i < n && weights[c] != 0; i++) {
        adjusted[i] -= weights[c] * column[i];
      }
    }
    double before = squares(raw);
    double after = squares(centred(adjusted, arm, units));
    return new Cuped(
        summaries(adjusted, arm, arms),
        adjusted,
        weights,
        before == 0 ? 0 : StrictMath.max(0, 1 - after / before));
  }

  /** The column with mean 0 and deviation 1, and one more where values are missing. */
  private static void addFilled(List<double[]> columns, double[] values) {
    int n = values.length;
    double[] filled = new double[n];
    double[] missing = new double[n];
    Moments moments = new Moments();
    long absent = 0;
    for (int i = 0; i < n; i++) {
      if (Double.isInfinite(values[i])) {
        throw new IllegalArgumentException(
            "Invalid covariate: " + values[i] + " (must be finite, or NaN where missing)");
      }
      if (Double.isNaN(values[i])) {
        absent++;
      } else {
        moments.add(values[i]);
      }
    }
    double mean = moments.mean().orElse(0);
    double deviation = moments.deviation().orElse(0);
    for (int i = 0; i < n; i++) {
      boolean gone = Double.isNaN(values[i]);
      filled[i] = gone || deviation == 0 ? 0 : (values[i] - mean) / deviation;
      missing[i] = (gone ? 1 : 0) - (double) absent / n;
    }
    columns.add(filled);
    if (absent > 0) {
      columns.add(missing);
    }
  }

  private static double[] centred(double[] values, int[] arm, long[] units) {
    double[] means = new double[units.length];
    for (int i = 0; i < values.length; i++) {
      means[arm[i]] += values[i] / units[arm[i]];
    }
    double[] centred = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      centred[i] = values[i] - means[arm[i]];
    }
    return centred;
  }

  /** Least squares by orthogonal columns (modified Gram-Schmidt); 0 for what adds nothing. */
  private static double[] regress(List<double[]> columns, double[] target) {
    int k = columns.size();
    double[][] basis = new double[k][];
    double[][] upper = new double[k][k];
    double[] share = new double[k];
    double[] rest = target.clone();
    for (int c = 0; c < k; c++) {
      double[] column = columns.get(c).clone();
      double size = squares(column);
      for (int b = 0; b < c; b++) {
        upper[b][c] = dot(basis[b], column);
        subtract(column, upper[b][c], basis[b]);
      }
      double left = StrictMath.sqrt(squares(column));
      boolean adds = left > LEAST_LEFT * StrictMath.sqrt(size) && left > 0;
      for (int i = 0; i < column.length; i++) {
        column[i] = adds ? column[i] / left : 0;
      }
      basis[c] = column;
      upper[c][c] = adds ? left : 0;
      share[c] = dot(column, rest);
      subtract(rest, share[c], column);
    }
    double[] weights = new double[k];
    for (int c = k - 1; c >= 0; c--) {
      double sum = share[c];
      for (int d = c + 1; d < k; d++) {
        sum -= upper[c][d] * weights[d];
      }
      weights[c] = upper[c][c] == 0 ? 0 : sum / upper[c][c];
    }
    return weights;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double squares(double[] a) {
    return dot(a, a);
  }

  private static void subtract(double[] from, double times, double[] what) {
    for (int i = 0; i < from.length && times != 0; i++) {
      from[i] -= times * what[i];
    }
  }

  private static List<ArmSummary> summaries(double[] values, int[] arm, int arms) {
    List<Moments> moments = new ArrayList<>();
    for (int a = 0; a < arms; a++) {
      moments.add(new Moments());
    }
    for (int i = 0; i < values.length; i++) {
      moments.get(arm[i]).add(values[i]);
    }
    return moments.stream().map(ArmSummary::of).toList();
  }

  /** The arms' adjusted outcomes: to be compared as if they were outcomes. */
  public List<ArmSummary> arms() {
    return arms;
  }

  /** The adjusted outcomes, in the order of the units. */
  public double[] adjusted() {
    return adjusted.clone();
  }

  /**
   * The weight of each covariate in its own deviations, those for being missing after the covariate
   * they belong to.
   */
  public double[] weights() {
    return weights.clone();
  }

  /** The share of the variance within arms that is gone, in [0, 1): .5 is worth twice the units. */
  public double varianceReduction() {
    return varianceReduction;
  }
}
