// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.intent;

import io.perennial.text.Sentiment;
import io.perennial.text.embed.ReadText;
import io.perennial.text.embed.TextVector;
import io.perennial.text.learn.Example;
import io.perennial.text.learn.LearnConfig;
import io.perennial.text.learn.LinearModel;
import io.perennial.text.learn.LinearTrainer;
import io.perennial.text.learn.ModelBytes;
import io.perennial.text.sentiment.SentimentModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells what a text wants and whether it can wait: two linear models over what the text means, how
 * it is written, and how it feels. The base, learned from sentences in seven languages, goes on
 * learning from what a company says of its own texts; always from the base and all labels, so that
 * nothing is forgotten and the order of labels is nothing. Immutable.
 */
public final class IntentModel {

  /** The classes of the model, in their order. */
  private static final List<Intent> INTENTS = List.of(Intent.values());

  /** What a company says of its own texts counts for more than what texts are like elsewhere. */
  private static final double WEIGHT_OF_LABELS = 2;

  /** How tightly weights are held: what did best on simulated tickets. */
  private static final LearnConfig LEARNING =
      LearnConfig.defaults().withDensePull(1.5).withGramPull(0.1);

  private final LinearModel intent;
  private final LinearModel urgency;

  IntentModel(LinearModel intent, LinearModel urgency) {
    this.intent = intent;
    this.urgency = urgency;
  }

  /** What can be told without any label; SOURCE.md beside the models says what they are of. */
  public static IntentModel base() {
    return Base.MODEL;
  }

  private static final class Base {
    static final IntentModel MODEL = new IntentModel(model("intent.bin"), model("urgency.bin"));

    private static LinearModel model(String name) {
      try (InputStream in = IntentModel.class.getResourceAsStream(name)) {
        if (in == null) {
          throw new IllegalStateException(
              "Cannot find the model of intents: " + name + " is not on the class path");
        }
        return ModelBytes.read(in);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read the model of intents: " + name, e);
      }
    }
  }

  /** What can be told with these labels beside, whatever their order. Seconds for thousands. */
  public static IntentModel learned(List<IntentLabel> labels) {
    List<Example> intents = new ArrayList<>();
    List<Example> hurries = new ArrayList<>();
    for (IntentLabel label : labels) {
      label.intent().ifPresent(said -> intents.add(example(label.text(), said, WEIGHT_OF_LABELS)));
      label.urgent().ifPresent(said -> hurries.add(example(label.text(), said, WEIGHT_OF_LABELS)));
    }
    IntentModel base = base();
    LinearTrainer trainer = new LinearTrainer(LEARNING);
    return new IntentModel(
        intents.isEmpty() ? base.intent : trainer.update(base.intent, intents),
        hurries.isEmpty() ? base.urgency : trainer.update(base.urgency, hurries));
  }

  /** One that is learned from these examples alone: the base. */
  static IntentModel trained(List<Example> intents, List<Example> hurries) {
    LinearTrainer trainer = new LinearTrainer(LEARNING);
    return new IntentModel(trainer.train(INTENTS.size(), intents), trainer.train(2, hurries));
  }

  static Example example(ReadText text, Intent said, double weight) {
    return new Example(vector(text), INTENTS.indexOf(said), weight);
  }

  static Example example(ReadText text, boolean urgent, double weight) {
    return new Example(text.vector(), urgent ? 1 : 0, weight);
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

  LinearModel intent() {
    return intent;
  }

  LinearModel urgency() {
    return urgency;
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
}
