// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.print;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Rows of text in aligned columns, two spaces apart; the last one is not padded. */
public final class TextTable {

  private static final String GAP = "  ";

  private final List<String> titles;
  private final List<Boolean> right;
  private final List<List<String>> rows = new ArrayList<>();
  private final int widest;

  /**
   * @param titles of the columns
   * @param right which of them align right, as numbers do
   * @param widest characters that a cell may take; longer ones are cut
   */
  public TextTable(List<String> titles, List<Boolean> right, int widest) {
    this.titles = List.copyOf(titles);
    this.right = List.copyOf(right);
    this.widest = widest;
  }

  /** A table with columns of text, and of numbers where a title begins with {@code >}. */
  public static TextTable of(String... titles) {
    List<String> names = new ArrayList<>();
    List<Boolean> right = new ArrayList<>();
    for (String title : titles) {
      right.add(title.startsWith(">"));
      names.add(title.startsWith(">") ? title.substring(1) : title);
    }
    return new TextTable(names, right, Integer.MAX_VALUE);
  }

  /** Adds a row: one cell for each title. */
  public TextTable row(List<String> cells) {
    rows.add(cells.stream().map(this::cell).toList());
    return this;
  }

  /** Adds a row. */
  public TextTable row(String... cells) {
    return row(List.of(cells));
  }

  private String cell(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .limit(widest + 1L)
        .forEach(line::appendCodePoint);
    return width(line) <= widest ? line.toString() : line.substring(0, widest - 1) + "…";
  }

  /** Writes titles, a rule, and rows. */
  public void write(Appendable out) throws IOException {
    int[] widths = new int[titles.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = width(titles.get(i));
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    line(titles, widths, out);
    List<String> rule = new ArrayList<>();
    for (int width : widths) {
      rule.add("─".repeat(width));
    }
    line(rule, widths, out);
    for (List<String> row : rows) {
      line(row, widths, out);
    }
  }

  private void line(List<String> cells, int[] widths, Appendable out) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String pad = " ".repeat(widths[i] - width(cells.get(i)));
      line.append(i == 0 ? "" : GAP);
      line.append(right.get(i) ? pad + cells.get(i) : cells.get(i) + pad);
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  private static int width(CharSequence text) {
    return Character.codePointCount(text, 0, text.length());
  }
}
