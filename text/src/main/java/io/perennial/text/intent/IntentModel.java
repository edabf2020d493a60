// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.intent;

import io.perennial.text.clean.PlainText;
import io.perennial.text.clean.Tokens;
import io.perennial.text.embed.HashedGrams;
import io.perennial.text.embed.PackedEmbedding;
import io.perennial.text.embed.SentenceModel;
import io.perennial.text.embed.TextVector;
import io.perennial.text.learn.Example;
import io.perennial.text.learn.LearnConfig;
import io.perennial.text.learn.LinearModel;
import io.perennial.text.learn.LinearTrainer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Tells what a text wants and whether it can wait: two linear models over what the text means and
 * how it is written. A base of sentences in seven languages is always learned along with what a
 * company said of its own texts, so that nothing is forgotten and the order of labels is nothing.
 * Immutable.
 */
public final class IntentModel {

  private static final String VECTORS = "sentences.bin";

  /** The classes of the model, in their order. */
  private static final List<Intent> INTENTS = List.of(Intent.values());

  /** What a company says of its own texts counts for more than what texts are like elsewhere. */
  private static final double WEIGHT_OF_LABELS = 2;

  private final LinearModel intent;
  private final LinearModel urgency;

  private IntentModel(LinearModel intent, LinearModel urgency) {
    this.intent = intent;
    this.urgency = urgency;
  }

  /** What can be told without any label. A second or two. */
  public static IntentModel base() {
    return learned(List.of());
  }

  /** What can be told with these labels, whatever their order. A second per thousand or so. */
  public static IntentModel learned(List<IntentLabel> labels) {
    List<Example> intents = new ArrayList<>();
    List<Example> hurries = new ArrayList<>();
    List<BaseSentences.Known> known = BaseSentences.read();
    List<TextVector> vectors = vectors(known);
    for (int i = 0; i < known.size(); i++) {
      intents.add(Example.of(vectors.get(i), INTENTS.indexOf(known.get(i).intent())));
      hurries.add(Example.of(vectors.get(i), known.get(i).urgent() ? 1 : 0));
    }
    for (IntentLabel label : labels) {
      label
          .intent()
          .ifPresent(
              said ->
                  intents.add(new Example(label.vector(), INTENTS.indexOf(said), WEIGHT_OF_LABELS)));
      label
          .urgent()
          .ifPresent(
              said -> hurries.add(new Example(label.vector(), said ? 1 : 0, WEIGHT_OF_LABELS)));
    }
    LinearTrainer trainer = new LinearTrainer(LearnConfig.defaults());
    return new IntentModel(
        trainer.train(INTENTS.size(), intents), trainer.train(2, hurries));
  }

  /** What a text wants. Some 10 µs. */
  public IntentGuess judge(TextVector text) {
    double[] chances = intent.probabilities(text);
    int best = 0;
    for (int k = 1; k < chances.length; k++) {
      best = chances[k] > chances[best] ? k : best;
    }
    return new IntentGuess(
        INTENTS.get(best), chances[best], urgency.probabilities(text)[1]);
  }

  /** The vectors of the base: what they mean from a file beside this class, the rest from them. */
  private static List<TextVector> vectors(List<BaseSentences.Known> known) {
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
    List<TextVector> vectors = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      byte[] one = new byte[SentenceModel.DIMENSIONS];
      System.arraycopy(packed, i * one.length, one, 0, one.length);
      vectors.add(
          new TextVector(
              PackedEmbedding.unpack(one),
              HashedGrams.of(Tokens.of(PlainText.of(known.get(i).text())))));
    }
    return vectors;
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
