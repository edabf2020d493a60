// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.SimulatedBase;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.fit.DataNeeds;
import io.perennial.value.paretonbd.ParetoNbdModel;
import io.perennial.value.paretonbd.ParetoNbdTrainer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class CohortTest {

  private static final int[] SIZES = {400, 300, 200, 150, 80, 60, 40, 20, 10, 5};

  /** Cohorts of those sizes, whose customers buy exp(spread z) times as fast; z last. */
  private static final class Base {
    final List<PurchaseHistory> histories = new ArrayList<>();
    final double[] faster = new double[SIZES.length];
    final int[] cohortOf;

    Base(double spread, long seed) {
      List<Integer> of = new ArrayList<>();
      for (int c = 0; c < SIZES.length; c++) {
        faster[c] = spread * Normal.standard(RandomSource.seeded(seed).stream(c));
        double factor = Math.exp(faster[c]);
        histories.addAll(
            SimulatedBase.ofRates(
                    SIZES[c],
                    random -> Gamma.standard(random, 0.8) / 8 * factor,
                    random -> Gamma.standard(random, 0.8) / 20,
                    seed * 100 + c)
                .histories());
        for (int i = 0; i < SIZES[c]; i++) {
          of.add(c);
        }
      }
      cohortOf = of.stream().mapToInt(Integer::intValue).toArray();
    }

    GroupedHistories grouped() {
      return GroupedHistories.of(histories);
    }

    GroupedHistories cohort(int c) {
      List<PurchaseHistory> own = new ArrayList<>();
      for (int i = 0; i < cohortOf.length; i++) {
        if (cohortOf[i] == c) {
          own.add(histories.get(i));
        }
      }
      return GroupedHistories.of(own);
    }
  }

  /** How far ln(repeats of a new customer in a year) is from the truth, over cohorts, squared. */
  private static double miss(ParetoNbdModel model, double faster) {
    ParetoNbdModel truth = new ParetoNbdModel(0.8, 8 * Math.exp(-faster), 0.8, 20);
    return Math.pow(Math.log(model.expectedRepeats(52) / truth.expectedRepeats(52)), 2);
  }

  @Test
  void pooled_cohorts_are_nearer_the_truth_than_those_alone_and_than_all_in_one() {
    double pooled = 0;
    double alone = 0;
    double allInOne = 0;
    for (long seed = 1; seed <= 2; seed++) {
      Base base = new Base(0.5, seed);
      PooledCohorts fit = new CohortTrainer().train(base.grouped(), base.cohortOf, SIZES.length);
      ParetoNbdModel one = new ParetoNbdTrainer().train(base.grouped()).model();
      assertThat(fit.spreadOfBuying()).isBetween(0.15, 1.0);
      for (int c = 0; c < SIZES.length; c++) {
        pooled += miss(fit.model(c), base.faster[c]);
        allInOne += miss(one, base.faster[c]);
        GroupedHistories own = base.cohort(c);
        alone +=
            DataNeeds.suffices(own)
                ? miss(new ParetoNbdTrainer().train(own).model(), base.faster[c])
                : miss(one, base.faster[c]);
      }
      // the largest has its own
      double largest = new ParetoNbdTrainer().train(base.cohort(0)).model().expectedRepeats(52);
      assertThat(fit.model(0).expectedRepeats(52)).isCloseTo(largest, withPercentage(8));
    }
    assertThat(pooled).isLessThan(0.7 * allInOne).isLessThan(alone);
  }

  @Test
  void cohorts_that_do_not_differ_get_the_model_of_all() {
    Base base = new Base(0, 5);
    PooledCohorts fit = new CohortTrainer().train(base.grouped(), base.cohortOf, SIZES.length);
    double all = new ParetoNbdTrainer().train(base.grouped()).model().expectedRepeats(52);

    assertThat(fit.spreadOfBuying()).isLessThan(0.15);
    for (int c = 0; c < SIZES.length; c++) {
      assertThat(fit.model(c).expectedRepeats(52)).isCloseTo(all, withPercentage(15));
    }
  }

  @Test
  void an_empty_cohort_and_one_not_seen_are_the_base_and_unsure() {
    Base base = new Base(0.4, 6);
    PooledCohorts fit = new CohortTrainer().train(base.grouped(), base.cohortOf, SIZES.length + 1);
    assertThat(fit.model(SIZES.length).expectedRepeats(52))
        .isCloseTo(fit.base().expectedRepeats(52), withPercentage(0.1));
    List<List<ParetoNbdModel>> draws = fit.draws(200, 1);
    assertThat(draws).hasSize(SIZES.length + 2);
    assertThat(deviation(draws.get(SIZES.length + 1))).isGreaterThan(1.5 * deviation(draws.get(0)));
    assertThat(deviation(draws.get(SIZES.length)))
        .isCloseTo(deviation(draws.get(SIZES.length + 1)), withPercentage(40));
  }

  private static double deviation(List<ParetoNbdModel> models) {
    double mean = 0;
    double square = 0;
    for (ParetoNbdModel model : models) {
      double value = Math.log(model.expectedRepeats(52));
      mean += value / models.size();
      square += value * value / models.size();
    }
    return Math.sqrt(square - mean * mean);
  }

  @Test
  void a_single_cohort_is_the_base_and_too_little_is_refused() {
    Base base = new Base(0, 7);
    int[] one = new int[base.cohortOf.length];
    PooledCohorts fit = new CohortTrainer().train(base.grouped(), one, 1);
    double all = new ParetoNbdTrainer().train(base.grouped()).model().expectedRepeats(52);
    assertThat(fit.model(0).expectedRepeats(52)).isCloseTo(all, withPercentage(4));
    assertThatThrownBy(
            () ->
                new CohortTrainer()
                    .train(
                        GroupedHistories.of(List.of(PurchaseHistory.boughtOnce(3))), new int[1], 1))
        .isInstanceOf(TooLittleDataException.class)
        .hasMessageStartingWith("Cannot fit Pareto/NBD by cohort: ");
    assertThatThrownBy(() -> new CohortTrainer().train(base.grouped(), new int[2], 1))
        .hasMessageContaining("Invalid cohorts: 1 of 2 customers");
  }

  @Test
  void one_thread_and_two_give_the_same_bits() throws Exception {
    Base base = new Base(0.3, 8);
    ForkJoinPool one = new ForkJoinPool(1);
    ForkJoinPool two = new ForkJoinPool(2);
    try {
      List<List<ParetoNbdModel>> first =
          one.submit(
                  () ->
                      new CohortTrainer()
                          .train(base.grouped(), base.cohortOf, SIZES.length)
                          .draws(3, 1))
              .get();
      List<List<ParetoNbdModel>> second =
          two.submit(
                  () ->
                      new CohortTrainer()
                          .train(base.grouped(), base.cohortOf, SIZES.length)
                          .draws(3, 1))
              .get();
      assertThat(first).isEqualTo(second);
      assertThat(first.get(0).get(0).r()).isNotCloseTo(first.get(1).get(0).r(), within(1e-9));
    } finally {
      one.shutdown();
      two.shutdown();
    }
  }
}
