// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.model;

import io.perennial.identity.AttributeKind;
import io.perennial.identity.Levels;
import io.perennial.math.distribution.Poisson;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Pairs of which the truth is known: how each class agrees, and which class each pair is of. */
final class SimulatedPairs {

  /** The joint distribution of all attributes' levels, in one class. */
  static final class Truth {
    private final List<Levels> levels;
    private final double[][] roots;
    private final int[] parents;
    private final double[][][] given;

    private Truth(List<Levels> levels) {
      this.levels = levels;
      roots = new double[levels.size()][];
      parents = new int[levels.size()];
      Arrays.fill(parents, -1);
      given = new double[levels.size()][][];
    }

    /** From level 1 on. */
    Truth with(String attribute, double... shares) {
      roots[find(levels, attribute)] = shares;
      return this;
    }

    /** By the level of another attribute from 1 on. */
    Truth with(String attribute, String parent, double[]... shares) {
      parents[find(levels, attribute)] = find(levels, parent);
      given[find(levels, attribute)] = shares;
      return this;
    }

    private double probability(int[] pattern) {
      double p = 1;
      for (int a = 0; a < pattern.length; a++) {
        p *=
            parents[a] < 0
                ? roots[a][pattern[a] - 1]
                : given[a][pattern[parents[a]] - 1][pattern[a] - 1];
      }
      return p;
    }
  }

  final List<Levels> levels;
  final Truth match;
  final Truth other;
  final Truth household;
  final double[] missing;
  private final Set<String> blocking = new LinkedHashSet<>();
  private double householdShare;
  private double matchShare;

  // after draw(), per pattern
  final List<byte[]> patterns = new ArrayList<>();
  final List<double[]> probabilities = new ArrayList<>();
  PatternCounts random;
  PatternCounts candidates;
  PatternCounts matches;
  double pairs;
  double allMatches;

  SimulatedPairs(List<Levels> levels) {
    this.levels = levels;
    match = new Truth(levels);
    other = new Truth(levels);
    household = new Truth(levels);
    missing = new double[levels.size()];
  }

  static Levels levels(String name, AttributeKind kind, boolean household, double... m) {
    List<String> names = new ArrayList<>(List.of("missing", "different"));
    for (int i = 1; i < m.length - 1; i++) {
      names.add("close " + i);
    }
    names.add("equal");
    return new Levels(name, kind, names, m, false, household);
  }

  SimulatedPairs shares(double matchShare, double householdShare) {
    this.matchShare = matchShare;
    this.householdShare = householdShare;
    return this;
  }

  SimulatedPairs missing(double share) {
    Arrays.fill(missing, share);
    return this;
  }

  SimulatedPairs blocking(String... attributes) {
    blocking.clear();
    blocking.addAll(List.of(attributes));
    return this;
  }

  /** Draws all pairs of n records, of which so many are also drawn at random. */
  SimulatedPairs draw(long records, double randomPairs, long seed) {
    RandomStream stream = RandomSource.seeded(seed).stream(0);
    double n = records * (records - 1) / 2.0;
    double[][] joint = {joint(match), joint(other), householdShare > 0 ? joint(household) : null};
    random = new PatternCounts(levels);
    candidates = new PatternCounts(levels);
    matches = new PatternCounts(levels);
    patterns.clear();
    probabilities.clear();
    pairs = 0;
    allMatches = 0;
    byte[] pattern = new byte[levels.size()];
    for (int at = 0; at < joint[0].length; at++) {
      int rest = at;
      for (int a = levels.size() - 1; a >= 0; a--) {
        pattern[a] = (byte) (rest % levels.get(a).size());
        rest /= levels.get(a).size();
      }
      double m = matchShare * joint[0][at];
      double u = (1 - matchShare - householdShare) * joint[1][at];
      double h = householdShare > 0 ? householdShare * joint[2][at] : 0;
      long matched = draw(n * m, stream);
      long others = draw(n * (u + h), stream);
      random.add(pattern, draw(randomPairs * (m + u + h), stream));
      pairs += matched + others;
      allMatches += matched;
      if (isCandidate(pattern) && matched + others > 0) {
        candidates.add(pattern, matched + others);
        matches.add(pattern, matched);
        patterns.add(pattern.clone());
        probabilities.add(new double[] {m / (m + u + h), matched, matched + others});
      }
    }
    return this;
  }

