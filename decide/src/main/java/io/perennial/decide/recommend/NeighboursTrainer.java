// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import io.perennial.math.parallel.Chunks;

/**
 * Items that the same customers buy: an item speaks for its neighbours, by similarity and by how
 * lately the customer bought it. Time is the sum over customers of their items squared, memory that
 * of the purchases, the neighbours kept, and a row of items for each thread. Source: Deshpande and
 * Karypis (2004).
 */
public final class NeighboursTrainer implements RecommenderTrainer {

  private static final int TILE = 32;

  private final NeighboursConfig config;

  public NeighboursTrainer(NeighboursConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "item neighbours";
  }

  @Override
  public Neighbours train(Interactions log) {
    SparseRows byCustomer = SparseRows.of(log, config.mostItems(), (history, place) -> 1);
    SparseRows byItem = byCustomer.transposed();
    int items = log.items();
    int[][] neighbour = new int[items][];
    float[][] similarity = new float[items][];
    int[][] together = new int[items][];
    Chunks.forEach(
        items,
        TILE,
        (from, to) -> {
          int[] common = new int[items];
          int[] touched = new int[items];
          Best best = new Best(Math.min(config.neighbours(), Math.max(1, items)));
          for (int a = from; a < to; a++) {
            int n = common(a, byItem, byCustomer, common, touched);
            int buyers = byItem.start[a + 1] - byItem.start[a];
            for (int k = 0; k < n; k++) {
              int b = touched[k];
              if (b != a) {
                int others = byItem.start[b + 1] - byItem.start[b];
                best.offer(
                    config.similarity().of(common[b], buyers, others, config.shrinkage()), b, b);
              }
            }
            neighbour[a] = best.items();
            similarity[a] = best.scores();
            together[a] = new int[neighbour[a].length];
            for (int k = 0; k < together[a].length; k++) {
              together[a][k] = common[neighbour[a][k]];
            }
            for (int k = 0; k < n; k++) {
              common[touched[k]] = 0;
            }
            best.clear();
          }
        });
    return new Neighbours(config, neighbour, similarity, together);
  }

  /** Counts the customers that each item has in common with {@code a}; how many have any. */
  private static int common(
      int a, SparseRows byItem, SparseRows byCustomer, int[] common, int[] touched) {
    int n = 0;
    for (int k = byItem.start[a]; k < byItem.start[a + 1]; k++) {
      int customer = byItem.column[k];
      for (int m = byCustomer.start[customer]; m < byCustomer.start[customer + 1]; m++) {
        int b = byCustomer.column[m];
        if (common[b]++ == 0) {
          touched[n++] = b;
        }
      }
    }
    return n;
  }
}
