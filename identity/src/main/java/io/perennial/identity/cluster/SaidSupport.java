// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

/**
 * What follows for other pairs from two records being one because somebody said so.
 *
 * <p>Their difference then no longer speaks against anybody. A record is as close to all records of
 * a unit as to its closest; and two records that are close (probably the same) to different records
 * of a unit are at least as close to each other as the farther of them is to the unit. Without
 * this, linking one record of each of two customers would tear both out of their customers.
 */
final class SaidSupport {

  private SaidSupport() {}

  /**
   * Raises the weights of n records until nothing follows any more; O(units · n²) a round. What is
   * forbidden stays so.
   *
   * @param weights n × n, symmetric
   * @param unitOf the unit of each record
   * @param units how many units there are
   */
  static void raise(long[] weights, int[] unitOf, int units) {
    int n = unitOf.length;
    int[] records = new int[units];
    for (int unit : unitOf) {
      records[unit]++;
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int unit = 0; unit < units; unit++) {
        if (records[unit] > 1) {
          changed |= raise(weights, unitOf, unit, n);
        }
      }
    }
  }

  private static boolean raise(long[] weights, int[] unitOf, int unit, int n) {
    long[] closest = new long[n];
    long[] second = new long[n];
    int[] closestOf = new int[n];
    for (int x = 0; x < n; x++) {
      closest[x] = Long.MIN_VALUE;
      second[x] = Long.MIN_VALUE;
      for (int u = 0; u < n && unitOf[x] != unit; u++) {
        if (unitOf[u] == unit) {
          long weight = weights[x * n + u];
          if (weight > closest[x]) {
            second[x] = closest[x];
            closest[x] = weight;
            closestOf[x] = u;
          } else {
            second[x] = Math.max(second[x], weight);
          }
        }
      }
    }
    boolean changed = false;
    for (int x = 0; x < n; x++) {
      for (int y = 0; y < n && unitOf[x] != unit; y++) {
        if (unitOf[y] != unitOf[x]) {
          long through;
          if (unitOf[y] == unit) {
            through = closest[x];
          } else if (closestOf[x] != closestOf[y]) {
            through = Math.min(closest[x], closest[y]);
          } else {
            through = Math.max(Math.min(closest[x], second[y]), Math.min(second[x], closest[y]));
          }
          boolean isClose = unitOf[y] == unit || through > 0;
          if (isClose && through > weights[x * n + y] && weights[x * n + y] != Graph.FORBIDDEN) {
            weights[x * n + y] = through;
            weights[y * n + x] = through;
            changed = true;
          }
        }
      }
    }
    return changed;
  }
}
