// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.sentiment;

import io.perennial.text.Language;
import io.perennial.text.clean.Token;
import io.perennial.text.embed.ReadText;
import io.perennial.text.embed.SentenceModel;
import io.perennial.text.embed.TextVector;
import java.util.List;

/**
 * Texts as the sentiment model sees them: what the lexicon says, then the embedding in one place if
 * the text is English and in another if not, since the sentence model knows English; and the grams.
 */
final class SentimentVectors {

  private static final int BESIDE = 8;

  /** The length of the dense part. */
  static final int WIDTH = BESIDE + 2 * SentenceModel.DIMENSIONS;

  private SentimentVectors() {}

  static TextVector of(ReadText text, LexiconScore score) {
    float[] dense = new float[WIDTH];
    List<Token> tokens = text.tokens();
    dense[0] = (float) score.compound();
    dense[1] = (float) Math.tanh(score.positive() / 4);
    dense[2] = (float) Math.tanh(score.negative() / 4);
    dense[3] = score.words() == 0 ? 1 : 0;
    dense[4] = (float) Math.tanh(score.last() / 3);
    dense[5] = Math.min(3, score.turned()) / 3f;
    dense[6] = tokens.stream().anyMatch(token -> token.text().startsWith("?")) ? 1 : 0;
    dense[7] = tokens.stream().anyMatch(token -> token.text().startsWith("!")) ? 1 : 0;
    boolean isEnglish = text.language().equals(Language.ENGLISH);
    System.arraycopy(
        text.embedding(),
        0,
        dense,
        isEnglish ? BESIDE : BESIDE + SentenceModel.DIMENSIONS,
        SentenceModel.DIMENSIONS);
    return new TextVector(dense, text.vector().grams());
  }
}
