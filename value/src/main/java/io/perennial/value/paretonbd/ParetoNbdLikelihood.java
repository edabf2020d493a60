// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.paretonbd;

import static io.perennial.math.special.Logarithms.log1p;

import io.perennial.math.parallel.Chunks;
import io.perennial.math.special.GammaRatios;
import io.perennial.value.GroupedHistories;
import io.perennial.value.fit.LogLikelihood;
import java.util.Arrays;

/**
 * The Pareto/NBD log-likelihood of a base and its gradient by (r, alpha, s, beta).
 *
 * <p>The integral of a group runs from its recency to its age, and all groups with the same x share
 * the integrand. So each x has one table: the integral between neighbouring times that occur, added
 * up from the last time back to each, and a group's integral is the difference of two entries. The
 * number of panels is at most the number of different (x, time), not of histories.
 */
final class ParetoNbdLikelihood implements LogLikelihood {

  private static final int MOMENTS = DropoutIntegral.MOMENTS;
  private static final int SUMS = 5;
  private static final int CHUNK = 2048;

  private final GroupedHistories histories;
  private final double[] times;

  /* Block b has the groups with x = repeats[b]; its entries in the table are first[b] until
   * first[b + 1], entry e standing for time times[rank[e]], ascending within the block. */
  private final int[] repeats;
  private final int[] first;
  private final int[] rank;
  private final int[] blockOfEntry;
  private final int[] blockOfGroup;
  private final int[] recencyEntry;
  private final int[] ageEntry;

  ParetoNbdLikelihood(GroupedHistories histories) {
    this.histories = histories;
    this.times = histories.times();
    int groups = histories.size();
    this.blockOfGroup = new int[groups];
    this.recencyEntry = new int[groups];
    this.ageEntry = new int[groups];
    int blocks = 0;
    for (int g = 0; g < groups; g++) {
      blocks += g == 0 || histories.repeats(g) != histories.repeats(g - 1) ? 1 : 0;
      blockOfGroup[g] = blocks - 1;
    }
    this.repeats = new int[blocks];
    this.first = new int[blocks + 1];
    int[] entryOfRank = new int[times.length];
    int[] ranks = new int[2 * groups];
    int entries = 0;
    int from = 0;
    for (int b = 0; b < blocks; b++) {
      int to = from;
      while (to < groups && blockOfGroup[to] == b) {
        entryOfRank[histories.recencyRank(to)] = 1;
        entryOfRank[histories.ageRank(to)] = 1;
        to++;
      }
      repeats[b] = histories.repeats(from);
      first[b] = entries;
      entries = number(entryOfRank, ranks, entries, from, to);
      for (int g = from; g < to; g++) {
        recencyEntry[g] = entryOfRank[histories.recencyRank(g)];
        ageEntry[g] = entryOfRank[histories.ageRank(g)];
      }
      clear(entryOfRank, from, to);
      from = to;
    }
    first[blocks] = entries;
    this.rank = Arrays.copyOf(ranks, entries);
    this.blockOfEntry = new int[entries];
    for (int b = 0; b < blocks; b++) {
      Arrays.fill(blockOfEntry, first[b], first[b + 1], b);
    }
  }

  /** Numbers the times that groups {@code from} to {@code to} use, in ascending order. */
  private int number(int[] entryOfRank, int[] ranks, int entries, int from, int to) {
    int used = entries;
    if ((long) (to - from) * 8 > times.length) {
      for (int k = 0; k < times.length; k++) {
        if (entryOfRank[k] != 0) {
          ranks[used++] = k;
        }
      }
    } else {
      for (int g = from; g < to; g++) {
        used = take(entryOfRank, ranks, used, histories.recencyRank(g));
        used = take(entryOfRank, ranks, used, histories.ageRank(g));
      }
      Arrays.sort(ranks, entries, used);
    }
    for (int e = entries; e < used; e++) {
      entryOfRank[ranks[e]] = e;
    }
    return used;
  }

  private static int take(int[] entryOfRank, int[] ranks, int used, int k) {
    if (entryOfRank[k] != 1) {
      return used;
    }
    entryOfRank[k] = -1;
    ranks[used] = k;
    return used + 1;
  }

  private void clear(int[] entryOfRank, int from, int to) {
    for (int g = from; g < to; g++) {
      entryOfRank[histories.recencyRank(g)] = 0;
      entryOfRank[histories.ageRank(g)] = 0;
    }
  }

