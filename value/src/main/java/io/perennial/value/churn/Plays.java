// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.churn;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What to do with whom: a table of plays, each with a condition on figures of a customer; the first
 * that holds is suggested. A CSV file with the columns play, when and do, as the one that comes
 * with Perennial (plays.csv): conditions are comparisons with {@code and} between them; one whose
 * figure is not known does not hold. Immutable.
 *
 * <p>Figures are left (P(left)), none (P(no purchase in the horizon)), value, value_rank (share of
 * customers that are worth less), at_risk, purchases, silence_weeks, unusual (share of own pauses
 * that are longer), and the columns of a table that are numbers.
 */
public final class Plays {

  /** What is known of every customer who buys: what conditions of such plays may name. */
  public static final List<String> FIGURES =
      List.of(
          "left",
          "none",
          "value",
          "value_rank",
          "at_risk",
          "purchases",
          "silence_weeks",
          "unusual");

  private static final Pattern COMPARISON =
      Pattern.compile("\\s*([\\p{L}_][\\p{L}\\p{N}_]*)\\s*(<=|>=|<|>|=)\\s*(-?[0-9.]+)\\s*");

  private static final Pattern NUMBER = Pattern.compile("-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)");

  private static final Pattern AND = Pattern.compile("\\band\\b");

  private static final List<String> HEADER = List.of("play", "when", "do");

  /**
   * What is suggested.
   *
   * @param name of the play
   * @param words what to do
   */
  public record Play(String name, String words) {}

  private record Comparison(String figure, String sign, double bound) {
    @Override
    public String toString() {
      return figure + " " + sign + " " + bound;
    }

    boolean holds(Map<String, Double> figures) {
      double value = figures.getOrDefault(figure, Double.NaN);
      return switch (sign) {
        case "<" -> value < bound;
        case ">" -> value > bound;
        case "<=" -> value <= bound;
        case ">=" -> value >= bound;
        default -> value == bound;
      };
    }
  }

  private record Row(Play play, List<Comparison> when) {}

  private final List<Row> rows;

  private Plays(List<Row> rows) {
    this.rows = List.copyOf(rows);
  }

  /** Those that come with Perennial. */
  public static Plays builtIn() {
    try (InputStream stream = Plays.class.getResourceAsStream("plays.csv")) {
      if (stream == null) {
        throw new IllegalStateException("Missing resource: plays.csv");
      }
      return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8), "plays.csv");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Those of a text.
   *
   * @param file named in messages
   * @throws IllegalArgumentException naming the line that is wrong
   */
  public static Plays parse(String text, String file) {
    List<Row> rows = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      List<String> cells = cells(line);
      if (rows.isEmpty() && cells.equals(HEADER)) {
        continue;
      }
      if (cells.size() != HEADER.size() || cells.get(2).isEmpty()) {
        throw new IllegalArgumentException(
            file
                + ":"
                + number
                + ": Invalid play: "
                + cells.size()
                + " cells (must be play, when and do)");
      }
      try {
        rows.add(new Row(new Play(cells.get(0), cells.get(2)), when(cells.get(1))));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(file + ":" + number + ": " + e.getMessage(), e);
      }
    }
    return new Plays(rows);
  }

  /** Without any: add them by {@link #and}. */
  public static Plays none() {
    return new Plays(List.of());
  }

  /**
   * These and, where none of them fits, one more.
   *
   * @param when a condition, as {@code left >= 0.5 and value_rank >= 0.9}
   * @param figures that it may name
   * @throws IllegalArgumentException if it is none, or names another figure
   */
  public Plays and(String name, String when, String words, List<String> figures) {
    List<Comparison> comparisons = when(when);
    for (Comparison comparison : comparisons) {
      if (!figures.contains(comparison.figure())) {
        throw new IllegalArgumentException(
            "Unknown figure: "
                + comparison.figure()
                + " (must be one of "
                + String.join(", ", figures)
                + ")");
      }
    }
    List<Row> more = new ArrayList<>(rows);
    more.add(new Row(new Play(name, words), comparisons));
    return new Plays(more);
  }

  private static List<Comparison> when(String text) {
    List<Comparison> when = new ArrayList<>();
    for (String part : AND.split(text, -1)) {
      Matcher matcher = COMPARISON.matcher(part);
      if (!matcher.matches() || !NUMBER.matcher(matcher.group(3)).matches()) {
        throw new IllegalArgumentException(
            "Invalid condition: " + part.strip() + " (must be as left >= 0.5)");
      }
      when.add(
          new Comparison(matcher.group(1), matcher.group(2), Double.parseDouble(matcher.group(3))));
    }
    return when;
  }

  /** Equal texts for plays that mean the same. */
  public String canonical() {
    StringBuilder text = new StringBuilder("plays");
    for (Row row : rows) {
      text.append('\n').append(row.play()).append(' ').append(row.when());
    }
    return text.toString();
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        boolean doubled = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
        if (doubled) {
          cell.append(c);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString().strip());
    return cells;
  }

  /** The first that holds; one without a name where none does. */
  public Play of(Map<String, Double> figures) {
    return rows.stream()
        .filter(row -> row.when().stream().allMatch(comparison -> comparison.holds(figures)))
        .findFirst()
        .map(Row::play)
        .orElse(new Play("none", "No play fits: treat as everybody."));
  }
}
