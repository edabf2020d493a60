// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.identity.cluster.Constraint;
import io.perennial.lake.Tables;
import io.perennial.lake.step.StepReport;
import io.perennial.testkit.contract.FilledLake;
import io.perennial.testkit.persons.PersonRecord;
import io.perennial.testkit.persons.PersonRecords;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people say of records holds, and taken back it is as if it had never been said. */
class UndoneMergeTest {

  @TempDir Path folder;

  private static List<PersonRecord> simulate(int persons) {
    List<PersonRecord> records = new ArrayList<>();
    new PersonRecords(persons, 5).each(records::add);
    return records;
  }

  @Test
  void an_undone_merge_leaves_what_would_have_been_to_the_last_bit() {
    List<PersonRecord> records = simulate(60);
    try (ResolvedLake merged = new ResolvedLake(folder.resolve("merged"));
        ResolvedLake never = new ResolvedLake(folder.resolve("never"))) {
      for (ResolvedLake lake : List.of(merged, never)) {
        records.forEach(record -> lake.record(record.key(), record.values()));
        lake.resolve();
      }
      List<String> before = merged.links();
      assertThat(before).isEqualTo(never.links());
      Random random = new Random(2);
      for (int i = 0; i < 12; i++) {
        String one = records.get(random.nextInt(records.size())).key();
        String other = records.get(random.nextInt(records.size())).key();
        if (!one.equals(other)) {
          merged.say(random.nextInt(3) > 0 ? "must-link" : "cannot-link", one, other, false);
        }
      }
      for (ResolvedLake lake : List.of(merged, never)) {
        lake.resolve();
        lake.record("late", Map.of("given_name", "Late", "email", "late@x.org"));
        lake.resolve();
      }
      assertThat(merged.links()).isNotEqualTo(never.links());

      merged.takeBack().resolve();
      never.resolve();

      assertThat(merged.links()).isEqualTo(never.links());
      assertThat(merged.scores()).isEqualTo(never.scores());
    }
  }

  @Tag("slow")
  @Test
  void an_undone_join_of_a_new_record_leaves_what_would_have_been_too() {
    try (ResolvedLake joined = new ResolvedLake(folder.resolve("joined"));
        ResolvedLake never = new ResolvedLake(folder.resolve("never"))) {
      for (ResolvedLake lake : List.of(joined, never)) {
        lake.record("a", Map.of("email", "ada@x.org", "name", "Ada"))
            .record("b", Map.of("email", "bob@x.org", "name", "Bob"));
        lake.resolve();
        lake.record("late", Map.of("email", "ada@x.org", "name", "Ada"));
        lake.filled().claim("late", "email", "bob@x.org");
        lake.record("guest", Map.of("email", "ada@x.org", "name", "Ada"));
      }
      never.say("cannot-link", "a", "late", false).say("cannot-link", "b", "late", false);
      never.say("cannot-link", "guest", "late", false);
      joined.resolve();
      never.resolve();

      long late = FilledLake.record("late").value();
      assertThat(joined.customers())
          .as("late ties a and b")
          .containsEntry(late, joined.customer("a"));
      assertThat(joined.customer("b")).isEqualTo(joined.customer("a"));
      assertThat(joined.changes())
          .as("the merge has its evidence, through who is new")
          .anySatisfy(change -> assertThat(change).matches(".*\\|merge\\|\\d+\\|\\d+\\|0\\.\\d+"))
          .anySatisfy(
              change -> assertThat(change).startsWith(late + "|" + late).contains("|join|"));

      joined.say("cannot-link", "a", "late", false).say("cannot-link", "b", "late", false);
      joined.say("cannot-link", "guest", "late", false);
      joined.resolve();
      never.resolve();

      assertThat(joined.links()).isEqualTo(never.links());
      assertThat(joined.scores()).isEqualTo(never.scores());
    }
  }

