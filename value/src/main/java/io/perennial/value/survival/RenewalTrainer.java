// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.survival;

import io.perennial.math.distribution.ChiSquared;
import io.perennial.value.Certificate;
import io.perennial.value.Fitted;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.fit.HomogeneousLimit;
import io.perennial.value.fit.LogLikelihood;
import io.perennial.value.fit.MaximumLikelihood;
import io.perennial.value.fit.Sample;
import io.perennial.value.fit.Scale;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Fits {@link RenewalModel}s by maximum likelihood, and chooses one. Stateless. */
public final class RenewalTrainer {

  private static final double ALL_ALIKE = 1e6;
  private static final int LEAVERS = 10;

  /** Twice the gain in log-likelihood below which c is left at 1: once in 20 by chance. */
  private static final double LEVEL = 0.05;

  /**
   * The chosen model.
   *
   * @param fitted with its certificate
   * @param reason in a sentence
   */
  public record Choice(Fitted<RenewalModel> fitted, String reason) {

    public RenewalModel model() {
      return fitted.model();
    }
  }

  /**
   * The beta-discrete-Weibull model where it fits better than the shifted beta-geometric one by
   * more than chance would have it in 1 of 20 (likelihood ratio, one degree), else the latter.
   *
   * @throws TooLittleDataException see {@link #shiftedBetaGeometric}
   */
  public Choice choose(Renewals renewals) {
    Fitted<RenewalModel> simple = shiftedBetaGeometric(renewals);
    if (renewals.decisions() < 3) {
      return new Choice(
          simple,
          "shifted beta-geometric: fewer than 3 renewals were up for decision, too few to tell"
              + " whether faith grows");
    }
    Fitted<RenewalModel> rich = betaDiscreteWeibull(renewals);
    double ratio =
        Math.max(
            0, 2 * (rich.certificate().logLikelihood() - simple.certificate().logLikelihood()));
    double p = new ChiSquared(1).upperTail(ratio);
    boolean richer = p < LEVEL;
    return new Choice(
        richer ? rich : simple,
        String.format(
            Locale.ROOT,
            "%s: each customer's own chance to leave %s with his renewals (c %.3f, likelihood"
                + " ratio %.2f, p %.2g)",
            (richer ? rich : simple).model().name(),
            richer
                ? rich.model().parameters()[2] > 1 ? "rises" : "falls"
                : "does not change beyond chance",
            rich.model().parameters()[2],
            ratio,
            p));
  }

  /**
   * The likeliest {@link ShiftedBetaGeometricModel}.
   *
   * @throws TooLittleDataException if fewer than 10 customers left, or no two different renewals
   *     were up for decision
   */
  public Fitted<RenewalModel> shiftedBetaGeometric(Renewals renewals) {
    check("shifted beta-geometric", renewals, 2);
    double leaving = leaving(renewals);
    return fit(
        renewals,
        new ShiftedBetaGeometricModel(1, 1),
        List.of(
            new double[] {1, (1 - leaving) / leaving},
            new double[] {0.3, 0.3 * (1 - leaving) / leaving},
            new double[] {10 * leaving, 10 * (1 - leaving)}));
  }

  /**
   * The likeliest {@link BetaDiscreteWeibullModel}.
   *
   * @throws TooLittleDataException if fewer than 10 customers left, or no three different renewals
   *     were up for decision
   */
  public Fitted<RenewalModel> betaDiscreteWeibull(Renewals renewals) {
    check("beta-discrete-Weibull", renewals, 3);
    double leaving = leaving(renewals);
    return fit(
        renewals,
        new BetaDiscreteWeibullModel(1, 1, 1),
        List.of(
            new double[] {1, (1 - leaving) / leaving, 1},
            new double[] {0.3, (1 - leaving) / leaving, 1.5},
            new double[] {10 * leaving, 10 * (1 - leaving), 0.7}));
  }

  private static void check(String model, Renewals renewals, int decisions) {
    if (renewals.left() < LEAVERS) {
      throw new TooLittleDataException(
          String.format(
              Locale.ROOT,
              "Cannot fit %s: only %.0f of %.0f customers left (at least %d are needed)",
              model,
              renewals.left(),
              renewals.customers(),
              LEAVERS));
    }
    if (renewals.decisions() < decisions) {
      throw new TooLittleDataException(
          "Cannot fit "
              + model
              + ": only "
              + renewals.decisions()
              + " different renewals were up for decision (at least "
              + decisions
              + " are needed)");
    }
  }

  /** Those who left, of all decisions. */
  private static double leaving(Renewals renewals) {
    double decisions = 0;
    for (int g = 0; g < renewals.size(); g++) {
      RenewalHistory history = renewals.history(g);
      decisions += renewals.customers(g) * (history.periods() - history.seen());
    }
    return Math.min(0.99, renewals.left() / decisions);
  }

  private static Fitted<RenewalModel> fit(
      Renewals renewals, RenewalModel family, List<double[]> starts) {
    List<String> names = family.parameterNames();
    LogLikelihood likelihood = new RenewalLikelihood(renewals);
    double[] units = new double[names.size()];
    Arrays.fill(units, 1);
    Certificate certificate =
        MaximumLikelihood.maximize(
            Sample.whole(likelihood, renewals.customers()), Scale.of(names, units), starts);
    double[] found = certificate.estimates();
    if (HomogeneousLimit.isPlausible(certificate, 0)) {
      double[] start = found.length == 2 ? new double[1] : new double[] {0, found[2]};
      start[0] = found[0] / found[1];
      certificate =
          HomogeneousLimit.compare(
              certificate,
              "differences between customers not identified: one chance to leave for all fits as"
                  + " well",
              renewals.customers(),
              limit(likelihood, found.length),
              found.length == 2
                  ? Scale.of(List.of("odds"), 1)
                  : Scale.of(List.of("odds", "c"), 1, 1),
              start);
    }
    return new Fitted<>(family.withParameters(certificate.estimates()), certificate);
  }

  /** All customers with the same odds of leaving: alpha and beta without bound. */
  private static LogLikelihood limit(LogLikelihood full, int k) {
    return (reduced, gradient) -> {
      double whole = 1 + reduced[0];
      double[] all = new double[k];
      double[] slope = new double[k];
      all[0] = ALL_ALIKE * reduced[0] / whole;
      all[1] = ALL_ALIKE / whole;
      if (k == 3) {
        all[2] = reduced[1];
      }
      double value = full.at(all, slope);
      gradient[0] = ALL_ALIKE * (slope[0] - slope[1]) / (whole * whole);
      if (k == 3) {
        gradient[1] = slope[2];
      }
      return value;
    };
  }
}
