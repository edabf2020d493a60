// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

/**
 * Scored pairs to clusters: the partition in which the log-odds of the pairs within clusters sum to
 * the most, that is the most probable one if pairs are judged each for itself. With a {@linkplain
 * ClusterSettings#withPrior prior}, which whoever has a model should give, what hardly any pair is
 * counts once and not once a pair.
 *
 * <p>Source: N. Bansal, A. Blum, S. Chawla, Correlation clustering, Machine Learning 56, 2004.
 */
public final class CorrelationClustering {

  /*
   * Records hang together by pairs that are more probable than not and by what must be together;
   * less probable pairs widen that, as long as all pairs can be scored. Each such component is
   * solved for itself:
   *
   * - up to scoredUpTo records: all pairs are scored, so that the result is a function of records
   *   and model and not of blocking. Up to exactUpTo units exactly, above greedily with exchanges
   *   (exact too wherever no pair had to be given up);
   * - more: cut into parts by LargeComponent, and each part of up to scoredUpTo records then solved
   *   like a component.
   *
   * Weights are whole numbers, so that nothing depends on the order of pairs. Of equally good
   * choices the one with the smallest nodes is taken, which are the smallest record ids.
   */

  private CorrelationClustering() {}

  /**
   * The cluster of each of n nodes, named by its smallest node; with the default settings.
   *
   * @param n nodes 0 … n-1, in ascending order of their record ids
   * @param a one end of each pair
   * @param b the other end
   * @param logOdds natural log-odds that the ends are one customer
   * @param constraints what holds whatever the scores are, of n nodes
   * @param missing scores pairs within a component that are not among those given
   */
  public static int[] cluster(
      int n, int[] a, int[] b, double[] logOdds, Constraints constraints, PairScore missing) {
    return solve(Edges.of(n, a, b, logOdds), constraints, missing, ClusterSettings.defaults())
        .clusters();
  }

  /**
   * Clusters, with confidence. Time: almost linear in pairs where components are small. Memory: 32
   * bytes a pair and 60 a node.
   */
  public static Clustering solve(
      Edges edges, Constraints constraints, PairScore missing, ClusterSettings settings) {
    if (constraints.nodes() != edges.nodes()) {
      throw new IllegalArgumentException(
          String.format(
              "Invalid constraints: of %d nodes (must be of %d, as pairs are)",
              constraints.nodes(), edges.nodes()));
    }
    Graph graph = Graph.of(edges, settings.cap());
    RecordGroups groups = ComponentsOfPairs.of(graph, constraints, missing, settings);
    ComponentSolver solver = new ComponentSolver(graph, constraints, missing, settings);
    for (int group = 0; group < groups.size(); group++) {
      solver.solve(groups.members(group));
    }
    return solver.result();
  }
}
