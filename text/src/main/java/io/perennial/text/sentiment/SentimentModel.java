// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.sentiment;

import io.perennial.text.Polarity;
import io.perennial.text.Sentiment;
import io.perennial.text.embed.ReadText;
import io.perennial.text.learn.LinearModel;
import io.perennial.text.learn.ModelBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * How texts feel, by what they mean, which words and letters they have, and what a lexicon of their
 * language says. Immutable; safe for use by many threads. About 20 µs a short text that was read.
 */
public final class SentimentModel {

  private static final String BASE = "base.bin";

  private final String id;
  private final LinearModel linear;

  SentimentModel(String id, LinearModel linear) {
    this.id = id;
    this.linear = linear;
  }

  /**
   * The one that comes with this module, for a company without labels of its own. What it was
   * learned from says SOURCE.md beside it.
   */
  public static SentimentModel base() {
    return Base.MODEL;
  }

  private static final class Base {
    static final SentimentModel MODEL = read();

    private static SentimentModel read() {
      try (InputStream in = SentimentModel.class.getResourceAsStream(BASE)) {
        if (in == null) {
          throw new IllegalStateException(
              "Cannot find the model of sentiment: " + BASE + " is not on the class path");
        }
        return new SentimentModel("sentiment-base-1", ModelBytes.read(in));
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read the model of sentiment: " + BASE, e);
      }
    }
  }

  /**
   * The model of these bytes, which {@link #toBytes} made.
   *
   * @param id what tables say of the model behind a number
   * @throws IOException if they are none of a model of sentiment
   */
  public static SentimentModel read(String id, byte[] bytes) throws IOException {
    LinearModel linear = ModelBytes.read(new ByteArrayInputStream(bytes));
    if (linear.classes() != Polarity.values().length || linear.width() != SentimentVectors.WIDTH) {
      throw new IOException("Cannot read a model of sentiment: it is a model of something else");
    }
    return new SentimentModel(id, linear);
  }

  /** The model to the last bit, with all that it needs to go on learning; holds no text. */
  public byte[] toBytes() {
    return ModelBytes.exact(linear);
  }

  /** What tables say of the model behind a number. */
  public String id() {
    return id;
  }

  /** How a text feels; one that says nothing is neutral. */
  public Sentiment judge(ReadText text) {
    if (text.tokens().isEmpty()) {
      return new Sentiment(0, 1, 0, 0);
    }
    LexiconScore score = LexiconRater.rate(text.tokens(), text.language());
    double[] p = linear.probabilities(SentimentVectors.of(text, score));
    double leaning = p[Place.POSITIVE] - p[Place.NEGATIVE];
    double intensity = score.words() > 0 ? (leaning + score.compound()) / 2 : leaning / 2;
    return new Sentiment(p[Place.NEGATIVE], p[Place.NEUTRAL], p[Place.POSITIVE], intensity);
  }

  LinearModel linear() {
    return linear;
  }

  /** Which class of the linear model is which polarity. */
  static final class Place {
    static final int NEGATIVE = 0;
    static final int NEUTRAL = 1;
    static final int POSITIVE = 2;

    private Place() {}

    static int of(Polarity polarity) {
      return switch (polarity) {
        case NEGATIVE -> NEGATIVE;
        case NEUTRAL -> NEUTRAL;
        case POSITIVE -> POSITIVE;
      };
    }
  }
}