  @Override
  public double at(double[] parameters, double[] gradient) {
    double r = parameters[0];
    double alpha = parameters[1];
    double s = parameters[2];
    double beta = parameters[3];
    double[] logAlpha = new double[times.length];
    double[] logBeta = new double[times.length];
    for (int k = 0; k < times.length; k++) {
      logAlpha[k] = log1p(times[k] / alpha);
      logBeta[k] = log1p(times[k] / beta);
    }
    double[] tails = tails(parameters, logAlpha, logBeta);
    double[] rising = new double[repeats.length];
    double[] risingSlope = new double[repeats.length];
    for (int b = 0; b < repeats.length; b++) {
      rising[b] = GammaRatios.logRising(r, repeats[b]) - repeats[b] * Math.log(alpha);
      risingSlope[b] = GammaRatios.digammaRising(r, repeats[b]);
    }
    double[] sums =
        Chunks.sum(
            histories.size(),
            CHUNK,
            SUMS,
            (sum, from, to) -> {
              for (int g = from; g < to; g++) {
                int b = blockOfGroup[g];
                double buying = r + repeats[b];
                double age = times[rank[ageEntry[g]]];
                double alphaAge = logAlpha[rank[ageEntry[g]]];
                double betaAge = logBeta[rank[ageEntry[g]]];
                double weight = histories.weight(g);
                double value = rising[b] - buying * alphaAge - s * betaAge;
                double byR = risingSlope[b] - alphaAge;
                double byAlpha = (r * age / alpha - repeats[b]) / (alpha + age);
                double byS = -betaAge;
                double byBeta = s * age / (beta * (beta + age));
                if (recencyEntry[g] != ageEntry[g]) {
                  int start = recencyEntry[g] * MOMENTS;
                  int end = ageEntry[g] * MOMENTS;
                  double recency = times[rank[recencyEntry[g]]];
                  double a = alphaAge - logAlpha[rank[recencyEntry[g]]];
                  double bb = betaAge - logBeta[rank[recencyEntry[g]]];
                  double beyond = Math.exp(-buying * a - (s + 1) * bb);
                  double m0 = tails[start] - beyond * tails[end];
                  double m1 = tails[start + 1] - beyond * (tails[end + 1] + a * tails[end]);
                  double m2 = tails[start + 2] - beyond * (tails[end + 2] + bb * tails[end]);
                  double m3 = tails[start + 3] - beyond * tails[end + 3];
                  double m4 = tails[start + 4] - beyond * tails[end + 4];
                  double odds =
                      buying * a + s * bb + Math.log(s / (beta + recency) * Math.max(m0, 1e-300));
                  // softplus and logistic of the odds, from one exponential
                  double e = Math.exp(-Math.abs(odds));
                  double left = odds > 0 ? 1 / (1 + e) : e / (1 + e);
                  value += Math.max(odds, 0) + log1p(e);
                  byR += left * (a - m1 / m0);
                  byAlpha += left * buying * (1 / (alpha + age) - m3 / m0);
                  byS += left * (1 / s + bb - m2 / m0);
                  byBeta += left * (s / (beta + age) - (s + 1) * m4 / m0);
                }
                sum[0] += weight * value;
                sum[1] += weight * byR;
                sum[2] += weight * byAlpha;
                sum[3] += weight * byS;
                sum[4] += weight * byBeta;
              }
            });
    System.arraycopy(sums, 1, gradient, 0, 4);
    return sums[0];
  }

  /** For every entry the moments from its time to the block's last time, scaled to its time. */
  private double[] tails(double[] parameters, double[] logAlpha, double[] logBeta) {
    double[] tails = new double[rank.length * MOMENTS];
    Chunks.forEach(rank.length, 256, (from, to) -> panels(parameters, tails, from, to));
    Chunks.forEach(
        repeats.length,
        1,
        (from, to) -> {
          for (int b = from; b < to; b++) {
            double buying = parameters[0] + repeats[b];
            for (int e = first[b + 1] - 2; e >= first[b]; e--) {
              int here = e * MOMENTS;
              int next = here + MOMENTS;
              double a = logAlpha[rank[e + 1]] - logAlpha[rank[e]];
              double c = logBeta[rank[e + 1]] - logBeta[rank[e]];
              double shrink = Math.exp(-buying * a - (parameters[2] + 1) * c);
              tails[here] += shrink * tails[next];
              tails[here + 1] += shrink * (tails[next + 1] + a * tails[next]);
              tails[here + 2] += shrink * (tails[next + 2] + c * tails[next]);
              tails[here + 3] += shrink * tails[next + 3];
              tails[here + 4] += shrink * tails[next + 4];
            }
          }
        });
    return tails;
  }

  private void panels(double[] parameters, double[] tails, int from, int to) {
    for (int e = from; e < to; e++) {
      int b = blockOfEntry[e];
      if (e + 1 < first[b + 1]) {
        new DropoutIntegral(parameters[0] + repeats[b], parameters[1], parameters[2], parameters[3])
            .add(times[rank[e]], times[rank[e + 1]], tails, e * MOMENTS, MOMENTS);
      }
    }
  }
}
