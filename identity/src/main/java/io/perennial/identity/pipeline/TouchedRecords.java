// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.identity.Components;
import io.perennial.identity.cluster.Clustering;
import io.perennial.identity.cluster.Edges;
import io.perennial.identity.compare.RecordTable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** The rows that are clustered anew, as the nodes of a graph; the others stay what they were. */
final class TouchedRecords {

  private static final int UNTOUCHED = -1;

  private final RecordTable table;
  private final int[] rows;
  private final int[] nodes;

  TouchedRecords(RecordTable table, BitSet touched) {
    this.table = table;
    rows = touched.stream().toArray();
    nodes = new int[table.records()];
    Arrays.fill(nodes, UNTOUCHED);
    for (int node = 0; node < rows.length; node++) {
      nodes[rows[node]] = node;
    }
  }

  RecordTable table() {
    return table;
  }

  /** How many rows are touched. */
  int size() {
    return rows.length;
  }

  /** The row of a node; nodes ascend with their rows. */
  int row(int node) {
    return rows[node];
  }

  /** The node of a row, or -1 for one that is not touched. */
  int node(int row) {
    return nodes[row];
  }

  /** The pairs of touched rows, with log-odds less {@code shift}. */
  Edges edges(ScoredPairs scores, double shift) {
    Edges edges = new Edges(rows.length);
    for (int i = 0; i < scores.size(); i++) {
      if (nodes[scores.a(i)] != UNTOUCHED) {
        edges.add(nodes[scores.a(i)], nodes[scores.b(i)], scores.logOdds(i) - shift);
      }
    }
    return edges;
  }

  /** What hangs together by pairs, of the nodes. */
  Components components(ScoredPairs scores) {
    Components components = new Components(rows.length);
    for (int i = 0; i < scores.size(); i++) {
      if (nodes[scores.a(i)] != UNTOUCHED) {
        components.join(nodes[scores.a(i)], nodes[scores.b(i)]);
      }
    }
    return components;
  }

  /** The cluster of each row, named by its smallest; of rows that are not touched by customer. */
  int[] clusters(Clustering clustering, RecordDates dates) {
    int[] clusters = new int[nodes.length];
    // a customer has the number of one of its records: its row stands for it, without a map
    int[] first = new int[nodes.length];
    Arrays.fill(first, UNTOUCHED);
    Map<Long, Integer> gone = new HashMap<>();
    for (int row = 0; row < clusters.length; row++) {
      if (nodes[row] == UNTOUCHED) {
        int own = dates.place(dates.former(row));
        if (own < 0) {
          Integer smallest = gone.putIfAbsent(dates.former(row), row);
          clusters[row] = smallest == null ? row : smallest;
        } else {
          first[own] = first[own] == UNTOUCHED ? row : first[own];
          clusters[row] = first[own];
        }
      } else {
        clusters[row] = rows[clustering.clusters()[nodes[row]]];
      }
    }
    return clusters;
  }
}
