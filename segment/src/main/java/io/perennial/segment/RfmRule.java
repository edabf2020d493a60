// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment;

import java.io.Serializable;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which scores make a segment.
 *
 * @param segment its name
 * @param recency the scores of recency
 * @param frequency the scores of frequency
 * @param monetary the scores of monetary value
 */
public record RfmRule(String segment, Scores recency, Scores frequency, Scores monetary)
    implements Serializable {

  private static final Pattern TEXT = Pattern.compile("([^=]+)=([^=]*)");
  private static final Pattern RANGE =
      Pattern.compile("\\s*([RFM])\\s*([1-5])\\s*(?:-\\s*([1-5]))?\\s*,?");

  /**
   * Scores from one to another, both included.
   *
   * @param from the lowest
   * @param to the highest
   */
  public record Scores(int from, int to) implements Serializable {

    static final Scores ALL = new Scores(1, Quintiles.SCORES);

    public Scores {
      if (from < 1 || to > Quintiles.SCORES || from > to) {
        throw new IllegalArgumentException(
            "Invalid scores: " + from + "-" + to + " (must ascend, from 1 to 5)");
      }
    }

    boolean contains(int score) {
      return score >= from && score <= to;
    }

    private String text(String letter) {
      return equals(ALL) ? "" : " " + letter + " " + from + (from == to ? "" : "-" + to);
    }
  }

  /**
   * Reads {@code Champions = R 5 F 4-5 M 4-5}; a letter that is left out means all five scores.
   *
   * @throws IllegalArgumentException when it is not of that form
   */
  public static RfmRule parse(String text) {
    Matcher form = TEXT.matcher(text.strip());
    if (!form.matches() || form.group(1).isBlank()) {
      throw unreadable(text);
    }
    @Nullable Scores[] scores = new Scores[3];
    String ranges = form.group(2).toUpperCase(Locale.ROOT);
    Matcher range = RANGE.matcher(ranges);
    int at = 0;
    while (at < ranges.length() && range.find(at) && range.start() == at) {
      int which = "RFM".indexOf(range.group(1));
      int from = Integer.parseInt(range.group(2));
      int to = range.group(3) == null ? from : Integer.parseInt(range.group(3));
      if (scores[which] != null || from > to) {
        throw unreadable(text);
      }
      scores[which] = new Scores(from, to);
      at = range.end();
    }
    if (!ranges.substring(at).isBlank()) {
      throw unreadable(text);
    }
    return new RfmRule(form.group(1).strip(), or(scores[0]), or(scores[1]), or(scores[2]));
  }

  private static Scores or(@Nullable Scores scores) {
    return scores == null ? Scores.ALL : scores;
  }

  private static IllegalArgumentException unreadable(String text) {
    return new IllegalArgumentException(
        "Invalid rule: " + text + " (must be such as Champions = R 5 F 4-5 M 4-5)");
  }

  /** Whether it is for these scores. */
  public boolean matches(Rfm scores) {
    return recency.contains(scores.recency())
        && frequency.contains(scores.frequency())
        && monetary.contains(scores.monetary());
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return segment + " =" + recency.text("R") + frequency.text("F") + monetary.text("M");
  }
}
