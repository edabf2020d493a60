// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.TooLittleDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContractStudyTest {

  private static final double TODAY = 1200;
  private static final double PERIOD = 30;

  private final List<String> groups = new ArrayList<>();

  /** Renewals by a shifted beta-geometric model; of the second group twice as many leave. */
  private Subscriptions table(int n) {
    double[] start = new double[n];
    double[] end = new double[n];
    double[] price = new double[n];
    RandomStream random = RandomSource.seeded(4).stream(0);
    for (int i = 0; i < n; i++) {
      boolean second = i % 3 == 0;
      RenewalModel model = new ShiftedBetaGeometricModel(1.5, second ? 7.5 : 15);
      groups.add(second ? "monthly" : "yearly");
      start[i] = random.nextInt(1000);
      int made = model.drawRenewals(0, 200, random);
      end[i] = start[i] + PERIOD * (made + 1);
      price[i] = 1;
    }
    return Subscriptions.of(start, end, price, TODAY, PERIOD);
  }

  private static final ContractConfig CONFIG = new ContractConfig(40, 0, 1, 200, 1);

  @Test
  void tells_groups_apart_and_what_is_left_of_the_base() {
    ContractStudy study = ContractStudy.of(table(1_200), groups, CONFIG);

    assertThat(study.notes()).isEmpty();
    ContractStudy.Groups compared = study.groups().orElseThrow();
    assertThat(compared.pValue()).isLessThan(1e-6);
    assertThat(compared.rows())
        .extracting(ContractStudy.Group::name)
        .containsExactly("yearly", "monthly");
    assertThat(compared.rows().get(0).ratio()).as("the others are compared with it").isEmpty();
    ContractStudy.Ratio ratio = compared.rows().get(1).ratio().orElseThrow();
    assertThat(ratio.interval().lower()).isGreaterThan(1.2);
    assertThat(ratio.value()).isBetween(1.5, 2.3);

    List<double[]> ahead = study.forecast(12);
    assertThat(ahead.get(0)).containsOnly(study.running());
    for (int k = 1; k < ahead.size(); k++) {
      assertThat(ahead.get(k)[0])
          .isLessThan(ahead.get(k - 1)[0])
          .isBetween(ahead.get(k)[1], ahead.get(k)[2]);
    }
    assertThat(study.hazard("month").orElseThrow())
        .startsWith("Of 100 new ones ")
        .contains(" leave in the first month, ");
  }

  @Test
  void futures_of_survivors_are_those_of_the_value() {
    ContractValue value = ContractStudy.of(table(300), List.of(), CONFIG).value().orElseThrow();
    double[] totals = value.totals();
    double[][] survivors = value.survivors(CONFIG.horizonPeriods());

    for (int d = 0; d < totals.length; d += 17) {
      double[] run = survivors[d];
      double payments = IntStream.range(1, run.length).mapToDouble(k -> run[k]).sum();
      assertThat(payments).as("payments of 1 without interest").isCloseTo(totals[d], within(1e-6));
    }
    assertThatThrownBy(() -> value.survivors(41))
        .hasMessage("Invalid renewals: 41 (must be within [0, 40])");
  }

  @Test
  void says_what_it_cannot_tell() {
    Subscriptions few =
        Subscriptions.of(
            new double[] {0, 10}, new double[] {90, Double.NaN}, new double[] {1, 1}, 100, 30);

    ContractStudy study = ContractStudy.of(few, List.of("a", "a"), CONFIG);

    assertThat(study.choice()).isEmpty();
    assertThat(study.forecast(3)).isEmpty();
    assertThat(study.hazard("month")).isEmpty();
    assertThat(study.groups()).isEmpty();
    assertThat(study.curve().survival(3)).isEqualTo(0.5);
    assertThat(study.notes())
        .hasSize(2)
        .anyMatch(note -> note.startsWith("Nothing is forecast. "))
        .anyMatch(note -> note.startsWith("Groups are not compared. "));
    Subscriptions none = Subscriptions.of(new double[0], new double[0], new double[0], 100, 30);
    assertThatThrownBy(() -> ContractStudy.of(none, List.of(), CONFIG))
        .isInstanceOf(TooLittleDataException.class);
  }
}
