// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.ensemble;

import io.perennial.math.neighbour.Points;
import io.perennial.segment.Partition;
import io.perennial.segment.quality.Contingency;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The marriage of broad segments with groups by density: a group is kept as a micro-segment of the
 * segment it lies in when it is small, dense, stable and different from the rest of it; and who is
 * in no group and far from all is an anomaly. Immutable.
 */
public final class MicroSegments {

  /** In place of the micro-segment of a point that is in none. */
  public static final int NONE = -1;

  private static final double MOST_DIFFERENCE = 99;

  private final int[] labels;
  private final List<Micro> groups;
  private final int[] anomalies;

  private MicroSegments(int[] labels, List<Micro> groups, int[] anomalies) {
    this.labels = labels;
    this.groups = groups;
    this.anomalies = anomalies;
  }

  /**
   * Looks at every group. O(n d) time, O(n + groups d) memory.
   *
   * @param dense groups by density, of the same points
   * @param stabilities of each group its mean Jaccard over resamples, in [0, 1]
   * @param outlierScores of each point, in [0, 1], 1 the farthest
   */
  public static MicroSegments of(
      Points points,
      Partition broad,
      Partition dense,
      double[] stabilities,
      double[] outlierScores,
      MicroSettings settings) {
    int n = points.count();
    requireSame("broad labels", broad.count(), n);
    requireSame("dense labels", dense.count(), n);
    requireSame("outlier scores", outlierScores.length, n);
    requireSame("stabilities", stabilities.length, dense.clusters());
    int[] home = home(broad, dense);
    int[] usual = new int[n]; // the segment, without what lies far from all: it would hide the rest
    Arrays.setAll(
        usual,
        i ->
            dense.labels()[i] == Partition.NOISE && outlierScores[i] >= settings.leastOutlierScore()
                ? Partition.NOISE
                : broad.labels()[i]);
    Extents segments = Extents.of(points, usual, broad.clusters());
    int[] inside = new int[n]; // the group, of members that are in the group's segment
    Arrays.setAll(
        inside,
        i -> {
          int group = dense.labels()[i];
          boolean belongs = group >= 0 && home[group] >= 0 && broad.labels()[i] == home[group];
          return belongs ? group : Partition.NOISE;
        });
    Extents members = Extents.of(points, inside, dense.clusters());
    int[] sizes = dense.sizes();
    List<Micro> groups = new ArrayList<>();
    int[] number = new int[dense.clusters()];
    Arrays.fill(number, NONE);
    int kept = 0;
    for (int g = 0; g < sizes.length; g++) {
      Micro micro = judged(g, home[g], sizes[g], stabilities[g], members, segments, settings);
      groups.add(micro);
      number[g] = micro.kept() ? kept++ : NONE;
    }
    int[] labels = Arrays.stream(inside).map(g -> g < 0 ? NONE : number[g]).toArray();
    return new MicroSegments(labels, groups, anomalies(dense, outlierScores, settings));
  }

  /** Of each point its micro-segment, by place among those kept, or {@link #NONE}; not a copy. */
  public int[] labels() {
    return labels;
  }

  /** The micro-segments, largest group first. */
  public List<Micro> kept() {
    return groups.stream().filter(Micro::kept).toList();
  }

  /** All groups, kept or not, with the reason. */
  public List<Micro> groups() {
    return List.copyOf(groups);
  }

  /** The points that are anomalies, the farthest first; a copy. */
  public int[] anomalies() {
    return anomalies.clone();
  }

  /** Of each group the segment that most of it is in, or noise; of equals the larger segment. */
  private static int[] home(Partition broad, Partition dense) {
    int[] home = new int[dense.clusters()];
    int[] most = new int[dense.clusters()];
    int[] sizes = broad.sizes();
    Arrays.fill(home, Partition.NOISE);
    Contingency.of(dense, broad)
        .forEach(
            (g, b, count) -> {
              if (count > most[g] || (count == most[g] && sizes[b] > sizes[home[g]])) {
                most[g] = count;
                home[g] = b;
              }
            });
    return home;
  }

  private static Micro judged(
      int group,
      int home,
      int size,
      double stability,
      Extents members,
      Extents segments,
      MicroSettings settings) {
    if (home < 0) {
      return new Micro(group, home, 0, 0, 0, 0, stability, 0, 0, false, "in no broad segment");
    }
    int count = members.count(group);
    double share = count / (double) segments.count(home);
    double purity = count / (double) size;
    double own = members.meanSquare(group);
    double whole = segments.meanSquare(home);
    double density = Math.min(MOST_DIFFERENCE, whole == 0 ? 1 : Math.sqrt(whole / own));
    int coordinate = 0;
    double difference = 0;
    for (int j = 0; j < segments.dimensions(); j++) {
      double off = segments.offRest(home, members, group, j);
      if (off > difference) {
        difference = off;
        coordinate = j;
      }
    }
    difference = Math.min(MOST_DIFFERENCE, difference);
    String fault =
        count < settings.leastMembers()
            ? words("only %d customers (must be %d)", count, settings.leastMembers())
            : purity < settings.leastPurity()
                ? words("spread over segments: %.0f %% in one", 100 * purity)
                : share > settings.mostShare()
                    ? words("%.0f %% of its segment: no small part of it", 100 * share)
                    : density < settings.leastDensity()
                        ? words("only %.1f times as dense as its segment", density)
                        : stability < settings.leastStability()
                            ? words("not stable: Jaccard %.2f", stability)
                            : difference < settings.leastDifference()
                                ? words("differs by only %.2f deviations", difference)
                                : "";
    String reason =
        fault.isEmpty()
            ? words("%.1f times as dense, %.1f deviations off its segment", density, difference)
            : fault;
    return new Micro(
        group,
        home,
        count,
        share,
        purity,
        density,
        stability,
        difference,
        coordinate,
        fault.isEmpty(),
        reason);
  }

  private static int[] anomalies(Partition dense, double[] scores, MicroSettings settings) {
    return IntStream.range(0, scores.length)
        .filter(i -> dense.labels()[i] == Partition.NOISE)
        .filter(i -> scores[i] >= settings.leastOutlierScore())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]).thenComparingInt(i -> i))
        .limit((long) Math.ceil(settings.mostAnomalies() * scores.length))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static void requireSame(String what, int count, int expected) {
    if (count != expected) {
      throw new IllegalArgumentException(
          "Invalid " + what + ": " + count + " (must be " + expected + ")");
    }
  }

  private static String words(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
