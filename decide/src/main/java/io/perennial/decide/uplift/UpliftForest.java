// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.math.random.Sample;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The mean of honest trees of effects, each of a half of the customers, of whom one half says where
 * it splits and the other what the effects are. Of all arms at once. Source: Wager and Athey,
 * "Estimation and inference of heterogeneous treatment effects using random forests" (2018),
 * procedure 1.
 *
 * @param rule what trees split for
 * @param trees how many, >= 1
 * @param depth at most, >= 1
 * @param least customers of each arm in a leaf, >= 1
 */
public record UpliftForest(SplitRule rule, int trees, int depth, int least)
    implements EffectLearner {

  private static final int CHUNK = 512;

  public UpliftForest {
    if (trees < 1 || depth < 1 || least < 1) {
      throw new IllegalArgumentException(
          "Invalid forest: %d trees of depth %d, %d customers in a leaf (must be >= 1 of each)"
              .formatted(trees, depth, least));
    }
  }

  /** 100 trees of depth 5, 50 customers of each arm in a leaf. */
  public static UpliftForest of(SplitRule rule) {
    return new UpliftForest(rule, 100, 5, 50);
  }

  @Override
  public String name() {
    return "uplift forest, " + rule;
  }

  @Override
  public EffectModel train(Experiment experiment, long seed) {
    if (rule.isOfShares() && !experiment.isBinary()) {
      throw new IllegalArgumentException(
          "Cannot split by %s: outcomes are not 0 and 1 (take %s)"
              .formatted(rule, SplitRule.HONEST));
    }
    Cuts cuts = Cuts.of(experiment.features());
    byte[][] bins = cuts.bins(experiment.features());
    RandomSource source = RandomSource.seeded(seed).derive("trees");
    EffectTree.Growth growth = new EffectTree.Growth(rule, depth, least);
    List<EffectTree> grown =
        IntStream.range(0, trees)
            .parallel()
            .mapToObj(t -> tree(experiment, bins, growth, source.stream(t)))
            .toList();
    return new Forest(name(), experiment.rows(), experiment.arms(), cuts, grown);
  }

  private static EffectTree tree(
      Experiment experiment, byte[][] bins, EffectTree.Growth growth, RandomStream lots) {
    int n = experiment.rows();
    int[] half = Sample.of(n, (n + 1) / 2, lots);
    boolean[] splits = new boolean[half.length];
    for (int i : Sample.of(half.length, half.length / 2, lots)) {
      splits[i] = true;
    }
    int[] splitters =
        IntStream.range(0, half.length).filter(i -> splits[i]).map(i -> half[i]).toArray();
    int[] tellers =
        IntStream.range(0, half.length).filter(i -> !splits[i]).map(i -> half[i]).toArray();
    return EffectTree.grow(experiment, bins, splitters, tellers, growth, lots);
  }

  private record Forest(
      String name, int learned, List<String> arms, Cuts cuts, List<EffectTree> trees)
      implements EffectModel {

    @Override
    public Effects effects(FeatureMatrix features) {
      byte[][] bins = cuts.bins(features);
      double[][] effect = new double[arms.size()][features.rows()];
      Chunks.forEach(
          features.rows(),
          CHUNK,
          (from, to) -> {
            for (EffectTree tree : trees) {
              for (int i = from; i < to; i++) {
                tree.addTo(effect, bins, i, 1.0 / trees.size());
              }
            }
          });
      return Effects.of(arms, effect);
    }

    @Override
    public String summary() {
      return "%s of %,d customers, %d trees".formatted(name, learned, trees.size());
    }
  }
}