  Fitting fitting(long records) {
    // drawn, not counted: some more or fewer than n (n - 1) / 2
    return new Fitting(
        levels,
        records,
        (long) pairs,
        random,
        candidates,
        blocking,
        new PatternCounts(levels),
        new PatternCounts(levels),
        TermShares.none(),
        List.of(),
        20,
        5,
        0);
  }

  /** The share of matches in the population. */
  double trueMatchShare() {
    return allMatches / pairs;
  }

  /** The truth's distribution of an attribute's levels from 1, over those of its parent. */
  static double[] marginal(Truth truth, String attribute) {
    int a = find(truth.levels, attribute);
    if (truth.parents[a] < 0) {
      return truth.roots[a];
    }
    double[] parent = marginal(truth, truth.levels.get(truth.parents[a]).attribute());
    double[] shares = new double[truth.given[a][0].length];
    for (int row = 0; row < parent.length; row++) {
      for (int level = 0; level < shares.length; level++) {
        shares[level] += parent[row] * truth.given[a][row][level];
      }
    }
    return shares;
  }

  /**
   * The expected calibration error of a model over candidates, in ten bins: the mean difference
   * between what it says and how many are matches, counted over those whose probability it says is
   * within bounds.
   */
  double calibrationError(MatchModel model, double above, double below) {
    double[][] bins = new double[10][3];
    double total = 0;
    long[] hashes = new long[levels.size()];
    Arrays.fill(hashes, -1);
    for (int i = 0; i < patterns.size(); i++) {
      double p = MatchModel.probability(model.logOdds(patterns.get(i), hashes));
      if (p > above && p < below) {
        double[] bin = bins[(int) Math.min(9, 10 * p)];
        bin[0] += p * probabilities.get(i)[2];
        bin[1] += probabilities.get(i)[0] * probabilities.get(i)[2];
        bin[2] += probabilities.get(i)[2];
        total += probabilities.get(i)[2];
      }
    }
    double error = 0;
    for (double[] bin : bins) {
      error += Math.abs(bin[0] - bin[1]);
    }
    return total == 0 ? 0 : error / total;
  }

  private static long draw(double mean, RandomStream stream) {
    return mean > 0 ? new Poisson(mean).sample(stream) : 0;
  }

  private boolean isCandidate(byte[] pattern) {
    if (blocking.isEmpty()) {
      return true;
    }
    for (String attribute : blocking) {
      int a = find(levels, attribute);
      if (pattern[a] == levels.get(a).top()) {
        return true;
      }
    }
    return false;
  }

  private double[] joint(Truth truth) {
    int size = 1;
    for (Levels attribute : levels) {
      size *= attribute.size();
    }
    double[] joint = new double[size];
    int[] pattern = new int[levels.size()];
    for (int at = 0; at < size; at++) {
      int rest = at;
      boolean whole = true;
      for (int a = levels.size() - 1; a >= 0; a--) {
        pattern[a] = rest % levels.get(a).size();
        rest /= levels.get(a).size();
        whole &= pattern[a] > 0;
      }
      joint[at] = whole ? truth.probability(pattern) : 0;
    }
    int stride = 1;
    for (int a = levels.size() - 1; a >= 0; a--) {
      int width = levels.get(a).size();
      for (int at = 0; at < size; at++) {
        if (at / stride % width == 0) {
          double sum = 0;
          for (int level = 1; level < width; level++) {
            sum += joint[at + level * stride];
            joint[at + level * stride] *= 1 - missing[a];
          }
          joint[at] = sum * missing[a];
        }
      }
      stride *= width;
    }
    return joint;
  }

  private static int find(List<Levels> levels, String attribute) {
    for (int a = 0; a < levels.size(); a++) {
      if (levels.get(a).attribute().equals(attribute)) {
        return a;
      }
    }
    throw new IllegalArgumentException("Unknown attribute: " + attribute);
  }
}
