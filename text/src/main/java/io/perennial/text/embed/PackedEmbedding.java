// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.embed;

import java.util.Base64;

/**
 * Embeddings as bytes, a byte a number: the largest becomes 127. The inner product of two changes
 * by less than .01. Unpacked and packed again it stays the same.
 */
public final class PackedEmbedding {

  private static final int LARGEST = 127;

  private PackedEmbedding() {}

  /** A byte for each number. */
  public static byte[] pack(float[] embedding) {
    float most = 0;
    for (float x : embedding) {
      most = Math.max(most, Math.abs(x));
    }
    byte[] packed = new byte[embedding.length];
    for (int k = 0; k < packed.length && most > 0; k++) {
      packed[k] = (byte) Math.round(embedding[k] / most * LARGEST);
    }
    return packed;
  }

  /** Of length 1 again; all zero for nothing. */
  public static float[] unpack(byte[] packed) {
    long square = 0;
    for (byte x : packed) {
      square += x * x;
    }
    float[] embedding = new float[packed.length];
    if (square > 0) {
      double length = Math.sqrt((double) square);
      for (int k = 0; k < packed.length; k++) {
        embedding[k] = (float) (packed[k] / length);
      }
    }
    return embedding;
  }

  /** As text that a table can hold: 512 characters. */
  public static String text(float[] embedding) {
    return Base64.getEncoder().encodeToString(pack(embedding));
  }

  /**
   * What {@link #text} wrote.
   *
   * @throws IllegalArgumentException when it is nothing of the kind
   */
  public static float[] ofText(String text) {
    return unpack(Base64.getDecoder().decode(text));
  }
}
