// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.identity.IdentityConfig;
import io.perennial.identity.model.MatchModel;
import io.perennial.testkit.contract.FilledLake;
import io.perennial.testkit.persons.PersonRecord;
import io.perennial.testkit.persons.PersonRecords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityIndexTest {

  @TempDir Path folder;

  private static Map<String, List<String>> said(PersonRecord record) {
    Map<String, List<String>> said = new TreeMap<>();
    record.values().forEach((name, value) -> said.put(name, List.of(value)));
    return said;
  }

  @Test
  void it_says_of_a_new_record_what_the_next_resolution_says() {
    List<PersonRecord> records = new ArrayList<>();
    new PersonRecords(400, 11).each(records::add);
    List<PersonRecord> asked = new ArrayList<>();
    try (ResolvedLake lake = new ResolvedLake(folder)) {
      lake.with(
          IdentityConfig.defaults()
              .withBlocking(
                  List.of("email", "phone", "family_name:sounds+given_name", "street"), 50));
      for (int i = 0; i < records.size(); i++) {
        if (i % 12 == 5) {
          asked.add(records.get(i));
        } else {
          lake.record(records.get(i).key(), records.get(i).values());
        }
      }
      lake.resolve();
      IdentityIndex index =
          IdentityIndex.of(lake.lake(), lake.engine(), lake.config()).orElseThrow();
      assertThat(index.records()).isEqualTo(records.size() - asked.size());
      List<Optional<IdentityIndex.Match>> answers = new ArrayList<>();
      for (PersonRecord record : asked) {
        answers.add(index.find("shop", said(record)));
        lake.record(record.key(), record.values());
      }
      lake.resolve();

      int same = 0;
      int found = 0;
      for (int i = 0; i < asked.size(); i++) {
        long record = FilledLake.record(asked.get(i).key()).value();
        long customer = lake.customer(asked.get(i).key());
        long answer = answers.get(i).map(match -> match.customer().value()).orElse(record);
        same += answer == customer ? 1 : 0;
        found += answers.get(i).isPresent() ? 1 : 0;
      }
      assertThat(found).as("of " + asked.size()).isGreaterThan(asked.size() / 10);
      assertThat(same).as("same answer, of " + asked.size()).isGreaterThan(asked.size() * 9 / 10);
      answers.stream()
          .flatMap(Optional::stream)
          .forEach(
              match -> {
                assertThat(match.probability()).isBetween(0.5, 1.0);
                assertThat(match.reason()).endsWith("as another record");
              });
    }
  }

  @Test
  void where_all_pairs_are_compared_the_last_record_is_found_as_the_first() {
    List<PersonRecord> records = new ArrayList<>();
    new PersonRecords(150, 3).each(records::add);
    try (ResolvedLake lake = new ResolvedLake(folder)) {
      records.forEach(record -> lake.record(record.key(), record.values()));
      lake.resolve();
      IdentityIndex index =
          IdentityIndex.of(lake.lake(), lake.engine(), lake.config()).orElseThrow();

      int known = 0;
      int found = 0;
      for (PersonRecord record : records) {
        if (record.values().size() > 4) {
          known++;
          long customer = lake.customer(record.key());
          found +=
              index
                      .find("shop", said(record))
                      .filter(m -> m.customer().value() == customer)
                      .isPresent()
                  ? 1
                  : 0;
        }
      }

      assertThat(known).isGreaterThan(100);
      assertThat(found).as("of %d that say the same again", known).isGreaterThan(known * 9 / 10);
    }
  }

  @Test
  void nothing_and_strangers_are_nobody() {
    try (ResolvedLake lake = new ResolvedLake(folder)) {
      assertThat(IdentityIndex.of(lake.lake(), lake.engine(), lake.config()))
          .as("nothing was resolved")
          .isEmpty();
      lake.record("a", Map.of("email", "ada@x.org", "name", "Ada Lovelace"))
          .record("b", Map.of("email", "bob@x.org", "name", "Bob Byron"));
      lake.resolve();
      IdentityIndex index =
          IdentityIndex.of(lake.lake(), lake.engine(), lake.config()).orElseThrow();

      assertThat(index.find("shop", Map.of())).isEmpty();
      assertThat(index.find("shop", Map.of("email", List.of("n/a")))).isEmpty();
      assertThat(index.find("shop", Map.of("name", List.of("Charles Babbage")))).isEmpty();
      assertThat(
              index.find(
                  "shop", Map.of("email", List.of("ADA@x.org"), "name", List.of("Lovelace, Ada"))))
          .hasValueSatisfying(
              match -> assertThat(match.customer().value()).isEqualTo(lake.customer("a")));
    }
  }

  @Test
  void a_single_record_is_read_as_all_were() {
    List<String> given = List.of("Bob", "Eve", "Max", "Ida", "Tom", "Ann");
    List<String> family = List.of("Turing", "Hopper", "Noether", "Gauss", "Euler", "Curie");
    try (ResolvedLake lake = new ResolvedLake(folder)) {
      for (int i = 0; i < 36; i++) {
        String born = (1 + i % 12) + "/" + (13 + i % 15) + "/19" + (50 + i);
        lake.record("a" + i, person(given.get(i % 6), family.get(i / 6), born));
        if (i % 3 == 0) {
          String name = given.get(i % 6) + " " + family.get(i / 6);
          lake.record("b" + i, Map.of("name", name, "birth_date", born));
        }
      }
      lake.record("ada", person("Ada", "Lovelace", "03/04/1980"));
      lake.record("iso", person("Grete", "Hermann", "1980-05-06"));
      lake.resolve();
      IdentityIndex index =
          IdentityIndex.of(lake.lake(), lake.engine(), lake.config()).orElseThrow();

      assertThat(
              index.find(
                  "shop",
                  Map.of("name", List.of("Ada Lovelace"), "birth_date", List.of("1980-03-04"))))
          .as("a full name is taken apart, the month was said first")
          .hasValueSatisfying(
              match -> assertThat(match.customer().value()).isEqualTo(lake.customer("ada")));
      assertThat(
              index.find(
                  "shop",
                  Map.of("name", List.of("Grete Hermann"), "birth_date", List.of("05/06/1980"))))
          .as("the month comes first in a date of the one that asks")
          .hasValueSatisfying(
              match -> {
                assertThat(match.customer().value()).isEqualTo(lake.customer("iso"));
                assertThat(match.reason()).contains("same birth date");
              });
      assertThat(index.find("shop", Map.of("name", List.of("Ada Lovelace"))))
          .as("a name alone, which nobody else has")
          .isPresent();
    }
  }

  private static Map<String, String> person(String given, String family, String born) {
    return Map.of("first_name", given, "last_name", family, "birth_date", born);
  }

  @Test
  void products_are_found_by_the_codes_in_their_titles() {
    Map<String, Map<String, String>> products = Things.products(120, 3);
    List<String> asked = List.of("b0", "b15", "b30", "b45", "b60", "b75", "b90", "b105");
    try (ResolvedLake lake = new ResolvedLake(folder)) {
      products.forEach(
          (key, said) -> {
            if (!asked.contains(key)) {
              lake.record(key, said);
            }
          });
      lake.resolve();
      IdentityIndex index =
          IdentityIndex.of(lake.lake(), lake.engine(), lake.config()).orElseThrow();
      Map<String, IdentityIndex.Match> answers = new TreeMap<>();
      for (String key : asked) {
        Map<String, List<String>> said = new TreeMap<>();
        products.get(key).forEach((name, value) -> said.put(name, List.of(value)));
        index.find("shop", said).ifPresent(match -> answers.put(key, match));
        lake.record(key, products.get(key));
      }
      lake.resolve();

      assertThat(answers).hasSizeGreaterThan(3);
      answers.forEach(
          (key, match) -> {
            assertThat(lake.customer(key)).isEqualTo(match.customer().value());
            assertThat(lake.logOdds(key).stream().map(MatchModel::probability))
                .as("to the last bit")
                .contains(match.probability());
          });
    }
  }

  @Test
  void a_customer_of_very_many_records_is_found_by_some_of_them() {
    try (ResolvedLake lake = new ResolvedLake(folder)) {
      new PersonRecords(60, 4).each(person -> lake.record(person.key(), person.values()));
      for (int i = 0; i < 400; i++) {
        lake.record("guest" + i, guest("guest" + i / 4 + "@x.org"));
      }
      lake.resolve();
      assertThat(lake.customer("guest399")).isEqualTo(lake.customer("guest0"));
      IdentityIndex index =
          IdentityIndex.of(lake.lake(), lake.engine(), lake.config()).orElseThrow();
      Map<String, List<String>> asked = new TreeMap<>();
      guest("another@x.org").forEach((name, value) -> asked.put(name, List.of(value)));

      assertThat(index.find("shop", asked))
          .hasValueSatisfying(
              match -> assertThat(match.customer().value()).isEqualTo(lake.customer("guest0")));
    }
  }

  private static Map<String, String> guest(String email) {
    return Map.of(
        "given_name",
        "Wilhelmina",
        "family_name",
        "Drais",
        "city",
        "Mannheim",
        "street",
        "Schlossplatz 1",
        "birth_date",
        "1985-04-29",
        "email",
        email);
  }
}
