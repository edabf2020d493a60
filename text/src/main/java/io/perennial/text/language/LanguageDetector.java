// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.language;

import io.perennial.text.Language;
import io.perennial.text.clean.Token;
import io.perennial.text.clean.Tokens;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Tells the language of a text, also of a short one: by its script where that is enough, else by a
 * linear model over words and groups of letters. Croatian, Serbian and Bosnian in Latin letters are
 * one language here (hr), as are Indonesian and Malay (id). Immutable. About 20 µs a text.
 *
 * <p>The model is that of {@code languages.bin}; what it was learned from says SOURCE.md beside it.
 */
public final class LanguageDetector {

  private static final String MODEL = "languages.bin";

  /** Less than this is a guess among many: unknown. */
  private static final double LEAST_PROBABILITY = 0.25;

  private final String[] languages;
  private final float scale;
  private final float[] biases;
  private final byte[] weights;

  LanguageDetector(String[] languages, float scale, float[] biases, byte[] weights) {
    this.languages = languages;
    this.scale = scale;
    this.biases = biases;
    this.weights = weights;
  }

  /** The one that comes with this module. */
  public static LanguageDetector standard() {
    return Standard.DETECTOR;
  }

  private static final class Standard {
    static final LanguageDetector DETECTOR = read();

    private static LanguageDetector read() {
      try (InputStream in = LanguageDetector.class.getResourceAsStream(MODEL)) {
        if (in == null) {
          throw new IllegalStateException(
              "Cannot find the model of languages: " + MODEL + " is not on the class path");
        }
        return LanguageDetector.read(in);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read the model of languages: " + MODEL, e);
      }
    }
  }

  /** Reads: count, codes, scale, biases; then byte[2^16][count]; all of it packed. */
  static LanguageDetector read(InputStream packed) throws IOException {
    DataInputStream in = new DataInputStream(new GZIPInputStream(packed));
    int count = in.readInt();
    String[] languages = new String[count];
    for (int k = 0; k < count; k++) {
      languages[k] = in.readUTF();
    }
    float scale = in.readFloat();
    float[] biases = new float[count];
    for (int k = 0; k < count; k++) {
      biases[k] = in.readFloat();
    }
    byte[] weights = new byte[count << LetterGrams.BITS];
    in.readFully(weights);
    return new LanguageDetector(languages, scale, biases, weights);
  }

  /** The language of a plain text. */
  public LanguageGuess detect(String plain) {
    return detect(plain, Tokens.of(plain));
  }

  /** The language of a plain text that has been cut into tokens. */
  public LanguageGuess detect(String plain, List<Token> tokens) {
    Optional<Character.UnicodeScript> script = Script.of(plain);
    if (script.isEmpty()) {
      return LanguageGuess.NONE;
    }
    Optional<Language> told = Script.tells(script.orElseThrow(), plain);
    if (told.isPresent()) {
      return new LanguageGuess(told.orElseThrow(), 1);
    }
    return scored(script.orElseThrow(), LetterGrams.of(tokens));
  }

  private LanguageGuess scored(Character.UnicodeScript script, int[] places) {
    if (places.length == 0) {
      return LanguageGuess.NONE;
    }
    double[] scores = scores(places);
    int best = -1;
    for (int k = 0; k < scores.length; k++) {
      if (Script.has(script, languages[k]) && (best < 0 || scores[k] > scores[best])) {
        best = k;
      }
    }
    if (best < 0) {
      return LanguageGuess.NONE;
    }
    double sum = 0;
    for (int k = 0; k < scores.length; k++) {
      sum += Script.has(script, languages[k]) ? Math.exp(scores[k] - scores[best]) : 0;
    }
    double probability = 1 / sum;
    return probability < LEAST_PROBABILITY
        ? LanguageGuess.NONE
        : new LanguageGuess(new Language(languages[best]), probability);
  }

  private double[] scores(int[] places) {
    int count = languages.length;
    long[] sums = new long[count];
    for (int place : places) {
      int row = place * count;
      for (int k = 0; k < count; k++) {
        sums[k] += weights[row + k];
      }
    }
    // a text of many grams is no surer than its root: they are not independent
    double share = scale / Math.sqrt(places.length);
    double[] scores = new double[count];
    for (int k = 0; k < count; k++) {
      scores[k] = biases[k] + share * sums[k];
    }
    return scores;
  }
}
