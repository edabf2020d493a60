// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A workbook as Excel writes it, of rows that are given as XML cells. Styles: 1 a day, 2 a day with
 * time, 3 a time of day, 4 hours beyond a day, 5 money, 6 a day in a format of one's own.
 */
final class Book {

  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

  private final Map<String, String> sheets = new LinkedHashMap<>();
  private final List<String> states = new ArrayList<>();
  private final List<String> shared = new ArrayList<>();
  private boolean from1904;
  private String prolog = "";

  /** A cell with a text that is shared. */
  String text(String text) {
    shared.add(
        "<t xml:space=\"preserve\">" + text.replace("&", "&amp;").replace("<", "&lt;") + "</t>");
    return "<c t=\"s\"><v>" + (shared.size() - 1) + "</v></c>";
  }

  /** A cell with a text of several runs, and how it is spoken. */
  String rich(String one, String other) {
    shared.add(
        "<r><t>" + one + "</t></r><r><rPr><b/></rPr><t>" + other + "</t></r><rPh><t>x</t></rPh>");
    return "<c t=\"s\"><v>" + (shared.size() - 1) + "</v></c>";
  }

  static String number(String value) {
    return "<c><v>" + value + "</v></c>";
  }

  static String styled(int style, String value) {
    return "<c s=\"" + style + "\"><v>" + value + "</v></c>";
  }

  static String empty() {
    return "<c s=\"5\"/>";
  }

  Book sheet(String name, String... rows) {
    return sheetLike(name, "visible", "", rows);
  }

  Book sheetLike(String name, String state, String behind, String... rows) {
    StringBuilder xml = new StringBuilder("<worksheet xmlns=\"" + MAIN + "\"><sheetData>");
    for (int i = 0; i < rows.length; i++) {
      if (!rows[i].isEmpty()) {
        xml.append("<row r=\"").append(i + 1).append("\">").append(rows[i]).append("</row>");
      }
    }
    sheets.put(name, xml.append("</sheetData>").append(behind).append("</worksheet>").toString());
    states.add(state);
    return this;
  }

  /** Cells of texts, side by side. */
  String row(String... texts) {
    StringBuilder row = new StringBuilder();
    for (String text : texts) {
      row.append(text.isEmpty() ? empty() : text(text));
    }
    return row.toString();
  }

  Book from1904() {
    from1904 = true;
    return this;
  }

  /** What every part begins with, behind the declaration. */
  Book prolog(String xml) {
    prolog = xml;
    return this;
  }

  byte[] bytes() {
    StringBuilder book = new StringBuilder("<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"");
    book.append(RELATIONS).append("\"><workbookPr date1904=\"").append(from1904 ? 1 : 0);
    book.append("\"/><sheets>");
    StringBuilder relations =
        new StringBuilder(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    Map<String, String> parts = new LinkedHashMap<>();
    int nth = 0;
    for (Map.Entry<String, String> sheet : sheets.entrySet()) {
      book.append("<sheet name=\"").append(sheet.getKey()).append("\" sheetId=\"").append(nth + 1);
      book.append("\" state=\"").append(states.get(nth)).append("\" r:id=\"rId");
      book.append(nth + 1).append("\"/>");
      relations.append("<Relationship Id=\"rId").append(nth + 1).append("\" Type=\"");
      relations.append(RELATIONS).append("/worksheet\" Target=\"worksheets/sheet").append(nth + 1);
      relations.append(".xml\"/>");
      parts.put("xl/worksheets/sheet" + (nth + 1) + ".xml", sheet.getValue());
      nth++;
    }
    parts.put("xl/workbook.xml", book.append("</sheets></workbook>").toString());
    parts.put("xl/_rels/workbook.xml.rels", relations.append("</Relationships>").toString());
    StringBuilder texts = new StringBuilder("<sst xmlns=\"" + MAIN + "\">");
    shared.forEach(text -> texts.append("<si>").append(text).append("</si>"));
    parts.put("xl/sharedStrings.xml", texts.append("</sst>").toString());
    parts.put(
        "xl/styles.xml",
        "<styleSheet xmlns=\""
            + MAIN
            + "\"><numFmts><numFmt numFmtId=\"164\" formatCode=\"[h]:mm:ss\"/>"
            + "<numFmt numFmtId=\"165\" formatCode=\"#,##0.00 &quot;days&quot;\"/>"
            + "<numFmt numFmtId=\"166\" formatCode=\"[$-407]dddd, d. mmmm yyyy;@\"/></numFmts>"
            + "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
            + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/>"
            + "<xf numFmtId=\"20\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/>"
            + "<xf numFmtId=\"166\"/></cellXfs></styleSheet>");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        String xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + prolog + part.getValue();
        zip.write(xml.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
