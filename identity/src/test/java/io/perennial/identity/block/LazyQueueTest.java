// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.identity.AttributeKind;
import io.perennial.identity.compare.RecordTable;
import io.perennial.identity.compare.RecordTableBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Few values are computed, and the order is as if all were. */
class LazyQueueTest {

  @Property(tries = 300)
  void items_come_in_the_order_of_values_that_fall_from_round_to_round(@ForAll long seed) {
    Random random = new Random(seed);
    Map<String, Double> values = new TreeMap<>();
    LazyQueue<String> queue = new LazyQueue<>(name -> values.getOrDefault(name, 0.0));
    for (int i = random.nextInt(20); i >= 0; i--) {
      String name = "item " + i;
      values.put(name, (double) random.nextInt(6));
      queue.add(name, name, values.getOrDefault(name, 0.0) + random.nextInt(3));
    }
    for (int round = 0; round < 6; round++) {
      queue.nextRound(name -> values.getOrDefault(name, 0.0) + name.length() % 3);
      List<String> expected =
          values.entrySet().stream()
              .filter(entry -> entry.getValue() > 0)
              .sorted(
                  Comparator.comparingDouble((Map.Entry<String, Double> e) -> -e.getValue())
                      .thenComparing(Map.Entry::getKey))
              .map(Map.Entry::getKey)
              .toList();
      List<String> taken = new ArrayList<>();
      List<LazyQueue.Entry<String>> back = new ArrayList<>();
      int most = random.nextInt(expected.size() + 1);
      for (int i = 0; i < most; i++) {
        LazyQueue.Entry<String> next = queue.poll().orElseThrow();
        taken.add(next.item());
        back.add(next);
      }
      assertThat(taken).isEqualTo(expected.subList(0, most));
      if (most == expected.size()) {
        assertThat(queue.poll()).isEqualTo(Optional.empty());
      }
      for (int i = 1; i < back.size(); i++) {
        queue.putBack(back.get(i), back.get(i).value());
      }
      if (!back.isEmpty()) {
        values.remove(back.get(0).item());
      }
      values.replaceAll((name, value) -> Math.max(0, value - random.nextInt(3)));
    }
  }

  @Tag("slow")
  @Test
  void of_forty_attributes_few_rules_are_weighed() {
    RecordTableBuilder builder = new RecordTableBuilder();
    Random random = new Random(1);
    for (int person = 0; person < 1340; person++) {
      String[] says = new String[40];
      for (int j = 0; j < says.length; j++) {
        says[j] = "w" + letters(random.nextInt(150 << (j % 3)));
      }
      for (int copy = 0; copy < 1 + person % 2; copy++) {
        for (int j = 0; j < says.length; j++) {
          if (random.nextInt(5) > 0) {
            String value = random.nextInt(10) > 0 ? says[j] : "x" + letters(random.nextInt(999));
            builder.add(person * 2L + copy, "shop", "trait" + j, value);
          }
        }
      }
    }
    for (int j = 0; j < 40; j++) {
      builder.kind("trait" + j, AttributeKind.CATEGORY);
    }
    RecordTable table = builder.build();

    BlockingReport report = BlockingSuggestion.of(table, List.of(), List.of(), 200, 1).report();

    int forms = KeyForm.of(AttributeKind.CATEGORY).size();
    int n = table.attributes().size();
    long rules = (long) n * forms + (long) n * (n - 1) / 2 * forms * forms;
    assertThat(n).as("attributes that are compared").isGreaterThan(30);
    assertThat(report.rules()).hasSizeGreaterThan(1);
    assertThat(report.weighed())
        .as("of %d rules in %d rounds", rules, report.rules().size())
        .isPositive()
        .isLessThan(rules * report.rules().size() / 2);
  }

  private static String letters(int number) {
    StringBuilder text = new StringBuilder();
    for (int rest = number + 26; rest > 0; rest /= 26) {
      text.append((char) ('a' + rest % 26));
    }
    return text.toString();
  }
}
