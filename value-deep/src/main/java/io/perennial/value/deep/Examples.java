// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

import io.perennial.value.deep.net.NetShape;
import io.perennial.value.deep.torch.Batch;
import java.util.Arrays;
import java.util.List;

/** Customers as networks read them, in columns. Arrays are handed over. */
final class Examples {

  private final int width;
  private final float[] statics;
  private final float[] anchor;
  private final int[] starts;
  private final float[] numbers;
  private final int[] kinds;
  private final int[] products;

  private Examples(Builder builder) {
    this.width = builder.width;
    this.statics = builder.statics;
    this.anchor = builder.anchor;
    this.starts = builder.starts;
    this.numbers = builder.numbers;
    this.kinds = builder.kinds;
    this.products = builder.products;
  }

  /** Filled by {@link Encoding}. */
  static final class Builder {
    private final int width;
    private final float[] statics;
    private final float[] anchor;
    final int[] starts;
    float[] numbers = new float[0];
    int[] kinds = new int[0];
    int[] products = new int[0];

    Builder(int width, float[] statics, float[] anchor) {
      this.width = width;
      this.statics = statics;
      this.anchor = anchor;
      this.starts = new int[anchor.length / NetShape.OUTPUTS + 1];
    }

    Examples build() {
      return new Examples(this);
    }
  }

  /** One after the other. */
  static Examples together(List<Examples> parts) {
    int n = parts.stream().mapToInt(Examples::rows).sum();
    int m = parts.stream().mapToInt(p -> p.kinds.length).sum();
    int width = parts.get(0).width;
    Builder all = new Builder(width, new float[n * width], new float[n * NetShape.OUTPUTS]);
    all.numbers = new float[m * Encoding.PER_EVENT];
    all.kinds = new int[m];
    all.products = new int[m];
    int row = 0;
    int event = 0;
    for (Examples part : parts) {
      copy(part.statics, all.statics, row * width);
      copy(part.anchor, all.anchor, row * NetShape.OUTPUTS);
      copy(part.numbers, all.numbers, event * Encoding.PER_EVENT);
      System.arraycopy(part.kinds, 0, all.kinds, event, part.kinds.length);
      System.arraycopy(part.products, 0, all.products, event, part.kinds.length);
      for (int i = 0; i < part.rows(); i++) {
        all.starts[row + i + 1] = event + part.starts[i + 1];
      }
      row += part.rows();
      event += part.kinds.length;
    }
    return all.build();
  }

  private static void copy(float[] from, float[] to, int at) {
    System.arraycopy(from, 0, to, at, from.length);
  }

  int rows() {
    return starts.length - 1;
  }

  /** How many events of row {@code i} are read. */
  int length(int i) {
    return starts[i + 1] - starts[i];
  }

  /** The anchors of all, float[rows * 3]; its own. */
  float[] anchor() {
    return anchor;
  }

  float[] statics(int i) {
    return Arrays.copyOfRange(statics, i * width, (i + 1) * width);
  }

  float[] anchor(int i) {
    return Arrays.copyOfRange(anchor, i * NetShape.OUTPUTS, (i + 1) * NetShape.OUTPUTS);
  }

  float[] numbers(int i) {
    return Arrays.copyOfRange(
        numbers, starts[i] * Encoding.PER_EVENT, starts[i + 1] * Encoding.PER_EVENT);
  }

  int[] kinds(int i) {
    return Arrays.copyOfRange(kinds, starts[i], starts[i + 1]);
  }

  int[] products(int i) {
    return Arrays.copyOfRange(products, starts[i], starts[i + 1]);
  }

  /** These rows for the library. */
  Batch batch(NetShape shape, int[] rows, int from, int to) {
    boolean reads = shape.architecture().readsEvents();
    int longest = 1;
    for (int k = from; k < to && reads; k++) {
      longest = Math.max(longest, length(rows[k]));
    }
    Batch batch = new Batch(shape, to - from, longest);
    for (int k = from; k < to; k++) {
      int i = rows[k];
      int row = k - from;
      batch.statics(row, statics, i * width, width);
      int count = reads ? length(i) : 0;
      for (int t = 0; t < count; t++) {
        int e = starts[i] + t;
        batch.event(
            row,
            t,
            count,
            numbers,
            e * Encoding.PER_EVENT,
            Encoding.PER_EVENT,
            kinds[e],
            products[e]);
      }
      batch.length(row, count);
    }
    return batch;
  }
}
