// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.math.summary.StableSum;
import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.Reference;
import io.perennial.value.SimulatedBase;
import io.perennial.value.bayes.CohortLadder;
import io.perennial.value.bayes.HierarchicalConfig;
import io.perennial.value.bayes.HierarchicalLadder;
import io.perennial.value.bayes.HierarchicalTrainer;
import io.perennial.value.covariate.CovariateLadder;
import io.perennial.value.covariate.Family;
import io.perennial.value.covariate.SeasonalLadder;
import io.perennial.value.history.Observed;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.EventSequences;
import io.perennial.value.ladder.Explanation;
import io.perennial.value.ladder.LadderConfig;
import io.perennial.value.ladder.LadderModel;
import io.perennial.value.ladder.LadderTrainer;
import io.perennial.value.ladder.Lessons;
import io.perennial.value.ladder.Predictive;
import io.perennial.value.ladder.Target;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every ladder model of this kind keeps of the contract. */
class PersonalLadderTest {

  private static final int N = 150;

  static Stream<LadderTrainer> trainers() {
    return Stream.of(
        new HierarchicalLadder(HierarchicalConfig.defaults().withRounds(10, 40)),
        new CovariateLadder(Family.PARETO_NBD, List.of("channel")),
        new CovariateLadder(Family.BG_NBD, List.of("channel")),
        new SeasonalLadder(),
        CohortLadder.byQuarter(),
        new CohortLadder("channel"));
  }

  private static Cases cases(long seed) {
    SimulatedBase base = SimulatedBase.paretoNbd(N, 0.8, 6, 0.6, 12, seed);
    int[] repeats = new int[N];
    double[] recency = new double[N];
    double[] age = new double[N];
    double[] spend = new double[N];
    double[][] channel = new double[1][N];
    for (int i = 0; i < N; i++) {
      PurchaseHistory history = base.histories().get(i);
      RandomStream random = RandomSource.seeded(seed).derive("cases").stream(i);
      repeats[i] = history.repeats();
      recency[i] = history.recencyWeeks();
      age[i] = history.ageWeeks();
      spend[i] = history.repeats() == 0 ? 0 : 20 + 30 * random.nextDouble();
      channel[0][i] = random.nextInt(3);
    }
    return new Cases(
        Observed.of(repeats, recency, age, new double[N], spend),
        new FeatureMatrix(LongStream.range(0, N).toArray(), List.of("channel"), channel),
        Optional.of(events(base.histories())),
        26);
  }

