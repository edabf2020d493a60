// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.GroupedHistories;
import io.perennial.value.covariate.CovariateFit;
import io.perennial.value.covariate.CovariateTrainer;
import io.perennial.value.covariate.Family;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Pareto/NBD with three covariates, which have nothing to do with what is bought, in both rates.
 */
final class CovariateWork implements Work {

  private static final int ROUNDS = 2;
  private static final List<String> NAMES = List.of("age", "income", "channel");

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    int n = arguments.count("customers");
    CustomerBase base = CustomerBase.of(n);
    RandomSource source = RandomSource.seeded(3);
    double[][] columns = new double[3][n];
    for (int i = 0; i < n; i++) {
      RandomStream random = source.stream(i);
      columns[0][i] = 40 + 12 * Normal.standard(random);
      columns[1][i] = 30_000 * Math.exp(0.5 * Normal.standard(random));
      columns[2][i] = random.nextInt(2);
    }
    FeatureMatrix covariates = new FeatureMatrix(LongStream.range(0, n).toArray(), NAMES, columns);
    GroupedHistories histories =
        GroupedHistories.of(base.repeats(), base.recencyWeeks(), base.ageWeeks());
    CovariateFit fit = null;
    for (int round = 0; round < arguments.rounds(ROUNDS); round++) {
      fit =
          timing.round(
              () -> CovariateTrainer.of(Family.PARETO_NBD, NAMES).train(histories, covariates));
    }
    if (fit != null) {
      double greatest = 0;
      for (int k = 0; k < fit.effects().size(); k++) {
        greatest = Math.max(greatest, Math.abs(fit.effects().get(k).z()));
      }
      timing.fact("z", greatest);
      timing.fact("verdict", fit.certificate().verdict());
      timing.fact("evaluations", fit.certificate().evaluations());
    }
  }
}
