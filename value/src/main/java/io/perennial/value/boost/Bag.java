// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.distribution.Gamma;
import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Models of one thing, each trained on other 70 % of the customers, who have other weights: what
 * they differ by is what the data leave open. The weights have variance 0.4, so that part and
 * weights together vary a mean as much as a bootstrap does: (1 + 0.4) / 0.7 - 1 = 1. Immutable.
 */
final class Bag {

  private static final double SHAPE = 2.5;
  private static final int CHUNK = 1 << 10;

  /** What held-out rows were and what was forecast of them, for heads that learn a spread. */
  static final class HeldOut {

    private double[] labels = {};
    private double[] margins = {};

    private void add(double[] moreLabels, float[] moreMargins, int output, int outputs) {
      int size = labels.length;
      labels = Arrays.copyOf(labels, size + moreLabels.length);
      margins = Arrays.copyOf(margins, labels.length);
      for (int i = 0; i < moreLabels.length; i++) {
        labels[size + i] = moreLabels[i];
        margins[size + i] = moreMargins[i * outputs + output];
      }
    }

    int size() {
      return labels.length;
    }

    double label(int i) {
      return labels[i];
    }

    double margin(int i) {
      return margins[i];
    }
  }

  private final List<BoostedModel> members;
  private final List<HeldOut> heldOut;

  private Bag(List<BoostedModel> members, List<HeldOut> heldOut) {
    this.members = List.copyOf(members);
    this.heldOut = List.copyOf(heldOut);
  }

  /**
   * Trains {@code count} members; the settings that the first finds are those of all, and so is the
   * number of rounds: the one whose loss is least in the mean of all held-out parts, which together
   * are most customers. A part alone is too small to tell.
   */
  static Bag train(Examples examples, BoostConfig config, int count) {
    FeatureMatrix features = examples.features();
    int outputs = config.objective().outputs();
    List<Parts> parts = new ArrayList<>();
    List<Examples> weighted = new ArrayList<>();
    List<BoostTrainer.Grown> grown = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    List<String> columns = BoostTrainer.columns(examples, config, notes);
    BoostConfig own = config;
    for (int m = 0; m < count; m++) {
      long seed = config.seed() + m;
      parts.add(Parts.of(features, seed));
      weighted.add(examples.withWeights(weights(examples, config.seed(), m)));
      grown.add(
          BoostTrainer.grown(weighted.get(m), own.withSeed(seed), parts.get(m), columns, notes));
      own = config.withCandidates(1).withSettings(grown.get(0).model().settings());
      notes = new ArrayList<>();
    }
    int[] rounds = new int[outputs];
    for (int k = 0; k < outputs; k++) {
      rounds[k] = commonRounds(grown, k);
    }
    List<BoostedModel> members = new ArrayList<>();
    List<HeldOut> heldOut = new ArrayList<>();
    for (int k = 0; k < outputs; k++) {
      heldOut.add(new HeldOut());
    }
    for (int m = 0; m < count; m++) {
      BoostedModel member = grown.get(m).model().first(rounds);
      members.add(BoostTrainer.judged(member, weighted.get(m), parts.get(m)));
      int[] rest = parts.get(m).heldOut();
      float[] margins = member.margins(features.subset(rest), examples.offsets(rest));
      for (int k = 0; k < outputs; k++) {
        heldOut.get(k).add(examples.labels(rest), margins, k, outputs);
      }
    }
    return new Bag(members, heldOut);
  }

  /** A member that stopped earlier counts as if it had stayed where it stopped. */
  private static int commonRounds(List<BoostTrainer.Grown> grown, int output) {
    int most = grown.stream().mapToInt(g -> g.losses().get(output).length).max().orElse(1);
    double[] sums = new double[most];
    for (BoostTrainer.Grown each : grown) {
      double[] losses = each.losses().get(output);
      for (int r = 0; r < most; r++) {
        sums[r] += losses[Math.min(r, losses.length - 1)];
      }
    }
    return BoostTrainer.best(sums);
  }

  /** The same weight for all rows of a customer. */
  private static double[] weights(Examples examples, long seed, int member) {
    RandomSource source = RandomSource.seeded(seed).derive("weights").derive(member);
    double[] weights = new double[examples.size()];
    for (int i = 0; i < weights.length; i++) {
      double lot = Gamma.standard(source.stream(examples.features().rowId(i)), SHAPE) / SHAPE;
      weights[i] = examples.weight(i) * lot;
    }
    return weights;
  }

  int size() {
    return members.size();
  }

  BoostedModel member(int m) {
    return members.get(m);
  }

  /** Of the rows that the members did not learn from; row and forecast may occur several times. */
  HeldOut heldOut(int output) {
    return heldOut.get(output);
  }

  /** How often a row is held out, in the mean. */
  double timesHeldOut() {
    return 0.3 * members.size();
  }

  /** Margins of all rows by each member, shape [members][n * outputs]; rows are read once. */
  float[][] margins(FeatureMatrix features, double[] offsets) {
    FloatRows rows = FloatRows.of(features, members.get(0).columns());
    int outputs = members.get(0).objective().outputs();
    float[][] margins = new float[members.size()][Math.multiplyExact(features.rows(), outputs)];
    Chunks.forEach(
        features.rows(),
        CHUNK,
        (from, to) -> {
          float[] values = new float[(to - from) * rows.width()];
          rows.fill(from, to, values);
          for (int m = 0; m < margins.length; m++) {
            float[] part = members.get(m).margins(values, offsets, from, to);
            System.arraycopy(part, 0, margins[m], from * outputs, part.length);
          }
        });
    return margins;
  }
}
