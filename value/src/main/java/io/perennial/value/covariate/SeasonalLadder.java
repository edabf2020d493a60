// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.covariate;

import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.PurchaseModel;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.LadderConfig;
import io.perennial.value.ladder.LadderModel;
import io.perennial.value.ladder.Lessons;
import io.perennial.value.ladder.SharedTrainer;
import io.perennial.value.ladder.Target;
import io.perennial.value.personal.PersonalLadderModel;
import io.perennial.value.personal.PersonalModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The Pareto/NBD model with a season on the ladder: the buying rate goes up and down with the year,
 * by four harmonics whose effects are held the more towards none the finer they are. Learned from
 * the moments of the purchases of the customers to be forecast, hence from sequences of events.
 *
 * <p>A part of the year that was not seen has no effect to be found, and no forecast: less than a
 * year of observation is refused. One year is flagged, as each part of it was seen but once.
 */
public final class SeasonalLadder implements SharedTrainer {

  private static final double YEAR = 365.2425 / 7;
  private static final int HARMONICS = 4;
  private static final CovariateConfig CONFIG = new CovariateConfig(0.5);
  private static final int SETS = 25;

  /** A year of whole weeks, its first and last being seen in part. */
  private static final int LEAST_WEEKS = 51;

  /** So many customers tell a season well; of more, as many evenly spaced are taken. */
  private static final int CUSTOMERS = 20_000;

  /** How far the season goes on beyond the horizon of the lessons. */
  private static final int WEEKS_BEYOND = 160;

  @Override
  public String name() {
    return "Pareto/NBD with a season";
  }

  @Override
  public int events() {
    return 1;
  }

  @Override
  public Function<Target, LadderModel> fit(Lessons lessons, LadderConfig config) {
    Cases now = lessons.now();
    double seen = 0;
    for (double age : now.observed().ageWeeks()) {
      seen = Math.max(seen, age);
    }
    if (seen < LEAST_WEEKS) {
      throw new TooLittleDataException(
          "Cannot learn a season: only "
              + (long) seen
              + " weeks were observed (at least "
              + LEAST_WEEKS
              + " are needed, so that every part of the year was seen)");
    }
    int weeksAhead = (int) Math.ceil(now.horizonWeeks()) + WEEKS_BEYOND;
    CovariatePath path = year((int) Math.ceil(seen) + 1, weeksAhead);
    TimedHistories timed = PurchaseMoments.of(now, CUSTOMERS).on(path);
    TimeVaryingFit fit = new TimeVaryingTrainer(path.names(), List.of(), CONFIG).train(timed);
    TimeVaryingModel[] models = new TimeVaryingModel[Math.min(SETS, config.draws())];
    RandomSource source = RandomSource.seeded(config.seed()).derive("season");
    for (int k = 0; k < models.length; k++) {
      RandomStream random = source.stream(k);
      double[] deviates = new double[fit.certificate().names().size()];
      for (int p = 0; p < deviates.length; p++) {
        deviates[p] = Normal.standard(random);
      }
      models[k] = fit.model().withParameters(fit.certificate().moved(deviates));
    }
    String flag = seen < 2 * YEAR ? "; each part of the year was seen but once or twice" : "";
    PersonalModel seasonal = new Seasonal(fit, List.of(models), flag);
    return target -> PersonalLadderModel.of(name(), seasonal, now, target, config);
  }

  /**
   * Harmonics of the year by week, the k-th of size 1/k, from so many weeks back to so many ahead.
   */
  static CovariatePath year(int back, int ahead) {
    List<String> names = new ArrayList<>();
    double[][] values = new double[2 * HARMONICS][back + ahead];
    for (int k = 1; k <= HARMONICS; k++) {
      names.add("cos " + k);
      names.add("sin " + k);
      for (int step = 0; step < back + ahead; step++) {
        double angle = 2 * Math.PI * k * (step - back + 0.5) / YEAR;
        values[2 * k - 2][step] = StrictMath.cos(angle) / k;
        values[2 * k - 1][step] = StrictMath.sin(angle) / k;
      }
    }
    return CovariatePath.of(names, -back, 1, values);
  }

  /**
   * The same for all customers; the likeliest parameters for expectations, moved ones for draws.
   */
  private record Seasonal(TimeVaryingFit fit, List<TimeVaryingModel> models, String flag)
      implements PersonalModel {

    @Override
    public List<String> columns() {
      return List.of();
    }

    @Override
    public int sets() {
      return models.size();
    }

    @Override
    public PurchaseModel model(PurchaseHistory history, double[] covariates, int set) {
      return models.get(set);
    }

    @Override
    public double expectedPurchases(
        PurchaseHistory history, double[] covariates, double horizonWeeks) {
      return fit.model().expectedPurchases(history, horizonWeeks);
    }

    @Override
    public double probabilityActive(
        PurchaseHistory history, double[] covariates, double horizonWeeks) {
      return fit.model().probabilityActive(history, horizonWeeks);
    }

    @Override
    public String summary() {
      return fit.summary() + flag;
    }
  }
}
