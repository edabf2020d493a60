// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

import io.perennial.math.optimise.Minimizer;
import io.perennial.math.summary.Moments;
import io.perennial.value.deep.net.Head;
import io.perennial.value.deep.net.NetShape;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * What is added to the three numbers of every customer's anchor, so that all together are on the
 * level that past outcomes had. Pareto/NBD can be off by half where customers are regular.
 *
 * @param chance to the log odds
 * @param size to the logarithm of the mean count, or of money
 * @param form to the logarithm of the shape, or of the deviation
 */
record Level(double chance, double size, double form) {

  /** Nothing is added. */
  static final Level NONE = new Level(0, 0, 0);

  private static final int ROWS = 4_000;
  private static final double MOST = 4;

  /**
   * The likeliest level.
   *
   * @param anchors without a level, float[n * 3]
   * @param rows of {@code anchors} and {@code outcomes} that may be looked at
   */
  static Level of(Head head, float[] anchors, double[] outcomes, int[] rows) {
    int step = (rows.length - 1) / ROWS + 1;
    Level start = head == Head.MONEY ? logarithms(anchors, outcomes, rows) : NONE;
    float[] moved = anchors.clone();
    start.addTo(moved);
    int width = NetShape.OUTPUTS;
    double[] best =
        new Minimizer(-MOST, MOST, 1e-5, 60)
            .approach(
                (x, gradient) -> {
                  float[] outputs = {(float) x[0], (float) x[1], (float) x[2]};
                  double sum = 0;
                  Arrays.fill(gradient, 0);
                  for (int k = 0; k < rows.length; k += step) {
                    int i = rows[k];
                    sum -= head.logScore(head.at(outputs, 0, 1, moved, i * width), outcomes[i]);
                    double[] slopes = head.scoreSlopes(outputs, 0, moved, i * width, outcomes[i]);
                    for (int j = 0; j < width; j++) {
                      gradient[j] -= slopes[j];
                    }
                  }
                  int count = (rows.length - 1) / step + 1;
                  for (int j = 0; j < width; j++) {
                    gradient[j] /= count;
                  }
                  return sum / count;
                },
                new double[width],
                1e-4);
    float[] outputs = {(float) best[0], (float) best[1], (float) best[2]};
    return new Level(
        head.move(outputs[0], 0),
        start.size + head.move(outputs[1], 1),
        start.form + head.move(outputs[2], 2));
  }

  /** Money has a normal logarithm: its mean about the anchor's, and its deviation by that. */
  private static Level logarithms(float[] anchors, double[] outcomes, int[] rows) {
    Moments residuals = new Moments();
    Moments ratios = new Moments();
    for (int i : rows) {
      if (outcomes[i] > 0) {
        double residual = Math.log(outcomes[i]) - anchors[NetShape.OUTPUTS * i + 1];
        residuals.add(residual);
        ratios.add(residual * Math.exp(-anchors[NetShape.OUTPUTS * i + 2]));
      }
    }
    double wider = Math.max(0.2, Math.min(4, ratios.deviation().orElse(1)));
    return new Level(0, residuals.mean().orElse(0), Math.log(wider));
  }

  /** Adds it to the anchors of all customers. */
  void addTo(float[] anchors) {
    for (int i = 0; i < anchors.length; i += NetShape.OUTPUTS) {
      anchors[i] += (float) chance;
      anchors[i + 1] += (float) size;
      anchors[i + 2] += (float) form;
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(chance);
    out.writeDouble(size);
    out.writeDouble(form);
  }

  static Level read(DataInput in) throws IOException {
    return new Level(in.readDouble(), in.readDouble(), in.readDouble());
  }
}
