// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.history.Observed;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.Explanation;
import io.perennial.value.ladder.LadderModel;
import io.perennial.value.ladder.Predictive;
import io.perennial.value.ladder.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A model that is a formula of the inputs, with normal noise of deviation 1 around it. */
public record FormulaModel(Formula formula) implements LadderModel {

  /** What is forecast of a row. */
  public interface Formula {
    double of(Cases cases, int row);
  }

  /** n customers with random features a, b, c and histories. */
  public static Cases cases(int n, long seed) {
    RandomSource source = RandomSource.seeded(seed).derive("formula");
    double[][] columns = new double[3][n];
    int[] repeats = new int[n];
    double[] recency = new double[n];
    double[] age = new double[n];
    double[] spend = new double[n];
    for (int i = 0; i < n; i++) {
      RandomStream random = source.stream(i);
      for (double[] column : columns) {
        column[i] = Math.rint(20 * random.nextDouble()) / 2;
      }
      repeats[i] = random.nextInt(6);
      age[i] = 10 + 40 * random.nextDouble();
      recency[i] = repeats[i] == 0 ? 0 : age[i] * random.nextDouble();
      spend[i] = repeats[i] == 0 ? 0 : 5 + 50 * random.nextDouble();
    }
    long[] ids = new long[n];
    Arrays.setAll(ids, i -> i);
    return new Cases(
        Observed.of(repeats, recency, age, new double[n], spend),
        new FeatureMatrix(ids, List.of("a", "b", "c"), columns),
        Optional.empty(),
        26);
  }

  /** Column {@code name} of a row. */
  public static double column(Cases cases, int row, String name) {
    return cases.features().at(row, cases.features().names().indexOf(name));
  }

  @Override
  public String name() {
    return "formula";
  }

  @Override
  public Target target() {
    return Target.SPEND;
  }

  @Override
  public Predictive predict(Cases cases) {
    RandomSource source = RandomSource.seeded(7);
    return new Predictive() {
      @Override
      public int customers() {
        return cases.customers();
      }

      @Override
      public int draws() {
        return 50;
      }

      @Override
      public double[] draws(int i) {
        RandomStream random = source.stream(i);
        double[] draws = new double[draws()];
        for (int d = 0; d < draws.length; d++) {
          draws[d] = mean(i) + Normal.standard(random);
        }
        return draws;
      }

      @Override
      public double mean(int i) {
        return formula.of(cases, i);
      }
    };
  }

  @Override
  public Explanation explain(Cases cases, int row) {
    return SampledShapley.of(this, cases, row, cases, 20, 1).explanation();
  }

  @Override
  public String summary() {
    return "a formula";
  }
}
