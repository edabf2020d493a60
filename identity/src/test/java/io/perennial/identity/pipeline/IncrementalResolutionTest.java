// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.identity.IdentityConfig;
import io.perennial.lake.step.StepReport;
import io.perennial.testkit.persons.PersonRecord;
import io.perennial.testkit.persons.PersonRecords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same records and the same model give the same customers, whatever came when. */
class IncrementalResolutionTest {

  private static final int ORDERS = 4;

  @TempDir Path folder;

  private final List<PersonRecord> records = new ArrayList<>();

  /** Blocks are small, so that some are cut, now here, now there. */
  private final IdentityConfig config =
      IdentityConfig.defaults()
          .withBlocking(
              List.of("email", "phone", "family_name:start", "postcode", "given_name:start"), 8);

  @BeforeEach
  void simulate() {
    new PersonRecords(120, 3).each(records::add);
  }

  @Test
  @Tag("slow")
  void any_order_and_any_batches_give_the_same_as_all_at_once() {
    try (ResolvedLake whole = new ResolvedLake(folder.resolve("whole")).with(config)) {
      records.forEach(record -> whole.record(record.key(), record.values()));
      whole.resolve();
      assertThat(whole.scores()).hasSizeGreaterThan(20);
      for (int order = 0; order < ORDERS; order++) {
        Random random = new Random(order);
        List<PersonRecord> shuffled = new ArrayList<>(records);
        Collections.shuffle(shuffled, random);
        try (ResolvedLake grown =
            new ResolvedLake(folder.resolve("order" + order)).with(config).take(whole.model())) {
          for (int from = 0; from < shuffled.size(); ) {
            int to = Math.min(shuffled.size(), from + 1 + random.nextInt(80));
            shuffled.subList(from, to).forEach(r -> grown.record(r.key(), r.values()));
            from = to;
            StepReport report = grown.resolve();
            assertThat(report.figures()).containsEntry("model_fitted", 0.0);
          }

          assertThat(grown.scores()).as("scores in order " + order).isEqualTo(whole.scores());
          assertThat(grown.partition()).isEqualTo(whole.partition());
          assertThat(grown.beliefs()).isEqualTo(whole.beliefs());
        }
      }
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"businesses", "products"})
  void things_compared_by_their_words_are_the_same_in_any_order_and_batches(String kind) {
    Map<String, Map<String, String>> things =
        kind.equals("products") ? Things.products(120, 8) : Things.businesses(120, 8);
    try (ResolvedLake whole = new ResolvedLake(folder.resolve("whole"));
        ResolvedLake grown = new ResolvedLake(folder.resolve("grown"))) {
      things.forEach(whole::record);
      whole.resolve();
      assertThat(whole.scores()).hasSizeGreaterThan(20);
      List<Map.Entry<String, Map<String, String>>> shuffled = Things.entries(things);
      Random random = new Random(2);
      Collections.shuffle(shuffled, random);
      grown.take(whole.model());
      for (int from = 0; from < shuffled.size(); ) {
        int to = Math.min(shuffled.size(), from + 1 + random.nextInt(80));
        shuffled.subList(from, to).forEach(one -> grown.record(one.getKey(), one.getValue()));
        from = to;
        assertThat(grown.resolve().figures()).containsEntry("model_fitted", 0.0);
      }

      assertThat(grown.scores()).isEqualTo(whole.scores());
      assertThat(grown.partition()).isEqualTo(whole.partition());
      assertThat(grown.beliefs()).isEqualTo(whole.beliefs());
    }
  }

  @Test
  void what_a_record_says_later_counts_as_if_it_had_said_it_at_once() {
    try (ResolvedLake whole = new ResolvedLake(folder.resolve("whole")).with(config);
        ResolvedLake grown = new ResolvedLake(folder.resolve("grown")).with(config)) {
      records.forEach(record -> whole.record(record.key(), record.values()));
      whole.resolve();
      grown.take(whole.model());
      Random random = new Random(9);
      List<Map.Entry<String, Map<String, String>>> later = new ArrayList<>();
      for (PersonRecord record : records) {
        if (random.nextInt(4) == 0) {
          record
              .values()
              .forEach((name, value) -> later.add(Map.entry(record.key(), Map.of(name, value))));
        } else {
          grown.record(record.key(), record.values());
        }
      }
      grown.resolve();
      Collections.shuffle(later, random);
      later.subList(0, later.size() / 2).forEach(one -> grown.record(one.getKey(), one.getValue()));
      grown.resolve();
      later
          .subList(later.size() / 2, later.size())
          .forEach(one -> grown.record(one.getKey(), one.getValue()));
      grown.resolve();

      assertThat(grown.scores()).isEqualTo(whole.scores());
      assertThat(grown.partition()).isEqualTo(whole.partition());
      assertThat(grown.beliefs()).isEqualTo(whole.beliefs());
    }
  }

  @Test
  void only_pairs_of_what_changed_are_compared_again() {
    try (ResolvedLake lake = new ResolvedLake(folder)) {
      lake.with(config.withBlocking(List.of("email", "postcode+family_name:start"), 200));
      records.forEach(record -> lake.record(record.key(), record.values()));
      double all = lake.resolve().figures().get("pairs_compared");

      assertThat(lake.resolve().figures()).containsEntry("pairs_compared", 0.0);

      List<String> before = lake.links();
      lake.record("new", Map.of("email", "somebody@new.org", "family_name", "Newton"));
      double few = lake.resolve().figures().get("pairs_compared");

      assertThat(few).isLessThan(all / 4);
      assertThat(lake.links()).containsAll(before).hasSize(before.size() + 1);
    }
  }
}
