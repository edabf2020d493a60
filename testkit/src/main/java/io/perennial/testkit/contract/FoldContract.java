// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.contract;

import static io.perennial.testkit.contract.LedgerEvents.asOf;
import static io.perennial.testkit.contract.LedgerEvents.event;
import static io.perennial.testkit.contract.LedgerEvents.folding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.domain.AsOf;
import io.perennial.domain.StableHash;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import io.perennial.lake.Folding;
import io.perennial.lake.LakeException;
import io.perennial.testkit.contract.LedgerEvents.LedgerEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a fold over events must do. */
public abstract class FoldContract {

  private static final AsOf NOON = asOf("2026-01-01T12:00:00Z");

  /** The engine under test. */
  protected abstract Engine engine();

  @Test
  void columns_are_key_as_of_and_those_of_the_fold() {
    Result result = fold(List.of(event(1, "2026-01-01T00:00:00Z", 1, 5, "a")), NOON);

    assertThat(result.fields().subList(0, 2))
        .containsExactly(
            new Field("key", ColumnType.LONG), new Field("as_of", ColumnType.TIMESTAMP));
    assertThat(result.fields().subList(2, result.fields().size()))
        .isEqualTo(new LedgerFold().writes());
  }

  @Test
  void a_key_with_one_event_has_one_row() {
    Result result = fold(List.of(event(5, "2026-01-01T00:00:00Z", 1, 5, "a")), NOON);

    assertThat(result.column("key")).containsExactly(5L);
    assertThat(result.column("as_of")).containsExactly(NOON.instant());
    assertThat(result.column("events")).containsExactly(1L);
    assertThat(result.column("balance")).containsExactly(5.0);
    assertThat(result.column("ratio")).as("what is not a number").containsExactly((Object) null);
  }

  @Test
  void an_event_at_the_as_of_instant_has_not_happened_yet() {
    List<LedgerEvent> events =
        List.of(
            event(1, "2026-01-01T11:59:59.999999Z", 1, 1, "before"),
            event(1, "2026-01-01T12:00:00Z", 2, 1, "at"),
            event(1, "2026-01-01T12:00:00.000001Z", 3, 1, "after"));

    assertThat(fold(events, NOON).column("last")).containsExactly("before");
    assertThat(fold(events, new AsOf(NOON.micros() + 1)).column("last")).containsExactly("at");
    assertThat(fold(events, new AsOf(NOON.micros() + 2)).column("last")).containsExactly("after");
  }

  @Test
  void a_key_without_an_event_before_the_as_of_instant_has_no_row() {
    List<LedgerEvent> events =
        List.of(
            event(1, "2026-01-01T12:00:00Z", 1, 1, "a"),
            event(2, "2026-01-01T11:00:00Z", 2, 1, "a"),
            event(3, "2026-03-01T00:00:00Z", 3, 1, "a"));

    Result result = fold(events, NOON, asOf("2026-02-01T00:00:00Z"));

    assertThat(result.rows().stream().map(row -> row.subList(0, 2)))
        .containsExactly(
            List.of(1L, asOf("2026-02-01T00:00:00Z").instant()),
            List.of(2L, NOON.instant()),
            List.of(2L, asOf("2026-02-01T00:00:00Z").instant()));
  }

  @Test
  void events_of_the_same_time_come_in_the_order_of_the_tie_breaker() {
    List<LedgerEvent> events = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      events.add(
          event(1, "2026-01-01T00:00:00Z", (i * 5) % 12, 1, "" + (char) ('a' + (i * 5) % 12)));
    }

