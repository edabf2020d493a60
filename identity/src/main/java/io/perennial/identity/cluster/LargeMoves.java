// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Moves units of a large component to the cluster to which they are drawn more than to their own:
 * what was joined early, before it was seen who else is there. A few rounds, the best moves first.
 */
final class LargeMoves {

  private static final int ROUNDS = 5;

  private final LargeComponent component;
  private final int[] clusterOf;
  private final long[] clusterSize;
  private final int[][] recordsOf;

  /** How many told pairs speak how much. */
  private static final class Told {
    private long sum;
    private long count;
  }

  private record Move(long gain, int unit, int cluster) {}

  private LargeMoves(LargeComponent component, int[] clusterOf, int[][] recordsOf) {
    this.component = component;
    this.clusterOf = clusterOf;
    this.recordsOf = recordsOf;
    this.clusterSize = new long[clusterOf.length];
    for (int unit = 0; unit < clusterOf.length; unit++) {
      clusterSize[clusterOf[unit]] += recordsOf[unit].length;
    }
  }

  /** Changes the cluster of units, each cluster named by one of its units. */
  static void apply(LargeComponent component, int[] clusterOf, int[][] recordsOf) {
    LargeMoves moves = new LargeMoves(component, clusterOf, recordsOf);
    for (int round = 0; round < ROUNDS && moves.round(); round++) {
      // until nobody is drawn elsewhere
    }
  }

  private boolean round() {
    List<Move> moves = new ArrayList<>();
    for (int unit = 0; unit < clusterOf.length; unit++) {
      Move move = best(unit);
      if (move.gain > 0) {
        moves.add(move);
      }
    }
    moves.sort(Comparator.comparingLong(Move::gain).reversed().thenComparingInt(Move::unit));
    boolean moved = false;
    for (Move planned : moves) {
      Move move = best(planned.unit);
      if (move.gain > 0) {
        clusterSize[clusterOf[move.unit]] -= recordsOf[move.unit].length;
        clusterSize[move.cluster] += recordsOf[move.unit].length;
        clusterOf[move.unit] = move.cluster;
        component.moved(move.unit, move.cluster);
        moved = true;
      }
    }
    return moved;
  }

  private Move best(int unit) {
    Map<Integer, Told> told = new TreeMap<>();
    for (int record : recordsOf[unit]) {
      component.told(
          record,
          (other, weight) -> {
            if (other != unit) {
              Told of = told.computeIfAbsent(clusterOf[other], cluster -> new Told());
              of.sum += weight;
              of.count++;
            }
          });
    }
    int own = clusterOf[unit];
    Told toOwn = told.getOrDefault(own, new Told());
    Move best = new Move(0, unit, own);
    for (Map.Entry<Integer, Told> entry : told.entrySet()) {
      int cluster = entry.getKey();
      // what is told must speak for it already, so that samples are drawn where it matters
      if (cluster != own
          && entry.getValue().sum > Math.max(0, toOwn.sum)
          && component.mayJoin(unit, cluster, clusterOf)) {
        long gain = weight(unit, cluster, entry.getValue()) - weight(unit, own, toOwn);
        best = gain > best.gain ? new Move(gain, unit, cluster) : best;
      }
    }
    return best;
  }

  private long weight(int unit, int cluster, Told told) {
    int records = recordsOf[unit].length;
    long others = clusterSize[cluster] - (clusterOf[unit] == cluster ? records : 0);
    double untold = (double) records * others - told.count;
    int[] some = Arrays.copyOf(recordsOf[unit], Math.min(records, LargeComponent.SPEAKERS));
    return untold <= 0
        ? told.sum
        : (long) (told.sum + untold * component.meanUntold(some, unit, cluster, clusterOf));
  }
}
