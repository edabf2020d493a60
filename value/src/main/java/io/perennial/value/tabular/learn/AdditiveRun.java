// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular.learn;

import static io.perennial.math.special.Logarithms.logistic;
import static io.perennial.math.special.Logarithms.softplus;

import java.util.Arrays;

/** One run of additive boosting: curves first, then surfaces on top of them. */
final class AdditiveRun {

  private static final int PATIENCE = 40;
  private static final double BETTER = 1e-5;
  private static final double RIDGE = 1;
  private static final double LEAST_WEIGHT = 2;

  private final Bins bins;
  private final byte[][] codes;
  private final double[] label;
  private final boolean[] held;
  private final boolean holds;
  private final double rate;
  private final int rounds;
  private final double[] odds;
  private final double[] miss;
  private final double[] weight;
  private final double start;

  /** What each piece of each feature adds, double[k][pieces]. */
  final double[][] curve;

  /** What each pair of pieces adds, double[pair][pieces of the first * pieces of the second]. */
  double[][] surface = {};

  private int[][] pairs = {};

  AdditiveRun(Bins bins, byte[][] codes, double[] label, boolean[] held, double rate, int rounds) {
    this.bins = bins;
    this.codes = codes;
    this.label = label;
    this.held = held;
    this.rate = rate;
    this.rounds = rounds;
    int n = label.length;
    this.odds = new double[n];
    this.miss = new double[n];
    this.weight = new double[n];
    double yes = 0;
    int used = 0;
    for (int i = 0; i < n; i++) {
      if (!held[i]) {
        yes += label[i];
        used++;
      }
    }
    this.holds = used < n;
    this.start = Math.log(Math.max(yes, 0.5) / Math.max(used - yes, 0.5));
    Arrays.fill(odds, start);
    this.curve = new double[codes.length][];
    for (int k = 0; k < codes.length; k++) {
      curve[k] = new double[bins.count(k)];
    }
  }

  double start() {
    return start;
  }

