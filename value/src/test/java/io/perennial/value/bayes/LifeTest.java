// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import io.perennial.math.quadrature.GaussLegendre;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.math.summary.KolmogorovSmirnov;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.paretonbd.ParetoNbdModel;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is drawn of a customer's own rates, against integrals. */
class LifeTest {

  @ParameterizedTest
  @CsvSource({
    "0.55, 10.6, 0.61, 11.7, 2, 30.4, 38.9", // as in CDNOW
    "0.55, 10.6, 0.61, 11.7, 0, 0, 38.9",
    "0.3, 0.5, 0.4, 300, 0, 0, 60", // the density of w has its top inside
    "5, 900, 20, 2, 12, 4, 80",
    "0.8, 3, 0.2, 1, 400, 50, 90" // gone the day after
  })
  void the_moment_of_leaving_is_drawn_from_its_distribution(
      double r, double alpha, double s, double beta, int x, double recency, double age) {
    ParetoNbdModel model = new ParetoNbdModel(r, alpha, s, beta);
    PurchaseHistory history = new PurchaseHistory(x, recency, age);
    GaussLegendre rule = GaussLegendre.of(60);
    DoubleUnaryOperator density =
        u ->
            Math.exp(
                -(r + x) * Math.log((alpha + u) / (alpha + recency))
                    - (s + 1) * Math.log((beta + u) / (beta + recency)));
    double all = integral(rule, density, recency, age, recency);
    RandomStream random = RandomSource.seeded(3).stream(0);
    double[] draws = new double[3_000];
    for (int d = 0; d < draws.length; d++) {
      draws[d] = LeavingTime.draw(model, history, random);
      assertThat(draws[d]).isBetween(recency, age);
    }
    KolmogorovSmirnov test =
        KolmogorovSmirnov.test(
            draws,
            u -> Math.min(1, integral(rule, density, recency, Math.min(age, u), recency) / all));
    assertThat(test.pValue()).isGreaterThan(0.002);
  }

  /** On a scale that is fine near the last purchase. */
  private static double integral(
      GaussLegendre rule, DoubleUnaryOperator density, double from, double to, double recency) {
    double sum = 0;
    double least = 1e-9;
    double before = Math.log(least);
    double end = Math.log(least + to - from);
    for (int panel = 0; panel < 12; panel++) {
      double next = panel == 11 ? end : before + (end - before) / (12 - panel);
      sum +=
          rule.integrate(
              w -> Math.exp(w) * density.applyAsDouble(recency + Math.exp(w) - least),
              before,
              next);
      before = next;
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({"2, 30.4, 38.9", "0, 0, 38.9", "3, 25, 38.9", "0, 0, 0"})
  void lives_have_the_chance_of_being_alive_and_the_mean_rate(int x, double recency, double age) {
    ParetoNbdModel model = new ParetoNbdModel(0.8, 10.6, 1.5, 30);
    PurchaseHistory history = new PurchaseHistory(x, recency, age);
    double p = model.probabilityAlive(history);
    RandomStream random = RandomSource.seeded(8).stream(1);
    int n = 40_000;
    int alive = 0;
    double buying = 0;
    double later = 0;
    for (int d = 0; d < n; d++) {
      Life life = Life.draw(model, history, p, random);
      boolean there = life.leavesAtWeeks() > age;
      alive += there ? 1 : 0;
      buying += there ? life.buyingRate() : 0;
      later += there ? life.buyingRate() * (Math.min(life.leavesAtWeeks(), age + 20) - age) : 0;
      assertThat(life.leavesAtWeeks()).isGreaterThanOrEqualTo(recency);
      assertThat(life.leavingRate()).isPositive();
    }
    assertThat(alive / (double) n).isCloseTo(p, within(0.01));
    assertThat(buying / n).isCloseTo(p * (0.8 + x) / (10.6 + age), withPercentage(4));
    assertThat(later / n).isCloseTo(model.expectedPurchases(history, 20), withPercentage(4));
  }
}
