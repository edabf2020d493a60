// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.fit;

import io.perennial.math.optimise.Minimizer;
import io.perennial.math.optimise.Minimum;
import io.perennial.math.optimise.Objective;
import io.perennial.value.Certificate;
import io.perennial.value.Certificate.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the likeliest parameters: from several starts on a part of the data, from the best of them
 * on all, and then a certificate. The search is in logarithms, on the mean over the customers, so
 * that its tolerances mean the same for a hundred customers and for ten million.
 */
public final class MaximumLikelihood {

  private static final Minimizer MINIMIZER = Minimizer.ofLogarithms();

  /** The gradient at which starts are compared: enough to tell a better valley. */
  private static final double ROUGH = 1e-2;

  private static final double CONVERGED_STEP = 1e-6;

  private MaximumLikelihood() {}

  /**
   * The maximum of the last of {@code samples}: the starts compete on the first; from the maximum
   * on each sample, and with its Hessian, the next is searched.
   *
   * @param samples the same likelihood on more and more customers, the last on all
   * @param starts where to start, one double[k] each; at least one
   */
  public static Certificate maximize(List<Sample> samples, Scale scale, List<double[]> starts) {
    Objective sketch = objective(samples.get(0), scale);
    double[] best = scale.coordinates(starts.get(0));
    double lowest = Double.POSITIVE_INFINITY;
    for (double[] start : starts) {
      double[] reached = MINIMIZER.approach(sketch, scale.coordinates(start), ROUGH);
      double value = sketch.at(reached, new double[reached.length]);
      if (value < lowest) {
        lowest = value;
        best = reached;
      }
    }
    Minimum minimum = MINIMIZER.minimize(sketch, best);
    for (Sample sample : samples.subList(1, samples.size())) {
      minimum = MINIMIZER.minimize(objective(sample, scale), minimum);
    }
    return certificate(minimum, samples.get(samples.size() - 1).customers(), scale);
  }

  private static Objective objective(Sample sample, Scale scale) {
    LogLikelihood likelihood = sample.likelihood();
    double customers = sample.customers();
    return (u, gradient) -> {
      double[] parameters = scale.parameters(u);
      double value = likelihood.at(parameters, gradient);
      for (int i = 0; i < u.length; i++) {
        gradient[i] *= -scale.slope(i, parameters[i]) / customers;
      }
      return -value / customers;
    };
  }

  private static Certificate certificate(Minimum minimum, double customers, Scale scale) {
    double[] estimates = scale.parameters(minimum.x());
    int k = estimates.length;
    double[] slopes = new double[k];
    double[] gradient = minimum.gradient();
    double[][] hessian = minimum.hessian();
    List<String> warnings = new ArrayList<>();
    boolean bounded = false;
    for (int i = 0; i < k; i++) {
      slopes[i] = scale.slope(i, estimates[i]);
      gradient[i] *= customers;
      for (int j = 0; j < k; j++) {
        hessian[i][j] *= customers;
      }
      if (minimum.isAtBound(i)) {
        bounded = true;
        warnings.add(
            scale.names().get(i)
                + " not identified: the likelihood rises as it "
                + (minimum.x()[i] > 0 ? "grows without bound" : "goes to its lower bound"));
      }
    }
    Verdict verdict =
        bounded
            ? Verdict.OPTIMUM_AT_INFINITY
            : minimum.lastStep() < CONVERGED_STEP ? Verdict.CONVERGED : Verdict.NOT_CONVERGED;
    return new Certificate(
        scale.names(),
        estimates,
        slopes,
        -minimum.value() * customers,
        gradient,
        hessian,
        minimum.lastStep(),
        minimum.evaluations(),
        verdict,
        warnings);
  }
}
