// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts a component of too many records to score each pair: greedy additive edge contraction over
 * the told pairs. What two clusters weigh to each other is what is told of them and, for the pairs
 * not told, as many times the mean of a sample (64 pairs at most) that is scored.
 */
final class LargeComponent {

  /*
   * Pairs wait in a queue with the weight they had when they were put there. Told pairs only grow
   * in number, pairs not told mostly speak against: the weight waits too high rather than too low.
   * One that comes to the front is weighed anew; it is joined if it has kept half of its weight,
   * else it goes back. So a pair comes to the front a few dozen times at most, and a star of
   * 100,000 records costs no square. When clusters are joined, the one with fewer neighbours is
   * renamed: O(pairs · log²).
   */

  /** So many records speak for their cluster: 8 × 8 is the sample. */
  static final int SPEAKERS = 8;

  private final Graph graph;
  private final Constraints constraints;
  private final PairScore score;
  private final Objective objective;

  private final int[] records;
  private final int[] unitOf;
  private final int[] parent;
  private final int[] name;
  private final long[] size;
  private final int[][] speakers;
  private final int[][] neighbours;
  private final int[] neighbourCount;
  private final int[][] exclusive;
  private final int[][] unitValues;
  private final Map<Integer, List<Integer>> apartOf = new HashMap<>();
  private final PairSums sums;
  private final PairQueue queue;

  private LargeComponent(
      int[] records,
      Graph graph,
      Constraints constraints,
      PairScore score,
      ClusterSettings settings) {
    this.records = records;
    this.graph = graph;
    this.constraints = constraints;
    this.score = score;
    this.objective = new Objective(settings);
    unitOf = new int[records.length];
    int units = 0;
    int pairs = 0;
    for (int i = 0; i < records.length; i++) {
      int first = constraints.unit(records[i]);
      unitOf[i] = first == records[i] ? units++ : unitOf[place(first)];
      pairs += graph.end(records[i]) - graph.start(records[i]);
    }
    parent = new int[units];
    name = new int[units];
    for (int unit = 0; unit < units; unit++) {
      parent[unit] = unit;
      name[unit] = unit;
    }
    size = new long[units];
    speakers = new int[units][];
    neighbours = new int[units][];
    neighbourCount = new int[units];
    exclusive = exclusive(units);
    unitValues = exclusive(units);
    for (int i = 0; i < records.length; i++) {
      int unit = unitOf[i];
      size[unit]++;
      speakers[unit] = with(speakers[unit], records[i]);
      neighbours[unit] = new int[2];
    }
    sums = new PairSums(pairs / 2);
    queue = new PairQueue(pairs / 2);
  }

  /** The part of each record, named by the place of its first. */
  static int[] partition(
      int[] records,
      Graph graph,
      Constraints constraints,
      PairScore score,
      ClusterSettings settings) {
    LargeComponent component = new LargeComponent(records, graph, constraints, score, settings);
    component.fill();
    component.contract();
    return component.parts();
  }

  private int[][] exclusive(int units) {
    List<int[]> attributes = constraints.exclusive();
    int[][] values = new int[attributes.size()][units];
    for (int attribute = 0; attribute < values.length; attribute++) {
      for (int i = 0; i < records.length; i++) {
        values[attribute][unitOf[i]] = attributes.get(attribute)[constraints.unit(records[i])];
      }
    }
    return values;
  }

  private int place(int record) {
    return Arrays.binarySearch(records, record);
  }

  private void fill() {
    for (int i = 0; i < records.length; i++) {
      for (int at = graph.start(records[i]); at < graph.end(records[i]); at++) {
        int j = graph.neighbour(at) > records[i] ? place(graph.neighbour(at)) : -1;
        if (j >= 0 && unitOf[i] != unitOf[j]) {
          tie(unitOf[i], unitOf[j], objective.of(graph.weight(at)), 1);
        }
      }
    }
    for (long pair : constraints.apartUnits()) {
      int one = place((int) (pair >>> 32));
      int other = place((int) pair);
      if (one >= 0 && other >= 0) {
        tie(unitOf[one], unitOf[other], 0, PairSums.APART);
        apartOf.computeIfAbsent(unitOf[one], unit -> new ArrayList<>()).add(unitOf[other]);
        apartOf.computeIfAbsent(unitOf[other], unit -> new ArrayList<>()).add(unitOf[one]);
      }
    }
    for (int unit = 0; unit < parent.length; unit++) {
      for (int k = 0; k < neighbourCount[unit]; k++) {
        int other = neighbours[unit][k];
        if (other > unit) {
          enqueue(unit, other);
        }
      }
    }
  }

  private void tie(int one, int other, long weight, int count) {
    if (sums.find(one, other) < 0) {
      addNeighbour(one, other);
      addNeighbour(other, one);
    }
    sums.add(one, other, weight, count);
  }

  private void addNeighbour(int of, int neighbour) {
    if (neighbourCount[of] == neighbours[of].length) {
      neighbours[of] = Arrays.copyOf(neighbours[of], neighbourCount[of] * 2);
    }
    neighbours[of][neighbourCount[of]++] = neighbour;
  }

  /** Puts a pair of clusters into the queue if what is told speaks for it. */
  private void enqueue(int one, int other) {
    int at = sums.find(one, other);
    if (sums.count(at) != PairSums.APART && sums.sum(at) > 0) {
      queue.add(sums.sum(at), Constraints.pair(name[one], name[other]));
    }
  }