  /** Purchases evenly spaced from the first to the last. */
  private static EventSequences events(List<PurchaseHistory> histories) {
    int[] starts = new int[N + 1];
    for (int i = 0; i < N; i++) {
      starts[i + 1] = starts[i] + histories.get(i).repeats() + 1;
    }
    float[] weeks = new float[starts[N]];
    for (int i = 0; i < N; i++) {
      PurchaseHistory history = histories.get(i);
      for (int e = starts[i]; e < starts[i + 1]; e++) {
        double share = history.repeats() == 0 ? 0 : (e - starts[i]) / (double) history.repeats();
        weeks[e] = (float) (history.ageWeeks() - share * history.recencyWeeks() + 1 / 7.0);
      }
    }
    int m = weeks.length;
    return new EventSequences(
        starts, weeks, new float[m], new int[m], new int[m], List.of("purchase"), 1);
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void means_and_chances_are_those_of_the_draws_and_never_nan(LadderTrainer trainer) {
    Cases cases = cases(1);
    LadderConfig config = new LadderConfig(400, 3);
    for (Target target : Target.values()) {
      LadderModel model = trainer.train(new Lessons(List.of(), cases), target, config);
      Predictive predictive = model.predict(cases);
      assertThat(predictive.customers()).isEqualTo(N);
      double mean = 0;
      double drawn = 0;
      double active = 0;
      double chances = 0;
      for (int i = 0; i < N; i++) {
        double[] draws = predictive.draws(i);
        assertThat(draws).hasSize(400).doesNotContain(Double.NaN);
        mean += predictive.mean(i) / N;
        drawn += StableSum.of(draws) / 400 / N;
        chances += predictive.probabilityAboveZero(i) / N;
        for (double draw : draws) {
          active += draw > 0 ? 1.0 / 400 / N : 0;
        }
      }
      assertThat(mean).as(trainer.name() + target).isCloseTo(drawn, withPercentage(12));
      assertThat(chances).as(trainer.name() + target).isCloseTo(active, within(0.03));
      assertThat(model.name()).isEqualTo(trainer.name());
      assertThat(model.target()).isEqualTo(target);
      assertThat(model.summary()).startsWith(trainer.name()).doesNotContain("NaN");
    }
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void explanations_add_up_to_the_forecast(LadderTrainer trainer) {
    Cases cases = cases(2);
    for (Target target : Target.values()) {
      LadderModel model =
          trainer.train(new Lessons(List.of(), cases), target, LadderConfig.defaults());
      Predictive predictive = model.predict(cases);
      for (int row = 0; row < 40; row += 13) {
        Explanation why = model.explain(cases, row);
        double sum =
            why.base()
                + why.contributions().stream().mapToDouble(Explanation.Contribution::amount).sum();
        assertThat(sum).isCloseTo(why.total(), within(1e-9 * (1 + Math.abs(why.total()))));
        assertThat(why.total()).isCloseTo(predictive.mean(row), withPercentage(1e-6));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void one_thread_and_two_give_the_same_bits_in_any_order_of_columns(LadderTrainer trainer)
      throws Exception {
    Cases cases = cases(3);
    Lessons lessons = new Lessons(List.of(), cases);
    LadderConfig config = new LadderConfig(30, 5);
    ForkJoinPool one = new ForkJoinPool(1);
    ForkJoinPool two = new ForkJoinPool(2);
    try {
      Predictive first =
          one.submit(() -> trainer.train(lessons, Target.PURCHASES, config).predict(cases)).get();
      Predictive second =
          two.submit(() -> trainer.train(lessons, Target.PURCHASES, config).predict(cases)).get();
      for (int i = 0; i < N; i += 29) {
        assertThat(second.draws(i)).isEqualTo(first.draws(i));
        assertThat(second.mean(i)).isEqualTo(first.mean(i));
      }
    } finally {
      one.shutdown();
      two.shutdown();
    }
  }

  @Test
  void the_total_by_hierarchical_bayes_is_that_of_all_draws_of_its_posterior() {
    GroupedHistories histories = Reference.histories("cdnow_sample");
    Observed observed = Reference.splitOf("cdnow_sample").observed();
    int n = observed.customers();
    Cases cases =
        new Cases(
            observed,
            new FeatureMatrix(LongStream.range(0, n).toArray(), List.of(), new double[0][]),
            Optional.empty(),
            39);
    HierarchicalConfig chains = HierarchicalConfig.defaults().withRounds(20, 120);
    Predictive predictive =
        new HierarchicalLadder(chains)
            .train(new Lessons(List.of(), cases), Target.PURCHASES, new LadderConfig(50, 1))
            .predict(cases);
    double[] all =
        new HierarchicalTrainer().train(histories, chains).expectedPurchases(histories, 39);
    double total = 0;
    for (int i = 0; i < n; i++) {
      total += predictive.mean(i);
    }
    assertThat(total).isCloseTo(StableSum.of(histories.spread(all)), withPercentage(1));
  }

  @Test
  void shares_of_many_numbers_add_up_as_well_as_those_of_few() {
    double[] own = new double[14];
    double[] reference = new double[14];
    for (int f = 0; f < 14; f++) {
      own[f] = 1 + f;
    }
    double[] shares = Shares.of(own, reference, x -> x[0] * x[1] + 3 * x[2] + x[13]);
    assertThat(StableSum.of(shares)).isCloseTo(2 + 9 + 14, within(1e-9));
    assertThat(shares[0]).isCloseTo(shares[1], within(1e-9));
    assertThat(shares[2]).isCloseTo(9, within(1e-9));
    assertThat(Shares.of(new double[] {1, 2}, new double[2], x -> x[0] * x[1]))
        .containsExactly(1, 1);
  }
}
