// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.embed;

import io.perennial.text.Language;
import io.perennial.text.clean.Token;
import java.util.List;

/**
 * A text as it was read: everything that later stages ask of it, computed once.
 *
 * <p>Immutable as long as nobody writes to the vectors. Holds the text itself: for memory, not for
 * tables.
 */
public final class ReadText {

  private final String plain;
  private final Language language;
  private final List<Token> tokens;
  private final float[] embedding;
  private final SparseVector grams;

  ReadText(String plain, Language language, List<Token> tokens, float[] embedding) {
    this.plain = plain;
    this.language = language;
    this.tokens = List.copyOf(tokens);
    this.embedding = embedding;
    this.grams = HashedGrams.of(tokens);
  }

  /** One line, without markup; empty if the text says nothing. */
  public String plain() {
    return plain;
  }

  public Language language() {
    return language;
  }

  public List<Token> tokens() {
    return tokens;
  }

  /** float[384] of length 1, or all zero for an empty text; see {@link SentenceModel}. */
  public float[] embedding() {
    return embedding;
  }

  /** What linear models learn from: the embedding, and the hashed grams. */
  public TextVector vector() {
    return new TextVector(embedding, grams);
  }

  /** The same with numbers behind the embedding that a stage knows beside. */
  public TextVector vectorWith(float[] more) {
    float[] dense = new float[embedding.length + more.length];
    System.arraycopy(embedding, 0, dense, 0, embedding.length);
    System.arraycopy(more, 0, dense, embedding.length, more.length);
    return new TextVector(dense, grams);
  }
}
