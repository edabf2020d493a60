// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.survival;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The times at which lives ended: how many did, of how many that could. */
final class EndTimes {

  private final double[] time;
  private final int[] ends;
  private final int[] atRisk;

  private EndTimes(double[] time, int[] ends, int[] atRisk) {
    this.time = time;
    this.ends = ends;
    this.atRisk = atRisk;
  }

  /** O(n log n). At risk at t are those first seen before t and not over before t. */
  static EndTimes of(Durations lives) {
    int n = lives.size();
    double[] times = IntStream.range(0, n).mapToDouble(lives::time).sorted().toArray();
    double[] entries = IntStream.range(0, n).mapToDouble(lives::entry).sorted().toArray();
    double[] ended =
        IntStream.range(0, n).filter(lives::isEnded).mapToDouble(lives::time).sorted().toArray();
    double[] distinct = Arrays.stream(ended).distinct().toArray();
    int[] ends = new int[distinct.length];
    int[] atRisk = new int[distinct.length];
    int over = 0;
    int seen = 0;
    int e = 0;
    for (int j = 0; j < distinct.length; j++) {
      while (times[over] < distinct[j]) {
        over++;
      }
      while (seen < n && entries[seen] < distinct[j]) {
        seen++;
      }
      while (e < ended.length && ended[e] == distinct[j]) {
        e++;
        ends[j]++;
      }
      atRisk[j] = seen - over;
    }
    return new EndTimes(distinct, ends, atRisk);
  }

  int size() {
    return time.length;
  }

  double time(int j) {
    return time[j];
  }

  int ends(int j) {
    return ends[j];
  }

  int atRisk(int j) {
    return atRisk[j];
  }

  /** The last j with time(j) <= t; -1 if there is none. */
  int last(double t) {
    int at = Arrays.binarySearch(time, t);
    return at >= 0 ? at : -at - 2;
  }
}
