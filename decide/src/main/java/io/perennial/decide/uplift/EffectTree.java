// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import io.perennial.math.random.RandomStream;
import io.perennial.math.random.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tree whose leaves are customers with an effect in common. Some customers say where it splits,
 * others what the effects in its leaves are: so that no leaf was chosen for its noise. Immutable.
 */
final class EffectTree {

  /**
   * A node; a leaf where {@code left} is null.
   *
   * @param column that it asks
   * @param bin those up to which go left
   */
  private record Node(int column, int bin, @Nullable Node left, @Nullable Node right, Leaf leaf) {}

  /** The effect of each arm; a class, for its array. */
  private static final class Leaf {

    private final double[] effect;

    private Leaf(double[] effect) {
      this.effect = effect;
    }
  }

  private final Node root;

  private EffectTree(Node root) {
    this.root = root;
  }

  /**
   * What a tree is grown from.
   *
   * @param rule what it splits for
   * @param depth at most
   * @param least customers of each arm in a leaf, of those who say where it splits
   */
  record Growth(SplitRule rule, int depth, int least) {}

  /**
   * Grows one.
   *
   * @param bins byte[columns][n]
   * @param splitters customers who say where it splits
   * @param tellers customers who say what effects are
   */
  static EffectTree grow(
      Experiment experiment,
      byte[][] bins,
      int[] splitters,
      int[] tellers,
      Growth growth,
      RandomStream lots) {
    Leaf none = new Leaf(new double[experiment.arms().size()]);
    Leaf all = leaf(experiment, tellers, none);
    return new EffectTree(
        new Grower(experiment, bins, growth, lots).node(splitters, tellers, 0, all));
  }

  /** Effects where there are some of each arm, else those of the node above. */
  private static Leaf leaf(Experiment experiment, int[] rows, Leaf above) {
    ArmSums sums = new ArmSums(experiment.arms().size());
    for (int i : rows) {
      sums.add(experiment.arm(i), experiment.outcome(i));
    }
    if (sums.least() < 5) {
      return above;
    }
    double[] effect = new double[sums.arms()];
    for (int k = 1; k < effect.length; k++) {
      effect[k] = sums.sum(k) / sums.count(k) - sums.sum(0) / sums.count(0);
    }
    return new Leaf(effect);
  }

  private static final class Grower {

    private final Experiment experiment;
    private final byte[][] bins;
    private final Growth growth;
    private final RandomStream lots;

    Grower(Experiment experiment, byte[][] bins, Growth growth, RandomStream lots) {
      this.experiment = experiment;
      this.bins = bins;
      this.growth = growth;
      this.lots = lots;
    }

    Node node(int[] splitters, int[] tellers, int depth, Leaf leaf) {
      int column = -1;
      int bin = -1;
      double best = 0;
      ArmSums whole = new ArmSums(experiment.arms().size());
      for (int i : splitters) {
        whole.add(experiment.arm(i), experiment.outcome(i));
      }
      if (depth < growth.depth() && whole.least() >= 2.0 * growth.least()) {
        double now = growth.rule().worth(whole);
        for (int k : Sample.of(bins.length, (bins.length + 1) / 2, lots)) {
          ArmSums[] by = byBin(splitters, bins[k]);
          ArmSums left = new ArmSums(whole.arms());
          ArmSums right = new ArmSums(whole.arms());
          for (int b = 0; b < by.length - 1; b++) {
            left.add(by[b]);
            right.rest(whole, left);
            if (left.least() >= growth.least() && right.least() >= growth.least()) {
              double share = left.all() / whole.all();
              double gain =
                  share * growth.rule().worth(left)
                      + (1 - share) * growth.rule().worth(right)
                      - now;
              if (gain > best) {
                best = gain;
                column = k;
                bin = b;
              }
            }
          }
        }
      }
      if (column < 0) {
        return new Node(-1, -1, null, null, leaf);
      }
      int[] tellersLeft = side(tellers, column, bin, true);
      int[] tellersRight = side(tellers, column, bin, false);
      return new Node(
          column,
          bin,
          node(
              side(splitters, column, bin, true),
              tellersLeft,
              depth + 1,
              leaf(experiment, tellersLeft, leaf)),
          node(
              side(splitters, column, bin, false),
              tellersRight,
              depth + 1,
              leaf(experiment, tellersRight, leaf)),
          leaf);
    }

    private ArmSums[] byBin(int[] rows, byte[] bin) {
      List<ArmSums> by = new ArrayList<>();
      for (int b = 0; b < Cuts.MOST; b++) {
        by.add(new ArmSums(experiment.arms().size()));
      }
      for (int i : rows) {
        by.get(bin[i]).add(experiment.arm(i), experiment.outcome(i));
      }
      return by.toArray(new ArmSums[0]);
    }

    private int[] side(int[] rows, int column, int bin, boolean left) {
      int[] some = new int[rows.length];
      int count = 0;
      for (int i : rows) {
        if (bins[column][i] <= bin == left) {
          some[count++] = i;
        }
      }
      return Arrays.copyOf(some, count);
    }
  }

  /** Adds the effects on row {@code i} of {@code bins} to {@code sums}, double[arms][n]. */
  void addTo(double[][] sums, byte[][] bins, int i, double weight) {
    Node node = root;
    while (node.left() != null && node.right() != null) {
      node = bins[node.column()][i] <= node.bin() ? node.left() : node.right();
    }
    for (int k = 1; k < sums.length; k++) {
      sums[k][i] += weight * node.leaf().effect[k];
    }
  }
}
