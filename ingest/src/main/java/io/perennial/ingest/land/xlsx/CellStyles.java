// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.xlsx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which styles of cells show their number as a date or a time. */
final class CellStyles {

  /** What a number in a cell means. */
  enum Meaning {
    NUMBER,
    DATE,
    TIME_OF_DAY
  }

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private final List<Meaning> meanings;

  private CellStyles(List<Meaning> meanings) {
    this.meanings = meanings;
  }

  static CellStyles none() {
    return new CellStyles(List.of());
  }

  static CellStyles read(Xml xml) throws IOException {
    Map<String, String> codes = new HashMap<>();
    List<Meaning> meanings = new ArrayList<>();
    boolean inCells = false;
    while (xml.next()) {
      if (xml.isStart("numFmt")) {
        codes.put(text(xml.attribute("numFmtId")), text(xml.attribute("formatCode")));
      } else if (xml.isStart("cellXfs") || xml.isEnd("cellXfs")) {
        inCells = xml.isStart("cellXfs");
      } else if (inCells && xml.isStart("xf")) {
        String id = text(xml.attribute("numFmtId"));
        String code = codes.get(id);
        meanings.add(code == null ? builtIn(id) : meaning(code));
      }
    }
    return new CellStyles(meanings);
  }

  private static String text(@Nullable String attribute) {
    return attribute == null ? "" : attribute;
  }

  /**
   * That of a cell of this style, as its attribute {@code s} says it.
   *
   * @throws IOException when that is no number: dates could not be told from numbers
   */
  Meaning of(@Nullable String style) throws IOException {
    if (style == null) {
      return Meaning.NUMBER;
    }
    if (!NUMBER.matcher(style).matches()) {
      throw new IOException(Xml.DAMAGED);
    }
    int index = Integer.parseInt(style);
    return index < meanings.size() ? meanings.get(index) : Meaning.NUMBER;
  }

  /** The formats that Excel does not write down; 27 to 58 are the dates of East Asia. */
  private static Meaning builtIn(String id) {
    int number = id.matches("[0-9]{1,4}") ? Integer.parseInt(id) : 0;
    if ((number >= 18 && number <= 21) || number == 45 || number == 47) {
      return Meaning.TIME_OF_DAY;
    }
    boolean date =
        (number >= 14 && number <= 17)
            || number == 22
            || (number >= 27 && number <= 36)
            || (number >= 50 && number <= 58);
    return date ? Meaning.DATE : Meaning.NUMBER;
  }

  /** What a format shows; [h] counts hours beyond a day, and stays the number that it is. */
  static Meaning meaning(String code) {
    String first = code.split(";", 2)[0].toLowerCase(Locale.ROOT);
    String bare =
        first
            .replaceAll("\"[^\"]*\"?", "")
            .replaceAll("\\\\.", "")
            .replaceAll("[_*].", "")
            .replaceAll("am/pm|a/p", "h");
    if (bare.matches(".*\\[(h+|m+|s+)\\].*")) {
      return Meaning.NUMBER;
    }
    bare = bare.replaceAll("\\[[^\\]]*\\]", "");
    if (bare.contains("general") || (bare.matches(".*[0#?].*") && !bare.matches(".*s[.]0+.*"))) {
      return Meaning.NUMBER;
    }
    if (bare.matches(".*[yd].*") || bare.matches("[^hs]*m[^hs]*")) {
      return Meaning.DATE;
    }
    return bare.matches(".*[hs].*") ? Meaning.TIME_OF_DAY : Meaning.NUMBER;
  }
}
