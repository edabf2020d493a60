// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.survival;

import io.perennial.math.special.GammaRatios;
import io.perennial.math.special.Logarithms;
import io.perennial.value.fit.LogLikelihood;
import java.util.Arrays;

/**
 * The log-likelihood of renewals and its gradient, by alpha, beta and, with three parameters, c:
 * log (S(t - 1) - S(t)) of one who left, log S(t) of one who did not, each given S(seen).
 */
final class RenewalLikelihood implements LogLikelihood {

  private final Renewals renewals;
  private final int longest;

  RenewalLikelihood(Renewals renewals) {
    this.renewals = renewals;
    int most = 0;
    for (int g = 0; g < renewals.size(); g++) {
      most = Math.max(most, renewals.history(g).periods());
    }
    this.longest = most;
  }

  @Override
  public double at(double[] parameters, double[] gradient) {
    int k = parameters.length;
    double[][] curve = curve(parameters);
    double sum = 0;
    Arrays.fill(gradient, 0);
    for (int g = 0; g < renewals.size(); g++) {
      RenewalHistory history = renewals.history(g);
      double weight = renewals.customers(g);
      double[] seen = curve[history.seen()];
      double[] now = curve[history.periods()];
      if (history.left()) {
        double[] before = curve[history.periods() - 1];
        double stay = Math.exp(now[0] - before[0]);
        double leave = Math.max(-Logarithms.expm1(now[0] - before[0]), Double.MIN_NORMAL);
        sum += weight * (before[0] + Math.log(leave) - seen[0]);
        for (int j = 1; j <= k; j++) {
          gradient[j - 1] += weight * (before[j] + stay * (before[j] - now[j]) / leave - seen[j]);
        }
      } else {
        sum += weight * (now[0] - seen[0]);
        for (int j = 1; j <= k; j++) {
          gradient[j - 1] += weight * (now[j] - seen[j]);
        }
      }
    }
    return sum;
  }

  /** log S(t) and its slopes for each t. */
  private double[][] curve(double[] parameters) {
    double alpha = parameters[0];
    double beta = parameters[1];
    double c = parameters.length == 3 ? parameters[2] : 1;
    double atBeta = GammaRatios.digamma(beta);
    double atBoth = GammaRatios.digamma(alpha + beta);
    double[][] curve = new double[longest + 1][parameters.length + 1];
    for (int t = 1; t <= longest; t++) {
      double u = Math.min(1e100, Math.pow(t, c));
      double rising = GammaRatios.digamma(beta + u);
      double whole = GammaRatios.digamma(alpha + beta + u);
      curve[t][0] = RenewalModel.logBetaRatio(alpha, beta, u);
      curve[t][1] = atBoth - whole;
      curve[t][2] = rising - atBeta - whole + atBoth;
      if (parameters.length == 3) {
        curve[t][3] = (rising - whole) * u * Math.log(t);
      }
    }
    return curve;
  }
}
