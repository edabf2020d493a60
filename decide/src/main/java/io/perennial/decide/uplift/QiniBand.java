// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.math.summary.Quantiles;
import io.perennial.value.forecast.Interval;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A qini coefficient with its error, and beside it those of random orders: a model that does not
 * leave their band has not been shown to know anything. The error is by the bootstrap within arms
 * (Efron 1979), scores being given; the band by random orders of the same customers.
 *
 * @param qini the coefficient; see {@link EffectRanking#qini}
 * @param error its standard error
 * @param interval that it is in with probability {@code level}, were its errors normal
 * @param random the middle {@code level} of the coefficients of random orders
 * @param chance the share of random orders that are as good, this one counted
 * @param level within (0, 1)
 */
public record QiniBand(
    double qini, double error, Interval interval, Interval random, double chance, double level) {

  /**
   * The coefficient and its band.
   *
   * @param experiment of two arms
   * @param score the higher, the sooner; nothing of it learned from {@code experiment}
   * @param replicates of both, >= 20
   */
  public static QiniBand of(
      Experiment experiment, double[] score, double level, int replicates, long seed) {
    if (!(level > 0 && level < 1) || replicates < 20) {
      throw new IllegalArgumentException(
          "Invalid band: level %s, %d replicates (must be within (0, 1), >= 20)"
              .formatted(level, replicates));
    }
    double qini = EffectRanking.of(experiment, score).qini();
    double[] outcome = experiment.outcomes();
    boolean[] treated = new boolean[outcome.length];
    for (int i = 0; i < treated.length; i++) {
      treated[i] = experiment.arm(i) == 1;
    }
    RandomSource source = RandomSource.seeded(seed).derive("qini");
    int[][] arms = {experiment.rowsOf(0), experiment.rowsOf(1)};
    double[] again =
        IntStream.range(0, replicates)
            .parallel()
            .mapToDouble(r -> resampled(outcome, treated, score, arms, source.stream(2L * r)))
            .toArray();
    double[] random =
        IntStream.range(0, replicates)
            .parallel()
            .mapToDouble(
                r -> {
                  RandomStream lots = source.stream(2L * r + 1);
                  double[] lot = new double[score.length];
                  Arrays.setAll(lot, i -> lots.nextDouble());
                  return EffectRanking.of(outcome, treated, lot).qini();
                })
            .toArray();
    double mean = Arrays.stream(again).average().orElse(0);
    double squares = Arrays.stream(again).map(q -> (q - mean) * (q - mean)).sum();
    double error = Math.sqrt(squares / (replicates - 1));
    double half = Normal.standard().quantile((1 + level) / 2) * error;
    Quantiles quantiles = Quantiles.of(random);
    long asGood = Arrays.stream(random).filter(q -> q >= qini).count();
    return new QiniBand(
        qini,
        error,
        new Interval(qini - half, qini + half),
        new Interval(quantiles.at((1 - level) / 2), quantiles.at((1 + level) / 2)),
        (asGood + 1.0) / (replicates + 1),
        level);
  }

  private static double resampled(
      double[] outcome, boolean[] treated, double[] score, int[][] arms, RandomStream lots) {
    double[] y = new double[outcome.length];
    boolean[] t = new boolean[outcome.length];
    double[] s = new double[outcome.length];
    int at = 0;
    for (int[] rows : arms) {
      for (int i = 0; i < rows.length; i++) {
        int drawn = rows[lots.nextInt(rows.length)];
        y[at] = outcome[drawn];
        t[at] = treated[drawn];
        s[at++] = score[drawn];
      }
    }
    return EffectRanking.of(y, t, s).qini();
  }

  /** Whether the coefficient is above the band of random orders. */
  public boolean isAboveRandom() {
    return qini > random.upper();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "qini %.4f (%.4f to %.4f), random orders %.4f to %.4f",
        qini,
        interval.lower(),
        interval.upper(),
        random.lower(),
        random.upper());
  }
}
