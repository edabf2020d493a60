// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.assign;

import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.segment.Partition;
import java.util.Arrays;

/**
 * The customers that a model learns from: those in a cluster, of a big cluster as many as the
 * sample allows, each for several. Immutable.
 */
final class Learned {

  /** A confidence below counts as this: nobody is without any weight. */
  private static final double LEAST = 1e-3;

  private final int segments;
  private final int dimensions;
  private final double[] values;
  private final int[] labels;
  private final double[] weights;
  private final double[] representing;
  private final int[] places;

  private Learned(int segments, int dimensions, int count) {
    this.segments = segments;
    this.dimensions = dimensions;
    values = new double[count * dimensions];
    labels = new int[count];
    weights = new double[count];
    representing = new double[count];
    places = new int[count];
  }

  static Learned of(
      Points points,
      Partition partition,
      double[] confidence,
      SegmentModelConfig config,
      RandomSource random) {
    int k = partition.clusters();
    int d = points.dimensions();
    int[] sizes = partition.sizes();
    int[] quotas = quotas(sizes, Math.max(config.sample(), k));
    Learned learned = new Learned(k, d, Arrays.stream(quotas).sum());
    RandomStream stream = random.derive("sample").stream(0);
    int[] left = sizes.clone();
    int[] wanted = quotas.clone();
    int at = 0;
    for (int i = 0; i < points.count(); i++) {
      int label = partition.labels()[i];
      if (label == Partition.NOISE) {
        continue;
      }
      // Selection sampling, Knuth 3.4.2 S: each of those left with equal chance.
      if (stream.nextDouble() * left[label]-- < wanted[label]) {
        wanted[label]--;
        System.arraycopy(points.values(), i * d, learned.values, at * d, d);
        learned.labels[at] = label;
        learned.representing[at] = (double) sizes[label] / quotas[label];
        learned.weights[at] = learned.representing[at] * Math.max(confidence[i], LEAST);
        at++;
      }
    }
    learned.shuffle(random.derive("places").stream(0));
    return learned;
  }

  /** As many of each cluster as fit, small ones whole. */
  private static int[] quotas(int[] sizes, int sample) {
    int[] quotas = sizes.clone();
    int[] sorted = sizes.clone();
    Arrays.sort(sorted);
    long left = sample;
    for (int c = 0; c < sorted.length; c++) {
      long even = left / (sorted.length - c);
      if (sorted[c] > even) {
        int most = (int) Math.max(1, even);
        for (int s = 0; s < quotas.length; s++) {
          quotas[s] = Math.min(quotas[s], most);
        }
        break;
      }
      left -= sorted[c];
    }
    return quotas;
  }

  private void shuffle(RandomStream stream) {
    for (int i = 0; i < places.length; i++) {
      int other = stream.nextInt(i + 1);
      places[i] = places[other];
      places[other] = i;
    }
  }

  int segments() {
    return segments;
  }

  int dimensions() {
    return dimensions;
  }

  int count() {
    return labels.length;
  }

  /** Shape [m × d]; not a copy. */
  double[] values() {
    return values;
  }

  int label(int i) {
    return labels[i];
  }

  /** How many customers it stands for, times the confidence. */
  double weight(int i) {
    return weights[i];
  }

  double[] weights() {
    return weights;
  }

  /** How many customers it stands for. */
  double representing(int i) {
    return representing[i];
  }

  /** Its place in a random order of all. */
  int place(int i) {
    return places[i];
  }
}
