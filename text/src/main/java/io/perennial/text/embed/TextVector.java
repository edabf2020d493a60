// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.embed;

/**
 * A text as linear models see it: what it means, which words and letters it has, and a few numbers
 * that a stage knows beside.
 *
 * <p>Immutable as long as nobody writes to the arrays, which are not copied.
 */
public final class TextVector {

  private final float[] dense;
  private final SparseVector grams;

  public TextVector(float[] dense, SparseVector grams) {
    this.dense = dense;
    this.grams = grams;
  }

  /** float[d]: the embedding, and what is beside it. */
  public float[] dense() {
    return dense;
  }

  /** Of {@link HashedGrams#DIMENSIONS} places. */
  public SparseVector grams() {
    return grams;
  }
}
