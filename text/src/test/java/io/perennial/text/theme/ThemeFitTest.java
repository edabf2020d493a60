// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.theme;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.testkit.texts.TicketText;
import io.perennial.testkit.texts.TicketTexts;
import io.perennial.text.clean.Tokens;
import io.perennial.text.embed.ReadText;
import io.perennial.text.embed.TextReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ThemeFitTest {

  @Test
  void finds_the_topics_of_simulated_tickets() {
    List<TicketText> tickets = TicketTexts.english(21).tickets(500);
    ThemeFit fit = ThemeFit.of(read(tickets), 1);

    assertThat(agreement(tickets, fit)).isGreaterThan(0.8);
    assertThat(fit.themes()).isBetween(7, 12);
  }

  @Test
  void finds_them_in_a_language_that_the_sentence_model_does_not_know() {
    List<TicketText> tickets = TicketTexts.german(21).tickets(300);

    assertThat(agreement(tickets, ThemeFit.of(read(tickets), 1))).isGreaterThan(0.8);
  }

  @Test
  @Tag("slow")
  void finds_the_topics_of_many() {
    for (long seed = 31; seed <= 33; seed++) {
      List<TicketText> english = TicketTexts.english(seed).tickets(2_000);
      assertThat(agreement(english, ThemeFit.of(read(english), 1))).isGreaterThan(0.8);
      List<TicketText> german = TicketTexts.german(seed).tickets(1_000);
      assertThat(agreement(german, ThemeFit.of(read(german), 1))).isGreaterThan(0.8);
    }
  }

  @Test
  void names_themes_by_their_words_and_tells_new_texts_without_a_fit() throws IOException {
    TicketTexts texts = TicketTexts.english(5);
    List<TicketText> tickets = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      tickets.add(texts.ticket("login", i));
      tickets.add(texts.ticket("size", i));
      tickets.add(texts.ticket("delivery", i));
    }
    List<ThemeText> read = read(tickets);
    ThemeFit fit = ThemeFit.of(read, 1);
    int[] themes = new int[read.size()];
    for (int i = 0; i < themes.length; i++) {
      themes[i] = fit.theme(i);
    }
    List<List<String>> words = TellingWords.of(read, themes, "en");
    long[] ids = ThemeIds.of(new long[read.size()], themes, fit.themes(), 1);
    LanguageThemes model = fit.named(ids, words);

    assertThat(words.stream().flatMap(List::stream)).contains("password", "size");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    model.write(new DataOutputStream(bytes));
    LanguageThemes again =
        LanguageThemes.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    List<TicketText> fresh = new ArrayList<>();
    for (int i = 100; i < 140; i++) {
      fresh.add(texts.ticket("login", i));
      fresh.add(texts.ticket("size", i));
      fresh.add(texts.ticket("delivery", i));
    }
    int[] told = new int[fresh.size()];
    List<ThemeText> freshRead = read(fresh);
    for (int i = 0; i < told.length; i++) {
      told[i] = model.of(freshRead.get(i)).orElse(-1);
      assertThat(again.of(freshRead.get(i)).orElse(-1)).isEqualTo(told[i]);
    }
    assertThat(AdjustedRand.of(topics(fresh), told)).isGreaterThan(0.75);
  }

  @Test
  void few_texts_have_no_themes_and_odd_ones_do_no_harm() {
    List<ThemeText> few = List.of(new ThemeText(new float[384], List.of("a", "b")));
    assertThat(ThemeFit.of(few, 1).themes()).isZero();
    assertThat(ThemeFit.of(List.of(), 1).themes()).isZero();
    List<ThemeText> empty = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      empty.add(new ThemeText(new float[384], List.of()));
    }
    ThemeFit fit = ThemeFit.of(empty, 1);
    assertThat(fit.theme(0)).isLessThanOrEqualTo(fit.themes());
  }

  @Test
  void themes_named_alike_keep_their_ids_when_they_are_found_anew() {
    long[] former = {7, 7, 7, 7, 9, 9, 9, 9, 0, 0, 0, 0};
    int[] found = {1, 1, 1, 2, 0, 0, 0, 0, 2, 2, 2, -1};

    assertThat(ThemeIds.of(former, found, 3, 12)).containsExactly(9, 7, 12);
  }

  @Test
  void a_theme_that_falls_apart_leaves_its_id_to_the_greater_part() {
    long[] former = {7, 7, 7, 7, 7, 7};
    int[] found = {0, 0, 1, 1, 1, 1};

    assertThat(ThemeIds.of(former, found, 2, 8)).containsExactly(8, 7);
  }

  @Test
  void agreement_is_that_of_published_examples() {
    // scikit-learn's documentation of adjusted_rand_score
    assertThat(AdjustedRand.of(new int[] {0, 0, 1, 2}, new int[] {0, 0, 1, 1}))
        .isCloseTo(0.5714, org.assertj.core.api.Assertions.within(1e-4));
    assertThat(AdjustedRand.of(new int[] {0, 0, 1, 1}, new int[] {1, 1, 0, 0})).isEqualTo(1);
    assertThat(AdjustedRand.of(new int[] {0, 0, 0, 0}, new int[] {0, 1, 2, 3})).isZero();
  }

  private static double agreement(List<TicketText> tickets, ThemeFit fit) {
    int[] themes = new int[tickets.size()];
    for (int i = 0; i < themes.length; i++) {
      themes[i] = fit.theme(i);
    }
    double agreement = AdjustedRand.of(topics(tickets), themes);
    System.out.printf(
        Locale.ROOT,
        "%s %d texts, %d themes, adjusted Rand %.3f%n",
        tickets.get(0).language(),
        tickets.size(),
        fit.themes(),
        agreement);
    return agreement;
  }

  private static int[] topics(List<TicketText> tickets) {
    Map<String, Integer> number = new HashMap<>();
    return tickets.stream()
        .mapToInt(t -> number.computeIfAbsent(t.topic(), topic -> number.size()))
        .toArray();
  }

  private static List<ThemeText> read(List<TicketText> tickets) {
    try (TextReader reader = TextReader.open(2)) {
      List<ThemeText> read = new ArrayList<>();
      for (ReadText text : reader.readAll(tickets.stream().map(TicketText::text).toList())) {
        read.add(new ThemeText(text.embedding(), Tokens.words(text.plain())));
      }
      return read;
    }
  }
}
