// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Another learner, whose effects have errors here: those by which models of random halves of the
 * customers differ from each other, which is about the error of a model of all (Efron, "The
 * jackknife, the bootstrap and other resampling plans" (1982), section 6.2: a half-sample's
 * deviation around the whole is the standard error). Trains one model more than it has replicates.
 */
public final class BootstrapLearner implements EffectLearner {

  private final EffectLearner learner;
  private final int replicates;

  /**
   * The learner with errors.
   *
   * @param replicates halves, >= 2; 30 give an error to 13 %
   */
  public BootstrapLearner(EffectLearner learner, int replicates) {
    if (replicates < 2) {
      throw new IllegalArgumentException("Invalid replicates: " + replicates + " (must be >= 2)");
    }
    this.learner = learner;
    this.replicates = replicates;
  }

  @Override
  public String name() {
    return learner.name() + ", errors by " + replicates + " halves";
  }

  @Override
  public EffectModel train(Experiment experiment, long seed) {
    EffectModel whole = learner.train(experiment, seed);
    RandomSource source = RandomSource.seeded(seed).derive("halves");
    List<EffectModel> halves =
        IntStream.range(0, replicates)
            .parallel()
            .mapToObj(r -> learner.train(half(experiment, source, r), seed))
            .toList();
    return new HalvesModel(whole, halves);
  }

  /** Half of each arm's customers. */
  private static Experiment half(Experiment experiment, RandomSource source, int replicate) {
    int arms = experiment.arms().size();
    int[] rows =
        IntStream.range(0, arms)
            .flatMap(
                k -> {
                  int[] all = experiment.rowsOf(k);
                  return Arrays.stream(
                          Sample.of(
                              all.length,
                              (all.length + 1) / 2,
                              source.stream((long) replicate * arms + k)))
                      .map(i -> all[i]);
                })
            .sorted()
            .toArray();
    return experiment.subset(rows);
  }

  private record HalvesModel(EffectModel whole, List<EffectModel> halves) implements EffectModel {

    @Override
    public Effects effects(FeatureMatrix features) {
      Effects all = whole.effects(features);
      int n = all.rows();
      double[][] effect = new double[all.arms().size()][];
      double[][] deviation = new double[effect.length][n];
      for (int k = 0; k < effect.length; k++) {
        effect[k] = all.of(k);
      }
      for (EffectModel half : halves) {
        Effects some = half.effects(features);
        for (int k = 1; k < effect.length; k++) {
          for (int i = 0; i < n; i++) {
            double off = some.effect(k, i) - effect[k][i];
            deviation[k][i] += off * off / halves.size();
          }
        }
      }
      for (double[] squares : deviation) {
        Arrays.setAll(squares, i -> Math.sqrt(squares[i]));
      }
      return new Effects(all.arms(), effect, deviation);
    }

    @Override
    public String summary() {
      return whole.summary() + ", with errors by " + halves.size() + " halves";
    }
  }
}
