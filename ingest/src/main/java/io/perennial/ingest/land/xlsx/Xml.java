// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.xlsx;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * One part of a workbook as it is read: elements one after the other. No document type, no entity
 * but XML's own, nothing from outside.
 */
final class Xml implements Closeable {

  /** What is said of a workbook that Excel would not have written. */
  static final String DAMAGED = "the workbook is damaged (open it in Excel and save it again)";

  private static final int LONGEST = 8_000_000;

  private final InputStream in;
  private final XMLStreamReader reader;

  private Xml(InputStream in, XMLStreamReader reader) {
    this.in = in;
    this.reader = reader;
  }

  static Xml open(InputStream in) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    try {
      return new Xml(in, factory.createXMLStreamReader(text(in)));
    } catch (XMLStreamException e) {
      in.close();
      throw broken(e);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /**
   * The characters, which are UTF-8 or UTF-16 in a workbook. Bytes that are neither are told here:
   * the runtime's own reader writes to the console of them.
   */
  private static Reader text(InputStream in) throws IOException {
    PushbackInputStream bytes = new PushbackInputStream(in, 2);
    byte[] first = bytes.readNBytes(2);
    bytes.unread(first);
    boolean isWide =
        first.length == 2 && (first[0] == 0 || first[1] == 0 || (first[0] & 0xfe) == 0xfe);
    boolean isLittle = isWide && (first[1] == 0 || first[1] == (byte) 0xfe);
    Charset charset = isWide ? isLittle ? UTF_16LE : UTF_16BE : UTF_8;
    BufferedReader text =
        new BufferedReader(
            new InputStreamReader(
                bytes,
                charset
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)),
            1 << 13);
    try {
      text.mark(1);
      if (text.read() != '\ufeff') {
        text.reset();
      }
    } catch (CharacterCodingException e) {
      throw new IOException(DAMAGED, e);
    }
    return text;
  }

  /** Moves to the next start or end of an element; false at the end. */
  boolean next() throws IOException {
    try {
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
          throw new IOException("the workbook declares XML entities, and is therefore not read");
        }
        if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT) {
          return true;
        }
      }
      return false;
    } catch (XMLStreamException e) {
      throw broken(e);
    }
  }

  boolean isStart(String name) {
    return reader.isStartElement() && reader.getLocalName().equals(name);
  }

  boolean isEnd(String name) {
    return reader.isEndElement() && reader.getLocalName().equals(name);
  }

  /** An attribute, whatever its namespace. */
  @Nullable String attribute(String name) {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (reader.getAttributeLocalName(i).equals(name)) {
        return reader.getAttributeValue(i);
      }
    }
    return null;
  }

  /** The text up to the end of this element, which has no others. */
  String text() throws IOException {
    String only = "";
    StringBuilder more = null;
    try {
      for (int event = reader.next();
          event != XMLStreamConstants.END_ELEMENT;
          event = reader.next()) {
        if (event == XMLStreamConstants.ENTITY_REFERENCE
            || event == XMLStreamConstants.START_ELEMENT) {
          throw new IOException(DAMAGED);
        }
        if (event != XMLStreamConstants.CHARACTERS
            && event != XMLStreamConstants.SPACE
            && event != XMLStreamConstants.CDATA) {
          continue;
        }
        if (more == null && only.isEmpty()) {
          only = reader.getText();
        } else {
          more = more == null ? new StringBuilder(only) : more;
          more.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
          if (more.length() > LONGEST) {
            throw new IOException("the workbook has a text of more than 8 million characters");
          }
        }
      }
    } catch (XMLStreamException e) {
      throw broken(e);
    }
    return more == null ? only : more.toString();
  }

  private static IOException broken(XMLStreamException e) {
    if (e.getNestedException() instanceof IOException io
        && !(io instanceof CharacterCodingException)) {
      return io;
    }
    return new IOException(DAMAGED, e);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
