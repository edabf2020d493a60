// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.Sample;
import io.perennial.math.summary.StableSum;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.LadderModel;
import java.util.Arrays;

/**
 * What a model forecasts as one input takes other values and the rest stays: a line for each of
 * some customers, and their mean. The mean alone can hide that an input does different things to
 * different customers. Where inputs go together, some of the combinations do not occur. Source:
 * Friedman (2001); the lines: Goldstein and others (2015). Immutable.
 */
public final class PartialDependence {

  private final String input;
  private final double[] grid;
  private final double[][] lines;

  private PartialDependence(String input, double[] grid, double[][] lines) {
    this.input = input;
    this.grid = grid;
    this.lines = lines;
  }

  /**
   * The dependence of {@code model} on {@code input}, at quantiles of the known values.
   *
   * @param points of the grid at most, >= 2; equal quantiles are one
   * @param most customers, >= 1
   * @throws TooLittleDataException if no customer has a value
   */
  public static PartialDependence of(
      LadderModel model, Cases cases, String input, int points, int most, long seed) {
    if (points < 2 || most < 1) {
      throw new IllegalArgumentException(
          "Invalid grid: " + points + " points, " + most + " customers (must be >= 2 and >= 1)");
    }
    Inputs all = Inputs.of(cases);
    double[] grid = grid(all, input, points);
    int[] rows =
        Sample.of(
            cases.customers(), most, RandomSource.seeded(seed).derive("dependence").stream(0));
    Inputs some = Inputs.of(cases.only(rows), all.usualShare());
    double[][] lines = new double[rows.length][grid.length];
    double[] same = new double[rows.length];
    for (int g = 0; g < grid.length; g++) {
      Arrays.fill(same, grid[g]);
      double[] means = Inputs.means(model, some.with(input, same));
      for (int r = 0; r < rows.length; r++) {
        lines[r][g] = means[r];
      }
    }
    return new PartialDependence(input, grid, lines);
  }

  /** Distinct quantiles of an input's known values, ascending; each is a value of somebody's. */
  static double[] grid(Inputs inputs, String input, int points) {
    double[] known = known(inputs, input);
    double[] grid = new double[points];
    for (int g = 0; g < points; g++) {
      grid[g] = quantile(known, g / (points - 1.0));
    }
    return Arrays.stream(grid).distinct().toArray();
  }

  /** The value of {@code sorted} nearest to the place that {@code p} is. */
  static double quantile(double[] sorted, double p) {
    return sorted[(int) Math.rint(p * (sorted.length - 1))];
  }

  static boolean isWhole(double[] values) {
    return Arrays.stream(values).allMatch(value -> value == Math.rint(value));
  }

  /** An input's known values, ascending. */
  static double[] known(Inputs inputs, String input) {
    double[] known =
        Arrays.stream(inputs.values(input)).filter(Double::isFinite).sorted().toArray();
    if (known.length == 0) {
      throw new TooLittleDataException("Cannot vary " + input + ": no customer has a value of it");
    }
    return known;
  }

  /** The input's name. */
  public String input() {
    return input;
  }

  /** The values that it was given, ascending and distinct, double[points]; a copy. */
  public double[] grid() {
    return grid.clone();
  }

  /** How many customers have a line. */
  public int customers() {
    return lines.length;
  }

  /** What is forecast of the {@code i}-th customer of the sample, double[points]; a copy. */
  public double[] line(int i) {
    return lines[i].clone();
  }

  /** The mean of the lines, double[points]. */
  public double[] mean() {
    double[] mean = new double[grid.length];
    for (int g = 0; g < mean.length; g++) {
      StableSum sum = new StableSum();
      for (double[] line : lines) {
        sum.add(line[g]);
      }
      mean[g] = sum.value() / lines.length;
    }
    return mean;
  }

  /**
   * How different the lines are in shape: the mean over the grid of the standard deviation of the
   * lines, each less its own mean, in the forecast's unit. 0 where the input adds the same to all.
   */
  public double spreadOfShapes() {
    double[] mean = mean();
    double level = StableSum.of(mean) / mean.length;
    StableSum sum = new StableSum();
    for (int g = 0; g < mean.length; g++) {
      double squares = 0;
      for (double[] line : lines) {
        double own = StableSum.of(line) / line.length;
        double away = line[g] - own - (mean[g] - level);
        squares += away * away;
      }
      sum.add(Math.sqrt(squares / lines.length));
    }
    return sum.value() / mean.length;
  }
}
