// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.xlsx;

import io.perennial.lake.raw.BrokenReason;
import io.perennial.lake.raw.SeparatedRows;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of a sheet that have a cell, one after the other. */
final class SheetRows implements Closeable {

  private static final int MOST_COLUMNS = 16_384;

  /** A row: a text for each column, empty where there is none. */
  static final class Row {

    private final int number;
    private final List<String> texts = new ArrayList<>();
    private final List<Boolean> said = new ArrayList<>();
    private String problem = "";
    private long length;

    Row(int number) {
      this.number = number;
    }

    /** As Excel counts rows: from 1. */
    int number() {
      return number;
    }

    /** Columns up to the last one with a cell. */
    int width() {
      return texts.size();
    }

    String text(int column) {
      return column < texts.size() ? texts.get(column) : "";
    }

    /** Whether the cell has text, and no number, date or truth. */
    boolean isText(int column) {
      return column < said.size() && said.get(column);
    }

    /** How many cells have something. */
    long filled() {
      return texts.stream().filter(text -> !text.isEmpty()).count();
    }

    /** Why the row cannot be taken; empty when it can. */
    String problem() {
      return problem;
    }

    void put(int column, String text) {
      put(column, text, false);
    }

    private void put(int column, String text, boolean isText) {
      length += text.length();
      if (length > SeparatedRows.LONGEST) {
        problem = BrokenReason.TOO_LONG;
        texts.clear();
        said.clear();
        return;
      }
      while (texts.size() <= column) {
        texts.add("");
        said.add(false);
      }
      texts.set(column, text);
      said.set(column, isText);
    }
  }

  private final Xml xml;
  private final CellStyles styles;
  private final Function<String, Optional<String>> shared;
  private final boolean from1904;
  private int last;

  /**
   * @param shared the workbook's texts by their numbers
   * @param from1904 whether days count from 1904
   */
  SheetRows(
      Xml xml, CellStyles styles, Function<String, Optional<String>> shared, boolean from1904) {
    this.xml = xml;
    this.styles = styles;
    this.shared = shared;
    this.from1904 = from1904;
  }

  /** The next row with something in it; null at the end. */
  @Nullable Row next() throws IOException {
    while (xml.next() && !xml.isEnd("sheetData")) {
      if (xml.isStart("row")) {
        Row row = row();
        if (row.filled() > 0 || !row.problem().isEmpty()) {
          return row;
        }
      }
    }
    return null;
  }

  private Row row() throws IOException {
    String said = xml.attribute("r");
    last = said == null ? last + 1 : number(said);
    Row row = new Row(last);
    int column = -1;
    while (xml.next() && !xml.isEnd("row")) {
      if (xml.isStart("c")) {
        String place = xml.attribute("r");
        column = place == null ? column + 1 : column(place);
        if (column >= MOST_COLUMNS) {
          throw new IOException("the workbook has a cell behind the last column, XFD");
        }
        if (column < 0) {
          throw new IOException(Xml.DAMAGED);
        }
        cell(row, column);
      }
    }
    return row;
  }

  private static int number(String text) throws IOException {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IOException("the workbook has a row that is called '" + text + "'", e);
    }
  }

  /** The column of a place such as BC12, counting from 0; -1 when it names none. */
  static int column(String place) {
    int column = 0;
    for (int i = 0; i < place.length() && i < 4 && isLetter(place.charAt(i)); i++) {
      column = column * 26 + (place.charAt(i) & 31);
    }
    return column - 1;
  }

  private static boolean isLetter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  private void cell(Row row, int column) throws IOException {
    String type = xml.attribute("t");
    String style = xml.attribute("s");
    String value = null;
    boolean computed = false;
    while (xml.next() && !xml.isEnd("c")) {
      if (xml.isStart("v")) {
        value = xml.text();
      } else if (xml.isStart("is")) {
        value = SharedTexts.text(xml, "is");
      } else if (xml.isStart("f")) {
        computed = true;
        xml.text();
      }
    }
    if (value == null) {
      if (computed && type == null) {
        row.problem =
            "the formula in column "
                + letters(column)
                + " has no value (open the workbook in Excel and save it)";
      }
      return;
    }
    String kind = type == null ? "n" : type;
    switch (kind) {
      case "s" -> {
        Optional<String> text = shared.apply(value);
        if (text.isEmpty()) {
          row.problem =
              "the workbook lacks the text in column "
                  + letters(column)
                  + " (open it in Excel and save it again)";
        }
        row.put(column, text.orElse("").strip(), true);
      }
      case "str" -> row.put(column, CellText.unescaped(value).strip(), true);
      case "inlineStr" -> row.put(column, value.strip(), true);
      case "b" -> row.put(column, value.strip().equals("1") ? "true" : "false", false);
      case "n" -> row.put(column, number(value.strip(), style), false);
      default -> row.put(column, value.strip(), false);
    }
  }

  private String number(String value, @Nullable String style) throws IOException {
    CellStyles.Meaning meaning = styles.of(style);
    return meaning == CellStyles.Meaning.NUMBER
        ? CellText.number(value)
        : CellText.time(value, meaning, from1904);
  }

  /** A column as Excel calls it: A, B … AA. */
  static String letters(int column) {
    String letters = "";
    for (int left = column + 1; left > 0; left = (left - 1) / 26) {
      letters = (char) ('A' + (left - 1) % 26) + letters;
    }
    return letters;
  }

  @Override
  public void close() throws IOException {
    xml.close();
  }
}
