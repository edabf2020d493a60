// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Rows as workbooks of Excel, whose parts can be made wrong before they are packed. */
final class Workbooks {

  static final String SHEET = "xl/worksheets/sheet1.xml";
  static final String TEXTS = "xl/sharedStrings.xml";

  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String DECLARED = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

  private final SplittableRandom random;
  private final List<String> shared = new ArrayList<>();

  private Workbooks(SplittableRandom random) {
    this.random = random;
  }

  /** The parts of a workbook with one sheet. */
  static Map<String, byte[]> parts(Orders orders, SplittableRandom random) {
    return new Workbooks(random).parts(orders);
  }

  private Map<String, byte[]> parts(Orders orders) {
    StringBuilder rows = new StringBuilder();
    row(rows, 1, Orders.COLUMNS, true);
    for (int i = 0; i < orders.size(); i++) {
      row(rows, i + 2, orders.row(i), false);
    }
    Map<String, String> xml = new LinkedHashMap<>();
    xml.put(
        "xl/workbook.xml",
        "<workbook xmlns=\"%s\" xmlns:r=\"%s\"><sheets><sheet name=\"Orders\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            .formatted(MAIN, RELATIONS));
    xml.put(
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"%s/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            .formatted(RELATIONS));
    String merged =
        random.nextInt(4) == 0
            ? "<mergeCells count=\"1\"><mergeCell ref=\"A2:A3\"/></mergeCells>"
            : "";
    xml.put(
        SHEET,
        "<worksheet xmlns=\"%s\"><sheetData>%s</sheetData>%s</worksheet>"
            .formatted(MAIN, rows, merged));
    StringBuilder texts = new StringBuilder();
    shared.forEach(
        text -> texts.append("<si><t xml:space=\"preserve\">").append(text).append("</t></si>"));
    xml.put(TEXTS, "<sst xmlns=\"%s\">%s</sst>".formatted(MAIN, texts));
    xml.put(
        "xl/styles.xml",
        "<styleSheet xmlns=\"%s\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>"
            .formatted(MAIN));
    Map<String, byte[]> parts = new LinkedHashMap<>();
    xml.forEach((name, text) -> parts.put(name, (DECLARED + text).getBytes(UTF_8)));
    return parts;
  }

  private void row(StringBuilder xml, int number, List<String> values, boolean isHeader) {
    xml.append("<row r=\"").append(number).append("\">");
    for (int i = 0; i < values.size(); i++) {
      String place = (char) ('A' + i) + Integer.toString(number);
      xml.append(cell(place, values.get(i), isHeader));
    }
    xml.append("</row>");
  }

  private String cell(String place, String value, boolean isHeader) {
    if (!isHeader && value.matches("-?[0-9]{1,15}([.][0-9]{1,9})?")) {
      String style = random.nextInt(20) == 0 ? " s=\"" + random.nextInt(4) + '"' : "";
      return "<c r=\"" + place + '"' + style + "><v>" + value + "</v></c>";
    }
    String text = escaped(value);
    return switch (random.nextInt(3)) {
      case 0 -> "<c r=\"" + place + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
      case 1 -> "<c r=\"" + place + "\" t=\"str\"><f>A1</f><v>" + text + "</v></c>";
      default -> {
        shared.add(text);
        yield "<c r=\"" + place + "\" t=\"s\"><v>" + (shared.size() - 1) + "</v></c>";
      }
    };
  }

  /** What XML has no character for is written as Excel does. */
  private static String escaped(String text) {
    StringBuilder xml = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> xml.append("&amp;");
        case '<' -> xml.append("&lt;");
        case '>' -> xml.append("&gt;");
        default -> {
          boolean has = c >= ' ' || c == '\n' || c == '\t';
          xml.append(has ? String.valueOf(c) : String.format("_x%04X_", (int) c));
        }
      }
    }
    return xml.toString();
  }
}
