// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bayes;

import io.perennial.value.PurchaseHistory;
import io.perennial.value.PurchaseModel;
import io.perennial.value.history.Observed;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.LadderConfig;
import io.perennial.value.ladder.LadderModel;
import io.perennial.value.ladder.Lessons;
import io.perennial.value.ladder.SharedTrainer;
import io.perennial.value.ladder.Target;
import io.perennial.value.paretonbd.ParetoNbdModel;
import io.perennial.value.personal.PersonalLadderModel;
import io.perennial.value.personal.PersonalModel;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Cohorts partially pooled, on the ladder. A cohort is a quarter of a year of first purchases,
 * counted back from now, or a value of a column, as a channel's number.
 *
 * @param column the column that tells the cohort, those of whom it is not known being one; empty
 *     for quarters
 */
public record CohortLadder(String column) implements SharedTrainer {

  private static final double QUARTER = 13;
  private static final int MOST = 60;
  private static final int SETS = 25;

  /** By quarter of the first purchase. */
  public static CohortLadder byQuarter() {
    return new CohortLadder("");
  }

  @Override
  public String name() {
    return column.isEmpty() ? "Pareto/NBD by quarter" : "Pareto/NBD by " + column;
  }

  /**
   * @throws IllegalArgumentException if the column has more than 60 different values
   */
  @Override
  public Function<Target, LadderModel> fit(Lessons lessons, LadderConfig config) {
    Cases now = lessons.now();
    double[] values = column.isEmpty() ? new double[0] : distinct(now.features().column(column));
    Observed observed = now.observed();
    double[] of = column.isEmpty() ? new double[0] : now.features().column(column);
    int[] cohortOf =
        IntStream.range(0, now.customers())
            .map(i -> column.isEmpty() ? quarter(observed.history(i)) : place(values, of[i]))
            .toArray();
    int cohorts = column.isEmpty() ? 1 + Arrays.stream(cohortOf).max().orElse(0) : values.length;
    PooledCohorts pooled =
        new CohortTrainer().train(observed.histories(), cohortOf, Math.max(1, cohorts));
    PersonalModel byCohort =
        new ByCohort(
            pooled,
            pooled.draws(Math.min(SETS, config.draws()), config.seed()),
            IntStream.range(0, pooled.cohorts()).mapToObj(pooled::model).toList(),
            column,
            Arrays.stream(values).boxed().toList());
    return target -> PersonalLadderModel.of(name(), byCohort, now, target, config);
  }

  private double[] distinct(double[] values) {
    double[] distinct = Arrays.stream(values).distinct().sorted().toArray(); // NaN comes last
    if (distinct.length > MOST) {
      throw new IllegalArgumentException(
          "Invalid cohorts: column "
              + column
              + " has "
              + distinct.length
              + " different values (must be at most "
              + MOST
              + "; put the rare ones together)");
    }
    return distinct;
  }

  private static int quarter(PurchaseHistory history) {
    return (int) Math.min(MOST - 1, history.ageWeeks() / QUARTER);
  }

  private static int place(double[] values, double value) {
    return Math.max(0, Arrays.binarySearch(values, value));
  }

  /** A customer's model is that of his cohort. */
  private record ByCohort(
      PooledCohorts pooled,
      List<List<ParetoNbdModel>> draws,
      List<ParetoNbdModel> likeliest,
      String column,
      List<Double> values)
      implements PersonalModel {

    @Override
    public List<String> columns() {
      return column.isEmpty() ? List.of() : List.of(column);
    }

    @Override
    public int sets() {
      return draws.get(0).size();
    }

    /** His cohort; the number of cohorts for one not seen. */
    private int cohort(PurchaseHistory history, double[] covariates) {
      if (column.isEmpty()) {
        return Math.min(pooled.cohorts(), quarter(history));
      }
      int place = values.indexOf(covariates[0]);
      return place < 0 ? pooled.cohorts() : place;
    }

    private ParetoNbdModel likeliest(PurchaseHistory history, double[] covariates) {
      int cohort = cohort(history, covariates);
      return cohort < pooled.cohorts() ? likeliest.get(cohort) : pooled.base();
    }

    @Override
    public PurchaseModel model(PurchaseHistory history, double[] covariates, int set) {
      return draws.get(cohort(history, covariates)).get(set);
    }

    @Override
    public double expectedPurchases(
        PurchaseHistory history, double[] covariates, double horizonWeeks) {
      return likeliest(history, covariates).expectedPurchases(history, horizonWeeks);
    }

    @Override
    public double probabilityActive(
        PurchaseHistory history, double[] covariates, double horizonWeeks) {
      return PersonalModel.probabilityActive(likeliest(history, covariates), history, horizonWeeks);
    }

    @Override
    public String summary() {
      return pooled.toString();
    }
  }
}