    assertThat(fold(events, NOON).column("trail")).containsExactly("lkjihgfedcba");
  }

  @Test
  void without_a_tie_breaker_the_order_of_time_holds() {
    engine()
        .load(
            "ledger",
            LedgerEvents.batches(
                List.of(
                    event(1, "2026-01-01T03:00:00Z", 1, 1, "c"),
                    event(1, "2026-01-01T01:00:00Z", 2, 1, "a"),
                    event(1, "2026-01-01T02:00:00Z", 3, 1, "b"))));

    Result result =
        Result.of(
            engine()
                .fold(
                    new Folding<>(
                        new LedgerFold(),
                        "ledger",
                        "who",
                        "happened_at",
                        Optional.empty(),
                        List.of(NOON))));

    assertThat(result.column("trail")).containsExactly("cba");
  }

  @Test
  void rows_come_in_the_order_of_key_then_as_of() {
    List<LedgerEvent> events = new ArrayList<>();
    for (long key : new long[] {7, Long.MAX_VALUE, -3, 0, Long.MIN_VALUE, 8}) {
      events.add(event(key, "2026-01-01T00:00:00Z", 1, 1, "a"));
    }
    AsOf later = new AsOf(NOON.micros() + 1);

    Result result = fold(events, NOON, later);

    assertThat(result.column("key"))
        .containsExactly(
            Long.MIN_VALUE,
            Long.MIN_VALUE,
            -3L,
            -3L,
            0L,
            0L,
            7L,
            7L,
            8L,
            8L,
            Long.MAX_VALUE,
            Long.MAX_VALUE);
    assertThat(result.column("as_of").subList(0, 2))
        .containsExactly(NOON.instant(), later.instant());
  }

  @Test
  void rows_without_key_or_time_are_left_out() {
    List<@Nullable Object> columns = event(1, "2026-01-01T00:00:00Z", 1, 1, "a").columns();
    List<LedgerEvent> events =
        List.of(
            event(1, "2026-01-01T00:00:00Z", 1, 1, "a"),
            new LedgerEvent(null, 0L, 2, columns),
            new LedgerEvent(1L, null, 3, columns),
            new LedgerEvent(2L, null, 4, columns));

    Result result = fold(events, NOON);

    assertThat(result.column("key")).containsExactly(1L);
    assertThat(result.column("events")).containsExactly(1L);
  }

  @Test
  void a_text_that_is_read_as_a_number_is_its_hash_whether_few_or_many_are_different() {
    for (int different : new int[] {7, 70_000}) {
      List<LedgerEvent> events = new ArrayList<>();
      long hashes = 0;
      for (int i = 0; i < 2 * different; i++) {
        String text = i % 5 == 0 ? "" : "Ä-" + i % different;
        events.add(event(i % 3, "2026-01-01T00:00:00Z", i, 1, text));
        hashes += StableHash.of(text);
      }
      events.add(new LedgerEvent(1L, 1L, 1, Collections.nCopies(6, null)));
      engine().load("ledger", LedgerEvents.batches(events));

      Result result =
          Result.of(
              engine()
                  .fold(
                      new Folding<>(
                          new HashFold(),
                          "ledger",
                          "who",
                          "happened_at",
                          Optional.of("tie"),
                          List.of(NOON),
                          Set.of("kind", "amount"))));

      assertThat(result.column("hashes").stream().mapToLong(sum -> (Long) sum).sum())
          .as("%d different texts", different)
          .isEqualTo(hashes);
      assertThat(result.column("nulls")).containsExactly(0L, 1L, 0L);
    }
  }

  @Test
  void no_events_make_no_rows() {
    Result result = fold(List.of(), NOON);

    assertThat(result.rows()).isEmpty();
    assertThat(result.fields()).hasSize(13);
  }

  @Test
  void many_keys_at_many_instants_have_the_bits_of_the_definition() {
    List<LedgerEvent> events = LedgerEvents.random(20_000, 42);
    AsOf[] asOfs = {
      asOf("2024-12-31T00:00:00Z"),
      asOf("2025-01-01T00:00:00.000001Z"),
      asOf("2025-02-01T00:00:00Z"),
      asOf("2025-06-15T00:00:00Z"),
      asOf("2025-06-15T00:00:00.000001Z"),
      asOf("2025-12-31T00:00:00Z"),
      asOf("2030-01-01T00:00:00Z")
    };

    Result result = fold(events, asOfs);

    assertThat(result.rows()).isEqualTo(LedgerEvents.expected(events, asOfs));
  }

  @Test
  void a_fold_over_a_view_is_as_one_over_its_rows() {
    List<LedgerEvent> events = LedgerEvents.random(2000, 7);
    engine().load("ledger", LedgerEvents.batches(events));
    engine()
        .run(
            io.perennial.lake.SqlStep.ofText(
                "few", "-- writes  view few(…)\nSELECT * FROM ledger WHERE who <> 77"),
            java.util.Map.of());

    Result result = Result.of(engine().fold(folding("few", NOON)));

    assertThat(result.rows())
        .isEqualTo(
            LedgerEvents.expected(
                events.stream().filter(event -> event.key() != 77).toList(), NOON));
  }

  @Test
  void a_fold_may_be_closed_before_its_end() {
    engine().load("ledger", LedgerEvents.batches(LedgerEvents.random(5000, 3)));

    try (Batches some = engine().fold(folding("ledger", NOON))) {
      assertThat(some.next()).isTrue();
    }
    assertThat(Result.of(engine().fold(folding("ledger", NOON))).rows()).isNotEmpty();
  }

  @Test
  void an_unknown_table_or_column_is_told_by_its_name() {
    assertThatThrownBy(() -> Result.of(engine().fold(folding("no_ledger", NOON))))
        .isInstanceOf(LakeException.class)
        .hasMessageContaining("no_ledger");
    engine()
        .run(
            io.perennial.lake.SqlStep.ofText(
                "other",
                "-- writes  other(…)\nSELECT 1 AS who, CAST(NULL AS TIMESTAMP) AS happened_at"),
            java.util.Map.of());
    assertThatThrownBy(() -> Result.of(engine().fold(folding("other", NOON))))
        .isInstanceOf(LakeException.class)
        .hasMessageContaining("other")
        .hasMessageMatching("(?s).*(amount|tie).*");
  }

  private Result fold(List<LedgerEvent> events, AsOf... asOfs) {
    engine().load("ledger", LedgerEvents.batches(events));
    return Result.of(engine().fold(folding("ledger", asOfs)));
  }
}
