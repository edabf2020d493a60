// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.map;

import io.perennial.math.parallel.Chunks;
import java.util.Arrays;

/**
 * All pairs at once, on a grid: points are spread over the nodes near them by quintic B-splines,
 * the grid is convolved with the force of a point by Fourier transforms, and forces are read off
 * with the same splines, which were divided out of the kernel so that node to node it is exact. O(n
 * + g log g) for g nodes. After Linderman et al., "Fast interpolation-based t-SNE for improved
 * visualization of single-cell RNA-seq data" (Nature Methods 2019), who interpolate by polynomials
 * piece by piece and convolve four charges with two kernels; here one charge is convolved with the
 * force itself, both axes in one transform, and Z is summed over waves: a third of the transforms.
 * Kernels are kept as long as the grid is. With nodes 1/3 apart, forces are right to 1e-3 of them.
 *
 * <p>Not for two callers at a time, since it keeps its arrays; uses all threads by itself.
 */
final class GridRepulsion implements Repulsion {

  private static final int NODES = Spline.NODES;
  private static final int FEWEST = 64; // nodes along the longer side
  private static final double SMALLEST = 1e-6;
  private static final int PARTS = 4;
  private static final int SPREAD_ALONE = 20_000;
  private static final int CHUNK = 1024;

  private final double finest;
  private final int mostNodes;
  private double spacing;
  private double left;
  private double low;
  private NodeForces nodes;
  private double[][] charges;

  GridRepulsion() {
    this(1.0 / 3, 1024);
  }

  /**
   * @param spacing between nodes, in units of the map
   * @param mostNodes along an axis; when that is too few, nodes are farther apart
   */
  GridRepulsion(double spacing, int mostNodes) {
    finest = spacing;
    this.mostNodes = mostNodes;
    this.spacing = spacing;
    nodes = new NodeForces(8, 8, spacing);
    charges = new double[PARTS][nodes.columns() * nodes.rows()];
  }

  @Override
  public double push(double[] places, double[] forces) {
    lay(places);
    spread(places);
    double total = nodes.push(charges[0]);
    Field field = new Field(left, low, spacing, nodes.columns(), nodes.rows(), nodes.felt());
    Chunks.forEach(
        places.length / 2,
        CHUNK,
        (from, to) -> {
          double[] weights = new double[2 * NODES];
          for (int i = from; i < to; i++) {
            field.read(places[2 * i], places[2 * i + 1], weights, forces, 2 * i);
          }
        });
    return total - places.length / 2.0;
  }

  /** How all these points push one that is not among them. */
  Field forces(double[] places) {
    lay(places);
    spread(places);
    nodes.push(charges[0]);
    return frozen();
  }

  /** How near one that is not among them is to all these points: the sum of 1 / (1 + r²). */
  Field nearness(double[] places) {
    lay(places);
    spread(places);
    nodes.near(charges[0]);
    return frozen();
  }

  private Field frozen() {
    return new Field(left, low, spacing, nodes.columns(), nodes.rows(), nodes.felt().clone());
  }

  /** Chooses a grid that covers all points; keeps the last one as long as it does. */
  private void lay(double[] places) {
    double right = Double.NEGATIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    left = Double.POSITIVE_INFINITY;
    low = Double.POSITIVE_INFINITY;
    for (int i = 0; i < places.length; i += 2) {
      left = Math.min(left, places[i]);
      right = Math.max(right, places[i]);
      low = Math.min(low, places[i + 1]);
      high = Math.max(high, places[i + 1]);
    }
    double span = Math.max(right - left, high - low);
    double fitting = finest;
    while (span < FEWEST * fitting && fitting > SMALLEST) {
      fitting /= 2;
    }
    while (span > (mostNodes - 2 - NODES) * fitting) {
      fitting *= 1.25;
    }
    int columns = (int) ((right - left) / fitting) + NODES + 1;
    int rows = (int) ((high - low) / fitting) + NODES + 1;
    if (fitting != spacing || !nodes.suits(columns, rows)) {
      spacing = fitting;
      nodes = new NodeForces(columns + columns / 12, rows + rows / 12, spacing);
      charges = new double[PARTS][nodes.columns() * nodes.rows()];
    }
  }

  /** The sum of all points at the nodes, in {@code charges[0]}: parts of a fixed size, in order. */
  private void spread(double[] places) {
    int n = places.length / 2;
    int parts = n < SPREAD_ALONE ? 1 : PARTS;
    int size = (n + parts - 1) / parts;
    int rows = nodes.rows();
    Field field = new Field(left, low, spacing, nodes.columns(), rows, nodes.felt());
    Chunks.forEach(
        n,
        size,
        (from, to) -> {
          double[] charge = charges[from / size];
          Arrays.fill(charge, 0);
          double[] w = new double[2 * NODES];
          for (int i = from; i < to; i++) {
            int corner = field.weigh(places[2 * i], places[2 * i + 1], w);
            for (int a = 0; a < NODES; a++) {
              int at = corner + a * rows;
              for (int c = 0; c < NODES; c++) {
                charge[at + c] += w[a] * w[NODES + c];
              }
            }
          }
        });
    double[] sum = charges[0];
    for (int part = 1; part < parts; part++) {
      double[] other = charges[part];
      for (int i = 0; i < sum.length; i++) {
        sum[i] += other[i];
      }
    }
  }
}
