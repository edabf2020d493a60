// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Into which bins the values of a day fall: ranges of a number, or words. How far a day is from
 * others is the population stability index over at most ten classes of about equal weight: sum of
 * (p - q) ln(p / q); below 0.1 a mix is called stable, above 0.25 shifted (Siddiqi 2006). What is
 * usual is how far each of the others is from the rest of them, so that orders of many lines or a
 * pattern of the week do not look like drift; and never less than what chance makes (chi-square).
 */
public final class Mix implements Series {

  private static final int CLASSES = 10;

  /** A class should have so many on the day, by the others (Cochran 1954). */
  private static final double EXPECTED = 5;

  private final long[][] bins;
  private final boolean ordered;

  /**
   * @param bins counts by bin and day; ordered ones from the least value to the greatest
   * @param ordered whether neighbouring bins are neighbouring values
   */
  public Mix(long[][] bins, boolean ordered) {
    this.bins = bins.clone();
    this.ordered = ordered;
  }

  @Override
  public boolean isOn(int day) {
    return of(day) > 0;
  }

  /** A mix is nothing without others to compare it with. */
  @Override
  public OptionalDouble value(int day) {
    return OptionalDouble.empty();
  }

  @Override
  public Optional<Band> band(
      int day, int[] others, Check.Side side, double level, LeastChange least) {
    double n = of(day);
    double[] pooled = new double[bins.length];
    double total = 0;
    double fewest = n;
    for (int other : others) {
      for (int b = 0; b < bins.length; b++) {
        pooled[b] += (double) bins[b][other];
      }
      double there = of(other);
      total += there;
      fewest = Math.min(fewest, there);
    }
    int[] classes = classes(pooled, total, n);
    int count = IntStream.of(classes).max().orElse(0) + 1;
    if (count < 2) {
      return Optional.empty();
    }
    double[] reference = classed(pooled, classes, count);
    double[] here = classed(day, classes, count);
    double freedom = count - 1.0;
    double[] usual = new double[others.length];
    double[] perChance = new double[others.length];
    for (int i = 0; i < others.length; i++) {
      double[] one = classed(others[i], classes, count);
      double[] rest = new double[count];
      double m = 0;
      for (int c = 0; c < count; c++) {
        rest[c] = reference[c] - one[c];
        m += one[c];
      }
      double index = index(one, m, rest, total - m);
      usual[i] = root(index);
      perChance[i] = root(index / chance(freedom, m, total - m));
    }
    double byChance = chance(freedom, n, total);
    double bySize = power(most(perChance, level)) * byChance;
    double byDays = power(most(usual, level));
    double byChiSquare = Tails.chiSquare(level, freedom) / freedom * byChance;
    double high = Math.max(Math.max(bySize, byDays), Math.max(byChiSquare, least.drift()));
    return Optional.of(new Band(index(here, n, reference, total), 0, high));
  }

  /**
   * On this scale sums of squares have upper tails no heavier than normal, however few they are
   * sums of: cube roots, which Wilson and Hilferty (1931) take, do for many.
   */
  private static double root(double x) {
    return Math.sqrt(Math.sqrt(x));
  }

  private static double power(double root) {
    return root * root * root * root;
  }

  /** What the index comes to by chance, on average. */
  private static double chance(double freedom, double n, double total) {
    return freedom * (1 / n + 1 / total);
  }

  private static double most(double[] roots, double level) {
    double mean = 0;
    for (double root : roots) {
      mean += root / roots.length;
    }
    double squares = 0;
    for (double root : roots) {
      squares += (root - mean) * (root - mean);
    }
    double freedom = roots.length - 1.0;
    double deviation = Math.sqrt(squares / freedom * (1 + 1.0 / roots.length));
    return mean + Tails.student(level, freedom) * deviation;
  }

  private double of(int day) {
    long sum = 0;
    for (long[] bin : bins) {
      sum += bin[day];
    }
    return (double) sum;
  }

  private double[] classed(int day, int[] classes, int count) {
    double[] sums = new double[count];
    for (int b = 0; b < bins.length; b++) {
      sums[classes[b]] += (double) bins[b][day];
    }
    return sums;
  }

  private static double[] classed(double[] values, int[] classes, int count) {
    double[] sums = new double[count];
    for (int b = 0; b < values.length; b++) {
      sums[classes[b]] += values[b];
    }
    return sums;
  }

  /** The population stability index, with half of one more in each class so that none is empty. */
  private static double index(double[] one, double n, double[] other, double m) {
    double index = 0;
    double more = 0.5;
    double ones = n + more * one.length;
    double others = m + more * one.length;
    for (int c = 0; c < one.length; c++) {
      double p = (one[c] + more) / ones;
      double q = (other[c] + more) / others;
      index += (p - q) * Math.log(p / q);
    }
    return index;
  }

  /** Which class each bin is in: neighbours together, or words from the rarest. */
  private int[] classes(double[] pooled, double total, double n) {
    double least = Math.max(total / CLASSES, EXPECTED * total / n);
    int[] classes = new int[bins.length];
    List<Integer> order = new ArrayList<>(IntStream.range(0, bins.length).boxed().toList());
    if (!ordered) {
      order.sort(Comparator.comparingDouble(b -> pooled[b]));
      least = EXPECTED * total / n;
    }
    int number = 0;
    double weight = 0;
    double rest = total;
    for (int b : order) {
      if (weight >= least && rest >= least) {
        number++;
        weight = 0;
      }
      classes[b] = number;
      weight += pooled[b];
      rest -= pooled[b];
    }
    return classes;
  }
}
