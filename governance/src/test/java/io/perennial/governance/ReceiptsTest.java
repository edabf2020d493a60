// SPDX-License-Identifier: Apache-2.0
package io.perennial.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is written down about an erasure or a run stays as it was written. */
class ReceiptsTest {

  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void a_receipt_adds_up_its_tables() {
    assertThat(new ErasureReceipt(AT, Map.of("events", 40L, "claims", 2L), 3, 7).rows())
        .isEqualTo(42);
    assertThat(new ErasureReceipt(AT, Map.of(), 0, 7).rows()).isZero();
  }

  @Test
  void a_receipt_does_not_change_with_the_map_it_was_made_of() {
    Map<String, Long> counts = new HashMap<>(Map.of("events", 1L));
    ErasureReceipt receipt = new ErasureReceipt(AT, counts, 1, 1);
    counts.put("claims", 1L);

    assertThat(receipt.rowsByTable()).containsOnlyKeys("events");
    assertThatThrownBy(() -> receipt.rowsByTable().put("claims", 1L))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void provenance_does_not_change_with_the_map_it_was_made_of() {
    Map<String, Long> inputs = new HashMap<>(Map.of("events", 7L));
    Provenance provenance = new Provenance(inputs, "settings", 1, "0.1.0");
    inputs.put("claims", 8L);

    assertThat(provenance.inputs()).containsOnlyKeys("events");
    assertThatThrownBy(() -> provenance.inputs().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void provenance_names_its_inputs_in_one_order() {
    Provenance provenance =
        new Provenance(Map.of("links", 3L, "claims", 2L, "events", 1L), "settings", 1, "0.1.0");

    assertThat(provenance.inputs().keySet()).containsExactly("claims", "events", "links");
    assertThat(provenance)
        .isEqualTo(
            new Provenance(
                Map.of("events", 1L, "links", 3L, "claims", 2L), "settings", 1, "0.1.0"));
  }

  @Test
  void a_run_does_not_change_with_the_figures_it_was_made_of() {
    Map<String, Double> figures = new HashMap<>(Map.of("rows_kept", 1.0));
    Run run =
        new Run(
            "id",
            "ingest",
            AT,
            Duration.ofSeconds(1),
            Run.Outcome.DONE,
            new Provenance(Map.of(), "settings", 1, "0.1.0"),
            1,
            1,
            figures,
            "done");
    figures.put("rows_kept", 2.0);

    assertThat(run.figures()).containsExactly(Map.entry("rows_kept", 1.0));
    assertThatThrownBy(() -> run.figures().put("rows_kept", 2.0))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
