// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.engineer;

import io.perennial.domain.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What could be told of events: type × measure × aggregate × window, and ratios of these. */
public final class Templates {

  private static final List<String> WINDOWS = List.of("30d", "90d", "365d");

  private Templates() {}

  /**
   * What there is of one type of event.
   *
   * @param numbers the numbers that such events have: {@code amount}, {@code quantity}, …
   * @param keys what tells such events apart, of more than one value: {@code category}, …
   */
  public record Seen(EventType type, Set<String> numbers, Set<String> keys) {
    public Seen {
      numbers = Set.copyOf(numbers);
      keys = Set.copyOf(keys);
    }
  }

  /** Candidates for the types of events that there are, in a fixed order. */
  public static List<Candidate> of(List<Seen> seen) {
    List<Candidate> made = new ArrayList<>();
    for (Seen one : seen) {
      of(one, made);
    }
    for (Seen one : seen) {
      for (Seen other : seen) {
        if (one.type() != other.type()) {
          made.add(between(one.type(), other.type()));
        }
      }
    }
    return List.copyOf(made);
  }

  private static void of(Seen seen, List<Candidate> made) {
    EventType type = seen.type();
    for (String window : WINDOWS) {
      made.add(count(type, window));
      made.add(aggregate(type, "", "days", window));
    }
    made.add(velocity(count(type, "30d"), count(type, "90d"), type.word() + " events"));
    made.add(velocity(count(type, "90d"), count(type, "365d"), type.word() + " events"));
    made.add(aggregate(type, "", "days-since-last", "all"));
    made.add(aggregate(type, "", "days-since-first", "all"));
    made.add(decayed(type, ""));
    for (String number : seen.numbers().stream().sorted().toList()) {
      for (String window : WINDOWS) {
        for (String aggregate : List.of("sum", "mean", "min", "max", "deviation")) {
          made.add(aggregate(type, number, aggregate, window));
        }
      }
      made.add(decayed(type, number));
      made.add(
          velocity(
              aggregate(type, number, "sum", "30d"),
              aggregate(type, number, "sum", "90d"),
              number + " of " + type.word() + " events"));
      made.add(
          velocity(
              aggregate(type, number, "mean", "90d"),
              aggregate(type, number, "mean", "365d"),
              "mean " + number + " of " + type.word() + " events"));
    }
    for (String key : seen.keys().stream().sorted().toList()) {
      for (String window : List.of("90d", "365d")) {
        for (String aggregate : List.of("distinct", "entropy", "top-share")) {
          made.add(aggregate(type, key, aggregate, window));
        }
      }
    }
  }

  private static Candidate count(EventType type, String window) {
    return aggregate(type, "", "count", window);
  }

  /** The measure is empty for none. */
  private static Candidate aggregate(
      EventType type, String measure, String aggregate, String window) {
    List<String> lines = new ArrayList<>();
    String of = measure.isEmpty() ? "" : " of " + measure;
    lines.add("meaning: " + aggregate.replace('-', ' ') + of + " of " + type.word() + " events");
    lines.add("family: suggested");
    lines.add("events: " + type.word());
    if (!measure.isEmpty()) {
      lines.add("of: " + measure);
    }
    lines.add("aggregate: " + aggregate);
    return new Candidate(base(type, measure, aggregate), lines, window, List.of());
  }

  private static Candidate decayed(EventType type, String measure) {
    Candidate plain = aggregate(type, measure, "decayed", "all");
    List<String> lines = new ArrayList<>(plain.lines());
    lines.add("half-life: 30d");
    return new Candidate(plain.base(), lines, "all", List.of());
  }

  private static Candidate velocity(Candidate newer, Candidate longer, String what) {
    String name = newer.name() + "_of_" + longer.window();
    return ratio(
        name, newer, longer, what + " of " + newer.window() + " over those of " + longer.window());
  }

  private static Candidate between(EventType one, EventType other) {
    Candidate numerator = count(one, "90d");
    Candidate denominator = count(other, "90d");
    return ratio(
        "auto_" + one.word() + "_per_" + other.word() + "_90d",
        numerator,
        denominator,
        one.word() + " events over " + other.word() + " events, 90d");
  }

  private static Candidate ratio(
      String name, Candidate numerator, Candidate denominator, String meaning) {
    return new Candidate(
        name,
        List.of(
            "meaning: " + meaning,
            "family: suggested",
            "numerator: " + numerator.name(),
            "denominator: " + denominator.name()),
        "all",
        List.of(numerator, denominator));
  }

  private static String base(EventType type, String measure, String aggregate) {
    String of = measure.isEmpty() ? "" : "_" + measure;
    return "auto_" + type.word() + of + "_" + aggregate.replace('-', '_');
  }
}
