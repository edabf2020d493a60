// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.identity.IdentityConfig;
import io.perennial.testkit.persons.PersonRecord;
import io.perennial.testkit.persons.PersonRecords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of what a person has one at most, records with different ones are kept apart. */
class OnePerPersonTest {

  private static final IdentityConfig CARD = IdentityConfig.defaults().withOnePerPerson("card");

  @TempDir Path folder;

  private static Map<String, String> ada(String card) {
    Map<String, String> says =
        new HashMap<>(Map.of("name", "Ada Lovelace", "email", "ada@x.org", "city", "London"));
    if (!card.isEmpty()) {
      says.put("card", card);
    }
    return says;
  }

  /** Others, so that there is something to learn from. */
  private static void fill(ResolvedLake lake) {
    List<PersonRecord> all = new ArrayList<>();
    new PersonRecords(24, 3).each(all::add);
    all.forEach(record -> lake.record(record.key(), record.values()));
  }

  @Test
  void different_values_keep_apart_whatever_else_is_equal() {
    try (ResolvedLake lake = new ResolvedLake(folder)) {
      fill(lake);
      lake.record("a", ada("1000017")).record("b", ada("2000093")).record("c", ada("1000017"));
      lake.resolve();
      assertThat(lake.customer("a")).as("without the rule").isEqualTo(lake.customer("b"));

      lake.with(CARD).resolve();

      assertThat(lake.customer("a")).isEqualTo(lake.customer("c")).isNotEqualTo(lake.customer("b"));
      PairJudge judge =
          PairJudge.of(
                  List.of(ResolvedLake.id("a"), ResolvedLake.id("b"), ResolvedLake.id("c")),
                  lake.lake(),
                  lake.engine(),
                  CARD)
              .orElseThrow();
      assertThat(judge.keptApartBy(ResolvedLake.id("a"), ResolvedLake.id("b")))
          .as("what explain tells")
          .containsExactly("card");
      assertThat(judge.keptApartBy(ResolvedLake.id("a"), ResolvedLake.id("c"))).isEmpty();
      IdentityIndex index = IdentityIndex.of(lake.lake(), lake.engine(), CARD).orElseThrow();
      assertThat(
              index
                  .find(
                      "shop",
                      Map.of(
                          "name", List.of("Ada Lovelace"),
                          "city", List.of("London"),
                          "email", List.of("ada@x.org"),
                          "card", List.of("2000093")))
                  .orElseThrow()
                  .customer()
                  .value())
          .as("who is looked up")
          .isEqualTo(lake.customer("b"));
    }
  }

  @Test
  void keys_alone_obey_it_too() {
    try (ResolvedLake lake = new ResolvedLake(folder)) {
      lake.record("a", Map.of("email", "ada@x.org", "card", "1000017"))
          .record("b", Map.of("email", "ada@x.org", "card", "2000093"))
          .record("c", Map.of("email", "eve@x.org"))
          .record("d", Map.of("email", "eve@x.org"));
      lake.with(
          IdentityConfig.defaults()
              .withLinkBy("email", "card")
              .withMethod(IdentityConfig.Method.KEYS)
              .withOnePerPerson("card"));
      lake.resolve();

      assertThat(lake.customer("a")).isNotEqualTo(lake.customer("b"));
      assertThat(lake.customer("c")).isEqualTo(lake.customer("d"));
    }
  }

  @Test
  void a_word_of_a_person_outweighs_it_and_both_are_told() {
    try (ResolvedLake lake = new ResolvedLake(folder)) {
      fill(lake);
      lake.record("a", ada("1000017")).record("b", ada("2000093"));
      lake.with(CARD).say("must-link", "a", "b", false);
      List<String> said = lake.saidWhileResolving();

      assertThat(lake.customer("a")).isEqualTo(lake.customer("b"));
      long a = ResolvedLake.id("a").value();
      long b = ResolvedLake.id("b").value();
      long one = Math.min(a, b);
      long other = Math.max(a, b);
      assertThat(said)
          .contains(
              "One card per person keeps records %d and %d apart, but is set aside: it contradicts"
                      .formatted(one, other)
                  + " must-link %d %d".formatted(one, other));
    }
  }

  @Test
  void a_value_of_very_many_records_is_no_person_s() {
    try (ResolvedLake lake = new ResolvedLake(folder)) {
      for (int i = 0; i < 60; i++) {
        lake.record(
            "k" + i,
            Map.of(
                "name", "Name " + (char) ('a' + i % 26) + i, "email", i + "@x.org", "card", "77"));
      }
      lake.record("a", ada("77")).record("b", ada("1000017"));
      lake.with(CARD).resolve();

      assertThat(lake.customer("a")).isEqualTo(lake.customer("b"));
    }
  }

  @Test
  void who_has_both_values_is_not_torn() {
    try (ResolvedLake lake = new ResolvedLake(folder)) {
      fill(lake);
      lake.record("a", ada("1000017")).record("b", ada("2000093")).record("c", ada("1000017"));
      lake.record("c", Map.of("card", "2000093"));
      lake.with(CARD).resolve();

      assertThat(lake.customer("a")).isEqualTo(lake.customer("b")).isEqualTo(lake.customer("c"));
    }
  }

  @Tag("slow")
  @Test
  void whatever_came_when_the_result_is_the_same() {
    List<Map.Entry<String, Map<String, String>>> says = new ArrayList<>();
    Random random = new Random(4);
    new PersonRecords(45, 3)
        .each(
            record -> {
              Map<String, String> values = new TreeMap<>(record.values());
              values.put("card", "card " + record.person() + " " + random.nextInt(2));
              if (random.nextInt(5) == 0) {
                values.remove("card");
              } else if (random.nextInt(4) == 0) {
                says.add(Map.entry(record.key(), Map.of("card", "card " + record.person() + " 1")));
              }
              says.add(Map.entry(record.key(), values));
            });
    List<String> keys = says.stream().map(Map.Entry::getKey).toList();
    for (int i = 0; i < 9; i++) {
      String to = i < 3 ? "nobody " + i % 2 : keys.get(random.nextInt(keys.size()));
      says.add(Map.entry(keys.get(random.nextInt(keys.size())), Map.of("redirect", to)));
    }
    IdentityConfig config =
        CARD.withBlocking(List.of("email", "phone", "family_name:start", "postcode"), 8);
    try (ResolvedLake whole = new ResolvedLake(folder.resolve("whole")).with(config)) {
      says.forEach(one -> whole.record(one.getKey(), one.getValue()));
      whole.resolve();
      for (int order = 0; order < 2; order++) {
        Collections.shuffle(says, random);
        try (ResolvedLake grown =
            new ResolvedLake(folder.resolve("order" + order)).with(config).take(whole.model())) {
          for (int from = 0; from < says.size(); ) {
            int to = Math.min(says.size(), from + 1 + random.nextInt(60));
            says.subList(from, to).forEach(one -> grown.record(one.getKey(), one.getValue()));
            from = to;
            grown.resolve();
          }

          assertThat(grown.partition()).as("order " + order).isEqualTo(whole.partition());
          assertThat(grown.beliefs()).isEqualTo(whole.beliefs());
        }
      }
    }
  }
}
