// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.intent;

import io.perennial.text.Sentiment;
import io.perennial.text.embed.PackedEmbedding;
import io.perennial.text.embed.ReadText;
import io.perennial.text.embed.SentenceModel;
import io.perennial.text.embed.TextReader;
import io.perennial.text.embed.TextVector;
import io.perennial.text.learn.Example;
import io.perennial.text.learn.LearnConfig;
import io.perennial.text.learn.LinearModel;
import io.perennial.text.learn.LinearTrainer;
import io.perennial.text.sentiment.SentimentModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Tells what a text wants and whether it can wait: two linear models over what the text means and
 * how it is written, and how it feels. A base of sentences in seven languages is always learned along with what a
 * company said of its own texts, so that nothing is forgotten and the order of labels is nothing.
 * Immutable.
 */
public final class IntentModel {

  private static final String VECTORS = "sentences.bin";

  /** The classes of the model, in their order. */
  private static final List<Intent> INTENTS = List.of(Intent.values());

  /** What a company says of its own texts counts for more than what texts are like elsewhere. */
  private static final double WEIGHT_OF_LABELS = 2;

  /** How tightly weights are held: what did best on simulated tickets. */
  private static final double DENSE_PULL = 1.5;

  private static final double GRAM_PULL = 0.1;

  private final LinearModel intent;
  private final LinearModel urgency;

  private IntentModel(LinearModel intent, LinearModel urgency) {
    this.intent = intent;
    this.urgency = urgency;
  }

  /** What can be told without any label. A second or two at first. */
  public static IntentModel base() {
    return Base.MODEL;
  }

  private static final class Base {
    static final IntentModel MODEL = fit(List.of());
  }

  /** What can be told with these labels, whatever their order. A second per thousand or so. */
  public static IntentModel learned(List<IntentLabel> labels) {
    return labels.isEmpty() ? base() : fit(labels);
  }

  private static IntentModel fit(List<IntentLabel> labels) {
    List<Example> intents = new ArrayList<>();
    List<Example> hurries = new ArrayList<>();
    List<BaseSentences.Known> known = BaseSentences.read();
    List<ReadText> read = read(known);
    for (int i = 0; i < known.size(); i++) {
      intents.add(Example.of(vector(read.get(i)), INTENTS.indexOf(known.get(i).intent())));
      hurries.add(Example.of(read.get(i).vector(), known.get(i).urgent() ? 1 : 0));
    }
    for (IntentLabel label : labels) {
      label
          .intent()
          .ifPresent(
              said ->
                  intents.add(
                      new Example(
                          vector(label.text()), INTENTS.indexOf(said), WEIGHT_OF_LABELS)));
      label
          .urgent()
          .ifPresent(
              said ->
                  hurries.add(
                      new Example(label.text().vector(), said ? 1 : 0, WEIGHT_OF_LABELS)));
    }
    LinearTrainer trainer =
        new LinearTrainer(
            LearnConfig.defaults().withDensePull(DENSE_PULL).withGramPull(GRAM_PULL));
    return new IntentModel(trainer.train(INTENTS.size(), intents), trainer.train(2, hurries));
  }

  /** What a text wants. Some 50 µs. */
  public IntentGuess judge(ReadText text) {
    double[] chances = intent.probabilities(vector(text));
    int best = 0;
    for (int k = 1; k < chances.length; k++) {
      best = chances[k] > chances[best] ? k : best;
    }
    return new IntentGuess(
        INTENTS.get(best), chances[best], urgency.probabilities(text.vector())[1]);
  }

  /** A text as numbers, with how it feels, and whether it asks. */
  private static TextVector vector(ReadText text) {
    Sentiment feels = SentimentModel.base().judge(text);
    boolean asks = text.plain().indexOf('?') >= 0;
    return text.vectorWith(
        new float[] {
          (float) feels.negative(),
          (float) feels.positive(),
          (float) feels.intensity(),
          asks ? 1 : 0
        });
  }

  /** The texts of the base: what they mean from a file beside this class, the rest from them. */
  private static List<ReadText> read(List<BaseSentences.Known> known) {
    byte[] packed = packed();
    if (packed.length != known.size() * SentenceModel.DIMENSIONS) {
      throw new IllegalStateException(
          "Cannot read "
              + VECTORS
              + ": it holds "
              + packed.length / SentenceModel.DIMENSIONS
              + " texts, the sentences beside it make "
              + known.size());
    }
    List<ReadText> read = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      byte[] one = new byte[SentenceModel.DIMENSIONS];
      System.arraycopy(packed, i * one.length, one, 0, one.length);
      read.add(
          TextReader.readAs(
              known.get(i).text(), known.get(i).language(), PackedEmbedding.unpack(one)));
    }
    return read;
  }

  static byte[] packed() {
    try (InputStream in =
        Objects.requireNonNull(IntentModel.class.getResourceAsStream(VECTORS), VECTORS)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + VECTORS + " beside IntentModel", e);
    }
  }
}
