// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.sentiment;

import io.perennial.text.Polarity;
import io.perennial.text.learn.Example;
import io.perennial.text.learn.LearnConfig;
import io.perennial.text.learn.LinearTrainer;
import java.util.List;

/**
 * Learns how texts feel from labels: from nothing, or on from a model. What was learned is held
 * fast where many labels said it, so a batch of corrections can be learned as it comes; see {@link
 * LinearTrainer}. The same labels give the same model.
 */
public final class SentimentTrainer {

  private final LinearTrainer trainer;

  public SentimentTrainer(LearnConfig config) {
    this.trainer = new LinearTrainer(config);
  }

  /** One that learns as is usual. */
  public static SentimentTrainer usual() {
    return new SentimentTrainer(LearnConfig.defaults());
  }

  /**
   * The model of these labels alone. Some seconds for some thousands.
   *
   * @param id what tables will say of the model
   * @throws IllegalArgumentException if there are none
   */
  public SentimentModel train(String id, List<LabelledText> labels) {
    return new SentimentModel(id, trainer.train(Polarity.values().length, examples(labels)));
  }

  /** The model that has learned from {@code batch}, too. */
  public SentimentModel update(String id, SentimentModel model, List<LabelledText> batch) {
    return update(id, model, batch, List.of());
  }

  /**
   * The same with labels of earlier batches beside, best some of each polarity: where a batch is
   * all of one kind they keep the model from taking it for the world.
   */
  public SentimentModel update(
      String id, SentimentModel model, List<LabelledText> batch, List<LabelledText> replayed) {
    return new SentimentModel(
        id, trainer.update(model.linear(), examples(batch), examples(replayed)));
  }

  static List<Example> examples(List<LabelledText> labels) {
    return labels.stream().map(SentimentTrainer::example).toList();
  }

  private static Example example(LabelledText label) {
    LexiconScore score = LexiconRater.rate(label.text().tokens(), label.text().language());
    return new Example(
        SentimentVectors.of(label.text(), score),
        SentimentModel.Place.of(label.polarity()),
        label.weight());
  }
}
