// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.math.summary.Moments;
import io.perennial.math.summary.StableSum;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.Explanation;
import io.perennial.value.ladder.LadderModel;

/**
 * A linear model of any model, near one customer: neighbours are the customer with some inputs
 * taken from others of the base, the near ones count more, and a ridge through the customer's own
 * forecast has a slope for each input. An input adds its slope times how far the customer's value
 * is from the base's mean. Source: Ribeiro, Singh and Guestrin, "Why should I trust you?" (KDD
 * 2016), with the kernel of its programme for tables, exp(-d^2 / (.75^2 k)) of the distance in
 * standard deviations, and its penalty of 1. Unlike there the line is held to the customer's
 * forecast, so that base and contributions add up to it. An unknown value counts as the mean.
 *
 * @param explanation additive
 * @param fidelity weighted R^2 of the line over the neighbours: 1 where the model is a line near
 *     the customer, at most 1, below 0 where the line is worse than a constant
 * @param neighbours how many were looked at
 */
public record LocalSurrogate(Explanation explanation, double fidelity, int neighbours) {

  private static final double WIDTH = 0.75;
  private static final double PENALTY = 1;

  /**
   * The surrogate of {@code model} at row {@code row}.
   *
   * @param background cases of the base with the same inputs, from which other values are taken
   * @param neighbours >= 16; some dozens an input
   * @throws TooLittleDataException if the background is empty
   */
  public static LocalSurrogate of(
      LadderModel model, Cases cases, int row, Cases background, int neighbours, long seed) {
    if (neighbours < 16) {
      throw new IllegalArgumentException("Invalid neighbours: " + neighbours + " (must be >= 16)");
    }
    if (background.customers() == 0) {
      throw new TooLittleDataException(
          "Cannot explain a forecast: there is no customer to compare with");
    }
    Inputs own = Inputs.of(cases.only(new int[] {row}));
    Inputs others = Inputs.of(background);
    int k = own.size();
    RandomSource source = RandomSource.seeded(seed).derive("surrogate");
    int[] other = new int[neighbours + 1];
    boolean[][] kept = new boolean[neighbours + 1][k];
    for (int r = 0; r <= neighbours; r++) {
      RandomStream random = source.stream(r);
      other[r] = random.nextInt(background.customers());
      for (int j = 0; j < k; j++) {
        kept[r][j] = r == neighbours || random.chance(0.5); // the last is the customer himself
      }
    }
    double[] forecasts =
        Inputs.means(model, own.mixed(new int[neighbours + 1], others, other, kept));
    double total = forecasts[neighbours];
    Scale[] scales = new Scale[k];
    for (int j = 0; j < k; j++) {
      scales[j] = Scale.of(own, others, j);
    }
    double[][] away = new double[neighbours][k];
    double[] rise = new double[neighbours];
    double[] weights = new double[neighbours];
    for (int r = 0; r < neighbours; r++) {
      double distance = 0;
      for (int j = 0; j < k; j++) {
        if (!kept[r][j]) {
          away[r][j] = scales[j].place(others.value(other[r], j)) - scales[j].own;
          distance += away[r][j] * away[r][j];
        }
      }
      rise[r] = forecasts[r] - total;
      weights[r] = Math.exp(-distance / (WIDTH * WIDTH * k));
    }
    double[] slopes = WeightedRidge.fit(away, rise, weights, k, PENALTY);
    double[] amounts = new double[k];
    for (int j = 0; j < k; j++) {
      amounts[j] = slopes[j] * scales[j].own;
    }
    double[] values = new double[k];
    for (int j = 0; j < k; j++) {
      values[j] = own.value(0, j);
    }
    return new LocalSurrogate(
        Additive.of(
            total - StableSum.of(amounts),
            total,
            own.names(),
            values,
            amounts,
            "local linear surrogate of " + neighbours + " neighbours"),
        fidelity(away, rise, weights, slopes),
        neighbours);
  }

  private static double fidelity(
      double[][] away, double[] rise, double[] weights, double[] slopes) {
    StableSum weight = new StableSum();
    StableSum mean = new StableSum();
    for (int r = 0; r < rise.length; r++) {
      weight.add(weights[r]);
      mean.add(weights[r] * rise[r]);
    }
    double centre = mean.value() / weight.value();
    StableSum left = new StableSum();
    StableSum all = new StableSum();
    for (int r = 0; r < rise.length; r++) {
      double line = 0;
      for (int j = 0; j < slopes.length; j++) {
        line += away[r][j] * slopes[j];
      }
      left.add(weights[r] * (rise[r] - line) * (rise[r] - line));
      all.add(weights[r] * (rise[r] - centre) * (rise[r] - centre));
    }
    // a constant forecast is a line
    return all.value() > 0 ? 1 - left.value() / all.value() : 1;
  }

  /** Places an input's values in standard deviations from the mean; events are 1 or 0. */
  private record Scale(double mean, double deviation, double own) {

    static Scale of(Inputs own, Inputs others, int j) {
      if (own.isEvents(j)) {
        return new Scale(Double.NaN, 0, 1);
      }
      Moments moments = new Moments();
      for (int i = 0; i < others.cases().customers(); i++) {
        double value = others.value(i, j);
        if (Double.isFinite(value)) {
          moments.add(value);
        }
      }
      double mean = moments.mean().orElse(0);
      double deviation = moments.deviation().orElse(0);
      Scale scale = new Scale(mean, deviation, 0);
      return new Scale(mean, deviation, scale.place(own.value(0, j)));
    }

    double place(double value) {
      return Double.isFinite(value) && deviation > 0 ? (value - mean) / deviation : 0;
    }
  }
}
