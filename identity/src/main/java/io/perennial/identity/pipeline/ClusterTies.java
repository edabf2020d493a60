// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.identity.Components;
import io.perennial.identity.cluster.Clustering;
import io.perennial.identity.cluster.Constraint;
import io.perennial.identity.model.MatchModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * What ties records of one customer whom no proposed pair ties: people said so, or pairs that were
 * only scored when the customer was judged as a whole. Of these the most probable are taken, as few
 * as hang the customer together, so that each record has a reason and each two records a path.
 */
final class ClusterTies {

  /** Customers of more records are made of proposed pairs. */
  private static final int MOST = 150;

  private final TouchedRecords records;
  private final int[] clusters;
  private final Components tied;
  private final BitSet said = new BitSet();
  private final ScoredPairs added = new ScoredPairs();

  private ClusterTies(TouchedRecords records, Clustering clustering) {
    this.records = records;
    clusters = clustering.clusters();
    tied = new Components(records.size());
  }

  /**
   * The ties of what was clustered anew.
   *
   * @param found the pairs that were proposed
   */
  static ClusterTies of(
      TouchedRecords records,
      Clustering clustering,
      PairFinding.Found found,
      SaidConstraints said) {
    ClusterTies ties = new ClusterTies(records, clustering);
    ScoredPairs scores = found.scores();
    for (int i = 0; i < scores.size(); i++) {
      ties.join(records.node(scores.a(i)), records.node(scores.b(i)));
    }
    for (SaidConstraints.Said one : said.of(record -> ties.node(record) >= 0)) {
      if (one.kind() == Constraint.Kind.MUST_LINK) {
        ties.say(ties.node(one.recordA()), ties.node(one.recordB()));
      }
    }
    ties.complete(found.model());
    return ties;
  }

  /** Pairs of rows beside those that were proposed. */
  ScoredPairs added() {
    return added;
  }

  /** Whether somebody said of a node that it is one with another of its customer. */
  boolean wasSaid(int node) {
    return said.get(node);
  }

  /** How a node agrees with the closest that was not proposed; empty where there is none. */
  String how(int node) {
    int row = records.row(node);
    int best = -1;
    for (int i = 0; i < added.size(); i++) {
      if ((added.a(i) == row || added.b(i) == row)
          && (best < 0 || added.logOdds(i) > added.logOdds(best))) {
        best = i;
      }
    }
    return best < 0 ? "" : added.levels(best);
  }

  private int node(long record) {
    int row = EvidenceResolution.place(records.table(), record);
    return row < 0 ? -1 : records.node(row);
  }

  private boolean join(int one, int other) {
    if (one < 0 || other < 0 || clusters[one] != clusters[other]) {
      return false;
    }
    tied.join(one, other);
    return true;
  }

  private void say(int one, int other) {
    if (join(one, other)) {
      said.set(one);
      said.set(other);
    }
  }

  private void complete(MatchModel model) {
    BitSet apart = new BitSet();
    for (int node = 0; node < clusters.length; node++) {
      if (tied.of(node) != tied.of(clusters[node])) {
        apart.set(clusters[node]);
      }
    }
    if (apart.isEmpty()) {
      return;
    }
    int[] inOrder = new int[clusters.length];
    int count = 0;
    for (int node = 0; node < clusters.length; node++) {
      if (apart.get(clusters[node])) {
        inOrder[count++] = node;
      }
    }
    List<Integer> nodes =
        Arrays.stream(inOrder, 0, count)
            .boxed()
            .sorted(Comparator.comparingInt((Integer node) -> clusters[node]))
            .toList();
    PairEvidence evidence = new PairEvidence(records.table(), model);
    for (int from = 0; from < count; ) {
      int to = from;
      while (to < count && clusters[nodes.get(to)] == clusters[nodes.get(from)]) {
        to++;
      }
      if (to - from <= MOST) {
        complete(nodes.subList(from, to), evidence, model);
      }
      from = to;
    }
  }

  private record Tie(int a, int b, double logOdds, String levels) {}

  /** Adds the most probable pairs between parts of a cluster, until it hangs together. */
  private void complete(List<Integer> nodes, PairEvidence evidence, MatchModel model) {
    List<Tie> ties = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      for (int j = i + 1; j < nodes.size(); j++) {
        int a = nodes.get(i);
        int b = nodes.get(j);
        if (tied.of(a) != tied.of(b)) {
          evidence.compare(records.row(a), records.row(b));
          double logOdds = model.logOdds(evidence.levels(), evidence.hashes());
          ties.add(new Tie(a, b, logOdds, PairEvidence.text(evidence.levels())));
        }
      }
    }
    // stable: of equal ones that of the smaller records comes first
    ties.sort(Comparator.comparingDouble((Tie tie) -> -tie.logOdds()));
    for (Tie tie : ties) {
      if (tied.of(tie.a()) != tied.of(tie.b())) {
        tied.join(tie.a(), tie.b());
        added.add(records.row(tie.a()), records.row(tie.b()), tie.logOdds(), tie.levels());
      }
    }
  }
}
