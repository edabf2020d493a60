// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

import java.util.Arrays;

/** Solves one component after the other, and keeps what came out. */
final class ComponentSolver {

  private final Graph graph;
  private final Constraints constraints;
  private final PairScore score;
  private final ClusterSettings settings;
  private final Objective objective;

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
    this.objective = new Objective(settings);
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
    long[] scored = scored(records, unitOf, units);
    for (int record : records) {
      placeOf[record] = -1;
    }
    WeightMatrix logOdds = new WeightMatrix(units);
    WeightMatrix weights = new WeightMatrix(units);
    for (int i = 0; i < records.length; i++) {
      for (int j = i + 1; j < records.length; j++) {
        if (unitOf[i] != unitOf[j]) {
          long pair = scored[i * records.length + j];
          logOdds.add(unitOf[i], unitOf[j], pair);
          weights.add(unitOf[i], unitOf[j], objective.of(pair));
        }
      }
    }
    for (int a = 0; a < units; a++) {
      for (int b = a + 1; b < units; b++) {
        if (constraints.apart(firstOf[a], firstOf[b])) {
          logOdds.forbid(a, b);
          weights.forbid(a, b);
        }
      }
    }
    keep(records, unitOf, recordsOf, logOdds, partition(weights));
  }

  /** The log-odds of all pairs, in whole numbers. */
  private long[] scored(int[] records, int[] unitOf, int units) {
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
          scored[i * n + j] = objective.said(said);
          scored[j * n + i] = scored[i * n + j];
        }
      }
    }
    if (units < n) {
      SaidSupport.raise(scored, unitOf, units);
    }
    return scored;
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
      int[] records, int[] unitOf, int[] recordsOf, WeightMatrix logOdds, int[] found) {
    matrices++;
    int[] nameOf = new int[found.length];
    Arrays.fill(nameOf, -1);
    double[] own = new double[found.length];
    double[] whole = new double[found.length];
    for (int first = 0; first < found.length; first++) {
      if (found[first] == first) {
        int[] members = members(found, first);
        Joins joins = Joins.of(logOdds, members, recordsOf);
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
    missedBetween(logOdds, recordsOf, found);
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
  private void missedBetween(WeightMatrix logOdds, int[] recordsOf, int[] found) {
    for (int a = 0; a < found.length; a++) {
      for (int b = a + 1; b < found.length; b++) {
        if (found[a] != found[b] && !logOdds.isForbidden(a, b)) {
          double pairs = (double) recordsOf[a] * recordsOf[b];
          double mean = Graph.logOdds(logOdds.get(a, b)) / pairs;
          figures.expectedMissedPairs += pairs * Graph.probability(mean);
        }
      }
    }
  }

  private void keepLarge(int[] records) {
    Joins joins = Joins.of(records, graph, constraints);
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
