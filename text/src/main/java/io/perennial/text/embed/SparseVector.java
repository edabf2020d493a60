// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.embed;

/**
 * A long vector of which few places are not zero. Places ascend, each once.
 *
 * <p>Immutable as long as nobody writes to the arrays, which are not copied.
 */
public final class SparseVector {

  private final int[] places;
  private final float[] values;

  SparseVector(int[] places, float[] values) {
    this.places = places;
    this.values = values;
  }

  /** How many places are not zero. */
  public int size() {
    return places.length;
  }

  /** The {@code i}-th place that is not zero. */
  public int place(int i) {
    return places[i];
  }

  /** What stands there. */
  public float value(int i) {
    return values[i];
  }
}
