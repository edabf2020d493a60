// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import io.perennial.decide.action.Fairness;
import io.perennial.decide.allocate.Limit;
import io.perennial.decide.allocate.Offers;
import io.perennial.decide.allocate.Scope;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.segment.rule.Scheme;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * In which groups customers are whose shares are to be alike: one number for each customer, and for
 * each number the group that it means in each comparison. Shares are of all customers of a group,
 * not of those alone for whom something is possible.
 */
final class Groups {

  /** More of one word cannot be compared two by two in sensible time. */
  private static final int MOST = 20;

  private static final String UNKNOWN = "unknown";
  private static final String HOLDS = "those";
  private static final String OTHERS = "all others";

  private final List<Fairness> fairness;
  private final List<List<String>> words = new ArrayList<>();
  private final Map<List<String>, Integer> numbers = new HashMap<>();
  private final int[] groupOf;
  private long[] members = new long[16];

  private Groups(List<Fairness> fairness, int customers) {
    this.fairness = fairness;
    groupOf = new int[customers];
  }

  /** Reads them: a pass over customers, where there is a comparison. */
  static Groups read(CustomerView view, Known known, DecideConfig config) {
    Groups groups = new Groups(config.fairness(), config.fairness().isEmpty() ? 0 : known.size());
    if (config.fairness().isEmpty()) {
      return groups;
    }
    try (Batches rows = view.groups(config.fairness(), config.actions().size())) {
      while (rows.next()) {
        for (int i = 0; i < rows.batch().rows(); i++) {
          int row = known.row(rows.batch().longs(0)[i]);
          groups.groupOf[row] = groups.number(groups.words(rows.batch(), i, config));
          groups.members[groups.groupOf[row]]++;
        }
      }
    }
    groups.requireFew();
    return groups;
  }

  private List<String> words(Batch batch, int row, DecideConfig config) {
    List<String> told = new ArrayList<>(fairness.size());
    int rule = config.actions().size();
    for (int k = 0; k < fairness.size(); k++) {
      if (fairness.get(k).by().isPresent()) {
        told.add(batch.isNull(1 + k, row) ? UNKNOWN : batch.texts(1 + k)[row]);
      } else {
        long bits = batch.longs(1 + k)[row];
        told.add((bits >> rule++ % Scheme.MOST_RULES & 1) != 0 ? HOLDS : OTHERS);
      }
    }
    return told;
  }

  private int number(List<String> told) {
    return numbers.computeIfAbsent(
        told,
        these -> {
          words.add(List.copyOf(these));
          if (words.size() > members.length) {
            members = Arrays.copyOf(members, 2 * members.length);
          }
          return words.size() - 1;
        });
  }

  private void requireFew() {
    for (int k = 0; k < fairness.size(); k++) {
      Set<String> different = new HashSet<>();
      for (List<String> told : words) {
        different.add(told.get(k));
      }
      if (different.size() > MOST) {
        throw new IllegalArgumentException(
            "Cannot compare "
                + different.size()
                + " groups in decide.fairness."
                + fairness.get(k).name()
                + " (must be at most "
                + MOST
                + "; choose a word of fewer values, or a condition)");
      }
    }
  }

  /**
   * The offers to customers in these groups.
   *
   * @param row of each customer of the offers among all that are known
   */
  Offers of(Offers offers, IntUnaryOperator row) {
    if (words.isEmpty()) {
      return offers;
    }
    int[] group = new int[offers.customers()];
    Arrays.setAll(group, i -> groupOf[row.applyAsInt(i)]);
    return offers.inGroups(names(), group).withMembers(Arrays.copyOf(members, words.size()));
  }

  /**
   * What is to be kept to. Groups in which one contact is more than the difference are left out.
   */
  List<Limit> limits() {
    List<Limit> limits = new ArrayList<>();
    for (int k = 0; k < fairness.size(); k++) {
      Map<String, Set<String>> parts = new TreeMap<>();
      Map<String, Long> sizes = new HashMap<>();
      for (int g = 0; g < words.size(); g++) {
        String word = words.get(g).get(k);
        parts.computeIfAbsent(word, key -> new HashSet<>()).add(names().get(g));
        sizes.merge(word, members[g], Long::sum);
      }
      double within = fairness.get(k).within();
      parts.keySet().removeIf(word -> sizes.getOrDefault(word, 0L) * within < 1);
      if (parts.size() >= 2) {
        limits.add(
            new Limit.Alike(
                "fairness of " + fairness.get(k).name(),
                Scope.all(),
                List.copyOf(parts.values()),
                within));
      }
    }
    return limits;
  }

  private List<String> names() {
    return words.stream().map(told -> String.join(" / ", told)).toList();
  }
}
