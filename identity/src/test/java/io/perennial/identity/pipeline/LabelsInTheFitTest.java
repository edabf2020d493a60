// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.testkit.contract.FilledLake;
import io.perennial.testkit.persons.PersonRecord;
import io.perennial.testkit.persons.PersonRecords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people know of some pairs joins what the data say of all. */
class LabelsInTheFitTest {

  @TempDir Path folder;

  /** Labels that a test writes down. */
  private record Known(String fingerprint, PairLabels labels) implements LabelSource {
    @Override
    public PairLabels read(long[] records, Consumer<String> remark) {
      assertThat(records).isSorted();
      return labels;
    }
  }

  private static List<PersonRecord> simulate(int persons, long seed) {
    List<PersonRecord> all = new ArrayList<>();
    new PersonRecords(persons, seed).each(all::add);
    return all;
  }

  private static Map<Long, Long> persons(List<PersonRecord> records) {
    Map<Long, Long> persons = new HashMap<>();
    records.forEach(r -> persons.put(FilledLake.record(r.key()).value(), r.person()));
    return persons;
  }

  /** So many of the scored pairs, with the truth. */
  private static PairLabels pairs(ResolvedLake lake, Map<Long, Long> persons, int most, long seed) {
    List<String> scores = new ArrayList<>(lake.scores());
    Collections.shuffle(scores, new Random(seed));
    PairLabels labels = new PairLabels();
    for (String score : scores.subList(0, most)) {
      String[] cells = score.split("\\|", -1);
      long a = Long.parseLong(cells[0]);
      long b = Long.parseLong(cells[1]);
      labels.pair(a, b, persons.get(a).equals(persons.get(b)));
    }
    return labels;
  }

  private static double f1(ResolvedLake lake, Map<Long, Long> persons) {
    Map<String, Long> both = new HashMap<>();
    Map<Long, Long> found = new HashMap<>();
    Map<Long, Long> known = new HashMap<>();
    lake.partition()
        .forEach(
            (record, customer) -> {
              both.merge(customer + " " + persons.get(record), 1L, Long::sum);
              found.merge(customer, 1L, Long::sum);
              known.merge(persons.get(record), 1L, Long::sum);
            });
    return 2 * pairs(both) / (pairs(found) + pairs(known));
  }

  private static double pairs(Map<?, Long> sizes) {
    return sizes.values().stream().mapToDouble(n -> n * (n - 1) / 2.0).sum();
  }

  @Test
  void two_hundred_labels_improve_what_is_found_or_keep_it() {
    double without = 0;
    double with = 0;
    for (long seed = 1; seed <= 2; seed++) {
      List<PersonRecord> records = simulate(500, seed);
      Map<Long, Long> persons = persons(records);
      try (ResolvedLake lake = new ResolvedLake(folder.resolve("seed" + seed))) {
        records.forEach(record -> lake.record(record.key(), record.values()));
        lake.resolve();
        without += f1(lake, persons);
        lake.learning(new Known("200", pairs(lake, persons, 200, seed)));

        assertThat(lake.resolve().figures())
            .containsEntry("model_fitted", 1.0)
            .containsEntry("labelled_pairs", 200.0);
        with += f1(lake, persons);
      }
    }

    assertThat(with / 2).as("F1, seen: .89 after .67").isGreaterThan(without / 2 + 0.1);
  }

  @Test
  void a_model_is_fitted_anew_for_other_labels_only_and_batches_do_not_matter() {
    List<PersonRecord> records = simulate(100, 7);
    PairLabels labels = new PairLabels();
    persons(records).forEach(labels::person);
    try (ResolvedLake whole =
            new ResolvedLake(folder.resolve("whole")).learning(new Known("one", labels));
        ResolvedLake grown =
            new ResolvedLake(folder.resolve("grown")).learning(new Known("one", labels))) {
      records.forEach(record -> whole.record(record.key(), record.values()));
      assertThat(whole.resolve().message()).contains("learned with ").contains(" labelled pairs");
      assertThat(whole.resolve().figures()).containsEntry("model_fitted", 0.0);
      grown.take(whole.model());
      for (int i = 0; i < records.size(); i++) {
        grown.record(records.get(i).key(), records.get(i).values());
        if (i % 50 == 49) {
          assertThat(grown.resolve().figures()).containsEntry("model_fitted", 0.0);
        }
      }
      grown.resolve();

      assertThat(grown.scores()).isEqualTo(whole.scores());
      assertThat(grown.partition()).isEqualTo(whole.partition());

      whole.learning(new Known("other", labels));
      assertThat(whole.resolve().figures()).containsEntry("model_fitted", 1.0);
    }
  }
}
