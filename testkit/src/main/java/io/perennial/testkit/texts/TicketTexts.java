// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.texts;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Simulated tickets of known topic, wish and urgency: sentences in several wordings, put together
 * with greetings, details and typing errors. Ticket {@code i} is a pure function of seed and {@code
 * i}. English has ten topics, German five of them.
 */
public final class TicketTexts {

  /** What writers of tickets want, and how often. */
  private static final List<String> INTENTS =
      List.of("complaint", "cancel", "refund", "question", "praise");

  private static final double[] SHARES = {0.35, 0.1, 0.15, 0.25, 0.15};
  private static final double TYPING_ERROR = 0.01;

  private final SentenceBook book;
  private final RandomSource source;

  private TicketTexts(SentenceBook book, long seed) {
    this.book = book;
    this.source = RandomSource.seeded(seed).derive("tickets " + book.language());
  }

  /** Tickets in English. */
  public static TicketTexts english(long seed) {
    return new TicketTexts(SentenceBook.of("en"), seed);
  }

  /** Tickets in German. */
  public static TicketTexts german(long seed) {
    return new TicketTexts(SentenceBook.of("de"), seed);
  }

  /** What tickets are about. */
  public List<String> topics() {
    return book.topics();
  }

  /** Tickets 0 to {@code count}, each topic as often as any other. */
  public List<TicketText> tickets(int count) {
    List<TicketText> tickets = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      tickets.add(ticket(i));
    }
    return tickets;
  }

  /** Ticket {@code i}, of whatever topic. */
  public TicketText ticket(long i) {
    RandomStream random = source.stream(i);
    return ticket(topics().get(random.nextInt(topics().size())), random);
  }

  /** Ticket {@code i} of a topic. */
  public TicketText ticket(String topic, long i) {
    return ticket(topic, source.derive(topic).stream(i));
  }

  private TicketText ticket(String topic, RandomStream random) {
    String intent = INTENTS.get(drawn(random));
    List<String> sentences = new ArrayList<>();
    if (random.chance(0.5)) {
      sentences.add(said("opening", random));
    }
    boolean wants = intent.equals("refund") || intent.equals("cancel");
    sentences.add(said(topic + " " + (wants ? "complaint" : intent), random));
    if (random.chance(0.4)) {
      sentences.add(said("detail " + topic, random));
    }
    if (intent.equals("complaint") && random.chance(0.25)) {
      sentences.add(said(topic + " complaint", random));
    }
    if (wants) {
      sentences.add(said("any " + intent, random));
    }
    boolean urgent = !intent.equals("praise") && random.chance(0.2);
    if (urgent) {
      sentences.add(said("urgent", random));
    } else if (random.chance(0.1)) {
      sentences.add(said("calm", random));
    }
    if (random.chance(0.4)) {
      sentences.add(said("closing", random));
    }
    String text = mistyped(String.join(random.chance(0.2) ? "\n" : " ", sentences), random);
    boolean shouted = random.chance(0.02);
    return new TicketText(
        book.language(), topic, intent, urgent, shouted ? text.toUpperCase(Locale.ROOT) : text);
  }

  private static int drawn(RandomStream random) {
    double left = random.nextDouble();
    for (int i = 0; i < SHARES.length - 1; i++) {
      left -= SHARES[i];
      if (left < 0) {
        return i;
      }
    }
    return SHARES.length - 1;
  }

  private String said(String section, RandomStream random) {
    List<String> sentences = book.section(section);
    return Wording.of(sentences.get(random.nextInt(sentences.size())), random);
  }

  /** Letters exchanged, doubled or left out here and there. */
  private static String mistyped(String text, RandomStream random) {
    StringBuilder typed = new StringBuilder(text.length() + 4);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isLetter(c) || !random.chance(TYPING_ERROR)) {
        typed.append(c);
        continue;
      }
      switch (random.nextInt(3)) {
        case 0 -> typed.append(c).append(c);
        case 1 -> {
          if (i + 1 < text.length()) {
            typed.append(text.charAt(++i));
          }
          typed.append(c);
        }
        default -> {
          // left out
        }
      }
    }
    return typed.toString();
  }
}
