// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep.net;

import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** The weights of one network. Arrays are not copied: whoever holds one trains or reads. */
public final class Weights {

  private final NetShape shape;
  private final List<NetShape.Part> parts;
  private final float[][] values;

  private Weights(NetShape shape, float[][] values) {
    this.shape = shape;
    this.parts = shape.parts();
    this.values = values;
  }

  /** All 0. */
  public static Weights zero(NetShape shape) {
    return new Weights(
        shape, shape.parts().stream().map(p -> new float[p.size()]).toArray(float[][]::new));
  }

  /** As training begins. */
  public static Weights start(NetShape shape, RandomStream random) {
    Weights weights = zero(shape);
    for (int k = 0; k < weights.parts.size(); k++) {
      NetShape.Part part = weights.parts.get(k);
      float[] values = weights.values[k];
      double reach = StrictMath.sqrt(6.0 / (part.rows() + part.columns()));
      for (int i = 0; i < values.length; i++) {
        values[i] =
            switch (part.start()) {
              case ZERO -> 0;
              case ONE -> 1;
              case SPREAD -> (float) (reach * (2 * random.nextDouble() - 1));
              case REMEMBER -> i >= values.length / 4 && i < values.length / 2 ? 1 : 0;
              case SMALL -> (float) (0.1 * Normal.standard(random));
            };
      }
    }
    return weights;
  }

  /** Of which network. */
  public NetShape shape() {
    return shape;
  }

  /** What the arrays are, in their order. */
  public List<NetShape.Part> parts() {
    return parts;
  }

  /** All arrays in their order, themselves. */
  public float[][] all() {
    return values.clone();
  }

  /** Array {@code k}, itself. */
  public float[] values(int k) {
    return values[k];
  }

  /** The array of that name, itself. */
  public float[] values(String name) {
    for (int k = 0; k < values.length; k++) {
      if (parts.get(k).name().equals(name)) {
        return values[k];
      }
    }
    throw new IllegalArgumentException("Unknown weights: " + name);
  }

  /** How many weights there are. */
  public int size() {
    return parts.stream().mapToInt(NetShape.Part::size).sum();
  }

  /** Another with the same values. */
  public Weights copy() {
    Weights copy = zero(shape);
    for (int k = 0; k < values.length; k++) {
      System.arraycopy(values[k], 0, copy.values[k], 0, values[k].length);
    }
    return copy;
  }

  /** Writes shape and values. */
  public void write(DataOutput out) throws IOException {
    out.writeUTF(shape.architecture().name());
    out.writeInt(shape.statics());
    out.writeInt(shape.perEvent());
    out.writeInt(shape.kinds());
    out.writeInt(shape.products());
    out.writeInt(shape.width());
    for (float[] part : values) {
      for (float value : part) {
        out.writeFloat(value);
      }
    }
  }

  /** What {@link #write} wrote. */
  public static Weights read(DataInput in) throws IOException {
    Weights weights =
        zero(
            new NetShape(
                Architecture.valueOf(in.readUTF()),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt()));
    for (float[] part : weights.values) {
      for (int i = 0; i < part.length; i++) {
        part[i] = in.readFloat();
      }
    }
    return weights;
  }
}
