// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.sentiment;

import io.perennial.text.Language;
import io.perennial.text.clean.Token;
import io.perennial.text.embed.ReadText;
import io.perennial.text.embed.SentenceModel;
import io.perennial.text.embed.TextVector;
import java.util.List;

/**
 * Texts as the sentiment model sees them: what the lexicon says and the embedding, in one place if
 * the text is English and in another if not, since sentence model and lexicon know English best;
 * and the grams.
 */
final class SentimentVectors {

  private static final int BESIDE = 8;
  private static final int BLOCK = BESIDE + SentenceModel.DIMENSIONS;

  /** The length of the dense part. */
  static final int WIDTH = 2 * BLOCK;

  private SentimentVectors() {}

  static TextVector of(ReadText text, LexiconScore score) {
    float[] dense = new float[WIDTH];
    int at = text.language().equals(Language.ENGLISH) ? 0 : BLOCK;
    List<Token> tokens = text.tokens();
    dense[at] = (float) score.compound();
    dense[at + 1] = (float) Math.tanh(score.positive() / 4);
    dense[at + 2] = (float) Math.tanh(score.negative() / 4);
    dense[at + 3] = score.words() == 0 ? 1 : 0;
    dense[at + 4] = (float) Math.tanh(score.last() / 3);
    dense[at + 5] = Math.min(3, score.turned()) / 3f;
    dense[at + 6] = tokens.stream().anyMatch(token -> token.text().startsWith("?")) ? 1 : 0;
    dense[at + 7] = tokens.stream().anyMatch(token -> token.text().startsWith("!")) ? 1 : 0;
    System.arraycopy(text.embedding(), 0, dense, at + BESIDE, SentenceModel.DIMENSIONS);
    return new TextVector(dense, text.vector().grams());
  }
}
