// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.economics;

import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.Certificate;
import io.perennial.value.Fitted;
import io.perennial.value.PurchaseModel;
import io.perennial.value.forecast.Interval;
import io.perennial.value.gammagamma.GammaGammaModel;
import io.perennial.value.survival.RenewalModel;
import java.util.Arrays;

/**
 * What customers who are won now will bring on average, month by month, in each of some possible
 * futures that differ in what the data leave open of the models' parameters: what {@link Payback}
 * and {@link CustomerEquity} ask for. In currency, for one customer. Immutable.
 */
public final class Newcomers {

  private static final double WEEKS_A_MONTH = 52 / 12.0;

  private final double[][] margin;

  private Newcomers(double[][] margin) {
    this.margin = margin;
  }

  /**
   * How far ahead newcomers are looked at.
   *
   * @param months >= 1
   * @param margin the share of spend that is kept, within (0, 1]
   * @param draws futures, >= 2
   * @param seed of what is unsure
   */
  public record Outlook(int months, double margin, int draws, long seed) {

    public Outlook {
      if (months < 1 || months > 1_200 || !(margin > 0 && margin <= 1) || draws < 2) {
        throw new IllegalArgumentException(
            "Invalid months, margin or draws: "
                + months
                + ", "
                + margin
                + ", "
                + draws
                + " (must be 1 to 1200, within (0, 1], >= 2)");
      }
    }

    /** Three years, in revenue, 400 futures. */
    public static Outlook defaults() {
      return new Outlook(36, 1, 400, 1);
    }
  }

  /**
   * Customers who come and go without saying so.
   *
   * @param firstPurchase what the first purchase brings in revenue, which models of repeat buying
   *     know nothing of; >= 0
   */
  public static Newcomers of(
      Fitted<? extends PurchaseModel> buying,
      Fitted<GammaGammaModel> spend,
      double firstPurchase,
      Outlook outlook) {
    if (!(firstPurchase >= 0 && firstPurchase <= 1e300)) {
      throw new IllegalArgumentException(
          "Invalid first purchase: " + firstPurchase + " (must be >= 0 and finite)");
    }
    RandomSource source = RandomSource.seeded(outlook.seed()).derive("newcomers");
    double[][] margin = new double[outlook.draws()][outlook.months()];
    for (int d = 0; d < margin.length; d++) {
      RandomStream random = source.stream(d);
      PurchaseModel model = buying.model().withParameters(moved(buying.certificate(), random));
      double[] parameters = moved(spend.certificate(), random);
      double each =
          outlook.margin()
              * new GammaGammaModel(parameters[0], parameters[1], parameters[2]).expectedSpend();
      double before = 0;
      for (int m = 0; m < outlook.months(); m++) {
        double repeats = model.expectedRepeats((m + 1) * WEEKS_A_MONTH);
        margin[d][m] = each * (repeats - before) + (m == 0 ? outlook.margin() * firstPurchase : 0);
        before = repeats;
      }
    }
    return new Newcomers(margin);
  }

  /**
   * Customers under contract who pay {@code price} at the beginning of every period.
   *
   * @param monthsAPeriod 1 or 12, say; >= 1
   */
  public static Newcomers ofContracts(
      Fitted<RenewalModel> renewing, double price, int monthsAPeriod, Outlook outlook) {
    if (!(price >= 0 && price <= 1e300) || monthsAPeriod < 1) {
      throw new IllegalArgumentException(
          "Invalid price or period: "
              + price
              + ", "
              + monthsAPeriod
              + " months (must be >= 0 and finite, >= 1)");
    }
    RandomSource source = RandomSource.seeded(outlook.seed()).derive("newcomers");
    double[][] margin = new double[outlook.draws()][outlook.months()];
    for (int d = 0; d < margin.length; d++) {
      RenewalModel model =
          renewing.model().withParameters(moved(renewing.certificate(), source.stream(d)));
      for (int m = 0; m < outlook.months(); m += monthsAPeriod) {
        margin[d][m] = outlook.margin() * price * model.survival(m / monthsAPeriod);
      }
    }
    return new Newcomers(margin);
  }

  private static double[] moved(Certificate certificate, RandomStream random) {
    double[] deviates = new double[certificate.names().size()];
    for (int j = 0; j < deviates.length; j++) {
      deviates[j] = Normal.standard(random);
    }
    double[] moved = certificate.moved(deviates);
    for (int j = 0; j < moved.length; j++) {
      moved[j] = Math.max(1e-9, Math.min(1e12, moved[j]));
    }
    return moved;
  }

  /** Margin in each month, not discounted, double[draws][months]; a copy. */
  public double[][] marginByMonth() {
    return Arrays.stream(margin).map(double[]::clone).toArray(double[][]::new);
  }

  /** Margin of all months at present value, a month counting as of its middle, double[draws]. */
  public double[] worth(double yearlyRate) {
    if (!(yearlyRate > -1 && yearlyRate <= 1e9)) {
      throw new IllegalArgumentException(
          "Invalid yearly rate: " + yearlyRate + " (must be > -1 and finite)");
    }
    double[] worth = new double[margin.length];
    for (int d = 0; d < margin.length; d++) {
      for (int m = 0; m < margin[d].length; m++) {
        worth[d] += margin[d][m] * Math.pow(1 + yearlyRate, -(m + 0.5) / 12);
      }
    }
    return worth;
  }

  /** The central interval of {@link #worth}. */
  public Interval interval(double yearlyRate, double level) {
    return Interval.of(worth(yearlyRate), level);
  }

  /** When they have earned what winning one of them costs; see {@link Payback#of}. */
  public Payback payback(double cost, double yearlyRate, double level) {
    return Payback.of(margin, cost, yearlyRate, level);
  }
}