  @Test
  void what_people_say_outweighs_scores_and_later_runs() {
    try (ResolvedLake lake = new ResolvedLake(folder)) {
      lake.record("a", Map.of("email", "ada@x.org", "name", "Ada Lovelace"))
          .record("b", Map.of("email", "ada@x.org", "name", "Ada Lovelace"))
          .record("c", Map.of("email", "charles@x.org", "name", "Charles Babbage"));
      lake.resolve();
      assertThat(lake.customer("a")).isEqualTo(lake.customer("b"));

      lake.say("cannot-link", "a", "b", false).say("must-link", "a", "c", false);
      StepReport report = lake.resolve();

      assertThat(lake.customer("a")).isNotEqualTo(lake.customer("b")).isEqualTo(lake.customer("c"));
      assertThat(report.message()).contains("1 customer split");
      assertThat(
              lake.filled()
                  .rows(
                      Tables.IDENTITY_CHANGES,
                      "SELECT DISTINCT kind FROM identity_changes ORDER BY 1"))
          .isNotEmpty();
      lake.record("d", Map.of("email", "dora@x.org", "name", "Dora"));
      lake.resolve();
      assertThat(lake.customer("a")).isNotEqualTo(lake.customer("b"));
    }
  }

  @Test
  void sides_are_kept_apart_record_by_record_until_that_is_taken_back() {
    try (ResolvedLake lake = new ResolvedLake(folder)) {
      List<String> keys = List.of("a", "b", "c", "d", "e");
      keys.forEach(key -> lake.record(key, Map.of("email", "ada@x.org", "name", "Ada")));
      lake.resolve();
      List<String> before = lake.links();
      assertThat(lake.customers().values()).as("one customer").containsOnly(lake.customer("a"));

      ConstraintBook book = new ConstraintBook(lake.lake(), lake.engine());
      book.add(
          List.of(
              StatedConstraint.of(
                  Constraint.Kind.CANNOT_LINK,
                  keys.subList(0, 3).stream().map(ResolvedLake::id).toList(),
                  keys.subList(3, 5).stream().map(ResolvedLake::id).toList(),
                  Instant.parse("2026-01-01T00:00:30Z"),
                  "test",
                  "")));
      lake.resolve();
      assertThat(lake.customer("c")).isEqualTo(lake.customer("a")).isEqualTo(lake.customer("b"));
      assertThat(lake.customer("d")).isEqualTo(lake.customer("e")).isNotEqualTo(lake.customer("a"));

      book.revoke(Set.of(1), Instant.parse("2026-01-01T00:02:30Z"));
      lake.resolve();
      assertThat(lake.links()).isEqualTo(before);
    }
  }

  @Test
  void what_is_revoked_no_longer_holds() {
    try (ResolvedLake lake = new ResolvedLake(folder)) {
      lake.record("a", Map.of("email", "ada@x.org", "name", "Ada"))
          .record("b", Map.of("email", "bob@x.org", "name", "Bob"))
          .say("must-link", "a", "b", true);
      lake.resolve();

      assertThat(lake.customer("a")).isNotEqualTo(lake.customer("b"));
    }
  }

  @Test
  void records_without_claims_can_be_linked_too() {
    try (ResolvedLake lake = new ResolvedLake(folder)) {
      lake.filled().order("a", "2025-01-01", 1).order("b", "2025-01-02", 1);
      lake.say("must-link", "a", "b", false).say("must-link", "b", "unknown", false);
      lake.resolve();

      assertThat(lake.customer("b"))
          .isEqualTo(lake.customer("a"))
          .isEqualTo(FilledLake.record("a").value());
      assertThat(lake.links().get(0)).contains("said to be the same");
    }
  }

  @Test
  void contradictions_are_told_with_both_and_the_later_holds() {
    try (ResolvedLake lake = new ResolvedLake(folder)) {
      lake.record("a", Map.of("name", "Ada"))
          .record("b", Map.of("name", "Bob"))
          .say("must-link", "a", "b", false)
          .say("cannot-link", "a", "b", false);
      String pair =
          Stream.of("a", "b")
              .map(key -> ResolvedLake.id(key).toString())
              .sorted(Comparator.comparing(Long::parseLong))
              .collect(Collectors.joining(" "));
      assertThat(lake.saidWhileResolving())
          .contains(
              "Constraint must-link " + pair + " is set aside: it contradicts cannot-link " + pair);
      StepReport report = lake.resolve();

      assertThat(report.figures()).containsEntry("contradicting_constraints", 1.0);
      assertThat(report.message()).contains("1 constraint cannot hold with others");
      assertThat(lake.customer("a")).isNotEqualTo(lake.customer("b"));
    }
  }
}
