// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.history.PurchaseLog;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LogFeaturesTest {

  private static PurchaseLog log(List<double[]> rows, int customers) {
    return PurchaseLog.ofDays(
        customers,
        rows.stream().mapToInt(row -> (int) row[0]).toArray(),
        rows.stream().mapToLong(row -> (long) row[1]).toArray(),
        rows.stream().mapToDouble(row -> row[2]).toArray());
  }

  @Test
  void numbers_are_those_counted_by_hand() {
    PurchaseLog log =
        log(
            List.of(
                new double[] {0, 0, 10},
                new double[] {0, 70, 20},
                new double[] {0, 140, -6},
                new double[] {1, 139, 5},
                new double[] {1, 141, 99}),
            2);
    FeatureMatrix features = LogFeatures.of(log, 140, 26);

    assertThat(features.rows()).isEqualTo(2);
    assertThat(features.column("purchases_4w")).containsExactly(1, 1);
    assertThat(features.column("purchases_13w")).containsExactly(2, 1);
    assertThat(features.column("purchases_52w")).containsExactly(3, 1);
    assertThat(features.column("spend_13w")).containsExactly(14, 5);
    assertThat(features.column("repeats")).containsExactly(2, 0);
    assertThat(features.column("interval_mean")[0]).isEqualTo(10);
    assertThat(features.column("interval_mean")[1]).isNaN();
    assertThat(features.column("silence_weeks")[1]).isCloseTo(1 / 7.0, within(1e-12));
    assertThat(features.column("returns_share")[0]).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(features.column("spend_mean")).containsExactly(8, 5);
    assertThat(features.column("purchases_same_weeks_last_year")).containsOnly(Double.NaN);
    assertThat(features.names()).doesNotHaveDuplicates().isEqualTo(LogFeatures.names());
  }

  @Test
  void the_same_weeks_of_last_year_are_those_of_the_horizon() {
    PurchaseLog log =
        log(
            List.of(
                new double[] {0, 0, 1},
                new double[] {0, 400 - 364, 1},
                new double[] {0, 400 - 364 + 1, 2},
                new double[] {0, 400 - 364 + 70, 4},
                new double[] {0, 400 - 364 + 71, 8}),
            1);
    FeatureMatrix features = LogFeatures.of(log, 400, 10);
    assertThat(features.column("purchases_same_weeks_last_year")).containsExactly(2);
    assertThat(features.column("spend_same_weeks_last_year")).containsExactly(6);
  }

  /**
   * Whatever comes after an instant, nothing known at it changes: features, lessons, rehearsals.
   */
  @Property(tries = 25)
  void nothing_after_the_instant_reaches_it(@ForAll @IntRange(max = 100_000) int seed) {
    RandomStream random = RandomSource.seeded(seed).stream(0);
    List<double[]> before = new ArrayList<>();
    List<double[]> after = new ArrayList<>();
    for (int k = 0; k < 300; k++) {
      double[] row = {random.nextInt(40), random.nextInt(500), 1 + random.nextInt(90)};
      (row[1] <= 300 ? before : after).add(row);
    }
    List<double[]> changed = new ArrayList<>(before);
    for (double[] row : after) {
      if (random.chance(0.6)) {
        changed.add(
            new double[] {random.nextInt(40), 301 + random.nextInt(199), random.nextInt(1000)});
        changed.add(row);
      }
    }
    before.addAll(after);
    LadderOrigins one = LadderOrigins.of(log(before, 40), 300, 60, 3);
    LadderOrigins other = LadderOrigins.of(log(changed, 40), 300, 60, 3);

    assertSame(one.now(), other.now());
    assertThat(one.rehearsals()).hasSameSizeAs(other.rehearsals()).hasSize(3);
    for (int k = 0; k < 3; k++) {
      assertSame(one.rehearsals().get(k).lessons(), other.rehearsals().get(k).lessons());
      assertSame(one.rehearsals().get(k).came(), other.rehearsals().get(k).came());
    }
  }

  private static void assertSame(Lessons one, Lessons other) {
    assertSame(one.now(), other.now());
    assertThat(one.past()).hasSameSizeAs(other.past());
    for (int k = 0; k < one.past().size(); k++) {
      assertSame(one.past().get(k), other.past().get(k));
    }
  }

  private static void assertSame(Labelled one, Labelled other) {
    assertSame(one.cases(), other.cases());
    for (Target target : Target.values()) {
      assertThat(one.outcomes(target)).isEqualTo(other.outcomes(target));
    }
  }

  private static void assertSame(Cases one, Cases other) {
    assertThat(one.observed().repeats()).isEqualTo(other.observed().repeats());
    assertThat(one.observed().recencyWeeks()).isEqualTo(other.observed().recencyWeeks());
    for (String name : one.features().names()) {
      assertThat(one.features().column(name)).as(name).isEqualTo(other.features().column(name));
    }
    EventSequences events = one.events().orElseThrow();
    EventSequences others = other.events().orElseThrow();
    assertThat(events).hasToString(others.toString());
    for (int e = 0; e < events.start(events.customers()); e++) {
      assertThat(events.weeksBefore(e)).isEqualTo(others.weeksBefore(e)).isPositive();
      assertThat(events.amount(e)).isEqualTo(others.amount(e));
    }
  }

  @Test
  void lessons_were_over_before_the_instant_at_which_they_are_learned_from() {
    List<double[]> rows = new ArrayList<>();
    for (int day = 0; day <= 400; day += 5) {
      rows.add(new double[] {0, day, 1});
    }
    LadderOrigins origins = LadderOrigins.of(log(rows, 1), 400, 100, 3);
    assertThat(origins.now().past()).hasSize(3);
    Rehearsal second = origins.rehearsals().get(1);
    assertThat(second.lessons().past()).hasSize(1);
    assertThat(second.lessons().now().observed().ageWeeks()[0]).isEqualTo(200 / 7.0);
    assertThat(second.lessons().past().get(0).cases().observed().ageWeeks()[0])
        .isEqualTo(100 / 7.0);
    assertThat(second.came().outcome(Target.PURCHASES, 0)).isEqualTo(20);
    assertThat(origins.shortRehearsals(0))
        .extracting(each -> Math.round(each.came().cases().horizonWeeks() * 7))
        .containsExactly(100L);
    assertThatThrownBy(() -> LadderOrigins.of(log(rows, 1), 400, 0, 3))
        .hasMessage("Invalid origins: 3 of 0 ticks (must be >= 0, of > 0)");
  }
}
