// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.covariate;

import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.PurchaseModel;
import io.perennial.value.ladder.LadderConfig;
import io.perennial.value.ladder.LadderModel;
import io.perennial.value.ladder.Lessons;
import io.perennial.value.ladder.SharedTrainer;
import io.perennial.value.ladder.Target;
import io.perennial.value.personal.PersonalLadderModel;
import io.perennial.value.personal.PersonalModel;
import java.util.List;
import java.util.function.Function;

/**
 * A family with covariates on the ladder, fitted to the customers to be forecast.
 *
 * @param family which
 * @param columns of the features, all in both rates; those that come from the purchases themselves
 *     are none for it (see {@link CovariateTrainer})
 */
public record CovariateLadder(Family family, List<String> columns) implements SharedTrainer {

  private static final int SETS = 25;

  public CovariateLadder {
    columns = List.copyOf(columns);
  }

  @Override
  public String name() {
    return family.title() + " with covariates";
  }

  @Override
  public Function<Target, LadderModel> fit(Lessons lessons, LadderConfig config) {
    CovariateFit fit =
        CovariateTrainer.of(family, columns)
            .train(lessons.now().observed().histories(), lessons.now().features());
    CovariateModel[] models = new CovariateModel[Math.min(SETS, config.draws())];
    RandomSource source = RandomSource.seeded(config.seed()).derive("covariates");
    for (int k = 0; k < models.length; k++) {
      models[k] = fit.model().withParameters(moved(fit, source.stream(k)));
    }
    PersonalModel personal = new Personal(fit, List.of(models));
    return target -> PersonalLadderModel.of(name(), personal, lessons.now(), target, config);
  }

  private static double[] moved(CovariateFit fit, RandomStream random) {
    double[] deviates = new double[fit.certificate().names().size()];
    for (int p = 0; p < deviates.length; p++) {
      deviates[p] = Normal.standard(random);
    }
    return fit.certificate().moved(deviates);
  }

  /** The likeliest parameters for expectations, and moved ones for draws. */
  private record Personal(CovariateFit fit, List<CovariateModel> models) implements PersonalModel {

    @Override
    public List<String> columns() {
      return fit.model().columns();
    }

    @Override
    public int sets() {
      return models.size();
    }

    @Override
    public PurchaseModel model(PurchaseHistory history, double[] covariates, int set) {
      return models.get(set).of(covariates);
    }

    @Override
    public double expectedPurchases(
        PurchaseHistory history, double[] covariates, double horizonWeeks) {
      return fit.model().of(covariates).expectedPurchases(history, horizonWeeks);
    }

    @Override
    public double probabilityActive(
        PurchaseHistory history, double[] covariates, double horizonWeeks) {
      return PersonalModel.probabilityActive(fit.model().of(covariates), history, horizonWeeks);
    }

    @Override
    public String summary() {
      return fit.summary();
    }
  }
}
