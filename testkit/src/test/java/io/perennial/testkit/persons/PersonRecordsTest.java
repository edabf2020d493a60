// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.persons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonRecordsTest {

  private static List<PersonRecord> records(long persons, long seed) {
    List<PersonRecord> all = new ArrayList<>();
    new PersonRecords(persons, seed).each(all::add);
    return all;
  }

  @Test
  void the_same_seed_makes_the_same_records_and_another_others() {
    assertThat(records(500, 3)).isEqualTo(records(500, 3)).isNotEqualTo(records(500, 4));
  }

  @Test
  void a_person_has_one_and_a_half_records_on_average_and_each_a_key() {
    List<PersonRecord> all = records(20_000, 1);

    assertThat(all.stream().map(PersonRecord::key)).doesNotHaveDuplicates();
    assertThat(all.stream().map(PersonRecord::person).distinct()).hasSize(20_000);
    assertThat(all.size() / 20_000e0).isCloseTo(1.5, within(0.03));
  }

  @Test
  void nothing_alone_tells_who_somebody_is() {
    Map<String, Set<Long>> byEmail = new HashMap<>();
    Map<String, Set<Long>> byDevice = new HashMap<>();
    Map<Long, Set<String>> streets = new HashMap<>();
    for (PersonRecord record : records(20_000, 1)) {
      byEmail
          .computeIfAbsent(record.values().getOrDefault("email", ""), e -> new HashSet<>())
          .add(record.person());
      byDevice
          .computeIfAbsent(record.values().getOrDefault("device", ""), e -> new HashSet<>())
          .add(record.person());
      streets
          .computeIfAbsent(record.person(), e -> new HashSet<>())
          .add(record.values().getOrDefault("street", ""));
    }
    byEmail.remove("");
    byDevice.remove("");

    assertThat(byEmail.values()).as("shared e-mails").anyMatch(persons -> persons.size() > 1);
    assertThat(byDevice.values()).as("handed on").anyMatch(persons -> persons.size() > 1);
    assertThat(streets.values()).as("moves, typing errors").anyMatch(s -> s.size() > 2);
  }

  @Test
  void a_file_has_a_line_for_each_record(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("persons.csv");

    new PersonRecords(100, 1).write(file);

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(1 + records(100, 1).size());
    assertThat(lines.get(0)).startsWith("record,person,household,source,given_name,");
    assertThat(
            lines.stream()
                .map(line -> line.chars().filter(c -> c == ',').count())
                .collect(Collectors.toSet()))
        .containsExactly(12L);
  }
}
