// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.survival;

import io.perennial.math.distribution.Normal;
import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.Certificate;
import io.perennial.value.Fitted;
import io.perennial.value.forecast.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What running subscriptions will still bring: the price of every renewal to come, times the
 * margin, at its present value. Draw d of all customers has the same parameters, so that sums over
 * customers have an honest spread; nothing is stored, and draws are a pure function of (seed, i).
 */
public final class ContractValue {

  private static final int PARAMETER_DRAWS = 200;
  private static final int PIECE = 1024;

  private final RenewalModel model;
  private final List<RenewalModel> possible;
  private final Subscriptions subscriptions;
  private final ContractConfig config;
  private final double[] annuity;
  private final RandomSource source;

  private ContractValue(
      RenewalModel model,
      List<RenewalModel> possible,
      Subscriptions subscriptions,
      ContractConfig config) {
    this.model = model;
    this.possible = possible;
    this.subscriptions = subscriptions;
    this.config = config;
    this.source = RandomSource.seeded(config.seed()).derive("contracts");
    // at a renewal: the present value of k payments, the first of them now
    this.annuity = new double[Math.min(config.horizonPeriods(), 100_000) + 1];
    double weight = 1;
    for (int k = 1; k < annuity.length; k++) {
      annuity[k] = annuity[k - 1] + weight;
      weight /= 1 + config.ratePerPeriod();
    }
  }

  /** The value of {@code subscriptions} under a fitted model. */
  public static ContractValue of(
      Fitted<RenewalModel> fitted, Subscriptions subscriptions, ContractConfig config) {
    RandomSource source = RandomSource.seeded(config.seed()).derive("parameters");
    List<RenewalModel> possible = new ArrayList<>();
    for (int d = 0; d < Math.min(PARAMETER_DRAWS, config.draws()); d++) {
      possible.add(moved(fitted, source.stream(d)));
    }
    return new ContractValue(fitted.model(), possible, subscriptions, config);
  }

  private static RenewalModel moved(Fitted<RenewalModel> fitted, RandomStream random) {
    Certificate certificate = fitted.certificate();
    double[] deviates = new double[certificate.names().size()];
    for (int j = 0; j < deviates.length; j++) {
      deviates[j] = Normal.standard(random);
    }
    double[] moved = certificate.moved(deviates);
    for (int j = 0; j < moved.length; j++) {
      moved[j] = Math.max(1e-9, Math.min(1e12, moved[j]));
    }
    return fitted.model().withParameters(moved);
  }

  /** How many subscriptions. */
  public int customers() {
    return subscriptions.size();
  }

  /** How many draws each has. */
  public int draws() {
    return config.draws();
  }

  /** The chance that subscription {@code i} is renewed when it next comes up; 0 if it ended. */
  public double renewal(int i) {
    return subscriptions.isRunning(i) ? model.survival(subscriptions.periods(i), 1) : 0;
  }

  /** The expected value of subscription {@code i}, exact, in currency; 0 if it ended. */
  public double mean(int i) {
    return subscriptions.isRunning(i)
        ? subscriptions.price(i)
            * config.margin()
            * model.discountedRenewals(
                subscriptions.periods(i),
                config.horizonPeriods(),
                config.ratePerPeriod(),
                subscriptions.elapsed(i))
        : 0;
  }

  /** The value of subscription {@code i} in each future, double[draws]. */
  public double[] draws(int i) {
    double[] values = new double[config.draws()];
    if (!subscriptions.isRunning(i)) {
      return values;
    }
    RandomStream random = source.stream(i);
    // the next renewal is what is left of the present period away
    double next =
        Math.pow(1 + config.ratePerPeriod(), subscriptions.elapsed(i) - 1)
            * subscriptions.price(i)
            * config.margin();
    for (int d = 0; d < values.length; d++) {
      int renewals =
          possible
              .get(d % possible.size())
              .drawRenewals(subscriptions.periods(i), annuity.length - 1, random);
      values[d] = next * annuity[renewals];
    }
    return values;
  }

  /** The central interval of subscription {@code i}. */
  public Interval interval(int i, double level) {
    return Interval.of(draws(i), level);
  }

  /** All subscriptions together in each future, double[draws]; parallel. */
  public double[] totals() {
    return Chunks.sum(
        customers(),
        PIECE,
        config.draws(),
        (sums, from, to) -> {
          for (int i = from; i < to; i++) {
            double[] drawn = draws(i);
            for (int d = 0; d < drawn.length; d++) {
              sums[d] += drawn[d];
            }
          }
        });
  }

  /**
   * How many of those who run now still do after each number of renewals, in each future,
   * double[draws][most + 1]; parallel. The same futures as those of the values.
   *
   * @param most >= 0, at most the horizon
   */
  public double[][] survivors(int most) {
    if (most < 0 || most >= annuity.length) {
      throw new IllegalArgumentException(
          "Invalid renewals: " + most + " (must be within [0, " + (annuity.length - 1) + "])");
    }
    int width = most + 1;
    double[] counts =
        Chunks.sum(
            customers(),
            PIECE,
            config.draws() * width,
            (sums, from, to) -> {
              for (int i = from; i < to; i++) {
                RandomStream random = source.stream(i);
                for (int d = 0; d < config.draws() && subscriptions.isRunning(i); d++) {
                  int renewals =
                      possible
                          .get(d % possible.size())
                          .drawRenewals(subscriptions.periods(i), annuity.length - 1, random);
                  for (int k = 0; k <= Math.min(most, renewals); k++) {
                    sums[d * width + k]++;
                  }
                }
              }
            });
    double[][] survivors = new double[config.draws()][];
    Arrays.setAll(survivors, d -> Arrays.copyOfRange(counts, d * width, (d + 1) * width));
    return survivors;
  }
}
