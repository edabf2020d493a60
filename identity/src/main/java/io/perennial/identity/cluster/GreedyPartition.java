// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

import java.util.Arrays;

/**
 * A good partition of up to some hundred units: what is the surest is joined first, then units are
 * exchanged between clusters as long as that is better.
 *
 * <p>Source: M. Keuper et al., Efficient decomposition of image and mesh graphs by lifted
 * multicuts, ICCV 2015: greedy additive edge contraction, and Kernighan–Lin with joins.
 */
final class GreedyPartition {

  private final WeightMatrix weights;
  private final int units;
  private final int[] clusterOf;

  private GreedyPartition(WeightMatrix weights) {
    this.weights = weights;
    this.units = weights.units();
    this.clusterOf = new int[units];
  }

  /**
   * The cluster of each unit, named by its first. Of equally good steps the one with the first
   * units is taken, of equally good partitions the finer.
   */
  static int[] of(WeightMatrix weights) {
    GreedyPartition surest = new GreedyPartition(weights);
    surest.contract(false);
    long bound = weights.bound();
    if (weights.value(surest.clusterOf) == bound) {
      return surest.clusterOf;
    }
    surest.exchange();
    int[] best = surest.clusterOf;
    long most = weights.value(best);
    for (Start start : Start.values()) {
      GreedyPartition next = new GreedyPartition(weights);
      next.begin(start);
      next.exchange();
      long value = weights.value(next.clusterOf);
      if (value > most) {
        most = value;
        best = next.clusterOf;
      }
    }
    return best;
  }

  /** From where exchanges begin beside the surest joins; one of them may lead farther. */
  private enum Start {
    SUREST_ON_AVERAGE,
    ALONE,
    TOGETHER
  }

  private void begin(Start start) {
    switch (start) {
      case SUREST_ON_AVERAGE -> contract(true);
      case ALONE -> {
        for (int i = 0; i < units; i++) {
          clusterOf[i] = i;
        }
      }
      case TOGETHER -> Arrays.fill(clusterOf, 0);
    }
  }

  /** Joins the two clusters with the greatest sum or mean between them, until none is above 0. */
  private void contract(boolean onAverage) {
    long[] between = new long[units * units];
    for (int a = 0; a < units; a++) {
      clusterOf[a] = a;
      for (int b = 0; b < units; b++) {
        between[a * units + b] = weights.get(a, b);
      }
    }
    int[] alive = new int[units];
    for (int i = 0; i < units; i++) {
      alive[i] = i;
    }
    double[] size = new double[units];
    Arrays.fill(size, 1);
    int left = units;
    while (true) {
      double most = 0;
      int one = -1;
      int other = -1;
      for (int i = 0; i < left; i++) {
        int row = alive[i] * units;
        for (int j = i + 1; j < left; j++) {
          double weight = between[row + alive[j]];
          weight = onAverage ? weight / (size[alive[i]] * size[alive[j]]) : weight;
          if (weight > most) {
            most = weight;
            one = i;
            other = j;
          }
        }
      }
      if (one < 0) {
        return;
      }
      int into = alive[one];
      int from = alive[other];
      for (int i = 0; i < units; i++) {
        clusterOf[i] = clusterOf[i] == from ? into : clusterOf[i];
        between[into * units + i] += between[from * units + i];
        between[i * units + into] = between[into * units + i];
      }
      size[into] += size[from];
      System.arraycopy(alive, other + 1, alive, other, left - other - 1);
      left--;
    }
  }

  /** Does the best exchange between two clusters, or of one with nothing, until none helps. */
  private void exchange() {
    // by the names of both clusters, of one with nothing by its own twice; what an exchange changed
    // is found anew, the others stay as they are
    Exchange[] known = new Exchange[units * units];
    while (true) {
      Exchange best = null;
      for (int a = 0; a < units; a++) {
        for (int b = a; b < units && clusterOf[a] == a; b++) {
          if (clusterOf[b] == b) {
            Exchange exchange = known[a * units + b];
            if (exchange == null) {
              exchange = new Exchange(a, a == b ? -1 : b);
              exchange.find();
              known[a * units + b] = exchange;
            }
            if (exchange.gain > (best == null ? 0 : best.gain)) {
              best = exchange;
            }
          }
        }
      }
      if (best == null) {
        return;
      }
      best.apply();
      for (int unit : best.members) {
        for (int other = 0; other < units; other++) {
          known[unit * units + other] = null;
          known[other * units + unit] = null;
        }
      }
    }
  }

  /** The best of a line of moves between two clusters: each unit moves once, the best next. */
  private final class Exchange {
    private final int[] members;
    private final boolean[] second;
    private final long[] moveGain;
    private final int[] moved;
    private int moves;
    private long gain;

    Exchange(int one, int other) {
      int size = 0;
      for (int cluster : clusterOf) {
        size += cluster == one || cluster == other ? 1 : 0;
      }
      members = new int[size];
      second = new boolean[size];
      moveGain = new long[size];
      moved = new int[size];
      int next = 0;
      for (int unit = 0; unit < units; unit++) {
        if (clusterOf[unit] == one || clusterOf[unit] == other) {
          second[next] = clusterOf[unit] == other;
          members[next++] = unit;
        }
      }
    }

    /** Finds the best beginning of the line; none where no unit is drawn to the other cluster. */
    void find() {
      int size = members.length;
      boolean attract = false;
      boolean isSplit = true;
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          long weight = i == j ? 0 : weights.get(members[i], members[j]);
          moveGain[i] += second[i] == second[j] ? -weight : weight;
          attract |= second[i] != second[j] && weight > 0;
          isSplit &= second[i] == second[j];
        }
      }
      if (!attract && !isSplit) {
        return;
      }
      boolean[] now = second.clone();
      boolean[] done = new boolean[size];
      long sum = 0;
      for (int step = 0; step < size; step++) {
        int best = -1;
        for (int i = 0; i < size; i++) {
          if (!done[i] && (best < 0 || moveGain[i] > moveGain[best])) {
            best = i;
          }
        }
        done[best] = true;
        moved[step] = best;
        sum += moveGain[best];
        for (int i = 0; i < size; i++) {
          if (!done[i]) {
            long weight = 2 * weights.get(members[best], members[i]);
            moveGain[i] += now[i] == now[best] ? weight : -weight;
          }
        }
        now[best] = !now[best];
        if (sum > gain) {
          gain = sum;
          moves = step + 1;
        }
      }
    }

    void apply() {
      for (int step = 0; step < moves; step++) {
        second[moved[step]] = !second[moved[step]];
      }
      int first = -1;
      int other = -1;
      for (int i = 0; i < members.length; i++) {
        if (second[i]) {
          other = other < 0 ? members[i] : other;
          clusterOf[members[i]] = other;
        } else {
          first = first < 0 ? members[i] : first;
          clusterOf[members[i]] = first;
        }
      }
    }
  }
}
