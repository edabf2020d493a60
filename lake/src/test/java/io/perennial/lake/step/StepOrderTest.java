// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.lake.Tables;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepOrderTest {

  @Test
  void a_step_runs_after_those_that_write_what_it_reads() {
    Step value = step("value", List.of("features"), List.of("values"));
    Step features = step("features", List.of("events", "links"), List.of("features"));
    Step resolve = step("resolve", List.of("claims"), List.of("links"));
    Step ingest = step("ingest", List.of("events"), List.of("events", "claims"));

    assertThat(names(value, features, resolve, ingest))
        .containsExactly("ingest", "resolve", "features", "value");
  }

  @Test
  void steps_that_do_not_need_each_other_keep_their_order() {
    Step b = step("b", List.of(), List.of("y"));
    Step a = step("a", List.of(), List.of("x"));

    assertThat(names(b, a)).containsExactly("b", "a");
  }

  @Test
  void a_step_may_read_what_it_writes_itself() {
    assertThat(names(step("ingest", List.of("events"), List.of("events"))))
        .containsExactly("ingest");
  }

  @Test
  void a_cycle_is_named() {
    Step a = step("features", List.of("links"), List.of("features"));
    Step b = step("resolve", List.of("features"), List.of("links"));
    Step c = step("ingest", List.of(), List.of("events"));

    assertThatThrownBy(() -> names(c, a, b))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot order steps: each waits for what the next one writes:"
                + " features -> resolve -> features");
  }

  @Test
  void two_steps_of_one_name_are_refused() {
    assertThatThrownBy(
            () -> names(step("a", List.of(), List.of()), step("a", List.of(), List.of())))
        .hasMessage("Invalid steps: two are called a");
  }

  @Test
  void an_unknown_step_is_answered_with_those_there_are() {
    Pipeline pipeline =
        Pipeline.of(List.of(step("ingest", List.of(), List.of())), List.of(Tables.RUNS));

    assertThatThrownBy(() -> pipeline.step("ingset"))
        .hasMessage("Unknown step: ingset (there are [ingest])");
  }

  private static List<String> names(Step... steps) {
    return StepOrder.of(List.of(steps)).stream().map(Step::name).toList();
  }

  private static Step step(String name, List<String> reads, List<String> writes) {
    return new CountingStep(name, reads, writes, new StepReport(0, 0, Map.of(), ""));
  }
}
