// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SentenceModelTest {

  private static SentenceModel model;

  @BeforeAll
  static void open() {
    model = SentenceModel.open(2);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void vectors_have_length_one() {
    assertThat(cosine("Where is my parcel?", "Where is my parcel?")).isCloseTo(1, within(1e-6));
  }

  @Test
  void like_meanings_are_near_and_others_far() {
    double like = cosine("How do I get my money back?", "How can I get a refund?");
    double other = cosine("How do I get my money back?", "This lipstick has a lovely colour.");

    assertThat(like).isGreaterThan(0.7);
    assertThat(other).isLessThan(0.2);
  }

  /** Similarities that the card of sentence-transformers/all-MiniLM-L6-v2 shows, unquantised. */
  @Test
  void the_vectors_are_those_of_the_published_model() {
    String person = "That is a happy person";

    assertThat(cosine(person, "That is a happy dog")).isCloseTo(0.695, within(0.02));
    assertThat(cosine(person, "That is a very happy person")).isCloseTo(0.943, within(0.02));
    assertThat(cosine(person, "Today is a sunny day")).isCloseTo(0.257, within(0.02));
  }

  @Test
  void an_empty_text_is_nothing() {
    assertThat(model.embed("  ")).containsOnly(0f);
  }

  @Test
  void a_text_has_the_same_vector_alone_and_among_others() {
    List<String> texts =
        IntStream.range(0, 40).mapToObj(i -> "Order " + i + " is late. ".repeat(i % 7)).toList();

    List<float[]> together = model.embedAll(texts);

    for (int i = 0; i < texts.size(); i++) {
      assertThat(together.get(i)).isEqualTo(model.embed(texts.get(i)));
    }
  }

  /** 150 texts a second on two cores: less than 13 ms of a processor each. */
  @Test
  void a_short_text_takes_less_than_13_milliseconds_of_a_processor() {
    List<String> texts =
        IntStream.range(0, 200)
            .mapToObj(i -> "The charger number " + i + " stopped working after two weeks of use.")
            .toList();
    texts.subList(0, 20).forEach(model::embed);
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();

    texts.forEach(model::embed);

    double millis = (threads.getCurrentThreadCpuTime() - before) / 1e6 / texts.size();
    assertThat(millis).isLessThan(13);
  }

  private static double cosine(String left, String right) {
    float[] a = model.embed(left);
    float[] b = model.embed(right);
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += (double) a[k] * b[k];
    }
    return sum;
  }
}
