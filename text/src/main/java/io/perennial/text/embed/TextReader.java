// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.embed;

import io.perennial.text.Language;
import io.perennial.text.clean.PlainText;
import io.perennial.text.clean.Token;
import io.perennial.text.clean.Tokens;
import io.perennial.text.language.LanguageDetector;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads texts: cleans them, tells their language, cuts them into tokens, and computes their
 * vectors. What comes out depends on a text alone, not on its neighbours or the number of threads.
 * Safe for use by many threads.
 */
public final class TextReader implements AutoCloseable {

  private final LanguageDetector languages;
  private final SentenceModel sentences;

  private TextReader(LanguageDetector languages, SentenceModel sentences) {
    this.languages = languages;
    this.sentences = sentences;
  }

  /**
   * Loads the models, within a second or two.
   *
   * @param threads how many texts are read at once, at least 1
   * @throws IllegalStateException if this platform has no native library for the sentence model
   */
  public static TextReader open(int threads) {
    return new TextReader(LanguageDetector.standard(), SentenceModel.open(threads));
  }

  /** Reads one text, of any length; of long ones the beginning. */
  public ReadText read(String raw) {
    return readAll(List.of(raw)).get(0);
  }

  /** Reads texts, in their order. Some 200 short ones a second and core. */
  public List<ReadText> readAll(List<String> raws) {
    List<String> plains = raws.stream().map(PlainText::of).toList();
    List<float[]> embeddings = sentences.embedAll(plains);
    List<ReadText> texts = new ArrayList<>(raws.size());
    for (int i = 0; i < plains.size(); i++) {
      String plain = plains.get(i);
      List<Token> tokens = Tokens.of(plain);
      texts.add(
          new ReadText(
              plain, languages.detect(plain, tokens).language(), tokens, embeddings.get(i)));
    }
    return texts;
  }

  /**
   * Reads a text in a known language by its words and letters alone: its embedding is all zero.
   * Some 20 µs.
   */
  public static ReadText readWithoutMeaning(String raw, Language language) {
    String plain = PlainText.of(raw);
    return new ReadText(plain, language, Tokens.of(plain), new float[SentenceModel.DIMENSIONS]);
  }

  /** Reads a text whose language and embedding are known. Some 20 µs. */
  public static ReadText readAs(String raw, Language language, float[] embedding) {
    String plain = PlainText.of(raw);
    return new ReadText(plain, language, Tokens.of(plain), embedding);
  }

  /** Reads a text whose embedding is known; nothing else is computed otherwise. */
  public ReadText readAgain(String raw, float[] embedding) {
    String plain = PlainText.of(raw);
    List<Token> tokens = Tokens.of(plain);
    return new ReadText(plain, languages.detect(plain, tokens).language(), tokens, embedding);
  }

  @Override
  public void close() {
    sentences.close();
  }
}
