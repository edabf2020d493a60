// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular;

import io.perennial.domain.FeatureMatrix;
import io.perennial.value.TooLittleDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * How the columns of a table become numbers, learned once and then frozen: numbers as they are,
 * with an indicator of those that are not known; one of two words as 0 or 1; one of more words as
 * an indicator each, the rare ones and those that were never seen as one; days as days before the
 * latest. Ids, constants, free text and what tells the label are left out, each with its reason.
 * Immutable; the text form says all of it.
 */
public final class TableEncoding {

  private final List<ColumnReport> reports;
  private final List<Coded> coded;
  private final List<String> names;

  private TableEncoding(List<ColumnReport> reports, List<Coded> coded) {
    this.reports = List.copyOf(reports);
    this.coded = List.copyOf(coded);
    this.names = coded.stream().map(Coded::name).toList();
  }

  /**
   * Looks at all columns but the label, in the rows whose label is known.
   *
   * @throws TooLittleDataException if no column is left to learn from
   */
  public static TableEncoding learn(TextTable table, Label label, EncodingConfig config) {
    int[] known = label.knownRows();
    TextTable rows = known.length == table.rows() ? table : table.only(known);
    double[] outcome = Arrays.stream(known).mapToDouble(i -> label.values()[i]).toArray();
    Leaks leaks = new Leaks(label.name(), outcome, config);
    List<ColumnReport> reports = new ArrayList<>();
    Map<String, Coded> features = new LinkedHashMap<>();
    Map<Integer, List<double[]>> seen = new LinkedHashMap<>();
    for (String name : table.names()) {
      if (name.equals(label.name())) {
        reports.add(
            new ColumnReport(
                name,
                ColumnRole.LABEL,
                "what is to be foretold: " + label.leftWord() + " has left"));
        continue;
      }
      ColumnLook look = new ColumnLook(name, rows.column(name), config);
      ColumnReport report = look.report();
      if (!report.role().isUsed()) {
        reports.add(report);
        continue;
      }
      List<Coded> made = codes(report, look, rows.column(name));
      KeyedCells cells = new KeyedCells(rows.column(name));
      double[][] values = made.stream().map(cells::values).toArray(double[][]::new);
      ColumnReport leak = config.kept().contains(name) ? report : leaks.look(report, look, values);
      if (!leak.role().isUsed()) {
        reports.add(leak);
        continue;
      }
      String same = "";
      int used = 0;
      for (int c = 0; c < values.length; c++) {
        double[] column = values[c];
        if (isConstant(column)) {
          continue;
        }
        List<double[]> alike =
            seen.computeIfAbsent(Arrays.hashCode(column), h -> new ArrayList<>());
        if (alike.stream().anyMatch(other -> Arrays.equals(other, column))) {
          same = made.get(c).name();
          continue;
        }
        alike.add(column);
        features.put(made.get(c).name(), made.get(c));
        used++;
      }
      reports.add(
          used == 0
              ? new ColumnReport(name, ColumnRole.CONSTANT, "says the same as columns before it")
              : same.isEmpty()
                  ? leak
                  : new ColumnReport(
                      name,
                      leak.role(),
                      leak.reason() + "; «" + same + "» is known from a column before"));
    }
    if (features.isEmpty()) {
      throw new TooLittleDataException(
          "Cannot learn from this table: none of its "
              + (table.names().size() - 1)
              + " columns beside "
              + label.name()
              + " tells customers apart");
    }
    return new TableEncoding(reports, List.copyOf(features.values()));
  }

  private static List<Coded> codes(ColumnReport report, ColumnLook look, String[] cells) {
    String source = report.name();
    List<Coded> made = new ArrayList<>();
    switch (report.role()) {
      case NUMBER -> {
        made.add(coded(source, source, Coded.Kind.NUMBER, List.of(), look, 0));
        made.add(coded(source + " is not known", source, Coded.Kind.NO_NUMBER, List.of(), look, 0));
      }
      case DATE -> {
        double latest = Double.NEGATIVE_INFINITY;
        for (String cell : cells) {
          double day = Cells.day(cell, look.form());
          latest = Double.isNaN(day) ? latest : Math.max(latest, day);
        }
        made.add(
            coded("days since " + source, source, Coded.Kind.DAYS_BEFORE, List.of(), look, latest));
        made.add(coded(source + " is not known", source, Coded.Kind.NO_DAY, List.of(), look, 0));
      }
      case YES_NO -> {
        List<String> words = flagWords(look);
        if (words.size() == 2) {
          made.add(
              coded(
                  source + " is " + look.spelling(words.get(0)),
                  source,
                  Coded.Kind.FLAG,
                  words,
                  look,
                  0));
        }
        made.add(coded(source + " is not known", source, Coded.Kind.NOTHING, List.of(), look, 0));
      }
      default -> {
        List<String> levels = look.levels();
        for (String level : levels) {
          made.add(
              coded(
                  source + " is " + look.spelling(level),
                  source,
                  Coded.Kind.WORD,
                  List.of(level),
                  look,
                  0));
        }
        made.add(coded(source + " is another", source, Coded.Kind.ANOTHER, levels, look, 0));
        made.add(coded(source + " is not known", source, Coded.Kind.NOTHING, List.of(), look, 0));
      }
    }
    return made;
  }

