// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.decide.experiment.Decision.Goal;
import io.perennial.decide.experiment.Decision.Verdict;
import io.perennial.decide.experiment.ExperimentData.Exposure;
import io.perennial.decide.experiment.ExperimentData.LeftOut;
import io.perennial.decide.experiment.ExperimentData.Outcome;
import io.perennial.decide.experiment.ExperimentData.Window;
import io.perennial.decide.experiment.ExperimentReading.How;
import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExperimentDataTest {

  private static final Experiment MAIL =
      Experiment.onAll("mail", List.of(new Arm("none", 1), new Arm("mail", 1)));
  private static final Window WINDOW = new Window(10, 20, 1_000);

  @Nested
  class Rows {

    @Test
    void hold_what_came_within_the_window_and_what_was_before() {
      ExperimentData data =
          ExperimentData.of(
              MAIL,
              List.of(new Exposure("b", "mail", 100), new Exposure("a", "none", 200)),
              List.of(
                  new Outcome("b", 100, 1),
                  new Outcome("b", 109, 2),
                  new Outcome("b", 110, 4),
                  new Outcome("b", 99, 8),
                  new Outcome("b", 80, 16),
                  new Outcome("b", 79, 32)),
              WINDOW);

      assertThat(data.units()).containsExactly("a", "b");
      assertThat(data.arm()).containsExactly(0, 1);
      assertThat(data.outcomes()).containsExactly(0, 3);
      assertThat(data.before()).containsExactly(0, 24);
      assertThat(data.leftOut()).isEqualTo(new LeftOut(0, 0, 0, 0, 1, 2, 1, 0));
      assertThat(data.leftOut().inWords())
          .containsExactly(
              "3 outcomes before the exposure, not counted as its effect",
              "1 outcomes after the window");
    }

    @Test
    void leave_out_crossovers_and_say_so() {
      ExperimentData data =
          ExperimentData.of(
              MAIL,
              List.of(
                  new Exposure("x", "mail", 5),
                  new Exposure("x", "none", 7),
                  new Exposure("y", "mail", 9),
                  new Exposure("y", "mail", 6),
                  new Exposure("z", "sms", 1)),
              List.of(new Outcome("x", 8, 1), new Outcome("y", 8, 1), new Outcome("z", 8, 1)),
              WINDOW);

      assertThat(data.units()).containsExactly("y");
      assertThat(data.outcomes()).as("counted from the first of two exposures").containsExactly(1);
      assertThat(data.sizes()).containsExactly(0, 1);
      assertThat(data.leftOut()).isEqualTo(new LeftOut(1, 1, 0, 0, 0, 0, 0, 2));
    }

    @Test
    void see_nothing_from_the_as_of_instant_on_and_wait_for_whole_windows() {
      ExperimentData data =
          ExperimentData.of(
              MAIL,
              List.of(
                  new Exposure("old", "none", 990),
                  new Exposure("young", "none", 991),
                  new Exposure("later", "mail", 1_000)),
              List.of(new Outcome("old", 999, 1), new Outcome("old", 1_000, 1)),
              WINDOW);

      assertThat(data.units()).containsExactly("old");
      assertThat(data.outcomes()).containsExactly(1);
      assertThat(data.leftOut()).isEqualTo(new LeftOut(0, 0, 1, 1, 0, 0, 0, 0));
    }

    @Test
    void do_not_depend_on_the_order_that_things_come_in() {
      List<Exposure> exposures = new ArrayList<>();
      List<Outcome> outcomes = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        exposures.add(new Exposure("u" + i % 40, i * i % 5 == 0 ? "mail" : "none", i));
        outcomes.add(new Outcome("u" + i * 7 % 50, i, i));
      }
      ExperimentData there = ExperimentData.of(MAIL, exposures, outcomes, WINDOW);
      Collections.reverse(exposures);
      Collections.reverse(outcomes);
      ExperimentData back = ExperimentData.of(MAIL, exposures, outcomes, WINDOW);

      assertThat(back.units()).isEqualTo(there.units());
      assertThat(back.arm()).isEqualTo(there.arm());
      assertThat(back.outcomes()).isEqualTo(there.outcomes());
      assertThat(back.leftOut()).isEqualTo(there.leftOut());
    }
  }

  @Nested
  class A_reading {

    private final Goal spend = new Goal("spend", "EUR", Direction.HIGHER_IS_BETTER, 0.05);

    @Test
    void finds_the_effect_that_is_there_and_takes_out_the_past() {
      ExperimentReading reading = read(4_000, 0.4, new How(0.05, true, 4_000, 1), false);
      Effect effect = reading.treatments().get(0).comparison().effect().orElseThrow();

      assertThat(effect.interval().contains(0.4)).isTrue();
      assertThat(reading.varianceReduction()).isCloseTo(0.8, within(0.04));
      assertThat(reading.treatments().get(0).decision().verdict()).isEqualTo(Verdict.SHIP);
      assertThat(reading.best().get(1)).isGreaterThan(0.99);
    }

    @Test
    void says_that_more_units_are_needed_or_that_none_help() {
      assertThat(verdict(300, 0.02, 100_000)).isEqualTo(Verdict.GO_ON);
      assertThat(verdict(300, 0.02, 300)).isEqualTo(Verdict.DO_NOT_SHIP);
    }

    @Test
    void cuts_a_tail_of_a_billion_and_says_so() {
      ExperimentReading reading = read(2_000, 0.4, new How(0.05, false, 2_000, 0.99), true);

      assertThat(reading.treatments().get(0).comparison().effect().orElseThrow().significant())
          .isTrue();
      assertThat(reading.notes()).hasSize(2);
      assertThat(reading.notes().get(1)).matches("20 outcomes are cut at .*");
    }

    @Test
    void of_nothing_is_in_words_too() {
      ExperimentData none = ExperimentData.of(MAIL, List.of(), List.of(), WINDOW);
      ExperimentReading reading =
          ExperimentReading.of(MAIL, none, spend, List.of(), new How(0.05, false, 10, 1));

      assertThat(reading.best()).isEmpty();
      assertThat(reading.treatments().get(0).decision())
          .isEqualTo(
              new Decision(
                  Verdict.GO_ON,
                  "spend cannot be compared: too few units: 0 in the control and 0 in the treatment"
                      + " (at least 2 in each)."));
    }

    private Verdict verdict(int units, double effect, long planned) {
      return read(units, effect, new How(0.05, true, planned, 1), false)
          .treatments()
          .get(0)
          .decision()
          .verdict();
    }

    private ExperimentReading read(int units, double effect, How how, boolean giant) {
      RandomStream random = RandomSource.seeded(4).stream(0);
      List<Exposure> exposures = new ArrayList<>();
      List<Outcome> outcomes = new ArrayList<>();
      for (int i = 0; i < units; i++) {
        String unit = "u" + i;
        Arm arm = MAIL.arm(unit).orElseThrow();
        double past = 10 + 2 * Normal.standard(random);
        exposures.add(new Exposure(unit, arm.name(), 500));
        outcomes.add(new Outcome(unit, 490, past));
        outcomes.add(
            new Outcome(
                unit,
                505,
                giant && i == 77
                    ? 1e9
                    : past + Normal.standard(random) + (arm.name().equals("mail") ? effect : 0)));
      }
      return ExperimentReading.of(
          MAIL, ExperimentData.of(MAIL, exposures, outcomes, WINDOW), spend, List.of(), how);
    }
  }
}
