// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.answer;

import io.perennial.lake.SqlStep;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is decided, and what that brings. */
public final class ActionAnswers {

  private static final SqlStep SUMMARY = SqlStep.of(ActionAnswers.class, "decided_summary");

  private final Reading reading;
  private final Once once;

  ActionAnswers(Reading reading, Once once) {
    this.reading = reading;
    this.once = once;
  }

  /**
   * Customers for whom the same was decided at the newest instant, in the same way.
   *
   * @param kind chosen, explored, held out or suppressed
   * @param gain margin expected because of it, before cost
   */
  public record ActionRow(
      String action,
      @Nullable String channel,
      String kind,
      long customers,
      @Nullable Double gain,
      @Nullable Double cost,
      @Nullable String basis) {}

  /** What an action brings per customer addressed: believed, measured with interval, and used. */
  public record EffectRow(
      Instant asOf,
      String action,
      long addressed,
      long compared,
      @Nullable Double prior,
      @Nullable Double effect,
      @Nullable Double effectLower,
      @Nullable Double effectUpper,
      @Nullable Double scale,
      @Nullable String basis,
      @Nullable String words) {}

  /** What is decided, the most customers first. */
  public List<ActionRow> actions() {
    return once.get("actions", () -> reading.list(ActionRow.class, SUMMARY, Map.of()));
  }

  /** What actions bring; all of them together first. */
  public List<EffectRow> effects() {
    return once.get(
        "effects",
        () ->
            reading.list(
                EffectRow.class,
                "action_effects e WHERE e.as_of = (SELECT max(f.as_of) FROM action_effects f)"
                    + " ORDER BY CASE WHEN e.action = 'all' THEN 0 ELSE 1 END, e.action"));
  }
}
