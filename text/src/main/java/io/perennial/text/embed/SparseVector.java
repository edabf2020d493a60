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

  /**
   * The vector with these values at these places.
   *
   * @throws IllegalArgumentException if they are not as many, or the places do not ascend
   */
  public static SparseVector of(int[] places, float[] values) {
    boolean ascends = places.length == values.length;
    for (int i = 1; i < places.length && ascends; i++) {
      ascends = places[i] > places[i - 1];
    }
    if (!ascends) {
      throw new IllegalArgumentException(
          "Invalid vector: %d places, %d values (must be as many, and places ascend)"
              .formatted(places.length, values.length));
    }
    return new SparseVector(places.clone(), values.clone());
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
