// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.profile;

import java.util.Arrays;

/**
 * One feature of all customers in the order of its values, so that any of many segments is compared
 * with its rest in one pass and without sorting again. 12 n bytes and 16 for each distinct value.
 */
final class RankedFeature {

  /** Of a normal distribution, so many standard deviations lie between its quartiles. */
  private static final double QUARTILES_IN_DEVIATIONS = 1.349;

  /** Distinct finite values, ascending. */
  private final double[] values;

  /** How many customers have each. */
  private final int[] counts;

  /** The mean rank of those who have each, counting from 1. */
  private final double[] ranks;

  /** Which value each customer has, -1 for none. */
  private final int[] places;

  private final int known;
  private final double ties;
  private final double median;
  private final double spread;

  /**
   * @param column shape [n]; what is not finite is missing
   */
  RankedFeature(double[] column) {
    double[] sorted = Arrays.stream(column).filter(Double::isFinite).map(x -> x + 0.0).toArray();
    Arrays.sort(sorted);
    known = sorted.length;
    int distinct = 0;
    int[] times = new int[known];
    for (int i = 0; i < known; i++) {
      if (i > 0 && sorted[i] == sorted[distinct - 1]) {
        times[distinct - 1]++;
      } else {
        sorted[distinct] = sorted[i];
        times[distinct++] = 1;
      }
    }
    values = Arrays.copyOf(sorted, distinct);
    counts = Arrays.copyOf(times, distinct);
    ranks = new double[distinct];
    double tied = 0;
    long before = 0;
    for (int v = 0; v < distinct; v++) {
      double count = counts[v];
      ranks[v] = before + (count + 1) / 2;
      tied += count * count * count - count;
      before += counts[v];
    }
    ties = tied;
    places = new int[column.length];
    for (int i = 0; i < column.length; i++) {
      places[i] = Double.isFinite(column[i]) ? Arrays.binarySearch(values, column[i] + 0.0) : -1;
    }
    median = known == 0 ? 0 : quantile(counts, known, 0.5);
    spread = known == 0 ? 0 : deviations();
  }

  /** A robust standard deviation; the plain one where half of all have one value. */
  private double deviations() {
    double quartiles = quantile(counts, known, 0.75) - quantile(counts, known, 0.25);
    if (quartiles > 0) {
      return quartiles / QUARTILES_IN_DEVIATIONS;
    }
    double mean = 0;
    double squares = 0;
    long seen = 0;
    for (int v = 0; v < values.length; v++) {
      seen += counts[v];
      double away = values[v] - mean;
      double step = away * counts[v] / seen;
      mean += step;
      squares += counts[v] * away * (values[v] - mean);
    }
    double deviation = StrictMath.sqrt(squares / Math.max(1, known - 1));
    return Double.isFinite(deviation) ? deviation : 0;
  }

  /** How many customers have it. */
  int known() {
    return known;
  }

  /** The rank of a customer's value, NaN for none. */
  double rank(int row) {
    return places[row] < 0 ? Double.NaN : ranks[places[row]];
  }

  /**
   * One side of a comparison.
   *
   * @param known how many have the feature
   * @param median of these
   * @param mean of these
   * @param positive share of these above 0
   */
  record Side(int known, double median, double mean, double positive) {}

  /**
   * A segment against the rest.
   *
   * @param delta Cliff's: how much oftener a member is above another than beneath, -1 to 1
   * @param chance of a difference as great where there is none (Mann and Whitney 1947, corrected
   *     for ties), two-sided; 1 where nothing can be compared
   */
  record Comparison(Side members, Side others, double delta, double chance) {}

  /**
   * Compares members with all others who have the feature. O(members + distinct values).
   *
   * @param members rows
   */
  Comparison compare(int[] members) {
    int[] theirs = new int[values.length];
    int count = 0;
    double rankSum = 0;
    for (int row : members) {
      int place = places[row];
      if (place >= 0) {
        theirs[place]++;
        count++;
        rankSum += ranks[place];
      }
    }
    int[] rest = new int[values.length];
    for (int v = 0; v < rest.length; v++) {
      rest[v] = counts[v] - theirs[v];
    }
    int others = known - count;
    double pairs = (double) count * others;
    double delta = 0;
    double chance = 1;
    if (pairs > 0) {
      double above = rankSum - (double) count * (count + 1) / 2;
      delta = Math.max(-1, Math.min(1, 2 * above / pairs - 1));
      double n = known;
      double variance = pairs / 12 * (n + 1 - ties / (n * (n - 1)));
      if (variance > 0) {
        // half a pair towards the middle: ranks go in steps
        double away = Math.max(0, Math.abs(above - pairs / 2) - 0.5);
        chance = Math.min(1, Significance.normalTails(away / StrictMath.sqrt(variance)));
      }
    }
    return new Comparison(side(theirs, count), side(rest, others), delta, chance);
  }

  private Side side(int[] among, int count) {
    if (count == 0) {
      return new Side(0, 0, 0, 0);
    }
    double mean = 0;
    long seen = 0;
    int positive = 0;
    for (int v = 0; v < values.length; v++) {
      if (among[v] > 0) {
        seen += among[v];
        mean += (values[v] - mean) * among[v] / seen;
        positive += values[v] > 0 ? among[v] : 0;
      }
    }
    return new Side(count, quantile(among, count, 0.5), mean, (double) positive / count);
  }

  /**
   * A value in robust standard deviations from the median of all, at most three; 0 for constants.
   */
  double place(double value) {
    return spread > 0 ? Math.max(-3, Math.min(3, (value - median) / spread)) : 0;
  }

  /** How far apart two values are, in robust standard deviations; 0 for constants. */
  double difference(double a, double b) {
    return spread > 0 ? (a - b) / spread : 0;
  }

  /** As {@code Quantiles} has it, of all customers who have the feature, at least one. */
  double quantile(double p) {
    double position = p * (known - 1);
    int below = (int) position;
    double share = position - below;
    int seen = 0;
    for (int v = 0; v < values.length; v++) {
      seen += counts[v];
      if (seen > below) {
        double next = seen > below + 1 || share == 0 ? values[v] : values[v + 1];
        return share == 0 ? values[v] : values[v] * (1 - share) + next * share;
      }
    }
    throw new IllegalStateException("Cannot take a quantile: there are no values");
  }

  /** Between two neighbours by straight line: definition 7 of Hyndman and Fan (1996). */
  private double quantile(int[] among, int count, double p) {
    double position = p * (count - 1);
    long below = (long) position;
    double share = position - below;
    long seen = 0;
    for (int v = 0; v < values.length; v++) {
      seen += among[v];
      if (seen > below) {
        if (share == 0 || seen > below + 1) {
          return values[v];
        }
        int next = v + 1;
        while (among[next] == 0) {
          next++;
        }
        return values[v] * (1 - share) + values[next] * share;
      }
    }
    throw new IllegalStateException("Cannot take a quantile: there are no values");
  }
}