  private void contract() {
    while (!queue.isEmpty()) {
      long waited = queue.topWeight();
      long pair = queue.topPair();
      queue.removeTop();
      int one = cluster((int) (pair >>> 32));
      int other = cluster((int) pair);
      if (one != other) {
        long weight = Math.min(waited, weigh(one, other));
        if (weight > 0 && weight >= waited - weight) {
          join(one, other);
        } else if (weight > 0) {
          queue.add(weight, Constraints.pair(name[one], name[other]));
        }
      }
    }
  }

  private int cluster(int unit) {
    int at = unit;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  /** What speaks for two clusters being one; 0 or less for what must not be. */
  private long weigh(int one, int other) {
    int at = sums.find(one, other);
    if (at < 0 || sums.count(at) == PairSums.APART) {
      return 0;
    }
    for (int[] values : exclusive) {
      if (values[one] >= 0 && values[other] >= 0 && values[one] != values[other]) {
        return 0;
      }
    }
    double untold = (double) size[one] * size[other] - sums.count(at);
    if (untold <= 0) {
      return sums.sum(at);
    }
    return (long) (sums.sum(at) + untold * meanUntold(speakers[one], speakers[other]));
  }

  /** What pairs of these that are not told count on average, as scored. */
  private double meanUntold(int[] some, int[] others) {
    double sum = 0;
    int asked = 0;
    for (int a : some) {
      for (int b : others) {
        if (a != b && graph.findPair(a, b) < 0) {
          double said = score.logOdds(Math.min(a, b), Math.max(a, b));
          sum += objective.of(objective.said(said));
          asked++;
        }
      }
    }
    return asked > 0 ? sum / asked : objective.of(Graph.UNTOLD);
  }

  /** The same of some of a unit's records and those who speak for a cluster and are still in it. */
  double meanUntold(int[] some, int unit, int cluster, int[] clusterOf) {
    int[] others =
        Arrays.stream(speakers[cluster])
            .filter(record -> unitOf[place(record)] != unit)
            .filter(record -> clusterOf[unitOf[place(record)]] == cluster)
            .toArray();
    return meanUntold(some, others);
  }

  /** Gives the told pairs of a record: the unit at the other end, and what the pair counts. */
  void told(int record, ToldPair visitor) {
    for (int at = graph.start(record); at < graph.end(record); at++) {
      int other = place(graph.neighbour(at));
      if (other >= 0) {
        visitor.see(unitOf[other], objective.of(graph.weight(at)));
      }
    }
  }

  /** One told pair. */
  interface ToldPair {
    void see(int unit, long weight);
  }

  /** Whether nothing keeps a unit from a cluster. */
  boolean mayJoin(int unit, int cluster, int[] clusterOf) {
    for (int k = 0; k < exclusive.length; k++) {
      int value = unitValues[k][unit];
      if (value >= 0 && exclusive[k][cluster] >= 0 && value != exclusive[k][cluster]) {
        return false;
      }
    }
    for (int other : apartOf.getOrDefault(unit, List.of())) {
      if (clusterOf[other] == cluster) {
        return false;
      }
    }
    return true;
  }

  /** A unit is in another cluster now. */
  void moved(int unit, int cluster) {
    for (int k = 0; k < exclusive.length; k++) {
      exclusive[k][cluster] = Math.max(exclusive[k][cluster], unitValues[k][unit]);
    }
  }

  private void join(int one, int other) {
    boolean swap = neighbourCount[one] < neighbourCount[other];
    int into = swap ? other : one;
    int from = swap ? one : other;
    parent[from] = into;
    name[into] = Math.min(name[into], name[from]);
    size[into] += size[from];
    speakers[into] = speakers(speakers[into], speakers[from]);
    for (int[] values : exclusive) {
      values[into] = Math.max(values[into], values[from]);
    }
    sums.remove(sums.find(one, other));
    for (int k = 0; k < neighbourCount[from]; k++) {
      int neighbour = cluster(neighbours[from][k]);
      int at = neighbour == into ? -1 : sums.find(from, neighbour);
      if (at >= 0) {
        long sum = sums.sum(at);
        int count = sums.count(at);
        sums.remove(at);
        tie(into, neighbour, sum, count);
        enqueue(into, neighbour);
      }
    }
    neighbours[from] = new int[0];
    speakers[from] = new int[0];
  }

  private static int[] with(int[] records, int record) {
    return records == null ? new int[] {record} : speakers(records, new int[] {record});
  }

  /** Those who speak for both: all, or spread evenly among them in the order of records. */
  private static int[] speakers(int[] one, int[] other) {
    int[] all = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, all, one.length, other.length);
    Arrays.sort(all);
    if (all.length <= SPEAKERS) {
      return all;
    }
    int[] spread = new int[SPEAKERS];
    for (int i = 0; i < SPEAKERS; i++) {
      spread[i] = all[i * (all.length - 1) / (SPEAKERS - 1)];
    }
    return spread;
  }

  private int[] parts() {
    int units = parent.length;
    int[] clusterOf = new int[units];
    for (int unit = 0; unit < units; unit++) {
      clusterOf[unit] = cluster(unit);
    }
    int[] count = new int[units];
    for (int unit : unitOf) {
      count[unit]++;
    }
    int[][] recordsOf = new int[units][];
    for (int i = records.length - 1; i >= 0; i--) {
      int unit = unitOf[i];
      recordsOf[unit] = recordsOf[unit] == null ? new int[count[unit]] : recordsOf[unit];
      recordsOf[unit][--count[unit]] = records[i];
    }
    LargeMoves.apply(this, clusterOf, recordsOf);
    int[] first = new int[units];
    Arrays.fill(first, -1);
    int[] parts = new int[records.length];
    for (int i = 0; i < records.length; i++) {
      int cluster = clusterOf[unitOf[i]];
      first[cluster] = first[cluster] < 0 ? i : first[cluster];
      parts[i] = first[cluster];
    }
    return parts;
  }
}
