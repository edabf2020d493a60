// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.theme;

import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomStream;
import java.util.Arrays;

/**
 * Texts put together so that the similarities of all pairs within groups, less a price for each
 * pair, sum to the most; so the price decides how many groups there are, and no number is given.
 * Texts and whole groups are moved while that helps.
 *
 * <p>Sources: Bansal, Blum and Chawla, "Correlation clustering" (2004); Traag, Van Dooren and
 * Nesterov, "Narrow scope for resolution-limit-free community detection" (2011). As similarity is
 * an inner product, a group's sum is all that is needed: n · groups · d a sweep.
 */
final class Grouping {

  private static final int MOST_SWEEPS = 12;
  private static final int MOST_ROUNDS = 6;
  private static final int START_SWEEPS = 3;
  private static final int CHUNK = 128;
  private static final double LEAST_GAIN = 1e-6;
  private static final long STRIDE = 2_654_435_761L;

  private final float[][] places;

  Grouping(float[][] places) {
    this.places = places;
  }

  /**
   * A fine partition to begin with, by the nearest of {@code groups} texts drawn far from each
   * other and a few sweeps of spherical k-means. Source: Arthur and Vassilvitskii, "k-means++".
   */
  int[] start(int groups, RandomStream random) {
    int n = places.length;
    float[] nearest = new float[n];
    Arrays.fill(nearest, -1);
    int[] group = new int[n];
    float[][] centres = new float[Math.min(groups, n)][];
    int next = random.nextInt(n);
    for (int g = 0; g < centres.length; g++) {
      centres[g] = places[next];
      double all = 0;
      for (int i = 0; i < n; i++) {
        float similar = Vectors.dot(places[i], centres[g]);
        if (similar > nearest[i]) {
          nearest[i] = similar;
          group[i] = g;
        }
        all += Math.max(0, 1 - nearest[i]);
      }
      double left = random.nextDouble() * all;
      next = n - 1;
      for (int i = 0; i < n; i++) {
        left -= Math.max(0, 1 - nearest[i]);
        if (left < 0) {
          next = i;
          break;
        }
      }
    }
    for (int sweep = 0; sweep < START_SWEEPS; sweep++) {
      centres = centres(group, centres.length);
      group = nearest(centres);
    }
    return group;
  }

  /** The centre of each group, of length 1. */
  float[][] centres(int[] group, int groups) {
    double[][] sums = new double[groups][places[0].length];
    for (int i = 0; i < group.length; i++) {
      add(sums[group[i]], places[i], 1);
    }
    return Arrays.stream(sums).map(Vectors::unit).toArray(float[][]::new);
  }

  /** The group whose centre is nearest, of each text; of equals the first. */
  int[] nearest(float[][] centres) {
    int[] group = new int[places.length];
    Chunks.forEach(
        places.length,
        CHUNK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            float best = Float.NEGATIVE_INFINITY;
            for (int g = 0; g < centres.length; g++) {
              float similar = Vectors.dot(places[i], centres[g]);
              if (similar > best) {
                best = similar;
                group[i] = g;
              }
            }
          }
        });
    return group;
  }

  /**
   * The groups under a price, numbered from 0 in the order of their first texts.
   *
   * @param start a partition to begin with
   * @param price what each pair within a group must be similar by on the whole
   */
  int[] groups(int[] start, double price) {
    int[] group = start.clone();
    int count = renumbered(group);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      int[] joined = join(group, count, price);
      for (int i = 0; i < group.length; i++) {
        group[i] = joined[group[i]];
      }
      count = renumbered(group);
      boolean moved = move(group, count, price);
      count = renumbered(group);
      if (!moved) {
        break;
      }
    }
    return group;
  }

  /** Numbers groups from 0 in the order in which they appear; answers how many there are. */
  static int renumbered(int[] group) {
    int[] name = new int[Arrays.stream(group).max().orElse(0) + 1];
    Arrays.fill(name, -1);
    int next = 0;
    for (int i = 0; i < group.length; i++) {
      if (name[group[i]] < 0) {
        name[group[i]] = next++;
      }
      group[i] = name[group[i]];
    }
    return next;
  }

  /** Joins two groups at a time, those first whose joining gains most, until none gains. */
  private int[] join(int[] group, int count, double price) {
    double[][] sums = new double[count][places[0].length];
    double[] size = new double[count];
    for (int i = 0; i < group.length; i++) {
      add(sums[group[i]], places[i], 1);
      size[group[i]]++;
    }
    int[] joined = new int[count];
    for (int g = 0; g < count; g++) {
      joined[g] = g;
    }
    double[][] gain = new double[count][count];
    for (int a = 0; a < count; a++) {
      for (int b = 0; b < a; b++) {
        gain[a][b] = dot(sums[a], sums[b]) - price * size[a] * size[b];
        gain[b][a] = gain[a][b];
      }
    }
    boolean[] gone = new boolean[count];
    while (true) {
      int first = -1;
      int second = -1;
      double best = LEAST_GAIN;
      for (int a = 0; a < count; a++) {
        for (int b = 0; b < a && !gone[a]; b++) {
          // by the pair, so that a great group does not swallow what is hardly like it
          if (!gone[b] && gain[a][b] > LEAST_GAIN && gain[a][b] / (size[a] * size[b]) > best) {
            best = gain[a][b] / (size[a] * size[b]);
            first = b;
            second = a;
          }
        }
      }
      if (first < 0) {
        return joined;
      }
      gone[second] = true;
      size[first] += size[second];
      for (int g = 0; g < count; g++) {
        if (joined[g] == second) {
          joined[g] = first;
        }
        if (g != first && !gone[g]) {
          gain[first][g] += gain[second][g];
          gain[g][first] = gain[first][g];
        }
      }
    }
  }

  /** Moves texts, one by one, to where they gain most, or apart; whether any moved. */
  private boolean move(int[] group, int count, double price) {
    int n = group.length;
    double[][] sums = new double[count][places[0].length];
    int[] size = new int[count];
    for (int i = 0; i < n; i++) {
      add(sums[group[i]], places[i], 1);
      size[group[i]]++;
    }
    boolean any = false;
    for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      int moves = 0;
      for (int at = 0; at < n; at++) {
        int i = (int) (at * STRIDE % n);
        int from = group[i];
        add(sums[from], places[i], -1);
        size[from]--;
        int best = from;
        double gain = size[from] == 0 ? 0 : dot(places[i], sums[from]) - price * size[from];
        for (int g = 0; g < count; g++) {
          if (g != from && size[g] > 0) {
            double other = dot(places[i], sums[g]) - price * size[g];
            if (other > gain + LEAST_GAIN) {
              best = g;
              gain = other;
            }
          }
        }
        moves += best == from ? 0 : 1;
        group[i] = best;
        add(sums[best], places[i], 1);
        size[best]++;
      }
      any |= moves > 0;
      if (moves <= n / 1000) {
        break;
      }
    }
    return any;
  }

  private static void add(double[] sum, float[] place, int sign) {
    for (int k = 0; k < sum.length; k++) {
      sum[k] += sign * place[k];
    }
  }

  private static double dot(float[] a, double[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    for (int k = 0; k + 3 < a.length; k += 4) {
      s0 += a[k] * b[k];
      s1 += a[k + 1] * b[k + 1];
      s2 += a[k + 2] * b[k + 2];
      s3 += a[k + 3] * b[k + 3];
    }
    for (int k = a.length & ~3; k < a.length; k++) {
      s0 += a[k] * b[k];
    }
    return (s0 + s1) + (s2 + s3);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
