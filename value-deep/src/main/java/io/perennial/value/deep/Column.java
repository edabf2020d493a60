// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

import io.perennial.math.summary.Moments;
import io.perennial.math.summary.Quantiles;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How one feature becomes a number near 0: asinh((value - median) / spread), then mean 0 and
 * deviation 1, so that a tail of 1e9 is some 10 deviations and no more. Not known is 0, and a flag.
 *
 * @param missing share of the customers of whom it is not known, in [0, 1)
 */
record Column(
    String name, double median, double spread, double mean, double deviation, double missing) {

  private static final double FAR = 8;

  /** The scale of these values; useless ones (constant, never known) have deviation 0. */
  static Column of(String name, double[] values) {
    double[] known = Arrays.stream(values).filter(Double::isFinite).toArray();
    if (known.length == 0) {
      return new Column(name, 0, 1, 0, 0, 0);
    }
    Quantiles quantiles = Quantiles.of(known);
    double median = quantiles.median();
    double spread = quantiles.at(0.75) - quantiles.at(0.25);
    if (!(spread > 0)) {
      double away = Arrays.stream(known).map(v -> Math.abs(v - median)).average().orElse(0);
      spread = away > 0 && away < Double.MAX_VALUE ? away : 1;
    }
    double scale = spread;
    Moments moments = new Moments();
    for (double value : known) {
      moments.add(bent((value - median) / scale));
    }
    double deviation = moments.deviation().orElse(0);
    return new Column(
        name,
        median,
        scale,
        moments.mean().orElse(0),
        deviation > 1e-9 ? deviation : 0,
        1 - known.length / (double) values.length);
  }

  /** Whether it tells customers apart. */
  boolean useful() {
    return deviation > 0;
  }

  /** Whether there is a flag of what is not known. */
  boolean flagged() {
    return missing > 0;
  }

  /** How many numbers the network reads of it. */
  int width() {
    return flagged() ? 2 : 1;
  }

  /** Writes {@link #width()} numbers. */
  void put(double value, float[] to, int at) {
    boolean known = Double.isFinite(value);
    double z = known ? (bent((value - median) / spread) - mean) / deviation : 0;
    to[at] = (float) Math.max(-FAR, Math.min(FAR, z));
    if (flagged()) {
      to[at + 1] = (float) ((known ? 0 : 1) - missing);
    }
  }

  private static double bent(double x) {
    double size = Math.min(Math.abs(x), 1e100);
    return Math.signum(x) * Math.log(size + Math.sqrt(size * size + 1));
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(name);
    out.writeDouble(median);
    out.writeDouble(spread);
    out.writeDouble(mean);
    out.writeDouble(deviation);
    out.writeDouble(missing);
  }

  static Column read(DataInput in) throws IOException {
    return new Column(
        in.readUTF(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble());
  }
}
