// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.covariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.distribution.Gamma;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.history.Observed;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.EventSequences;
import io.perennial.value.ladder.LadderConfig;
import io.perennial.value.ladder.Lessons;
import io.perennial.value.ladder.Predictive;
import io.perennial.value.ladder.Target;
import io.perennial.value.paretonbd.ParetoNbdTrainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A season that is learned of the moments of purchases, and refused where it cannot be. */
class SeasonalLadderTest {

  private static final double YEAR = 365.2425 / 7;

  /** Who bought from {@code weeks} ago on, twice as much in the season as half a year later. */
  private static final class Shop {
    final List<PurchaseHistory> histories = new ArrayList<>();
    final List<Float> moments = new ArrayList<>();
    final int[] starts;
    int future;

    Shop(int customers, int weeks, double horizon, long seed) {
      starts = new int[customers + 1];
      RandomSource source = RandomSource.seeded(seed).derive("seasonal shop");
      for (int i = 0; i < customers; i++) {
        RandomStream random = source.stream(i);
        // in whole days, so that customers have histories in common; two cohorts a week
        double birth = -Math.ceil(weeks * random.nextDouble() * 2) / 2;
        double lambda = Gamma.standard(random, 1) / 6;
        double leaves =
            birth - StrictMath.log(random.nextOpenDouble()) * 40 / Gamma.standard(random, 1);
        List<Float> own = new ArrayList<>(List.of((float) -birth));
        for (double now = birth; now < Math.min(leaves, horizon); ) {
          now -= StrictMath.log(random.nextOpenDouble()) / (1.5 * lambda);
          double level = Math.exp(0.4 * Math.cos(2 * Math.PI * (now - 8) / YEAR));
          if (now < Math.min(leaves, horizon) && random.chance(level / 1.5)) {
            double day = Math.ceil(now * 7) / 7;
            future += day > 0 ? 1 : 0;
            if (day <= 0 && (float) -day < own.get(own.size() - 1)) {
              own.add((float) -day);
            }
          }
        }
        double recency = own.size() == 1 ? 0 : -birth - own.get(own.size() - 1);
        histories.add(new PurchaseHistory(own.size() - 1, Math.min(-birth, recency), -birth));
        moments.addAll(own);
        starts[i + 1] = moments.size();
      }
    }

    Cases cases(double horizon, boolean withEvents) {
      int n = histories.size();
      int m = moments.size();
      float[] weeks = new float[m];
      for (int e = 0; e < m; e++) {
        weeks[e] = moments.get(e) + 1 / 7f;
      }
      return new Cases(
          Observed.of(
              histories.stream().mapToInt(PurchaseHistory::repeats).toArray(),
              histories.stream().mapToDouble(PurchaseHistory::recencyWeeks).toArray(),
              histories.stream().mapToDouble(PurchaseHistory::ageWeeks).toArray(),
              new double[n],
              new double[n]),
          new FeatureMatrix(LongStream.range(0, n).toArray(), List.of(), new double[0][]),
          withEvents
              ? Optional.of(
                  new EventSequences(
                      starts, weeks, new float[m], new int[m], new int[m], List.of("purchase"), 1))
              : Optional.empty(),
          horizon);
    }
  }

  private static Predictive forecast(Cases cases) {
    return new SeasonalLadder()
        .train(new Lessons(List.of(), cases), Target.PURCHASES, new LadderConfig(10, 1))
        .predict(cases);
  }

  @Test
  void the_weeks_of_the_season_are_forecast_better_than_without() {
    Shop shop = new Shop(1_200, 78, 16, 1);
    Cases cases = shop.cases(16, true);
    Predictive seasonal = forecast(cases);
    double ours = IntStream.range(0, 1_200).mapToDouble(seasonal::mean).sum();
    double plain = 0;
    var model = new ParetoNbdTrainer().train(cases.observed().histories()).model();
    for (PurchaseHistory history : shop.histories) {
      plain += model.expectedPurchases(history, 16);
    }
    assertThat(ours).isCloseTo(shop.future, withPercentage(12));
    assertThat(plain).isLessThan(0.85 * shop.future);
  }

  @Test
  void less_than_a_year_is_refused_and_one_year_is_flagged() {
    Cases short39 = new Shop(200, 39, 10, 2).cases(26, true);
    assertThatThrownBy(() -> forecast(short39))
        .isInstanceOf(TooLittleDataException.class)
        .hasMessage(
            "Cannot learn a season: only 39 weeks were observed (at least 51 are needed, so that"
                + " every part of the year was seen)");
    Cases year = new Shop(150, 60, 10, 3).cases(26, true);
    assertThat(
            new SeasonalLadder()
                .train(new Lessons(List.of(), year), Target.PURCHASES, new LadderConfig(4, 1))
                .summary())
        .startsWith("Pareto/NBD with a season: r ")
        .endsWith("; each part of the year was seen but once or twice");
  }

  @Test
  void histories_without_moments_or_with_those_of_others_are_refused() {
    Shop shop = new Shop(150, 60, 10, 4);
    assertThatThrownBy(() -> forecast(shop.cases(26, false)))
        .isInstanceOf(TooLittleDataException.class)
        .hasMessageContaining("there are no sequences of events");
    Cases cases = shop.cases(26, true);
    Cases shifted =
        new Cases(
            new Shop(150, 60, 10, 5).cases(26, true).observed(),
            cases.features(),
            cases.events(),
            26);
    assertThatThrownBy(() -> forecast(shifted))
        .isInstanceOf(TooLittleDataException.class)
        .hasMessageContaining("customers have not as many purchases as their histories");
  }
}
