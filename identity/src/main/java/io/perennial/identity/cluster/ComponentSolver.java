// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

import java.util.Arrays;

/** Solves one component after the other, and keeps what came out. */
final class ComponentSolver {

  private final Graph graph;
  private final Constraints constraints;
  private final PairScore score;
  private final ClusterSettings settings;

  private final int[] clusterOf;
  private final double[] confidence;
  private final double[] clusterConfidence;

  /** In which matrix a node was judged; its other pairs are counted one by one. */
  private final int[] matrixOf;

  private final int[] placeOf;
  private int matrices;
  private final Clustering.Figures figures = new Clustering.Figures();

  ComponentSolver(Graph graph, Constraints constraints, PairScore score, ClusterSettings settings) {
    this.graph = graph;
    this.constraints = constraints;
    this.score = score;
    this.settings = settings;
    int nodes = graph.nodes();
    clusterOf = new int[nodes];
    for (int node = 0; node < nodes; node++) {
      clusterOf[node] = node;
    }
    confidence = new double[nodes];
    Arrays.fill(confidence, 1);
    clusterConfidence = confidence.clone();
    matrixOf = new int[nodes];
    placeOf = new int[nodes];
    Arrays.fill(placeOf, -1);
  }

  /** Solves a component of at least two records, ascending. */
  void solve(int[] records) {
    figures.components++;
    if (records.length <= settings.scoredUpTo()) {
      solveScored(records);
      return;
    }
    figures.largeComponents++;
    int[] parts = LargeComponent.partition(records, graph, constraints, score, settings);
    RecordGroups groups = RecordGroups.of(parts);
    for (int group = 0; group < groups.size(); group++) {
      int[] part = groups.members(group);
      for (int i = 0; i < part.length; i++) {
        part[i] = records[part[i]];
      }
      if (part.length <= settings.scoredUpTo()) {
        solveScored(part);
      } else {
        keepLarge(part);
      }
    }
  }

  private void solveScored(int[] records) {
    int[] unitOf = new int[records.length];
    int units = 0;
    for (int i = 0; i < records.length; i++) {
      placeOf[records[i]] = i;
      int first = constraints.unit(records[i]);
      unitOf[i] = first == records[i] ? units++ : unitOf[placeOf[first]];
    }
    int[] recordsOf = new int[units];
    int[] firstOf = new int[units];
    for (int i = records.length - 1; i >= 0; i--) {
      recordsOf[unitOf[i]]++;
      firstOf[unitOf[i]] = records[i];
    }
    WeightMatrix weights = weights(records, unitOf, units);
    for (int a = 0; a < units; a++) {
      for (int b = a + 1; b < units; b++) {
        if (constraints.apart(firstOf[a], firstOf[b])) {
          weights.forbid(a, b);
        }
      }
    }
    for (int record : records) {
      placeOf[record] = -1;
    }
    int[] found = partition(weights);
    keep(records, unitOf, recordsOf, weights, found);
  }

