// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.governance.redact.Redactor;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.text.Polarity;
import io.perennial.text.RealData;
import io.perennial.text.Sentiment;
import io.perennial.text.embed.ReadText;
import io.perennial.text.embed.TextReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Sentences of reviews that people labelled (UCI, Kotzias et al. 2015), and snippets that twenty
 * people rated (Hutto and Gilbert 2014).
 */
class RealReviewsTest {

  private static final int FOLDS = 5;

  /** What a score is worth, as the pipeline takes it. */
  private static final double WEAK = 0.1;

  private static TextReader reader;
  private static List<LabelledText> sentences = List.of();

  @BeforeAll
  static void read() throws IOException {
    RealData.file("data/uci_sentences");
    reader = TextReader.open(2);
    sentences = sentences();
  }

  @AfterAll
  static void close() {
    if (reader != null) {
      reader.close();
    }
  }

  private static List<LabelledText> sentences() throws IOException {
    List<String> texts = new ArrayList<>();
    List<Polarity> said = new ArrayList<>();
    for (String name : List.of("amazon_cells", "imdb", "yelp")) {
      String file = "data/uci_sentences/" + name + "_labelled.txt";
      for (String line : Files.readString(RealData.file(file)).split("\n", -1)) {
        int tab = line.lastIndexOf('\t');
        if (tab > 0) {
          texts.add(line.substring(0, tab));
          said.add(
              line.endsWith("1") || line.endsWith("1\r") ? Polarity.POSITIVE : Polarity.NEGATIVE);
        }
      }
    }
    List<ReadText> read = reader.readAll(texts);
    List<LabelledText> labelled = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      labelled.add(LabelledText.of(read.get(i), said.get(i)));
    }
    shuffle(labelled);
    return labelled;
  }

  private static void shuffle(List<LabelledText> labelled) {
    RandomStream random = new RandomSource(11).stream(0);
    for (int i = labelled.size() - 1; i > 0; i--) {
      Collections.swap(labelled, i, random.nextInt(i + 1));
    }
  }

  /** The share of right ones where only good and bad are asked for. */
  private static double accuracy(SentimentModel model, List<LabelledText> held) {
    return right(model, held) / (double) held.size();
  }

  private static long right(SentimentModel model, List<LabelledText> held) {
    return held.stream()
        .filter(
            label -> {
              Sentiment sentiment = model.judge(label.text());
              return sentiment.positive() > sentiment.negative()
                  == (label.polarity() == Polarity.POSITIVE);
            })
        .count();
  }

  /** Published elsewhere: TF-IDF and logistic regression .834; the sentence model alone .880. */
  @Tag("slow")
  @Test
  void of_ten_sentences_nine_are_judged_as_people_did_in_five_folds() {
    assertThat(sentences).hasSize(3_000);
    long right = 0;
    double sure = 0;
    for (int fold = 0; fold < FOLDS; fold++) {
      List<LabelledText> seen = new ArrayList<>();
      List<LabelledText> held = new ArrayList<>();
      for (int i = 0; i < sentences.size(); i++) {
        (i % FOLDS == fold ? held : seen).add(sentences.get(i));
      }
      SentimentModel model = SentimentTrainer.usual().train("fold", seen);
      right += right(model, held);
      sure += held.stream().mapToDouble(label -> model.judge(label.text()).probability()).sum();
    }
    double accuracy = right / (double) sentences.size();

    assertThat(accuracy).isGreaterThanOrEqualTo(0.90);
    assertThat(sure / sentences.size())
        .as("as sure as right")
        .isBetween(accuracy - 0.03, accuracy + 0.03);
  }

  @Tag("slow")
  @Test
  void ten_batches_come_within_a_point_of_learning_all_at_once() {
    List<LabelledText> held = sentences.subList(2_000, 3_000);
    SentimentTrainer trainer = SentimentTrainer.usual();
    SentimentModel model = trainer.train("first", sentences.subList(0, 200));
    for (int batch = 1; batch < 10; batch++) {
      model = trainer.update("next", model, sentences.subList(200 * batch, 200 * batch + 200));
    }
    SentimentModel atOnce = trainer.train("all", sentences.subList(0, 2_000));

    assertThat(accuracy(model, held)).isGreaterThanOrEqualTo(accuracy(atOnce, held) - 0.01);
  }

  @Tag("slow")
  @Test
  void good_ones_are_not_forgotten_when_only_bad_ones_come() {
    List<LabelledText> held = sentences.subList(2_000, 3_000);
    SentimentTrainer trainer = SentimentTrainer.usual();
    List<LabelledText> old = sentences.subList(0, 1_000);
    List<LabelledText> bad =
        sentences.subList(1_000, 2_000).stream()
            .filter(label -> label.polarity() == Polarity.NEGATIVE)
            .toList();
    SentimentModel model = trainer.train("first", old);
    double before = accuracy(model, held);
    for (int batch = 0; batch < 5; batch++) {
      List<LabelledText> replayed = old.subList(200 * batch, 200 * batch + 200);
      model = trainer.update("next", model, bad.subList(80 * batch, 80 * batch + 80), replayed);
    }

    assertThat(accuracy(model, held)).isGreaterThanOrEqualTo(before - 0.01);
  }

  /** The figure of VADER's own paper for product reviews is .565; no rating was learned from. */
  @Tag("slow")
  @Test
  void the_base_model_agrees_with_twenty_people_better_than_vader() throws IOException {
    List<Double> ratings = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (String line :
        Files.readString(
                RealData.file("data/vader_gold/amazonReviewSnippets_GroundTruth.txt"),
                StandardCharsets.ISO_8859_1)
            .split("\n", -1)) {
      String[] row = line.split("\t", -1);
      if (row.length == 3) {
        ratings.add(Double.parseDouble(row[1]));
        texts.add(row[2]);
      }
    }
    List<ReadText> read = reader.readAll(texts);

    assertThat(correlation(read, text -> SentimentModel.base().judge(text).intensity(), ratings))
        .isGreaterThan(0.68);
    assertThat(
            correlation(
                read,
                text -> LexiconRater.rate(text.tokens(), text.language()).compound(),
                ratings))
        .as("the lexicon alone")
        .isGreaterThan(0.565);
  }

  @Test
  void redaction_leaves_real_reviews_as_they_are() throws IOException {
    List<String> texts = new ArrayList<>();
    for (String name : List.of("amazon_cells", "imdb", "yelp")) {
      texts.addAll(
          Files.readAllLines(RealData.file("data/uci_sentences/" + name + "_labelled.txt")));
    }

    assertThat(texts).allSatisfy(text -> assertThat(Redactor.redact(text)).isEqualTo(text));
  }

  /**
   * Reviews of products, each with one score: the mean of its sentences' ratings, as stars would
   * say. Each sentence of a bad or good review is a weak label; whole other reviews are kept back.
   */
  @Test
  @Tag("slow")
  void scores_of_reviews_teach_and_hurt_nothing_that_people_said() throws IOException {
    Map<String, List<Integer>> reviews = new TreeMap<>();
    List<String> texts = new ArrayList<>();
    List<Double> ratings = new ArrayList<>();
    String file = "data/vader_gold/amazonReviewSnippets_GroundTruth.txt";
    for (String line :
        Files.readString(RealData.file(file), StandardCharsets.ISO_8859_1).split("\n", -1)) {
      String[] row = line.split("\t", -1);
      if (row.length == 3) {
        reviews
            .computeIfAbsent(row[0].substring(0, row[0].indexOf('_')), r -> new ArrayList<>())
            .add(texts.size());
        ratings.add(Double.parseDouble(row[1]));
        texts.add(row[2]);
      }
    }
    List<ReadText> read = reader.readAll(texts);
    List<LabelledText> bad = new ArrayList<>();
    List<LabelledText> good = new ArrayList<>();
    List<ReadText> held = new ArrayList<>();
    List<Double> heldRatings = new ArrayList<>();
    int nth = 0;
    for (List<Integer> review : reviews.values()) {
      double score = review.stream().mapToDouble(ratings::get).average().orElse(0);
      boolean isHeld = nth++ % 3 == 0;
      for (int i : review) {
        if (isHeld) {
          held.add(read.get(i));
          heldRatings.add(ratings.get(i));
        } else if (score < -0.3) {
          bad.add(new LabelledText(read.get(i), Polarity.NEGATIVE, WEAK));
        } else if (score > 0.8) {
          good.add(new LabelledText(read.get(i), Polarity.POSITIVE, WEAK));
        }
      }
    }
    int each = Math.min(500, Math.min(bad.size(), good.size()));
    List<LabelledText> weak = new ArrayList<>(bad.subList(0, each));
    weak.addAll(good.subList(0, each));
    double before = 0;
    double after = 0;
    for (int fold = 0; fold < FOLDS; fold++) {
      List<LabelledText> seen = new ArrayList<>();
      List<LabelledText> kept = new ArrayList<>();
      for (int i = 0; i < sentences.size(); i++) {
        (i % FOLDS == fold ? kept : seen).add(sentences.get(i));
      }
      SentimentModel model = SentimentTrainer.usual().train("fold", seen);
      before += accuracy(model, kept) / FOLDS;
      after += accuracy(SentimentTrainer.usual().update("weak", model, weak), kept) / FOLDS;
    }
    SentimentModel base = SentimentModel.base();
    SentimentModel taught = SentimentTrainer.usual().update("weak", base, weak);
    double correlationBefore = correlation(held, t -> base.judge(t).intensity(), heldRatings);
    double correlationAfter = correlation(held, t -> taught.judge(t).intensity(), heldRatings);
    String figures =
        "%d weak labels; sentences %.4f -> %.4f; held reviews %.4f -> %.4f"
            .formatted(weak.size(), before, after, correlationBefore, correlationAfter);

    assertThat(after).as(figures).isGreaterThanOrEqualTo(before - 0.01);
    assertThat(correlationAfter).as(figures).isGreaterThanOrEqualTo(correlationBefore - 0.01);
  }

  private static double correlation(
      List<ReadText> texts, ToDoubleFunction<ReadText> intensity, List<Double> ratings) {
    double[] x = texts.stream().mapToDouble(intensity).toArray();
    double[] y = ratings.stream().mapToDouble(rating -> rating).toArray();
    double meanX = mean(x);
    double meanY = mean(y);
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - meanX) * (y[i] - meanY);
      xx += (x[i] - meanX) * (x[i] - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
    }
    return xy / Math.sqrt(xx * yy);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
