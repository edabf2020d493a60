// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Stretches of time that rehearsals looked at, so that none counts twice; for one use. */
final class TimeSeen {

  private record Stretch(double from, double to) {}

  private final List<Stretch> stretches = new ArrayList<>();

  /** Adds a stretch, and says how much of it was not seen before. */
  double add(double from, double to) {
    double before = length();
    stretches.add(new Stretch(from, to));
    return length() - before;
  }

  private double length() {
    List<Stretch> sorted = new ArrayList<>(stretches);
    sorted.sort(Comparator.comparingDouble(Stretch::from));
    double length = 0;
    double end = Double.NEGATIVE_INFINITY;
    for (Stretch each : sorted) {
      length += Math.max(0, each.to() - Math.max(each.from(), end));
      end = Math.max(end, each.to());
    }
    return length;
  }
}
