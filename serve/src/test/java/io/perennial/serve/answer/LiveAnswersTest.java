// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.domain.Purpose;
import io.perennial.domain.RecordId;
import io.perennial.governance.Permit;
import io.perennial.lake.FileTarget;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Tables;
import io.perennial.lake.upkeep.LakeErasure;
import io.perennial.serve.Paging;
import io.perennial.serve.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveAnswersTest {

  private static final Duration NEVER = Duration.ofDays(1);

  /** Who buys while others ask. */
  private static final long BUYER = 9000;

  private static final long ERASED = 2000;

  @TempDir static Path folder;
  private static ServedShop shop;

  @BeforeAll
  static void open() {
    shop = ServedShop.in(folder.resolve("shop"));
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static long orders(Answers answers) {
    return answers.customers().view(BUYER).totals().get(0).events();
  }

  private static long ordersOfErased(Answers answers) {
    return answers.customers().view(ERASED).totals().get(0).events();
  }

  private static long ordersOfOther(Answers answers) {
    return answers.customers().view(16_000).totals().get(0).events();
  }

  private static List<Path> indexes() throws IOException {
    try (Stream<Path> files = Files.list(LiveAnswers.folder(shop.stateFolder()))) {
      return files.toList();
    }
  }

  @Test
  void one_request_sees_one_set_of_snapshots_and_the_next_the_newest() throws IOException {
    try (LiveAnswers live = LiveAnswers.start(shop, NEVER)) {
      assertThatThrownBy(() -> live.ask(LiveAnswersTest::orders))
          .isInstanceOf(Refusal.class)
          .hasMessageStartingWith("Cannot answer yet");
      live.prepare();
      String before = live.version();

      List<Long> seen =
          live.ask(
              old -> {
                long first = orders(old);
                shop.write(true);
                shop.events("9", "5");
                live.refresh();
                long meanwhile = live.ask(LiveAnswersTest::orders);
                shop.write(false);
                live.refresh();
                long after = live.ask(LiveAnswersTest::orders);
                // those who began with the old tables end with them
                return List.of(first, meanwhile, after, orders(old));
              });

      assertThat(seen).containsExactly(2L, 2L, 7L, 2L);
      assertThat(live.version()).isNotEqualTo(before);
      assertThat(live.isIndexed()).isTrue();
      assertThat(indexes()).hasSize(1);
    }
  }

  @Test
  void who_starts_while_a_run_is_half_through_sees_the_tables_as_it_found_them() {
    shop.write(true);
    shop.events("16", "5");
    try (LiveAnswers live = LiveAnswers.start(shop, NEVER)) {
      live.prepare();

      assertThat(live.ask(LiveAnswersTest::ordersOfOther)).isEqualTo(2);
      shop.write(false);
      live.refresh();
      assertThat(live.ask(LiveAnswersTest::ordersOfOther)).isEqualTo(7);
    }
  }

  @Test
  void who_was_erased_is_in_no_answer_and_in_no_index() throws IOException {
    try (LiveAnswers live = LiveAnswers.start(shop, NEVER)) {
      live.prepare();
      assertThat(live.ask(LiveAnswersTest::ordersOfErased)).isEqualTo(2);
      Path old = indexes().get(0);

      shop.write(true);
      LakeTable erasures = shop.lake().table(Tables.ERASURES);
      erasures.append(
          "erasure-1",
          shop.engine()
              .write(
                  "SELECT CAST(1 AS BIGINT) AS fingerprint, TIMESTAMP '2026-01-02 00:00:00' AS"
                      + " erased_at, 'test' AS requested_by",
                  FileTarget.of(erasures)),
          Map.of());
      // from the moment that the erasure is on its list nobody is answered, till it is over
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(live::refresh).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> live.ask(LiveAnswersTest::orders))
            .isInstanceOf(Refusal.class)
            .hasMessageStartingWith("Cannot answer yet");
        assertThat(old).doesNotExist();
      }
      new LakeErasure(shop.lake(), shop.engine(), shop.clock(), Tables.ALL)
          .erase(
              Set.of(new RecordId(ERASED)),
              new Permit(
                  "test", Purpose.DATA_SUBJECT_REQUEST, Instant.parse("2030-01-01T00:00:00Z")));
      shop.write(false);
      live.refresh();

      assertThatThrownBy(() -> live.ask(all -> all.customers().view(ERASED)))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("Unknown customer");
      assertThat(
              live.ask(
                      all ->
                          all.list().page(CustomerFilter.all(), new Paging(500, Optional.empty())))
                  .items())
          .hasSize(ServedShop.CUSTOMERS - 1);
      assertThat(old).doesNotExist();
      assertThat(indexes()).hasSize(1);
    }
  }
}
