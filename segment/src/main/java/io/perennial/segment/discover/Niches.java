// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.discover;

import io.perennial.math.neighbour.KdTree;
import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.segment.Partition;
import io.perennial.segment.cluster.Clusterer;
import io.perennial.segment.density.Hdbscan;
import io.perennial.segment.density.HdbscanClusters;
import io.perennial.segment.density.HdbscanConfig;
import io.perennial.segment.ensemble.MicroSegments;
import io.perennial.segment.ensemble.MicroSettings;
import io.perennial.segment.quality.Stability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Small dense groups within segments: found by density in the leading coordinates, kept when they
 * are stable and differ from the rest of their segment, and told of any customer by how near the
 * middle is. Immutable.
 */
final class Niches {

  /** None that customers could be in. */
  static final Niches NONE = new Niches(List.of());

  /** Density says little where there are many dimensions. */
  private static final int DIMENSIONS = 5;

  /** The most customers that are looked at: trees of neighbours are rebuilt for each resample. */
  private static final int MOST = 50_000;

  private static final int RESAMPLES = 6;
  private static final double WITHIN = .95;

  /**
   * One of them.
   *
   * @param name for people
   * @param segment the place of the segment that it is within
   * @param middle its mean, in the leading coordinates
   * @param squaredRadius within which most of its members are
   */
  private record Niche(String name, int segment, List<Double> middle, double squaredRadius) {
    Niche {
      name = KnownSegment.line(name);
      middle = List.copyOf(middle);
    }
  }

  private final List<Niche> niches;

  private Niches(List<Niche> niches) {
    this.niches = List.copyOf(niches);
  }

  /**
   * Looks for them.
   *
   * @param points as they are prepared
   * @param broad the segments
   * @param named names for niches, of labels (-1 for none) and their number
   */
  static Niches find(
      Points points,
      Partition broad,
      BiFunction<int[], Integer, List<String>> named,
      RandomSource random) {
    int least = Math.max(20, points.count() / 200);
    if (points.count() < 5 * least || points.count() > 2 * MOST) {
      return NONE;
    }
    Points leading = leading(points);
    // values of days and counts are rounded: nearer than this is the same
    double resolution = 1e-3 * Math.sqrt(variance(leading));
    Hdbscan way = new Hdbscan(HdbscanConfig.of(least).withSamples(10).withResolution(resolution));
    HdbscanClusters dense = way.cluster(KdTree.of(leading));
    if (dense.partition().clusters() == 0) {
      return NONE;
    }
    Stability stability =
        Stability.of(leading, dense.partition(), density(way), 1, RESAMPLES, random);
    MicroSegments micro =
        MicroSegments.of(
            leading,
            broad,
            dense.partition(),
            stability.jaccard().stream().mapToDouble(Double::doubleValue).toArray(),
            dense.outlierScores(),
            MicroSettings.defaults());
    int count = micro.kept().size();
    if (count == 0) {
      return NONE;
    }
    List<String> names = named.apply(micro.labels(), count);
    List<Niche> niches = new ArrayList<>();
    for (int g = 0; g < count; g++) {
      niches.add(niche(leading, micro.labels(), g, names.get(g), micro.kept().get(g).broad()));
    }
    return new Niches(niches);
  }

  private static Clusterer density(Hdbscan way) {
    return new Clusterer() {
      @Override
      public String name() {
        return "hdbscan";
      }

      @Override
      public Partition cluster(Points points, int clusters, RandomSource random) {
        return way.cluster(points).partition();
      }
    };
  }

  private static Niche niche(Points points, int[] labels, int group, String name, int segment) {
    int[] members = IntStream.range(0, labels.length).filter(i -> labels[i] == group).toArray();
    double[] middle = new double[points.dimensions()];
    for (int i : members) {
      for (int j = 0; j < middle.length; j++) {
        middle[j] += points.at(i, j) / members.length;
      }
    }
    double[] squared =
        Arrays.stream(members)
            .mapToDouble(i -> points.squaredDistance(i, middle, 0))
            .sorted()
            .toArray();
    double radius = squared[(int) (WITHIN * (squared.length - 1))];
    return new Niche(name, segment, Arrays.stream(middle).boxed().toList(), radius);
  }

  private static Points leading(Points points) {
    int d = Math.min(DIMENSIONS, points.dimensions());
    double[] values = new double[points.count() * d];
    for (int i = 0; i < points.count(); i++) {
      for (int j = 0; j < d; j++) {
        values[i * d + j] = points.at(i, j);
      }
    }
    return new Points(values, d);
  }

  private static double variance(Points points) {
    double all = 0;
    int n = points.count();
    for (int j = 0; j < points.dimensions(); j++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < n; i++) {
        sum += points.at(i, j) / n;
        squares += points.at(i, j) * points.at(i, j) / n;
      }
      all += Math.max(0, squares - sum * sum);
    }
    return all;
  }

  /** The niche of a customer of a segment, the nearest where there are several; -1 for none. */
  int of(double[] point, int segment) {
    int nearest = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int g = 0; g < niches.size(); g++) {
      Niche niche = niches.get(g);
      if (niche.segment() == segment) {
        double sum = 0;
        for (int j = 0; j < niche.middle().size(); j++) {
          double difference = point[j] - niche.middle().get(j);
          sum += difference * difference;
        }
        if (sum <= niche.squaredRadius() && sum < least) {
          least = sum;
          nearest = g;
        }
      }
    }
    return nearest;
  }

  /** Their names, in their order. */
  List<String> names() {
    return niches.stream().map(Niche::name).toList();
  }

  /** A line for each. */
  List<String> lines() {
    return niches.stream()
        .map(
            niche ->
                niche.segment()
                    + " "
                    + niche.squaredRadius()
                    + " "
                    + niche.middle().size()
                    + " "
                    + String.join(" ", niche.middle().stream().map(String::valueOf).toList())
                    + " "
                    + niche.name())
        .toList();
  }

  /** From {@link #lines}. */
  static Niches parse(List<String> lines) {
    List<Niche> niches = new ArrayList<>();
    for (String line : lines) {
      int d = Integer.parseInt(line.split(" ", 4)[2]);
      String[] words = line.split(" ", 4 + d);
      List<Double> middle = new ArrayList<>();
      for (int j = 0; j < d; j++) {
        middle.add(Double.parseDouble(words[3 + j]));
      }
      niches.add(
          new Niche(
              words[3 + d], Integer.parseInt(words[0]), middle, Double.parseDouble(words[1])));
    }
    return new Niches(niches);
  }
}
