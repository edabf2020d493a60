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
