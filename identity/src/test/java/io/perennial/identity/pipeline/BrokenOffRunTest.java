// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.identity.IdentityConfig;
import io.perennial.lake.Tables;
import io.perennial.testkit.persons.PersonRecord;
import io.perennial.testkit.persons.PersonRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that is killed after any of its commits leaves nothing that the next does not make good.
 */
class BrokenOffRunTest {

  @TempDir Path folder;

  /** A lake that was resolved once, and of which then more was said. */
  @BeforeEach
  void resolveOnce() {
    List<PersonRecord> records = new ArrayList<>();
    new PersonRecords(24, 3).each(records::add);
    int first = records.size() - 6;
    try (ResolvedLake lake = new ResolvedLake(folder.resolve("once"))) {
      records.subList(0, first).forEach(record -> lake.record(record.key(), record.values()));
      lake.record("x", Map.of("email", "x@x.org", "family_name", "Xanten"));
      lake.record("y", Map.of("email", "y@y.org", "family_name", "Xanten"));
      lake.resolve();
      // z ties x and y; the others are new
      records.subList(first, records.size()).forEach(r -> lake.record(r.key(), r.values()));
      lake.record("z", Map.of("email", "y@y.org", "family_name", "Xanten"));
      lake.filled().claim("z", "email", "x@x.org");
      lake.customers();
    }
  }

  private ResolvedLake copy(String name, IdentityConfig config) throws IOException {
    Path from = folder.resolve("once");
    Path to = folder.resolve(name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
    return new ResolvedLake(to).later(1).with(config);
  }

  /** As by default, but a pair must be more probable to be linked. */
  private static IdentityConfig sure() {
    IdentityConfig config = IdentityConfig.defaults();
    return new IdentityConfig(
        config.method(),
        config.linkBy(),
        config.onePerPerson(),
        config.maxRecordsPerValue(),
        config.compare(),
        config.blockOn(),
        config.maxBlock(),
        .9,
        config.households(),
        config.survivorship(),
        config.labels());
  }

  private static void compare(ResolvedLake lake, ResolvedLake fresh, String when) {
    assertThat(lake.customers()).as("customers, %s", when).isEqualTo(fresh.customers());
    assertThat(lake.beliefs()).as("links, %s", when).isEqualTo(fresh.beliefs());
    assertThat(lake.scores()).as("scores, %s", when).isEqualTo(fresh.scores());
    assertThat(lake.changes()).as("changes, %s", when).isEqualTo(fresh.changes());
    assertThat(lake.filled().rows(Tables.GOLDEN_RECORDS, GOLDEN))
        .as("golden records, %s", when)
        .isEqualTo(fresh.filled().rows(Tables.GOLDEN_RECORDS, GOLDEN));
  }

  private static final String GOLDEN =
      "SELECT customer_id, attribute, record_id, value_hash FROM golden_records ORDER BY 1, 2";

  @Test
  void the_next_run_gives_what_one_that_nobody_killed_would_have_given() throws IOException {
    try (ResolvedLake fresh = copy("fresh", sure())) {
      fresh.resolve();
      assertThat(fresh.changes())
          .anyMatch(change -> change.contains("merge"))
          .anyMatch(change -> change.contains("join"));
      // after scores, changes, links; what comes later is made anew in each run
      for (int commits : List.of(1, 3, 4)) {
        try (ResolvedLake lake = copy("killed-" + commits, sure())) {
          assertThat(lake.isKilledAfter(commits)).isTrue();
          lake.resolve();
          compare(lake, fresh, "killed after commit " + commits);
        }
      }
    }
  }

  @Tag("slow")
  @Test
  void also_where_keys_decide_and_where_two_runs_are_killed() throws IOException {
    IdentityConfig keys = IdentityConfig.defaults().withMethod(IdentityConfig.Method.KEYS);
    try (ResolvedLake fresh = copy("fresh", keys);
        ResolvedLake lake = copy("killed", keys)) {
      fresh.resolve();
      assertThat(lake.isKilledAfter(2)).isTrue();
      assertThat(lake.isKilledAfter(1)).isTrue();
      lake.resolve();

      compare(lake, fresh, "killed twice");
    }
  }
}
