// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular;

import static java.lang.Double.isNaN;

import io.perennial.value.TooLittleDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The column that is to be foretold, read as 1 (left) and 0 (stayed). Immutable. */
public final class Label {

  private static final Pattern LEFT =
      Pattern.compile(
          "(churn|left|leav|exit|attrit|cancel|lost|gone|inactive|terminat|quit|closed|defect).*");

  private static final Pattern STAYED =
      Pattern.compile(
          "(stay|exist|active|retain|current|join|kept|remain|loyal|open|subscrib|customer|member|a customer)"
              + ".*|still .*");

  /** What turns a word into its contrary. */
  private static final Pattern NOT =
      Pattern.compile("(no longer|not|no|non|never)[ -]|un(?=subscrib)");

  /** Headers that name who left, the likeliest first. */
  private static final List<Pattern> HEADERS =
      List.of(
          Pattern.compile("churn(ed)?"),
          Pattern.compile(
              "(is|has|did|customer|user|target|label) churn(ed)?( label| flag| value| status)?"),
          Pattern.compile("churn(ed)? (label|flag|value|status|target|indicator|yes no|class)"),
          Pattern.compile(
              "exited|attrition( flag)?|attrited|cancel(l?ed)?|left( company)?|defected"),
          Pattern.compile("(customer )?status"),
          Pattern.compile("label|target|class|outcome|y"));

  private final String name;
  private final String leftWord;
  private final double[] values;
  private final int unknown;
  private final List<String> notes;

  private Label(String name, String leftWord, double[] values, int unknown, List<String> notes) {
    this.name = name;
    this.leftWord = leftWord;
    this.values = values;
    this.unknown = unknown;
    this.notes = List.copyOf(notes);
  }

  /** The header that most likely names who left, if any does. */
  public static Optional<String> likely(TextTable table) {
    for (Pattern pattern : HEADERS) {
      for (String name : table.names()) {
        String words = String.join(" ", HeaderWords.of(name));
        if (pattern.matcher(words).matches() && canBe(table, name)) {
          return Optional.of(name);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean canBe(TextTable table, String name) {
    int values = counts(table.column(name)).size();
    return values == 1 || values == 2 || values == 3;
  }

  /**
   * Reads the column called {@code name}: yes, true, 1, or a word as «churned», «exited» or
   * «attrited» is 1; where no word is known the rarer value is, with a note.
   *
   * @throws TooLittleDataException if all have left, or none has
   * @throws IllegalArgumentException if the values are not two kinds
   */
  public static Label of(TextTable table, String name) {
    String[] cells = table.column(name);
    SortedMap<String, Integer> counts = counts(cells);
    if (counts.isEmpty()) {
      throw new TooLittleDataException(
          "Cannot learn from column " + name + ": it has no value in " + cells.length + " rows");
    }
    List<String> notes = new ArrayList<>();
    Set<String> left = new TreeSet<>();
    if (counts.size() == 1) {
      throw new TooLittleDataException(
          "Cannot learn from column "
              + name
              + ": all "
              + counts.get(counts.firstKey())
              + " rows say "
              + counts.firstKey()
              + " (must have some who left and some who stayed)");
    }
    boolean digits =
        counts.size() == 2 && counts.keySet().stream().noneMatch(word -> isNaN(number(word)));
    long known = counts.keySet().stream().filter(word -> meaning(word) >= 0).count();
    if (digits) {
      double larger = Math.max(number(counts.firstKey()), number(counts.lastKey()));
      counts.keySet().stream().filter(word -> number(word) == larger).forEach(left::add);
      if (known < 2) {
        notes.add(
            "Column "
                + name
                + " says "
                + counts.firstKey()
                + " or "
                + counts.lastKey()
                + ": the larger is taken for having left");
      }
    } else if (known == counts.size() || (known == 1 && counts.size() == 2)) {
      boolean onlyStayed =
          known == 1 && counts.keySet().stream().anyMatch(word -> meaning(word) == 0);
      if (known == 1) {
        notes.add(
            "Column "
                + name
                + " says "
                + counts.firstKey()
                + " or "
                + counts.lastKey()
                + ", of which one word alone is known");
      }
      for (String word : counts.keySet()) {
        int meaning = meaning(word);
        if (meaning == 1 || (meaning < 0 && onlyStayed)) {
          left.add(word);
        }
      }
    } else if (counts.size() == 2) {
      String first = counts.firstKey();
      String last = counts.lastKey();
      boolean lastIsRarer = counts.getOrDefault(last, 0) <= counts.getOrDefault(first, 0);
      String chosen = lastIsRarer ? last : first;
      left.add(chosen);
      notes.add(
          "Column "
              + name
              + " says "
              + first
              + " or "
              + last
              + ", and neither word is known: "
              + chosen
              + ", the rarer, is taken for having left");
    } else {
      throw new IllegalArgumentException(
          "Invalid label "
              + name
              + ": "
              + counts.size()
              + " different values, as "
              + counts.keySet().stream().limit(5).toList()
              + " (must be two, as Yes and No)");
    }
    if (left.isEmpty() || left.size() == counts.size()) {
      throw new TooLittleDataException(
          "Cannot learn from column "
              + name
              + ": its values "
              + counts.keySet()
              + " are all taken for "
              + (left.isEmpty() ? "having stayed" : "having left")
              + " (must have some of both)");
    }
    double[] values = new double[cells.length];
    int unknown = 0;
    for (int i = 0; i < cells.length; i++) {
      boolean nothing = Cells.isNothing(cells[i]);
      unknown += nothing ? 1 : 0;
      values[i] = nothing ? Double.NaN : left.contains(cells[i]) ? 1 : 0;
    }
    if (unknown > 0) {
      notes.add(unknown + " rows have no " + name + ": they are not learned from");
    }
    return new Label(name, String.join(" or ", left), values, unknown, notes);
  }

  private static double number(String cell) {
    return Cells.number(cell, '.');
  }

  /** 1 for words of leaving, 0 for words of staying, -1 for others. */
  private static int meaning(String cell) {
    String word = cell.toLowerCase(Locale.ROOT).replace('_', ' ').strip();
    if (Cells.saysYes(word)) {
      return 1;
    }
    if (Cells.saysNo(word)) {
      return 0;
    }
    Matcher not = NOT.matcher(word);
    boolean turned = not.lookingAt();
    String rest = turned ? word.substring(not.end()).strip() : word;
    if (LEFT.matcher(rest).matches()) {
      return turned ? 0 : 1;
    }
    return STAYED.matcher(rest).matches() ? (turned ? 1 : 0) : -1;
  }

  private static SortedMap<String, Integer> counts(String[] cells) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    for (String cell : cells) {
      if (!Cells.isNothing(cell)) {
        counts.merge(cell, 1, Integer::sum);
      }
    }
    return counts;
  }

  /** Its header. */
  public String name() {
    return name;
  }

  /** What it says of who has left, as {@code "Yes"}. */
  public String leftWord() {
    return leftWord;
  }

  /** 1 who left, 0 who stayed, {@code NaN} where it is not known; double[n], a copy. */
  public double[] values() {
    return values.clone();
  }

  /** The rows of which it is known, ascending. */
  public int[] knownRows() {
    return IntStream.range(0, values.length).filter(i -> !isNaN(values[i])).toArray();
  }

  /** How many rows it is not known of. */
  public int unknown() {
    return unknown;
  }

  /** What was assumed or left out, in sentences. */
  public List<String> notes() {
    return notes;
  }
}