  /** The word of a yes first: a known one, else the larger number, else the second by alphabet. */
  private static List<String> flagWords(ColumnLook look) {
    List<String> words = new ArrayList<>(look.words());
    words.sort(null);
    if (words.size() == 2) {
      boolean firstIsYes = Cells.saysYes(words.get(0)) || Cells.saysNo(words.get(1));
      if (!firstIsYes) {
        words.add(words.remove(0));
      }
    }
    return words;
  }

  private static Coded coded(
      String name,
      String source,
      Coded.Kind kind,
      List<String> words,
      ColumnLook look,
      double latest) {
    return new Coded(name, source, kind, words, look.decimal(), look.form(), latest);
  }

  private static boolean isConstant(double[] values) {
    double first = Double.NaN;
    for (double value : values) {
      if (Double.isNaN(value)) {
        continue;
      }
      if (!Double.isNaN(first) && value != first) {
        return false;
      }
      first = value;
    }
    return true;
  }

  /** What each column of the table was taken for, in its order. */
  public List<ColumnReport> columns() {
    return reports;
  }

  /** The names of the numbers, in order. */
  public List<String> features() {
    return names;
  }

  /** The header that feature {@code k} is made of. */
  public String source(int k) {
    return coded.get(k).source();
  }

  /** The headers that are used, each once, in order. */
  public List<String> sources() {
    return coded.stream().map(Coded::source).distinct().toList();
  }

  /** Whether feature {@code k} is a quantity or days, and not an indicator. */
  public boolean isQuantity(int k) {
    Coded.Kind kind = coded.get(k).kind();
    return kind == Coded.Kind.NUMBER || kind == Coded.Kind.DAYS_BEFORE;
  }

  /**
   * The numbers of a table, whose row ids are 0 to n - 1. A word that was never seen counts as a
   * rare one.
   *
   * @throws IllegalArgumentException if a column is not there
   */
  public FeatureMatrix encode(TextTable table) {
    List<String> missing = sources().stream().filter(name -> !table.has(name)).toList();
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "Missing columns: " + missing + " (there are " + table.names() + ")");
    }
    double[][] columns = new double[coded.size()][];
    Map<String, KeyedCells> cells = new HashMap<>();
    for (int k = 0; k < columns.length; k++) {
      columns[k] =
          cells
              .computeIfAbsent(coded.get(k).source(), name -> new KeyedCells(table.column(name)))
              .values(coded.get(k));
    }
    return new FeatureMatrix(LongStream.range(0, table.rows()).toArray(), names, columns);
  }

  /** The words of a table's categories that were not in the table learned from, by header. */
  public Map<String, Set<String>> unseen(TextTable table) {
    Map<String, Set<String>> known = new LinkedHashMap<>();
    Set<String> open = new HashSet<>();
    for (Coded code : coded) {
      boolean words = code.kind() == Coded.Kind.WORD || code.kind() == Coded.Kind.FLAG;
      if (words) {
        known.computeIfAbsent(code.source(), s -> new HashSet<>()).addAll(code.words());
      }
      if (code.kind() == Coded.Kind.ANOTHER) {
        open.add(code.source());
      }
    }
    Map<String, Set<String>> unseen = new LinkedHashMap<>();
    known.forEach(
        (source, words) -> {
          if (open.contains(source) || !table.has(source)) {
            return;
          }
          for (String cell : table.column(source)) {
            if (!Cells.isNothing(cell) && !words.contains(ColumnLook.key(cell))) {
              unseen.computeIfAbsent(source, s -> new HashSet<>()).add(cell);
            }
          }
        });
    return unseen;
  }

  /** All of it as text, which {@link #parse} reads. */
  public String toText() {
    return EncodingText.write(reports, coded);
  }

  /**
   * The encoding that {@link #toText()} wrote.
   *
   * @throws IllegalArgumentException naming the line that is wrong
   */
  public static TableEncoding parse(String text) {
    List<ColumnReport> reports = new ArrayList<>();
    List<Coded> coded = new ArrayList<>();
    EncodingText.read(text, reports, coded);
    return new TableEncoding(reports, coded);
  }
}
