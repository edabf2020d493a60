// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table in Markdown: the first column is text, the others stand to the right. */
final class Table {

  private final List<String> heads;
  private final List<List<String>> rows = new ArrayList<>();

  Table(String... heads) {
    this.heads = List.of(heads);
  }

  /** The columns that most benchmarks have. */
  static Table ofWorks(String throughput, String ratio) {
    return new Table("work", "wall s", "CPU s", "peak MB", throughput, ratio);
  }

  /** A row of {@link #ofWorks}: the last round of a series. */
  Table work(String name, Series series, double units, String ratio) {
    return row(
        name,
        series.wallText(),
        Series.seconds(series.cpu()),
        count(series.peak()),
        count(units / series.wall()),
        ratio);
  }

  /** A row of {@link #ofWorks}: the first round of a series, in a new process. */
  Table firstWork(String name, Series series, double units, String ratio) {
    return row(
        name,
        series.firstWallText(),
        Series.seconds(series.firstCpu()),
        count(series.peak()),
        count(units / series.firstWall()),
        ratio);
  }

  Table row(String... cells) {
    if (cells.length != heads.size()) {
      throw new IllegalArgumentException(
          "Invalid row: " + cells.length + " cells (must be " + heads.size() + ")");
    }
    rows.add(List.of(cells));
    return this;
  }

  /** A whole number with commas; a dash when unknown. */
  static String count(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%,.0f", value) : "–";
  }

  /** A ratio with two decimals. */
  static String ratio(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    line(text, heads);
    text.append("|---").append("|---:".repeat(heads.size() - 1)).append("|\n");
    rows.forEach(row -> line(text, row));
    return text.toString();
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
