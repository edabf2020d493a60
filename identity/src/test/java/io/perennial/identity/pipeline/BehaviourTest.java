// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.domain.RecordId;
import io.perennial.identity.Behaviour;
import io.perennial.identity.IdentityConfig;
import io.perennial.identity.compare.ComparedAttribute;
import io.perennial.identity.model.Waterfall;
import io.perennial.lake.step.Progress;
import io.perennial.testkit.persons.PersonRecord;
import io.perennial.testkit.persons.PersonRecords;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Visits that records share and products bought again are compared, where that is asked for. */
class BehaviourTest {

  private static final String SESSIONS = Behaviour.SESSIONS.attribute();
  private static final String BASKETS = Behaviour.BASKETS.attribute();

  @TempDir Path folder;

  private final List<PersonRecord> records = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();

  private final IdentityConfig config =
      IdentityConfig.defaults()
          .withMaxRecordsPerValue(3)
          .withBlocking(List.of("email", "family_name:start", "\"shared sessions\"", "postcode"), 8)
          .withBehaviour(EnumSet.allOf(Behaviour.class));

  /** A visit or, where there is a product, an order. */
  private record Event(String key, String session, String product, LocalDate day) {

    void tell(ResolvedLake lake) {
      if (product.isEmpty()) {
        lake.filled().visit(key, session, day.toString());
      } else {
        lake.filled().bought(key, product, day.toString());
      }
    }
  }

  @BeforeEach
  void simulate() {
    new PersonRecords(80, 3).each(records::add);
    Random random = new Random(1);
    Map<String, Integer> visitors = new HashMap<>();
    for (int i = 0; i < records.size(); i++) {
      String key = records.get(i).key();
      for (int visit = 0; visit < 2; visit++) {
        // some visits become those of more than three records on the way
        String session = "s" + random.nextInt(records.size());
        visitors.merge(session, 1, Integer::sum);
        events.add(new Event(key, session, "", LocalDate.of(2026, 1, 1 + random.nextInt(20))));
      }
      for (int order = 0; order < 5; order++) {
        events.add(
            new Event(
                key, "", "P-" + random.nextInt(4), LocalDate.of(2026, 1, 1 + random.nextInt(20))));
      }
    }
    assertThat(visitors.values()).contains(1, 2, 3).anyMatch(n -> n > 3);
  }

  private ResolvedLake whole(String name, IdentityConfig by) {
    ResolvedLake lake = new ResolvedLake(folder.resolve(name)).with(by);
    records.forEach(record -> lake.record(record.key(), record.values()));
    events.forEach(event -> event.tell(lake));
    lake.resolve();
    return lake;
  }

  private static Set<String> attributes(ResolvedLake lake) {
    Set<String> names = new TreeSet<>();
    lake.model().model().levels().forEach(levels -> names.add(levels.attribute()));
    return names;
  }

  @Test
  void a_model_is_of_its_behaviour() {
    assertThat(config.withBehaviour(Set.of()).canonicalOfModel()).doesNotContain("behaviour");
    assertThat(config.canonicalOfModel()).endsWith(" behaviour [SESSIONS, BASKETS]");
  }

  @Test
  void whoever_judges_a_pair_later_hears_what_the_run_heard() {
    try (ResolvedLake lake = whole("lake", config)) {
      assertThat(attributes(lake)).contains(SESSIONS, BASKETS).doesNotContain(BASKETS + " codes");
      assertThat(
              BlockingExplanation.of(
                      lake.lake(), lake.engine(), config, Clock.systemUTC(), 1, Progress.silent())
                  .attributes())
          .extracting(ComparedAttribute::name)
          .contains(SESSIONS, BASKETS);
      List<String> scores = lake.scores();
      assertThat(scores).hasSizeGreaterThan(20);
      boolean shared = false;
      for (String row : scores) {
        String[] cells = row.split("\\|", -1);
        RecordId a = new RecordId(Long.parseLong(cells[0]));
        RecordId b = new RecordId(Long.parseLong(cells[1]));
        PairJudge judge =
            PairJudge.of(List.of(a, b), lake.lake(), lake.engine(), config).orElseThrow();
        assertThat(judge.logOdds(a, b)).isEqualTo(Double.parseDouble(cells[2]));
        Waterfall waterfall = judge.explain(a, b);
        shared |= waterfall.toString().contains(SESSIONS);
        if (shared) {
          break;
        }
      }
      assertThat(shared).as("a pair that shares a visit has a score").isTrue();
      assertThat(IdentityIndex.of(lake.lake(), lake.engine(), config)).isPresent();
    }
  }

  @Test
  void events_that_come_later_count_as_if_they_had_been_there_at_once() {
    try (ResolvedLake whole = whole("whole", config);
        ResolvedLake grown = new ResolvedLake(folder.resolve("grown")).with(config)) {
      grown.take(whole.model());
      records.forEach(record -> grown.record(record.key(), record.values()));
      List<Event> shuffled = new ArrayList<>(events);
      Collections.shuffle(shuffled, new Random(4));
      int half = shuffled.size() / 2;
      for (int part = 0; part < 2; part++) {
        int to = part == 1 ? shuffled.size() : (part + 1) * half;
        shuffled.subList(part * half, to).forEach(event -> event.tell(grown));
        assertThat(grown.resolve().figures()).containsEntry("model_fitted", 0.0);
      }

      assertThat(grown.scores()).isEqualTo(whole.scores());
      assertThat(grown.partition()).isEqualTo(whole.partition());
      assertThat(grown.beliefs()).isEqualTo(whole.beliefs());
    }
  }

  @Test
  void what_is_switched_on_is_read_by_the_next_run() {
    try (ResolvedLake lake = whole("lake", config.withBehaviour(Set.of()))) {
      List<String> before = lake.beliefs();
      assertThat(attributes(lake)).doesNotContain(SESSIONS, BASKETS);
      lake.with(config).resolve();
      assertThat(attributes(lake)).contains(SESSIONS, BASKETS);
      lake.with(config.withBehaviour(Set.of())).resolve();

      assertThat(lake.beliefs()).isEqualTo(before);
    }
  }
}
