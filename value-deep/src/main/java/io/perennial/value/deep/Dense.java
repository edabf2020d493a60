// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

import io.perennial.math.random.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** y = W x + b, and the gradient by x, W and b. Arrays are held, not copied. */
final class Dense {

  private final int rows;
  private final int columns;
  private final float[] weights;
  private final float[] bias;

  private Dense(int rows, int columns, float[] weights, float[] bias) {
    this.rows = rows;
    this.columns = columns;
    this.weights = weights;
    this.bias = bias;
  }

  int rows() {
    return rows;
  }

  /** Row by row, float[rows * columns]; its own. */
  float[] weights() {
    return weights;
  }

  /** float[rows]; its own. */
  float[] bias() {
    return bias;
  }

  static Dense start(int rows, int columns, RandomStream random) {
    Dense layer = new Dense(rows, columns, new float[rows * columns], new float[rows]);
    double reach = StrictMath.sqrt(6.0 / (rows + columns));
    for (int i = 0; i < layer.weights.length; i++) {
      layer.weights[i] = (float) (reach * (2 * random.nextDouble() - 1));
    }
    return layer;
  }

  Dense copy() {
    return new Dense(rows, columns, weights.clone(), bias.clone());
  }

  float[] apply(float[] x) {
    float[] y = bias.clone();
    for (int r = 0; r < rows; r++) {
      float sum = 0;
      for (int c = 0; c < columns; c++) {
        sum += weights[r * columns + c] * x[c];
      }
      y[r] += sum;
    }
    return y;
  }

  /** Adds to the gradients by weights and bias; gives that by x. */
  float[] back(float[] x, float[] dy, float[] dWeights, float[] dBias) {
    float[] dx = new float[columns];
    for (int r = 0; r < rows; r++) {
      float slope = dy[r];
      dBias[r] += slope;
      for (int c = 0; c < columns; c++) {
        dWeights[r * columns + c] += slope * x[c];
        dx[c] += slope * weights[r * columns + c];
      }
    }
    return dx;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(rows);
    out.writeInt(columns);
    for (float value : weights) {
      out.writeFloat(value);
    }
    for (float value : bias) {
      out.writeFloat(value);
    }
  }

  static Dense read(DataInput in) throws IOException {
    int rows = in.readInt();
    int columns = in.readInt();
    Dense layer = new Dense(rows, columns, new float[rows * columns], new float[rows]);
    for (int i = 0; i < layer.weights.length; i++) {
      layer.weights[i] = in.readFloat();
    }
    for (int i = 0; i < rows; i++) {
      layer.bias[i] = in.readFloat();
    }
    return layer;
  }
}
