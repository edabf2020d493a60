// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular;

import io.perennial.value.tabular.Cells.DateForm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The text form of an encoding: a line for each column, then one for each feature, by tabs. */
final class EncodingText {

  private static final String FIRST = "table encoding 1";
  private static final int FIXED = 7;

  private EncodingText() {}

  static String write(List<ColumnReport> reports, List<Coded> coded) {
    StringBuilder text = new StringBuilder(FIRST).append('\n');
    for (ColumnReport report : reports) {
      line(text, List.of("column", report.name(), report.role().name(), report.reason()));
    }
    for (Coded code : coded) {
      List<String> parts = new ArrayList<>();
      parts.add("feature");
      parts.add(code.name());
      parts.add(code.source());
      parts.add(code.kind().name());
      parts.add(String.valueOf(code.decimal()));
      parts.add(code.form().name());
      parts.add(Double.toString(code.latest()));
      parts.addAll(code.words());
      line(text, parts);
    }
    return text.toString();
  }

  static void read(String text, List<ColumnReport> reports, List<Coded> coded) {
    String[] lines = text.split("\n", -1);
    if (!lines[0].equals(FIRST)) {
      throw new IllegalArgumentException(
          "Line 1: Invalid encoding: it begins «" + lines[0] + "» (must be «" + FIRST + "»)");
    }
    for (int n = 1; n < lines.length; n++) {
      if (lines[n].isEmpty()) {
        continue;
      }
      List<String> parts = parts(lines[n]);
      try {
        if (parts.get(0).equals("column") && parts.size() == 4) {
          reports.add(
              new ColumnReport(parts.get(1), ColumnRole.valueOf(parts.get(2)), parts.get(3)));
        } else if (parts.get(0).equals("feature") && parts.size() >= FIXED) {
          coded.add(
              new Coded(
                  parts.get(1),
                  parts.get(2),
                  Coded.Kind.valueOf(parts.get(3)),
                  parts.subList(FIXED, parts.size()),
                  parts.get(4).charAt(0),
                  DateForm.valueOf(parts.get(5)),
                  Double.parseDouble(parts.get(6))));
        } else {
          throw new IllegalArgumentException("neither a column nor a feature");
        }
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw new IllegalArgumentException(
            "Line " + (n + 1) + ": Invalid encoding: " + e.getMessage(), e);
      }
    }
  }

  private static void line(StringBuilder text, List<String> parts) {
    for (int i = 0; i < parts.size(); i++) {
      text.append(i == 0 ? "" : "\t")
          .append(
              parts
                  .get(i)
                  .replace("\\", "\\\\")
                  .replace("\t", "\\t")
                  .replace("\n", "\\n")
                  .replace("\r", "\\r"));
    }
    text.append('\n');
  }

  private static List<String> parts(String line) {
    return Arrays.stream(line.split("\t", -1)).map(EncodingText::plain).toList();
  }

  private static String plain(String part) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c == '\\' && i + 1 < part.length()) {
        i++;
        char next = part.charAt(i);
        plain.append(next == 't' ? '\t' : next == 'n' ? '\n' : next == 'r' ? '\r' : next);
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
