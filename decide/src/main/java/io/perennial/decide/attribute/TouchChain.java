// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.attribute;

import java.util.stream.IntStream;

/**
 * Journeys as a chain: from the start to a channel, from channel to channel, to a conversion or to
 * none, each as often as it was seen. Immutable. Source: Anderl, Becker, von Wangenheim and
 * Schumann, "Mapping the customer journey" (2016).
 */
final class TouchChain {

  private final double[] starts;
  private final double[][] moves;
  private final double[] converts;

  private TouchChain(double[] starts, double[][] moves, double[] converts) {
    this.starts = starts;
    this.moves = moves;
    this.converts = converts;
  }

  /**
   * The chain of journeys.
   *
   * @param touches channels of each journey, int[journeys][touches]
   * @param converted how many of each, double[journeys]
   * @param without how many of each did not
   */
  static TouchChain of(int channels, int[][] touches, double[] converted, double[] without) {
    double[] starts = new double[channels];
    double[][] moves = new double[channels][channels];
    double[] converts = new double[channels];
    double[] ends = new double[channels];
    double all = 0;
    for (int j = 0; j < touches.length; j++) {
      double many = converted[j] + without[j];
      int[] path = touches[j];
      starts[path[0]] += many;
      all += many;
      for (int t = 1; t < path.length; t++) {
        moves[path[t - 1]][path[t]] += many;
      }
      converts[path[path.length - 1]] += converted[j];
      ends[path[path.length - 1]] += without[j];
    }
    for (int c = 0; c < channels; c++) {
      double leaving = converts[c] + ends[c];
      for (double move : moves[c]) {
        leaving += move;
      }
      starts[c] /= Math.max(all, 1e-300);
      converts[c] /= Math.max(leaving, 1e-300);
      for (int d = 0; d < channels; d++) {
        moves[c][d] /= Math.max(leaving, 1e-300);
      }
    }
    return new TouchChain(starts, moves, converts);
  }

  int channels() {
    return starts.length;
  }

  /**
   * The chance of a conversion when only some channels are there, and whoever would go to another
   * is lost. O(channels³).
   *
   * @param there which are, boolean[channels]
   */
  double conversion(boolean[] there) {
    int[] some = IntStream.range(0, there.length).filter(c -> there[c]).toArray();
    int n = some.length;
    double[][] system = new double[n][n + 1];
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        system[a][b] = (a == b ? 1 : 0) - moves[some[a]][some[b]];
      }
      system[a][n] = converts[some[a]];
    }
    // rows sum to 0 or more and the diagonal is the largest: no pivoting is needed
    for (int a = 0; a < n; a++) {
      double pivot = Math.max(system[a][a], 1e-12);
      for (int b = a + 1; b < n; b++) {
        double factor = system[b][a] / pivot;
        if (factor != 0) {
          for (int c = a; c <= n; c++) {
            system[b][c] -= factor * system[a][c];
          }
        }
      }
    }
    double[] chance = new double[n];
    double total = 0;
    for (int a = n - 1; a >= 0; a--) {
      double sum = system[a][n];
      for (int b = a + 1; b < n; b++) {
        sum -= system[a][b] * chance[b];
      }
      chance[a] = sum / Math.max(system[a][a], 1e-12);
      total += starts[some[a]] * chance[a];
    }
    return total;
  }
}
