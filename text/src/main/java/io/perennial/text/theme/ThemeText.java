// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.theme;

import java.util.List;

/**
 * A text as themes see it. Immutable as long as nobody writes to the embedding, which is no copy.
 */
public final class ThemeText {

  private final float[] embedding;
  private final List<String> words;

  /**
   * @param embedding of a sentence model, all texts by the same
   * @param words in lower case, in order, with what repeats
   */
  public ThemeText(float[] embedding, List<String> words) {
    this.embedding = embedding;
    this.words = List.copyOf(words);
  }

  float[] embedding() {
    return embedding;
  }

  List<String> words() {
    return words;
  }
}
