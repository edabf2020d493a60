// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.domain.AsOf;
import io.perennial.features.FeatureConfig;
import io.perennial.features.PurchaseRule;
import io.perennial.features.pipeline.PurchaseHistories;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.Lake;
import io.perennial.lake.iceberg.IcebergLake;
import io.perennial.testkit.contract.FilledLake;
import io.perennial.value.history.Observed;
import io.perennial.value.ladder.EventSequences;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeSequencesTest {

  private static final AsOf INSTANT = AsOf.startOf(LocalDate.of(2024, 3, 1));

  @TempDir Path folder;

  private List<String> at(
      FeatureConfig.Known known,
      int most,
      int threads,
      java.util.function.Consumer<FilledLake> fill) {
    Path own = folder.resolve(known + "-" + most + "-" + threads + "-" + fill.hashCode());
    FeatureConfig config =
        new FeatureConfig(
            PurchaseRule.byDay(ZoneOffset.UTC), Optional.of(INSTANT), known, Map.of());
    try (Lake tables = IcebergLake.open(own.resolve("lake"), own.resolve("s"), Clock.systemUTC());
        Engine engine =
            EngineProvider.named("duckdb")
                .open(new EngineSettings(1L << 28, threads, own.resolve("spill"), Map.of()))) {
      FilledLake lake = new FilledLake(tables, engine);
      fill.accept(lake);
      long[] customers =
          Arrays.stream(new String[] {"ann", "bob", "cem"})
              .mapToLong(key -> FilledLake.record(key).value())
              .sorted()
              .toArray();
      try (LakeSequences sequences = LakeSequences.open(lake.context(), config, most)) {
        EventSequences found = sequences.of(INSTANT, customers);
        Observed observed;
        try (PurchaseHistories histories =
            PurchaseHistories.open(tables, engine, config.purchase())) {
          observed = LakeHistories.observed(histories, INSTANT);
        }
        if (known == FeatureConfig.Known.OCCURRED) {
          agrees(found, observed);
        }
        return text(found, customers);
      }
    }
  }

  /** As many purchases as histories have; that is what models of their moments live on. */
  private static void agrees(EventSequences found, Observed observed) {
    int row = 0;
    for (int i = 0; i < found.customers(); i++) {
      int purchases = 0;
      for (int e = found.start(i); e < found.start(i + 1); e++) {
        purchases += found.kinds().get(found.kind(e)).startsWith("order") ? 1 : 0;
      }
      if (purchases > 0) {
        assertThat(observed.history(row++).repeats() + 1)
            .as("purchases of %s", i)
            .isEqualTo(purchases);
      }
    }
    assertThat(row).as("customers who bought").isEqualTo(observed.customers());
  }

  private static List<String> text(EventSequences found, long[] customers) {
    List<String> lines = new ArrayList<>();
    for (String key : List.of("ann", "bob", "cem")) {
      int i = Arrays.binarySearch(customers, FilledLake.record(key).value());
      for (int e = found.start(i); e < found.start(i + 1); e++) {
        lines.add(
            String.format(
                Locale.ROOT,
                "%s %s %.2f days before, %.2f%s",
                key,
                found.kinds().get(found.kind(e)),
                7 * found.weeksBefore(e),
                found.amount(e),
                found.product(e) == 0 ? "" : ", of something"));
      }
    }
    return lines;
  }

  private static void shop(FilledLake lake) {
    lake.order("ann", "2024-01-01", 10)
        .order("ann", "2024-01-01T13:00:00Z", 5) // the same purchase
        .event("ann", "page_view", "2024-02-01", "", Double.NaN)
        .event("ann", "page_view", "2024-02-01T12:30:00Z", "", Double.NaN)
        .event("ann", "page_view", "2024-02-03", "", Double.NaN)
        .order("ann", "2024-02-20", 7)
        .received("2024-03-02")
        .category("shoes")
        .event("bob", "order", "2024-02-10", "B1", 20)
        .event("bob", "order", "2024-02-11", "B2", 30)
        .event("bob", "return", "2024-02-12", "B1", -20);
  }

  @Test
  void are_what_had_happened_before_the_instant() {
    List<String> known = at(FeatureConfig.Known.OCCURRED, 100, 2, LakeSequencesTest::shop);

    assertThat(known)
        .containsExactly(
            "ann order 59.50 days before, 15.00",
            "ann page_view 28.48 days before, 0.00",
            "ann page_view 26.50 days before, 0.00",
            "ann order 9.50 days before, 7.00, of something",
            "bob order 18.50 days before, 30.00",
            "bob return 17.50 days before, -20.00");
    assertThat(
            at(
                FeatureConfig.Known.OCCURRED,
                100,
                2,
                lake -> {
                  shop(lake);
                  lake.order("ann", "2024-03-01T00:00:00Z", 1e6)
                      .order("cem", "2024-03-05", 9)
                      .event("bob", "return", "2024-03-02", "B2", -30)
                      .event("ann", "page_view", "2024-03-01T00:00:00Z", "", Double.NaN);
                }))
        .as("with what happened from the instant on")
        .isEqualTo(known);
  }

  @Test
  void leave_out_what_had_not_reached_us_where_that_is_asked() {
    assertThat(at(FeatureConfig.Known.RECEIVED, 100, 2, LakeSequencesTest::shop))
        .filteredOn(line -> line.startsWith("ann order"))
        .containsExactly("ann order 59.50 days before, 15.00");
  }

  @Test
  void keep_the_last_events_and_all_purchases_the_same_on_any_number_of_threads() {
    List<String> few = at(FeatureConfig.Known.OCCURRED, 1, 1, LakeSequencesTest::shop);

    assertThat(few)
        .hasSize(5)
        .contains("ann order 59.50 days before, 15.00", "ann page_view 26.50 days before, 0.00")
        .isEqualTo(at(FeatureConfig.Known.OCCURRED, 1, 2, LakeSequencesTest::shop));
  }

  @Test
  void are_empty_of_an_empty_lake() {
    assertThat(at(FeatureConfig.Known.OCCURRED, 5, 1, lake -> {})).isEmpty();
  }
}
