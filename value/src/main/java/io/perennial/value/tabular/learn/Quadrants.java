// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular.learn;

import org.jspecify.annotations.Nullable;

/**
 * A plane of pieces parted once each way, with a Newton step for each quarter.
 *
 * @param row the first row of the lower half
 * @param column the first column of the right half
 * @param gain what the parting tells beyond one step for all
 */
record Quadrants(
    int row,
    int column,
    double gain,
    double upLeft,
    double upRight,
    double lowLeft,
    double lowRight) {

  /**
   * The best parting, or null where there is none.
   *
   * @param g slopes, double[rows * columns]
   * @param h curvatures
   * @param least curvature of a quarter that counts; smaller ones get no step
   */
  static @Nullable Quadrants best(
      double[] g, double[] h, int rows, int columns, double ridge, double least) {
    int width = columns + 1;
    double[] sumG = new double[(rows + 1) * width];
    double[] sumH = new double[(rows + 1) * width];
    for (int x = 0; x < rows; x++) {
      double lineG = 0;
      double lineH = 0;
      for (int y = 0; y < columns; y++) {
        lineG += g[x * columns + y];
        lineH += h[x * columns + y];
        sumG[(x + 1) * width + y + 1] = sumG[x * width + y + 1] + lineG;
        sumH[(x + 1) * width + y + 1] = sumH[x * width + y + 1] + lineH;
      }
    }
    double allG = sumG[rows * width + columns];
    double allH = sumH[rows * width + columns];
    double whole = allG * allG / (allH + ridge);
    double best = whole + 1e-9;
    int bestRow = -1;
    int bestColumn = -1;
    for (int x = 1; x < rows; x++) {
      double aboveG = sumG[x * width + columns];
      double aboveH = sumH[x * width + columns];
      if (aboveH < least || allH - aboveH < least) {
        continue;
      }
      for (int y = 1; y < columns; y++) {
        double leftH = sumH[rows * width + y];
        if (leftH < least || allH - leftH < least) {
          continue;
        }
        double leftG = sumG[rows * width + y];
        double g1 = sumG[x * width + y];
        double h1 = sumH[x * width + y];
        double score =
            part(g1, h1, ridge, least)
                + part(aboveG - g1, aboveH - h1, ridge, least)
                + part(leftG - g1, leftH - h1, ridge, least)
                + part(allG - aboveG - leftG + g1, allH - aboveH - leftH + h1, ridge, least);
        if (score > best) {
          best = score;
          bestRow = x;
          bestColumn = y;
        }
      }
    }
    if (bestRow < 0) {
      return null;
    }
    double g1 = sumG[bestRow * width + bestColumn];
    double h1 = sumH[bestRow * width + bestColumn];
    double aboveG = sumG[bestRow * width + columns];
    double aboveH = sumH[bestRow * width + columns];
    double leftG = sumG[rows * width + bestColumn];
    double leftH = sumH[rows * width + bestColumn];
    return new Quadrants(
        bestRow,
        bestColumn,
        best - whole,
        step(g1, h1, ridge, least),
        step(aboveG - g1, aboveH - h1, ridge, least),
        step(leftG - g1, leftH - h1, ridge, least),
        step(allG - aboveG - leftG + g1, allH - aboveH - leftH + h1, ridge, least));
  }

  double at(int x, int y) {
    if (x < row) {
      return y < column ? upLeft : upRight;
    }
    return y < column ? lowLeft : lowRight;
  }

  private static double part(double g, double h, double ridge, double least) {
    return h < least ? 0 : g * g / (h + ridge);
  }

  private static double step(double g, double h, double ridge, double least) {
    return h < least ? 0 : g / (h + ridge);
  }
}
