// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.value.bgnbd.BetaGeometricModel;
import io.perennial.value.bgnbd.Dropout;
import io.perennial.value.history.Observed;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ChurnAlertsTest {

  private static final BetaGeometricModel MODEL =
      new BetaGeometricModel(Dropout.AFTER_ANY, 2, 2, 8, 0.6, 4);

  /** Loyal, silent and dear, silent and cheap, long gone, silent a little, bought once. */
  private static final Observed CUSTOMERS =
      Observed.of(
          new int[] {20, 20, 20, 20, 20, 0},
          new double[] {60, 50, 50, 20, 60, 0},
          new double[] {61, 57, 57, 120, 61.5, 6},
          new double[6],
          new double[6]);

  private static List<ChurnAlert> alerts(AlertConfig config) {
    return ChurnAlerts.ofPurchases(
        CUSTOMERS,
        MODEL,
        OwnRhythm.of(MODEL),
        new double[] {50, 500, 5, 50, 50, 50},
        26,
        Plays.builtIn(),
        config);
  }

  @Test
  void are_of_who_is_leaving_the_dearest_first() {
    List<ChurnAlert> alerts = alerts(AlertConfig.defaults());
    assertThat(alerts).extracting(ChurnAlert::row).containsExactly(1, 2).doesNotContain(0, 3);
    assertThat(alerts.get(0).play().name()).isEqualTo("save by hand");
    assertThat(alerts.get(0).reason())
        .startsWith("Silent for 7.0 weeks: own pauses are 2.")
        .contains("are longer than this silence. Has left with");
    assertThat(Arrays.stream(PurchaseChurn.of(MODEL, CUSTOMERS.histories(), 26)))
        .allMatch(none -> none >= 0 && none <= 1);
  }

  @Test
  void who_is_lost_can_be_asked_for() {
    assertThat(alerts(new AlertConfig(0.3, 1, 0.05, 10))).extracting(ChurnAlert::row).contains(3);
    assertThat(alerts(AlertConfig.defaults().withLimit(1))).hasSize(1);
  }

  @Nested
  class The_table_of_plays {

    @Test
    void is_read_from_the_top() {
      Plays plays =
          Plays.parse(
              "play,when,do\na,left > 0.5 and value >= 10,\"Call, now\"\nb,left >= 0,Wait\n", "x");
      assertThat(plays.of(Map.of("left", 0.6, "value", 10.0)).words()).isEqualTo("Call, now");
      assertThat(plays.of(Map.of("left", 0.6)).name()).isEqualTo("b");
      assertThat(plays.of(Map.of()).name()).isEqualTo("none");
    }

    @Test
    void says_which_line_is_wrong() {
      assertThatThrownBy(() -> Plays.parse("play,when,do\na,left much,Call", "plays.csv"))
          .hasMessage("plays.csv:2: Invalid condition: left much (must be as left >= 0.5)");
      assertThatThrownBy(() -> Plays.parse("a,left > 1", "plays.csv"))
          .hasMessage("plays.csv:1: Invalid play: 2 cells (must be play, when and do)");
    }
  }

  @Test
  void columns_of_other_length_are_refused() {
    assertThatThrownBy(
            () ->
                ChurnAlerts.ofPurchases(
                    CUSTOMERS,
                    MODEL,
                    OwnRhythm.of(MODEL),
                    new double[2],
                    26,
                    Plays.builtIn(),
                    AlertConfig.defaults()))
        .hasMessage("Invalid spend: 2 for 6 customers (must be as many of each)");
    assertThat(Arrays.asList(AlertConfig.defaults().least(), AlertConfig.defaults().most()))
        .containsExactly(0.3, 0.95);
  }
}
