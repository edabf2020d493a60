// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.fit;

import io.perennial.value.Certificate;
import io.perennial.value.Certificate.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a mixing distribution is needed at all: the optimum against the limit in which its shape
 * is infinite, that is all customers are alike in this respect.
 */
public final class HomogeneousLimit {

  /**
   * Twice the difference in log-likelihood that chance exceeds once in 20 where the limit is true:
   * the 0.90 quantile of chi-square with one degree, as the limit is at the edge of the family
   * (Self and Liang 1987).
   */
  private static final double CRITICAL = 2.706;

  /** The shape at which customers are as good as alike. */
  private static final double ALL_ALIKE = 1e6;

  /** A gain in log-likelihood that is nothing. */
  private static final double NOTHING = 1e-4;

  private HomogeneousLimit() {}

  /** Whether the limit is worth a look: shape {@code i} is large or its logarithm uncertain. */
  public static boolean isPlausible(Certificate certificate, int i) {
    return certificate.verdict() != Verdict.CONVERGED
        || certificate.estimates()[i] > 5
        || !(certificate.logStandardError(i) < 0.5);
  }

  /**
   * The certificate, compared, where that is plausible, with the limit in which the customers are
   * alike in what is Gamma(shape, rate) distributed: shape and rate without bound, their ratio
   * kept.
   *
   * @param shape the place of the shape among the parameters; the rate is the next
   * @param likelihood of all parameters
   * @param units of all parameters, as {@link Scale#of} takes them
   */
  public static Certificate ofGamma(
      Certificate certificate,
      int shape,
      String warning,
      double customers,
      LogLikelihood likelihood,
      double... units) {
    if (!isPlausible(certificate, shape)) {
      return certificate;
    }
    int k = units.length;
    double[] found = certificate.estimates();
    List<String> names = new ArrayList<>();
    double[] start = new double[k - 1];
    double[] reducedUnits = new double[k - 1];
    for (int i = 0; i < k - 1; i++) {
      int from = i > shape ? i + 1 : i;
      names.add(i == shape ? "ratio" : certificate.names().get(from));
      start[i] = i == shape ? found[shape + 1] / found[shape] : found[from];
      reducedUnits[i] = i == shape ? units[shape + 1] : units[from];
    }
    LogLikelihood limit =
        (reduced, gradient) -> {
          double[] all = new double[k];
          double[] slope = new double[k];
          for (int i = 0; i < k - 1; i++) {
            all[i > shape ? i + 1 : i] = reduced[i];
          }
          all[shape] = ALL_ALIKE;
          all[shape + 1] = ALL_ALIKE * reduced[shape];
          double value = likelihood.at(all, slope);
          for (int i = 0; i < k - 1; i++) {
            gradient[i] = i == shape ? ALL_ALIKE * slope[shape + 1] : slope[i > shape ? i + 1 : i];
          }
          return value;
        };
    return compare(certificate, warning, customers, limit, Scale.of(names, reducedUnits), start);
  }

  /**
   * The certificate, with the verdict and the warning that the comparison gives.
   *
   * @param limit the likelihood of the limit, one parameter fewer
   * @param start its parameters nearest to the optimum
   */
  public static Certificate compare(
      Certificate certificate,
      String warning,
      double customers,
      LogLikelihood limit,
      Scale scale,
      double[] start) {
    Certificate reduced =
        MaximumLikelihood.maximize(Sample.whole(limit, customers), scale, List.of(start));
    double gain = certificate.logLikelihood() - reduced.logLikelihood();
    if (2 * gain >= CRITICAL) {
      return certificate;
    }
    List<String> warnings = new ArrayList<>();
    warnings.add(warning);
    warnings.addAll(certificate.warnings());
    Verdict verdict = gain < NOTHING ? Verdict.OPTIMUM_AT_INFINITY : certificate.verdict();
    return certificate.with(verdict, warnings);
  }
}
