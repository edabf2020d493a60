// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep.net;

/** y = W x + b, and back. Both loops run along memory, which the compiler turns into vectors. */
final class Linear {

  private final int rows;
  private final int columns;
  private final float[] byRow;
  private final float[] byColumn;
  private final float[] bias;

  private Linear(int rows, int columns, float[] byRow, float[] bias) {
    this.rows = rows;
    this.columns = columns;
    this.byRow = byRow;
    this.bias = bias;
    this.byColumn = new float[byRow.length];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        byColumn[c * rows + r] = byRow[r * columns + c];
      }
    }
  }

  /** The layer of that name, with its bias where there is one. */
  static Linear of(Weights weights, String name) {
    NetShape.Part part = null;
    float[] bias = new float[0];
    for (NetShape.Part each : weights.parts()) {
      if (each.name().equals(name)) {
        part = each;
      } else if (each.name().equals(name + " bias")) {
        bias = weights.values(each.name());
      }
    }
    if (part == null) {
      throw new IllegalArgumentException("Unknown weights: " + name);
    }
    return new Linear(
        part.rows(),
        part.columns(),
        weights.values(name),
        bias.length == 0 ? new float[part.rows()] : bias);
  }

  int columns() {
    return columns;
  }

  /** y = W x + b. */
  void apply(float[] x, int xAt, float[] y, int yAt) {
    System.arraycopy(bias, 0, y, yAt, rows);
    add(x, xAt, y, yAt);
  }

  /** y += W x. */
  void add(float[] x, int xAt, float[] y, int yAt) {
    for (int c = 0; c < columns; c++) {
      float value = x[xAt + c];
      if (value != 0) {
        int at = c * rows;
        for (int r = 0; r < rows; r++) {
          y[yAt + r] += value * byColumn[at + r];
        }
      }
    }
  }

  /** dx += W' dy. */
  void back(float[] dy, int dyAt, float[] dx, int dxAt) {
    for (int r = 0; r < rows; r++) {
      float value = dy[dyAt + r];
      if (value != 0) {
        int at = r * columns;
        for (int c = 0; c < columns; c++) {
          dx[dxAt + c] += value * byRow[at + c];
        }
      }
    }
  }

  /** All of {@code count} rows of x, one after the other. */
  float[] all(float[] x, int count) {
    float[] y = new float[count * rows];
    for (int t = 0; t < count; t++) {
      apply(x, t * columns, y, t * rows);
    }
    return y;
  }

  /** dx of {@code count} rows. */
  float[] allBack(float[] dy, int count) {
    float[] dx = new float[count * columns];
    for (int t = 0; t < count; t++) {
      back(dy, t * rows, dx, t * columns);
    }
    return dx;
  }
}
