// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

import io.perennial.identity.Components;
import java.util.Arrays;

/** Which records are judged together. */
final class ComponentsOfPairs {

  private ComponentsOfPairs() {}

  static RecordGroups of(
      Graph graph, Constraints constraints, PairScore missing, ClusterSettings settings) {
    int nodes = graph.nodes();
    Components components = new Components(nodes);
    for (int node = 0; node < nodes; node++) {
      if (constraints.unit(node) != node) {
        components.join(constraints.unit(node), node);
      }
      for (int at = graph.start(node); at < graph.end(node); at++) {
        int other = graph.neighbour(at);
        if (other > node && graph.weight(at) > 0 && !constraints.apart(node, other)) {
          components.join(node, other);
        }
      }
    }
    if (missing != PairScore.UNKNOWN) {
      widen(graph, constraints, settings, components);
    }
    int[] componentOf = new int[nodes];
    for (int node = 0; node < nodes; node++) {
      componentOf[node] = components.of(node);
    }
    return RecordGroups.of(componentOf);
  }

  /** Joins components by pairs that are not quite probable, the surest first. */
  private static void widen(
      Graph graph, Constraints constraints, ClusterSettings settings, Components components) {
    long least = Graph.units(settings.widen(), settings.cap());
    int[] ends = new int[1024];
    long[] order = new long[512];
    int count = 0;
    int[] size = new int[graph.nodes()];
    for (int node = 0; node < graph.nodes(); node++) {
      size[components.of(node)]++;
      for (int at = graph.start(node); at < graph.end(node); at++) {
        int other = graph.neighbour(at);
        long weight = graph.weight(at);
        if (other > node && weight <= 0 && weight >= least && !constraints.apart(node, other)) {
          if (count == order.length) {
            order = Arrays.copyOf(order, count * 2);
            ends = Arrays.copyOf(ends, count * 4);
          }
          ends[2 * count] = node;
          ends[2 * count + 1] = other;
          order[count] = (-weight << 32) | count;
          count++;
        }
      }
    }
    Arrays.sort(order, 0, count);
    for (int i = 0; i < count; i++) {
      int pair = (int) order[i];
      int one = components.of(ends[2 * pair]);
      int other = components.of(ends[2 * pair + 1]);
      if (one != other && size[one] + size[other] <= settings.scoredUpTo()) {
        components.join(one, other);
        size[Math.min(one, other)] = size[one] + size[other];
      }
    }
  }
}
