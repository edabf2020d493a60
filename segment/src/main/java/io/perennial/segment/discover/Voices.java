// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.discover;

import io.perennial.math.neighbour.Points;
import io.perennial.segment.Partition;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What several clusterings, of other algorithms, seeds and samples, say of a customer: the share of
 * them that put the customer into a segment. Each is kept as the means of its clusters. Immutable.
 */
final class Voices implements Serializable {
  private static final long serialVersionUID = 1;

  /** One clustering: means of clusters, and the segment that most of each cluster is in. */
  private static final class Voice implements Serializable {
    private static final long serialVersionUID = 1;
    private final double[][] means;
    private final int[] segments;

    Voice(double[][] means, int[] segments) {
      this.means = means;
      this.segments = segments;
    }
  }

  private final Voice agreed;
  private final ArrayList<Voice> voices;

  private Voices(Voice agreed, List<Voice> voices) {
    this.agreed = agreed;
    this.voices = new ArrayList<>(voices);
  }

  /**
   * Those of partitions.
   *
   * @param members partitions of the points; points that one does not place say nothing
   * @param agreed the partition whose clusters are the segments
   */
  static Voices of(Points points, List<Partition> members, Partition agreed) {
    return new Voices(
        voice(points, agreed, agreed),
        members.stream().map(member -> voice(points, member, agreed)).toList());
  }

  private static Voice voice(Points points, Partition member, Partition agreed) {
    int d = points.dimensions();
    double[][] means = new double[member.clusters()][d];
    int[] sizes = member.sizes();
    int[][] shared = new int[member.clusters()][agreed.clusters()];
    for (int i = 0; i < points.count(); i++) {
      int label = member.labels()[i];
      if (label == Partition.NOISE) {
        continue;
      }
      for (int j = 0; j < d; j++) {
        means[label][j] += points.at(i, j) / sizes[label];
      }
      if (agreed.labels()[i] != Partition.NOISE) {
        shared[label][agreed.labels()[i]]++;
      }
    }
    int[] segments = new int[member.clusters()];
    for (int c = 0; c < segments.length; c++) {
      for (int s = 1; s < agreed.clusters(); s++) {
        segments[c] = shared[c][s] > shared[c][segments[c]] ? s : segments[c];
      }
    }
    return new Voice(means, segments);
  }

  /**
   * The segment whose middle is nearest: what the clusters tell of the time after is kept, which
   * boundaries of overlapping populations would move.
   */
  int segment(double[] point) {
    return nearest(agreed.means, point);
  }

  /** The share of voices that put a point into a segment, 0 to 1; 1 where there is no voice. */
  double agreement(double[] point, int segment) {
    if (voices.isEmpty()) {
      return 1;
    }
    int agreeing = 0;
    for (Voice voice : voices) {
      agreeing += voice.segments[nearest(voice.means, point)] == segment ? 1 : 0;
    }
    return (double) agreeing / voices.size();
  }

  private static int nearest(double[][] means, double[] point) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < means.length; c++) {
      double sum = 0;
      for (int j = 0; j < point.length && sum < least; j++) {
        double difference = means[c][j] - point[j];
        sum += difference * difference;
      }
      if (sum < least) {
        least = sum;
        nearest = c;
      }
    }
    return nearest;
  }

  /** A line for each, the agreed one first; numbers as Java writes them. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line(agreed));
    voices.forEach(voice -> lines.add(line(voice)));
    return lines;
  }

  private static String line(Voice voice) {
    StringBuilder line = new StringBuilder().append(voice.means.length);
    for (int segment : voice.segments) {
      line.append(' ').append(segment);
    }
    for (double[] mean : voice.means) {
      for (double value : mean) {
        line.append(' ').append(value);
      }
    }
    return line.toString();
  }

  /** From {@link #lines}. */
  static Voices parse(List<String> lines) {
    List<Voice> all = lines.stream().map(Voices::voice).toList();
    return new Voices(all.get(0), all.subList(1, all.size()));
  }

  private static Voice voice(String line) {
    String[] words = line.split(" ", -1);
    int k = Integer.parseInt(words[0]);
    int[] segments = new int[k];
    for (int c = 0; c < k; c++) {
      segments[c] = Integer.parseInt(words[1 + c]);
    }
    int d = (words.length - 1 - k) / Math.max(1, k);
    double[][] means = new double[k][d];
    for (int c = 0; c < k; c++) {
      for (int j = 0; j < d; j++) {
        means[c][j] = Double.parseDouble(words[1 + k + c * d + j]);
      }
    }
    return new Voice(means, segments);
  }
}