  void addTo(double[] sum, double share) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += share * odds[i];
    }
  }

  void curves() {
    double[][] best = copy(curve);
    double[] bestOdds = odds.clone();
    double least = loss();
    int since = 0;
    for (int round = 0; round < limit() && since < PATIENCE; round++) {
      look();
      for (int k = 0; k < curve.length; k++) {
        stepCurve(k);
      }
      double reached = loss();
      since = reached < least - BETTER ? 0 : since + 1;
      if (reached < least) {
        least = reached;
        keep(curve, best);
        System.arraycopy(odds, 0, bestOdds, 0, odds.length);
      }
    }
    keep(best, curve);
    System.arraycopy(bestOdds, 0, odds, 0, odds.length);
  }

  void surfaces(int[][] chosen) {
    pairs = chosen;
    surface = new double[chosen.length][];
    for (int p = 0; p < chosen.length; p++) {
      surface[p] = new double[bins.count(chosen[p][0]) * bins.count(chosen[p][1])];
    }
    double[][] best = copy(surface);
    double least = loss();
    int since = 0;
    for (int round = 0; round < limit() && since < PATIENCE && chosen.length > 0; round++) {
      look();
      for (int p = 0; p < chosen.length; p++) {
        stepSurface(p);
      }
      double reached = loss();
      since = reached < least - BETTER ? 0 : since + 1;
      if (reached < least) {
        least = reached;
        keep(surface, best);
      }
    }
    keep(best, surface);
  }

  /** Without rows left out nothing says when to stop, so that few rounds must do. */
  private int limit() {
    return holds ? rounds : Math.min(rounds, 30);
  }

  private void look() {
    for (int i = 0; i < odds.length; i++) {
      double p = logistic(odds[i]);
      miss[i] = label[i] - p;
      weight[i] = p * (1 - p);
    }
  }

  private double loss() {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < odds.length; i++) {
      if (held[i] == holds) {
        sum += softplus(label[i] > 0 ? -odds[i] : odds[i]);
        count++;
      }
    }
    return sum / count;
  }

  /** A tree of up to three leaves on one feature; the misses follow to first order. */
  private void stepCurve(int k) {
    int m = bins.count(k);
    double[] g = new double[m];
    double[] h = new double[m];
    byte[] code = codes[k];
    for (int i = 0; i < code.length; i++) {
      if (!held[i]) {
        g[code[i]] += miss[i];
        h[code[i]] += weight[i];
      }
    }
    int[] cuts = new int[] {m, m};
    int first = cut(g, h, 0, m);
    if (first < 0) {
      return;
    }
    cuts[0] = first;
    int below = cut(g, h, 0, first);
    int above = cut(g, h, first, m);
    double gainBelow = below < 0 ? 0 : gain(g, h, 0, below, first);
    double gainAbove = above < 0 ? 0 : gain(g, h, first, above, m);
    if (gainBelow > 0 && gainBelow >= gainAbove) {
      cuts[0] = below;
      cuts[1] = first;
    } else if (gainAbove > 0) {
      cuts[1] = above;
    }
    double[] step = new double[m];
    fill(g, h, 0, cuts[0], step);
    fill(g, h, cuts[0], cuts[1], step);
    fill(g, h, cuts[1], m, step);
    for (int b = 0; b < m; b++) {
      curve[k][b] += step[b];
    }
    for (int i = 0; i < code.length; i++) {
      double by = step[code[i]];
      odds[i] += by;
      miss[i] -= weight[i] * by;
    }
  }

  private void fill(double[] g, double[] h, int from, int to, double[] step) {
    double sumG = 0;
    double sumH = 0;
    for (int b = from; b < to; b++) {
      sumG += g[b];
      sumH += h[b];
    }
    double by = rate * sumG / (sumH + RIDGE);
    for (int b = from; b < to; b++) {
      step[b] = by;
    }
  }

  /** The best place to part [from, to), or -1. */
  private static int cut(double[] g, double[] h, int from, int to) {
    double allG = 0;
    double allH = 0;
    for (int b = from; b < to; b++) {
      allG += g[b];
      allH += h[b];
    }
    double best = allG * allG / (allH + RIDGE) + 1e-9;
    int at = -1;
    double sumG = 0;
    double sumH = 0;
    for (int b = from + 1; b < to; b++) {
      sumG += g[b - 1];
      sumH += h[b - 1];
      double restH = allH - sumH;
      if (sumH < LEAST_WEIGHT || restH < LEAST_WEIGHT) {
        continue;
      }
      double rest = allG - sumG;
      double score = sumG * sumG / (sumH + RIDGE) + rest * rest / (restH + RIDGE);
      if (score > best) {
        best = score;
        at = b;
      }
    }
    return at;
  }

  private static double gain(double[] g, double[] h, int from, int at, int to) {
    return part(g, h, from, at) + part(g, h, at, to) - part(g, h, from, to);
  }

  private static double part(double[] g, double[] h, int from, int to) {
    double sumG = 0;
    double sumH = 0;
    for (int b = from; b < to; b++) {
      sumG += g[b];
      sumH += h[b];
    }
    return sumG * sumG / (sumH + RIDGE);
  }

  /** A cut of each of two features: four leaves. */
  private void stepSurface(int p) {
    int a = pairs[p][0];
    int b = pairs[p][1];
    int rowsOf = bins.count(a);
    int width = bins.count(b);
    double[] g = new double[rowsOf * width];
    double[] h = new double[rowsOf * width];
    byte[] first = codes[a];
    byte[] second = codes[b];
    for (int i = 0; i < first.length; i++) {
      if (!held[i]) {
        int at = first[i] * width + second[i];
        g[at] += miss[i];
        h[at] += weight[i];
      }
    }
    Quadrants quadrants = Quadrants.best(g, h, rowsOf, width, RIDGE, LEAST_WEIGHT);
    if (quadrants == null) {
      return;
    }
    double[] own = surface[p];
    for (int x = 0; x < rowsOf; x++) {
      for (int y = 0; y < width; y++) {
        own[x * width + y] += rate * quadrants.at(x, y);
      }
    }
    for (int i = 0; i < first.length; i++) {
      double by = rate * quadrants.at(first[i], second[i]);
      odds[i] += by;
      miss[i] -= weight[i] * by;
    }
  }

  private static double[][] copy(double[][] values) {
    double[][] copy = new double[values.length][];
    for (int k = 0; k < copy.length; k++) {
      copy[k] = values[k].clone();
    }
    return copy;
  }

  private static void keep(double[][] from, double[][] to) {
    for (int k = 0; k < from.length; k++) {
      System.arraycopy(from[k], 0, to[k], 0, from[k].length);
    }
  }
}
