// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.pipeline;

import io.perennial.domain.StableHash;
import io.perennial.text.Sentiment;
import io.perennial.text.brand.BrandMentions;
import io.perennial.text.clean.PlainText;
import io.perennial.text.embed.PackedEmbedding;
import io.perennial.text.embed.ReadText;
import io.perennial.text.embed.SentenceModel;
import io.perennial.text.embed.TextReader;
import io.perennial.text.intent.IntentGuess;
import io.perennial.text.intent.IntentLabel;
import io.perennial.text.intent.IntentModel;
import io.perennial.text.sentiment.LabelledText;
import io.perennial.text.sentiment.SentimentModel;
import io.perennial.text.sentiment.SentimentTrainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** All that judges texts, made ready when the first text is to be judged. */
final class TextJudge implements AutoCloseable {

  /** Another one when the same text would be judged otherwise by what this module ships. */
  private static final String VERSION = "1 " + SentenceModel.ID + " ";

  private final TextLabels labels;
  private final BrandMentions brands;
  private @Nullable Long fingerprint;
  private @Nullable TextReader reader;
  private @Nullable Models models;

  TextJudge(TextLabels labels, BrandMentions brands) {
    this.labels = labels;
    this.brands = brands;
  }

  /** Another number when texts may be judged otherwise. */
  long fingerprint() {
    Long known = fingerprint;
    if (known == null) {
      known =
          StableHash.of(
              VERSION
                  + SentimentModel.base().id()
                  + " "
                  + labels.fingerprint()
                  + " "
                  + brands.fingerprint());
      fingerprint = known;
    }
    return known;
  }

  /**
   * What became of a text.
   *
   * @param read the text without personal data
   * @param sentiment how it feels; empty where there are no words
   * @param intent what it wants; empty where there are no words
   * @param brands of which it speaks
   */
  record Judged(
      ReadText read,
      Optional<Sentiment> sentiment,
      Optional<IntentGuess> intent,
      SortedSet<String> brands) {}

  /**
   * A text to be judged.
   *
   * @param raw as it was written
   * @param redacted without personal data
   * @param embedding of it, as tables hold it; empty if it is not known yet
   */
  record Pending(String raw, String redacted, Optional<String> embedding) {}

  /** Judges texts, in their order; those without an embedding are embedded. */
  List<Judged> judge(List<Pending> pending) {
    List<ReadText> read = read(pending);
    Models ready = models();
    List<Judged> judged = new ArrayList<>(pending.size());
    for (int i = 0; i < read.size(); i++) {
      ReadText text = read.get(i);
      boolean says = !text.tokens().isEmpty();
      judged.add(
          new Judged(
              text,
              says ? Optional.of(ready.sentiment().judge(text)) : Optional.empty(),
              says ? Optional.of(ready.intent().judge(text)) : Optional.empty(),
              brands.in(PlainText.of(pending.get(i).raw()))));
    }
    return judged;
  }

  private List<ReadText> read(List<Pending> pending) {
    TextReader open = reader();
    List<String> fresh =
        pending.stream().filter(one -> one.embedding().isEmpty()).map(Pending::redacted).toList();
    List<ReadText> embedded = open.readAll(fresh);
    List<ReadText> read = new ArrayList<>(pending.size());
    int next = 0;
    for (Pending one : pending) {
      // packed and unpacked, so that a text is judged alike now and when it is judged again
      String packed =
          one.embedding().isPresent()
              ? one.embedding().get()
              : PackedEmbedding.text(embedded.get(next++).embedding());
      read.add(open.readAgain(one.redacted(), PackedEmbedding.ofText(packed)));
    }
    return read;
  }

  private TextReader reader() {
    TextReader open = reader;
    if (open == null) {
      open = TextReader.open(Math.max(1, Runtime.getRuntime().availableProcessors()));
      reader = open;
    }
    return open;
  }

  private record Models(SentimentModel sentiment, IntentModel intent) {}

  /** What the base knows, and what was learned from labels. */
  private Models models() {
    Models ready = models;
    if (ready == null) {
      List<Pending> told = new ArrayList<>();
      for (TextLabels.Told one : labels.told()) {
        told.add(new Pending(one.text(), one.text(), one.embedding()));
      }
      List<ReadText> read = read(told);
      List<IntentLabel> intents = new ArrayList<>();
      List<LabelledText> sentiments = new ArrayList<>();
      for (int i = 0; i < read.size(); i++) {
        TextLabel label = labels.told().get(i).label();
        ReadText text = read.get(i);
        intents.add(new IntentLabel(text, label.intent(), label.urgent()));
        label.sentiment().ifPresent(said -> sentiments.add(LabelledText.of(text, said)));
      }
      sentiments.addAll(weak());
      SentimentModel base = SentimentModel.base();
      ready =
          new Models(
              sentiments.isEmpty()
                  ? base
                  : SentimentTrainer.usual().update("company", base, sentiments),
              IntentModel.learned(intents));
      models = ready;
    }
    return ready;
  }

  private List<LabelledText> weak() {
    List<Pending> scored = new ArrayList<>();
    for (WeakLabels.Weak one : labels.weak()) {
      scored.add(new Pending(one.text(), one.text(), one.embedding()));
    }
    List<ReadText> read = read(scored);
    List<LabelledText> weak = new ArrayList<>();
    for (int i = 0; i < read.size(); i++) {
      weak.add(new LabelledText(read.get(i), labels.weak().get(i).polarity(), WeakLabels.WEIGHT));
    }
    return weak;
  }

  @Override
  public void close() {
    TextReader open = reader;
    if (open != null) {
      open.close();
    }
  }
}
