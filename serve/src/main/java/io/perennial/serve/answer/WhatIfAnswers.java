// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.answer;

import io.perennial.lake.Engine;
import io.perennial.serve.Refusal;
import io.perennial.serve.ServedWorkspace;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.pipeline.LakeWhatIf;
import io.perennial.value.whatif.Measure;
import io.perennial.value.whatif.Projection;
import io.perennial.value.whatif.Scenario;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What customers would be worth if something were otherwise. The models are fitted once for a set
 * of snapshots, when somebody first asks; one scenario is projected at a time, by all cores.
 */
public final class WhatIfAnswers {

  private final Reading reading;
  private final Once once;
  private final ServedWorkspace workspace;
  private final ReentrantLock turn = new ReentrantLock(true);

  WhatIfAnswers(Reading reading, Once once, ServedWorkspace workspace) {
    this.reading = reading;
    this.once = once;
    this.workspace = workspace;
  }

  /** A figure as it is and as it would be, and the interval of the difference. */
  public record WhatIfMeasure(
      double before,
      double after,
      double difference,
      double differenceLower,
      double differenceUpper) {}

  /** Some customers together. */
  public record WhatIfRow(
      String name, int customers, WhatIfMeasure purchases, WhatIfMeasure value) {}

  /** What a change rests on: predictive, or causal by experiment. */
  public record WhatIfGround(String change, String label, String why) {}

  /** A scenario and what becomes of it. */
  public record WhatIfAnswer(
      String scenario,
      String text,
      String label,
      String settings,
      List<WhatIfRow> rows,
      List<WhatIfGround> grounds,
      Instant asOf,
      String currency) {}

  /**
   * A scenario, projected.
   *
   * @param changes one a line, as of {@code perennial value what-if}
   * @param whom all, a cohort or a group
   * @throws Refusal when it cannot be read, or too little is known
   */
  public WhatIfAnswer project(List<String> changes, String whom) {
    if (whom.strip().startsWith("customer")) {
      throw Refusal.invalid("whom", "Invalid whom (must be all, cohort NAME or group tier A)");
    }
    String text =
        "scenario what if\nfor " + whom.strip() + "\n" + String.join("\n", changes) + "\n";
    Scenario scenario;
    try {
      scenario = Scenario.parse(text);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("changes", String.valueOf(e.getMessage()));
    }
    return once.get("what if " + scenario.text(), () -> answer(scenario));
  }

  private WhatIfAnswer answer(Scenario scenario) {
    turn.lock();
    try {
      LakeWhatIf base = once.get("what-if base", this::base);
      return answer(base.whatIf().project(scenario), base);
    } catch (TooLittleDataException e) {
      throw Refusal.conflict(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("changes", String.valueOf(e.getMessage()));
    } finally {
      turn.unlock();
    }
  }

  /** In an engine of its own, since it makes views under names that are taken here. */
  private LakeWhatIf base() {
    try (Engine engine = workspace.openEngine()) {
      return LakeWhatIf.open(reading.lake(), engine, workspace.value(), workspace.clock());
    }
  }

  private WhatIfAnswer answer(Projection projection, LakeWhatIf base) {
    return new WhatIfAnswer(
        projection.scenario().name(),
        projection.scenario().text(),
        word(projection.label()),
        projection.settings(),
        projection.rows().stream()
            .map(
                row ->
                    new WhatIfRow(
                        row.name(),
                        row.customers(),
                        measure(row.purchases()),
                        measure(row.value())))
            .toList(),
        projection.grounds().stream()
            .map(
                ground ->
                    new WhatIfGround(
                        String.valueOf(ground.change()), word(ground.label()), ground.why()))
            .toList(),
        base.asOf().instant(),
        workspace.currency().getCurrencyCode());
  }

  private static String word(Enum<?> label) {
    return label.name().toLowerCase(Locale.ROOT);
  }

  private static WhatIfMeasure measure(Measure measure) {
    return new WhatIfMeasure(
        measure.before(),
        measure.after(),
        measure.difference(),
        measure.differenceInterval().lower(),
        measure.differenceInterval().upper());
  }
}
