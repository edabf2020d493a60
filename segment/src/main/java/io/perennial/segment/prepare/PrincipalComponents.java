// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.prepare;

import io.perennial.math.linear.SymmetricEigen;
import io.perennial.math.neighbour.Points;
import io.perennial.math.parallel.Chunks;
import java.util.Arrays;

/**
 * The directions in which points vary most, as many as keep a share of their variance. Not scaled
 * anew: distances stay what they were, less what is left out. Immutable.
 */
public final class PrincipalComponents implements Representation {

  private static final long serialVersionUID = 1;
  private static final int CHUNK = 4096;

  private final double[] means;

  /** Shape [from × dimensions]. */
  private final double[] loadings;

  private final int dimensions;
  private final double kept;

  PrincipalComponents(double[] means, double[] loadings, double kept) {
    this.means = means;
    this.loadings = loadings;
    this.kept = kept;
    dimensions = loadings.length / means.length;
  }

  /**
   * Learns them. O(n d² + d³).
   *
   * @param share of the variance that they keep at least, in (0, 1]; one component where there is
   *     no variance
   */
  public static PrincipalComponents of(Points points, double share) {
    int n = points.count();
    int d = points.dimensions();
    double[] means = Chunks.sum(n, CHUNK, d, (sums, from, to) -> add(points, sums, from, to));
    for (int j = 0; j < d; j++) {
      means[j] /= n;
    }
    double[] products =
        Chunks.sum(n, CHUNK, d * d, (sums, from, to) -> multiply(points, means, sums, from, to));
    double[][] covariance = new double[d][d];
    double total = 0;
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        covariance[i][j] = products[i * d + j] / n;
        covariance[j][i] = covariance[i][j];
      }
      total += covariance[i][i];
    }
    SymmetricEigen eigen = SymmetricEigen.of(covariance);
    double[] values = eigen.values();
    double sum = 0;
    int count = 0;
    while (count == 0 || (count < d && sum < share * total)) {
      count++;
      sum += Math.max(values[d - count], 0);
    }
    double[] loadings = new double[d * count];
    for (int m = 0; m < count; m++) {
      double[] vector = signed(eigen.vector(d - 1 - m));
      for (int j = 0; j < d; j++) {
        loadings[j * count + m] = vector[j];
      }
    }
    return new PrincipalComponents(means, loadings, total > 0 ? Math.min(sum / total, 1) : 1);
  }

  /** The entry largest in size is positive: a direction has no sign of its own. */
  private static double[] signed(double[] vector) {
    int largest = 0;
    for (int j = 1; j < vector.length; j++) {
      largest = Math.abs(vector[j]) > Math.abs(vector[largest]) + 1e-9 ? j : largest;
    }
    double sign = Math.signum(vector[largest]);
    return Arrays.stream(vector).map(value -> value * sign).toArray();
  }

  private static void add(Points points, double[] sums, int from, int to) {
    for (int i = from; i < to; i++) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] += points.at(i, j);
      }
    }
  }

  private static void multiply(Points points, double[] means, double[] sums, int from, int to) {
    int d = means.length;
    double[] row = new double[d];
    for (int i = from; i < to; i++) {
      for (int j = 0; j < d; j++) {
        row[j] = points.at(i, j) - means[j];
      }
      for (int a = 0; a < d; a++) {
        double left = row[a];
        int at = a * d;
        for (int b = 0; b <= a; b++) {
          sums[at + b] += left * row[b];
        }
      }
    }
  }

  @Override
  public String name() {
    return "principal components";
  }

  @Override
  public int from() {
    return means.length;
  }

  @Override
  public int dimensions() {
    return dimensions;
  }

  /** The share of variance that is kept, in (0, 1]. */
  public double kept() {
    return kept;
  }

  @Override
  public void represent(double[] prepared, double[] out) {
    Arrays.fill(out, 0, dimensions, 0.0);
    for (int j = 0; j < means.length; j++) {
      add(j, prepared[j], out, 0);
    }
  }

  @Override
  public Points represent(Points prepared) {
    double[] values = new double[Math.multiplyExact(prepared.count(), dimensions)];
    Chunks.forEach(
        prepared.count(),
        CHUNK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            for (int j = 0; j < means.length; j++) {
              add(j, prepared.at(i, j), values, i * dimensions);
            }
          }
        });
    return new Points(values, dimensions);
  }

  /** What one prepared value adds to a point. */
  void add(int feature, double value, double[] out, int offset) {
    double apart = value - means[feature];
    int at = feature * dimensions;
    for (int m = 0; m < dimensions; m++) {
      out[offset + m] += apart * loadings[at + m];
    }
  }

  double[] means() {
    return means;
  }

  double[] loadings() {
    return loadings;
  }
}
