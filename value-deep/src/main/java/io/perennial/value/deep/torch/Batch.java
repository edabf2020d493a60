// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep.torch;

import io.perennial.value.deep.net.NetShape;

/**
 * Some customers as the library reads them, all sequences filled up to the longest. Arrays are
 * handed over.
 */
public final class Batch {

  final int rows;
  final int longest;
  final float[] statics;
  final float[] events;
  final long[] kinds;
  final long[] products;
  final float[] pool;
  final float[] hidden;
  float[] keepTogether = new float[0];
  float[] keepJoint = new float[0];

  /**
   * All 0, to be filled.
   *
   * @param longest events, >= 1
   */
  public Batch(NetShape shape, int rows, int longest) {
    this.rows = rows;
    this.longest = longest;
    this.statics = new float[rows * shape.statics()];
    boolean reads = shape.architecture().readsEvents();
    int places = reads ? rows * longest : 0;
    this.events = new float[places * shape.perEvent()];
    this.kinds = new long[places];
    this.products = new long[places];
    this.pool = new float[2 * places];
    this.hidden = new float[places];
  }

  /** How many customers. */
  public int rows() {
    return rows;
  }

  /** Features of row {@code row}, float[statics] from {@code from}. */
  public void statics(int row, float[] values, int from, int width) {
    System.arraycopy(values, from, statics, row * width, width);
  }

  /** Event {@code t} of {@code count} of row {@code row}. */
  public void event(
      int row, int t, int count, float[] numbers, int from, int width, int kind, int product) {
    int place = row * longest + t;
    System.arraycopy(numbers, from, events, place * width, width);
    kinds[place] = kind;
    products[place] = product;
    pool[2 * row * longest + t] = t == count - 1 ? 1 : 0;
    pool[(2 * row + 1) * longest + t] = 1f / count;
  }

  /** Row {@code row} has {@code count} events; the places after them are not looked at. */
  public void length(int row, int count) {
    for (int t = count; t < longest && hidden.length > 0; t++) {
      hidden[row * longest + t] = -1e9f;
    }
  }

  /** What dropout keeps: factors of the joint layer's inputs and of its outputs. */
  public void keep(float[] ofTogether, float[] ofJoint) {
    keepTogether = ofTogether;
    keepJoint = ofJoint;
  }
}
