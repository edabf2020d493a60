// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** How many rows a sheet has below its first, by a reader that has its whole tree before it. */
final class SheetCount {

  private SheetCount() {}

  /**
   * The rows with something in them but the first; empty when the parts are no XML.
   *
   * @param texts the part with shared texts; empty when there is none
   */
  static Optional<Long> of(byte[] sheet, Optional<byte[]> texts) throws IOException {
    try {
      List<String> shared = new ArrayList<>();
      if (texts.isPresent()) {
        elements(tree(texts.get()), "si").forEach(si -> shared.add(runs(si)));
      }
      long rows = 0;
      for (Element row : elements(elements(rows(sheet), "sheetData").get(0), "row")) {
        rows += isFilled(row, shared) ? 1 : 0;
      }
      return Optional.of(rows - 1);
    } catch (SAXException noXml) {
      return Optional.empty();
    }
  }

  /** What is no XML behind the rows is no matter. */
  private static Document rows(byte[] sheet) throws SAXException, IOException {
    String text = new String(sheet, ISO_8859_1);
    int end = text.indexOf("</sheetData>");
    return tree(
        end < 0
            ? sheet
            : (text.substring(0, end) + "</sheetData></worksheet>").getBytes(ISO_8859_1));
  }

  private static Document tree(byte[] xml) throws SAXException, IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new Silent());
      return builder.parse(new ByteArrayInputStream(xml));
    } catch (ParserConfigurationException e) {
      throw new AssertionError(e);
    }
  }

  private static final class Silent implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) {}

    @Override
    public void error(SAXParseException e) {}

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }

  private static boolean isFilled(Element row, List<String> shared) {
    Map<String, String> texts = new TreeMap<>();
    int nth = 0;
    boolean isTroubled = false;
    for (Element cell : elements(row, "c")) {
      nth++;
      List<Element> values = elements(cell, "v");
      List<Element> inline = elements(cell, "is");
      String type = cell.getAttribute("t");
      if (values.isEmpty() && inline.isEmpty()) {
        isTroubled |= type.isEmpty() && !elements(cell, "f").isEmpty();
        continue;
      }
      String value = inline.isEmpty() ? values.get(0).getTextContent() : runs(inline.get(0));
      isTroubled |= type.equals("s") && of(shared, value).isEmpty();
      String place = cell.getAttribute("r").replaceAll("[0-9].*", "");
      texts.put(
          place.isEmpty() ? "nth " + nth : place.toUpperCase(Locale.ROOT),
          type.equals("s") ? of(shared, value).orElse("") : value);
    }
    return isTroubled || texts.values().stream().anyMatch(text -> !text.isBlank());
  }

  private static Optional<String> of(List<String> shared, String number) {
    try {
      return Optional.of(shared.get(Integer.parseInt(number)));
    } catch (NumberFormatException | IndexOutOfBoundsException none) {
      return Optional.empty();
    }
  }

  private static String runs(Element element) {
    StringBuilder text = new StringBuilder();
    elements(element, "t").forEach(t -> text.append(t.getTextContent()));
    return text.toString();
  }

  private static List<Element> elements(Node under, String name) {
    List<Element> found = new ArrayList<>();
    for (Node child = under.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element) {
        if (name.equals(element.getLocalName())) {
          found.add(element);
        } else {
          found.addAll(elements(element, name));
        }
      }
    }
    return found;
  }
}
