// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.bgnbd.BetaGeometricModel;
import io.perennial.value.bgnbd.BetaGeometricTrainer;
import io.perennial.value.history.Observed;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnRhythmTest {

  private static final double R = 3;
  private static final double ALPHA = 6;

  /** A base of buyers with pauses of Gamma(k), who leave with chance .1 after any purchase. */
  private static Base base(int customers, int k, long seed) {
    RandomSource source = RandomSource.seeded(seed);
    int[] repeats = new int[customers];
    double[] recency = new double[customers];
    double[] age = new double[customers];
    double[] logs = new double[customers];
    double[] next = new double[customers];
    for (int i = 0; i < customers; i++) {
      RandomStream random = source.stream(i);
      double rate = Gamma.standard(random, R) / ALPHA;
      age[i] = 30 + 40 * random.nextDouble();
      boolean left = random.chance(0.1);
      double now = 0;
      next[i] = Double.NaN;
      while (!left) {
        double pause = Gamma.standard(random, k) / rate;
        if (now + pause > age[i]) {
          next[i] = pause;
          break;
        }
        now += pause;
        repeats[i]++;
        logs[i] += Math.log(pause);
        left = random.chance(0.1);
      }
      recency[i] = now;
    }
    return new Base(Observed.of(repeats, recency, age, logs, new double[customers]), next);
  }

  /** Customers, and the pause that each was in, NaN of who had left. */
  private static final class Base {
    final Observed observed;
    final double[] next;

    Base(Observed observed, double[] next) {
      this.observed = observed;
      this.next = next;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void false_alarms_are_as_many_as_said_in_pauses_that_end(int k) {
    OwnRhythm rhythm = OwnRhythm.fit(base(1_000, k, 1).observed.histories());
    assertThat(rhythm.k()).isEqualTo(k);
    RandomSource source = RandomSource.seeded(77);
    for (double said : new double[] {0.02, 0.1}) {
      int alarms = 0;
      int pauses = 0;
      for (int i = 0; i < 8_000; i++) {
        RandomStream random = source.stream(i);
        double rate = Gamma.standard(random, R) / ALPHA;
        int before = i % 6;
        double sum = 0;
        for (int p = 0; p < before; p++) {
          sum += Gamma.standard(random, k) / rate;
        }
        PurchaseHistory known = new PurchaseHistory(before, sum, sum);
        alarms += Gamma.standard(random, k) / rate > rhythm.alarmWeeks(known, said) ? 1 : 0;
        pauses++;
      }
      assertThat(alarms / (double) pauses).isEqualTo(said, within(0.25 * said + 0.005));
    }
  }

  @Test
  void at_one_moment_as_many_alarms_are_false_as_is_said() {
    Base base = base(1_500, 3, 2);
    BetaGeometricModel model =
        BetaGeometricTrainer.mbgCnbd(3).train(base.observed.histories()).model();
    double[] spend = new double[base.next.length];
    Arrays.fill(spend, 1);
    List<ChurnAlert> alerts =
        ChurnAlerts.ofPurchases(
            base.observed,
            model,
            OwnRhythm.of(model),
            spend,
            26,
            Plays.builtIn(),
            new AlertConfig(1, 1, 0.05, 2_000));
    double falseAlarms =
        alerts.stream().filter(alert -> !Double.isNaN(base.next[alert.row()])).count();

    assertThat(alerts).hasSizeGreaterThan(300);
    assertThat(falseAlarms / alerts.size())
        .isEqualTo(ChurnAlerts.falseAlarms(alerts) / alerts.size(), within(0.04))
        .isLessThan(0.25);
  }

  @Test
  void a_regular_is_judged_by_himself_and_a_newcomer_by_all() {
    OwnRhythm rhythm = new OwnRhythm(4, 3, 6);
    PurchaseHistory often = new PurchaseHistory(20, 40, 50);
    PurchaseHistory seldom = new PurchaseHistory(4, 40, 50);
    assertThat(rhythm.usualWeeks(often)).isEqualTo(2, within(0.3));
    assertThat(rhythm.unusual(often)).isLessThan(1e-4);
    assertThat(rhythm.unusual(seldom)).isGreaterThan(0.3);
    assertThat(rhythm.unusual(PurchaseHistory.boughtOnce(0))).isEqualTo(1);
    assertThat(rhythm.longer(often, rhythm.alarmWeeks(often, 0.05))).isEqualTo(0.05, within(1e-9));
    assertThat(rhythm.unusual(PurchaseHistory.boughtOnce(1e9))).isBetween(0.0, 1e-9);
  }

  @Test
  void what_cannot_be_is_refused() {
    OwnRhythm rhythm = new OwnRhythm(1, 1, 1);
    assertThatThrownBy(() -> rhythm.alarmWeeks(PurchaseHistory.boughtOnce(1), 0))
        .hasMessage("Invalid share of false alarms: 0.0 (must be above 0 and below 1)");
    assertThatThrownBy(() -> new OwnRhythm(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
