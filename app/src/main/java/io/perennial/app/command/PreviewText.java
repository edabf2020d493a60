// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.print.Amounts;
import io.perennial.app.print.TextTable;
import io.perennial.ingest.Preview;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A preview of a proposed source, as comments beneath its lines or as plain values for JSON. */
final class PreviewText {

  private static final int WIDEST = 32;

  private PreviewText() {}

  /**
   * Lines of comments.
   *
   * @param other the same rows under the other reading, where times or numbers have two
   */
  static String of(String source, Preview preview, Optional<Preview> other) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(source).append(": ").append(counts(preview)).append('\n');
    if (!preview.shown().isEmpty()) {
      table(preview, other).lines().forEach(line -> text.append("#   ").append(line).append('\n'));
    }
    return text.toString();
  }

  /** "of 20,000 sampled rows 19,620 would be kept, 380 to quarantine: 380 no customer". */
  static String counts(Preview preview) {
    StringBuilder text = new StringBuilder();
    text.append("of ").append(Amounts.count(preview.rows(), "sampled row")).append(' ');
    text.append(Amounts.count(preview.kept() - preview.repeated())).append(" would be kept");
    if (preview.repeated() > 0) {
      text.append(", ").append(Amounts.count(preview.repeated())).append(" repeat another");
    }
    if (preview.leftOut() > 0) {
      text.append(", ").append(Amounts.count(preview.leftOut())).append(" left out");
    }
    text.append(", ").append(Amounts.count(preview.quarantined())).append(" to quarantine");
    if (preview.quarantined() > 0) {
      text.append(": ")
          .append(
              preview.problems().entrySet().stream()
                  .map(problem -> Amounts.count(problem.getValue()) + " " + problem.getKey())
                  .collect(Collectors.joining(", ")));
    }
    return text.toString();
  }

  private static String table(Preview preview, Optional<Preview> other) {
    List<String> titles = new ArrayList<>();
    List<Boolean> right = new ArrayList<>();
    List<Integer> second = second(preview, other);
    for (int i = 0; i < preview.columns().size(); i++) {
      String column = preview.columns().get(i);
      boolean number = List.of("quantity", "amount", "score").contains(column);
      titles.add(title(column));
      right.add(number);
      if (second.contains(i)) {
        titles.add("or " + title(column));
        right.add(number);
      }
    }
    TextTable table = new TextTable(titles, right, WIDEST);
    for (int row = 0; row < preview.shown().size(); row++) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < preview.columns().size(); i++) {
        cells.add(preview.shown().get(row).get(i));
        if (second.contains(i)) {
          List<List<String>> rows = other.orElseThrow().shown();
          cells.add(row < rows.size() ? rows.get(row).get(i) : "");
        }
      }
      table.row(cells);
    }
    StringBuilder text = new StringBuilder();
    try {
      table.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static String title(String column) {
    return column.equals("time") ? "time (UTC)" : column.replace('_', ' ');
  }

  /** The columns in which the other reading says something else. */
  private static List<Integer> second(Preview preview, Optional<Preview> other) {
    List<Integer> second = new ArrayList<>();
    if (other.isPresent() && other.get().columns().equals(preview.columns())) {
      for (int i = 0; i < preview.columns().size(); i++) {
        int column = i;
        List<String> one = preview.shown().stream().map(row -> row.get(column)).toList();
        List<String> two = other.get().shown().stream().map(row -> row.get(column)).toList();
        if (!one.equals(two)
            && List.of("time", "quantity", "amount").contains(preview.columns().get(i))) {
          second.add(i);
        }
      }
    }
    return second;
  }

  /** What JSON says of a preview. */
  static Map<String, Object> plain(Preview preview) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("sampled_rows", preview.rows());
    plain.put("kept", preview.kept() - preview.repeated());
    plain.put("repeated", preview.repeated());
    plain.put("left_out", preview.leftOut());
    plain.put("quarantined", preview.quarantined());
    plain.put("problems", preview.problems());
    List<Map<String, Object>> rows = new ArrayList<>();
    for (List<String> row : preview.shown()) {
      Map<String, Object> cells = new LinkedHashMap<>();
      for (int i = 0; i < row.size(); i++) {
        cells.put(preview.columns().get(i), row.get(i));
      }
      rows.add(cells);
    }
    plain.put("rows", rows);
    return plain;
  }
}
