// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.identity.Components;
import io.perennial.identity.IdentityConfig;
import io.perennial.identity.LinkAttribute;
import io.perennial.identity.cluster.ConstraintsBuilder;
import io.perennial.identity.compare.RecordTable;
import io.perennial.identity.model.MatchModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The attributes of a table of which a person has one value at most. A value that was of too many
 * records to link when the model was fitted says nothing: it is a shop's own.
 */
final class OnePerPerson {

  private final RecordTable table;
  private final MatchModel model;
  private final int mostRecords;
  private final int[] attributes;

  OnePerPerson(IdentityConfig config, RecordTable table, MatchModel model) {
    this.table = table;
    this.model = model;
    mostRecords = config.maxRecordsPerValue();
    List<String> names = config.onePerPerson().stream().map(LinkAttribute::name).toList();
    int[] found = new int[names.size()];
    int count = 0;
    for (int k = 0; k < table.attributes().size(); k++) {
      if (names.contains(table.attributes().get(k).name())) {
        found[count++] = k;
      }
    }
    attributes = Arrays.copyOf(found, count);
  }

  boolean isEmpty() {
    return attributes.length == 0;
  }

  private String name(int attribute) {
    return table.attributes().get(attribute).name();
  }

  private boolean counts(int attribute, int code) {
    return model.records(name(attribute), table.hash(attribute, code)) <= mostRecords;
  }

  /** Whether a row has a value of its own. */
  private boolean says(int attribute, int row) {
    for (int nth = 0; nth < table.values(attribute, row); nth++) {
      if (counts(attribute, table.value(attribute, row, nth))) {
        return true;
      }
    }
    return false;
  }

  private boolean share(int attribute, int one, int other) {
    for (int i = 0; i < table.values(attribute, one); i++) {
      for (int k = 0; k < table.values(attribute, other); k++) {
        if (table.value(attribute, one, i) == table.value(attribute, other, k)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The attributes of which a row and others, who are one, have values, and none in common. */
  List<String> keepApart(int one, int... others) {
    List<String> names = new ArrayList<>();
    for (int attribute : attributes) {
      if (says(attribute, one)
          && Arrays.stream(others).anyMatch(other -> says(attribute, other))
          && Arrays.stream(others).noneMatch(other -> share(attribute, one, other))) {
        names.add(name(attribute));
      }
    }
    return names;
  }

  /**
   * Tells the values of nodes to constraints. They are told anew for each component: that a record
   * has two values makes these equal among those with whom it may be one customer, not for others;
   * so what holds of a component follows from its records.
   *
   * @param components of the nodes: what may be one customer, through others or not
   */
  void addTo(ConstraintsBuilder builder, TouchedRecords records, Components components) {
    int[] sizes = new int[records.size()];
    for (int node = 0; node < sizes.length; node++) {
      sizes[components.of(node)]++;
    }
    for (int attribute : attributes) {
      long[] keys = new long[16];
      int[] nodes = new int[16];
      int count = 0;
      for (int node = 0; node < sizes.length; node++) {
        int root = components.of(node);
        int row = records.row(node);
        for (int nth = 0; sizes[root] > 1 && nth < table.values(attribute, row); nth++) {
          int code = table.value(attribute, row, nth);
          if (counts(attribute, code)) {
            if (count == keys.length) {
              keys = Arrays.copyOf(keys, count * 2);
              nodes = Arrays.copyOf(nodes, count * 2);
            }
            keys[count] = ((long) root << 32) | code;
            nodes[count++] = node;
          }
        }
      }
      long[] distinct = Arrays.stream(keys, 0, count).sorted().distinct().toArray();
      for (int i = 0; i < count; i++) {
        builder.exclusive(name(attribute), nodes[i], Arrays.binarySearch(distinct, keys[i]));
      }
    }
  }
}