  private WeightMatrix weights(int[] records, int[] unitOf, int units) {
    int n = records.length;
    long[] scored = new long[n * n];
    boolean[] known = new boolean[n * n];
    for (int i = 0; i < n; i++) {
      for (int at = graph.start(records[i]); at < graph.end(records[i]); at++) {
        int j = placeOf[graph.neighbour(at)];
        if (j > i) {
          known[i * n + j] = true;
          scored[i * n + j] = graph.weight(at);
          scored[j * n + i] = graph.weight(at);
        }
      }
      for (int j = i + 1; j < n; j++) {
        if (constraints.apart(records[i], records[j])) {
          scored[i * n + j] = Graph.FORBIDDEN;
          scored[j * n + i] = Graph.FORBIDDEN;
        } else if (!known[i * n + j] && unitOf[i] != unitOf[j]) {
          double said = score.logOdds(records[i], records[j]);
          figures.pairsAsked++;
          double logOdds = Double.isNaN(said) ? settings.missing() : said;
          scored[i * n + j] = Graph.units(logOdds, settings.cap());
          scored[j * n + i] = scored[i * n + j];
        }
      }
    }
    if (units < n) {
      SaidSupport.raise(scored, unitOf, units);
    }
    WeightMatrix weights = new WeightMatrix(units);
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        if (unitOf[i] != unitOf[j]) {
          weights.add(unitOf[i], unitOf[j], scored[i * n + j]);
        }
      }
    }
    return weights;
  }

  private int[] partition(WeightMatrix weights) {
    int[] found = GreedyPartition.of(weights);
    long bound = weights.bound();
    boolean isExact = weights.value(found) == bound;
    if (!isExact && weights.units() <= settings.exactUpTo()) {
      found = ExactPartition.of(weights);
      isExact = true;
    }
    figures.exactComponents += isExact ? 1 : 0;
    long value = weights.value(found);
    figures.value += Graph.logOdds(value);
    figures.bound += Graph.logOdds(isExact ? value : bound);
    return found;
  }

  private void keep(
      int[] records, int[] unitOf, int[] recordsOf, WeightMatrix weights, int[] found) {
    matrices++;
    int[] nameOf = new int[found.length];
    Arrays.fill(nameOf, -1);
    double[] own = new double[found.length];
    double[] whole = new double[found.length];
    for (int first = 0; first < found.length; first++) {
      if (found[first] == first) {
        int[] members = members(found, first);
        Joins joins = Joins.of(weights, members, recordsOf);
        figures.expectedFalsePairs += joins.expectedFalse();
        for (int i = 0; i < members.length; i++) {
          own[members[i]] = joins.confidence(i);
          whole[members[i]] = joins.weakest();
        }
      }
    }
    for (int i = 0; i < records.length; i++) {
      int unit = unitOf[i];
      int cluster = found[unit];
      nameOf[cluster] = nameOf[cluster] < 0 ? records[i] : nameOf[cluster];
      clusterOf[records[i]] = nameOf[cluster];
      confidence[records[i]] = own[unit];
      clusterConfidence[records[i]] = whole[unit];
      matrixOf[records[i]] = matrices;
    }
    missedBetween(weights, recordsOf, found);
  }

  private static int[] members(int[] found, int cluster) {
    int count = 0;
    for (int name : found) {
      count += name == cluster ? 1 : 0;
    }
    int[] members = new int[count];
    int next = 0;
    for (int unit = 0; unit < found.length; unit++) {
      if (found[unit] == cluster) {
        members[next++] = unit;
      }
    }
    return members;
  }

  /** Pairs of records that were put apart and are expected to be one customer. */
  private void missedBetween(WeightMatrix weights, int[] recordsOf, int[] found) {
    int units = found.length;
    double[] between = new double[units * units];
    long[] records = new long[units];
    for (int a = 0; a < units; a++) {
      records[found[a]] += recordsOf[a];
      for (int b = 0; b < units; b++) {
        if (found[a] != found[b]) {
          between[found[a] * units + found[b]] +=
              weights.isForbidden(a, b)
                  ? Double.NEGATIVE_INFINITY
                  : Graph.logOdds(weights.get(a, b));
        }
      }
    }
    for (int a = 0; a < units; a++) {
      for (int b = a + 1; b < units; b++) {
        if (found[a] == a && found[b] == b) {
          double pairs = (double) records[a] * records[b];
          figures.expectedMissedPairs += pairs * Graph.probability(between[a * units + b] / pairs);
        }
      }
    }
  }

  private void keepLarge(int[] records) {
    SpanningJoins joins = SpanningJoins.of(records, graph, constraints);
    figures.expectedFalsePairs += joins.expectedFalse();
    figures.largestUnscored = Math.max(figures.largestUnscored, records.length);
    for (int i = 0; i < records.length; i++) {
      clusterOf[records[i]] = records[0];
      confidence[records[i]] = joins.confidence(i);
      clusterConfidence[records[i]] = joins.weakest();
    }
  }

  Clustering result() {
    int[] closest = new int[graph.nodes()];
    for (int node = 0; node < graph.nodes(); node++) {
      closest[node] = -1;
      long most = Long.MIN_VALUE;
      for (int at = graph.start(node); at < graph.end(node); at++) {
        int other = graph.neighbour(at);
        if (clusterOf[other] == clusterOf[node]) {
          if (graph.weight(at) > most) {
            most = graph.weight(at);
            closest[node] = other;
          }
        } else if (other > node
            && (matrixOf[node] == 0 || matrixOf[node] != matrixOf[other])
            && !constraints.apart(node, other)) {
          figures.expectedMissedPairs += Graph.probability(Graph.logOdds(graph.weight(at)));
        }
      }
    }
    return new Clustering(
        clusterOf, confidence, clusterConfidence, closest, constraints.contradictions(), figures);
  }
}
