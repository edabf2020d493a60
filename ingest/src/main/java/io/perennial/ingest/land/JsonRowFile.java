// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land;

import io.perennial.domain.StableHash;
import io.perennial.lake.LakeException;
import io.perennial.lake.workspace.FileTrouble;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Rows on their way into a file of JSON lines, gzipped: begin a row, say its fields, end it. What
 * it holds has a fingerprint that does not depend on the order of the rows, since few databases
 * give them in one. Not for several threads.
 */
public final class JsonRowFile implements AutoCloseable {

  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final OutputStream out;
  private final StringBuilder row = new StringBuilder(512);
  private boolean first;
  private long rows;
  private long bytes;
  private long hash;

  /**
   * Begins a file.
   *
   * @param file which must not exist
   * @throws LakeException when it cannot be written
   */
  public JsonRowFile(Path file) {
    this.file = file;
    try {
      this.out = new QuickGzip(Files.newOutputStream(file));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Packs little and fast: what is packed here is unpacked soon and thrown away. */
  private static final class QuickGzip extends GZIPOutputStream {

    QuickGzip(OutputStream out) throws IOException {
      super(out, BUFFER);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  /** The first thing to say of a row. */
  public JsonRowFile begin() {
    row.setLength(0);
    row.append('{');
    first = true;
    return this;
  }

  /** A field that is text; characters that are none become U+FFFD. */
  public JsonRowFile text(String name, String value) {
    name(name);
    quote(row, value);
    return this;
  }

  /** A field whose value is JSON, on any number of lines, and known to be right. */
  public JsonRowFile json(String name, String value) {
    name(name);
    row.append(onOneLine(value));
    return this;
  }

  /** Further members as they are between the braces of an object; nothing where that is blank. */
  public JsonRowFile members(String json) {
    String line = onOneLine(json);
    if (!line.isBlank()) {
      comma();
      row.append(line);
    }
    return this;
  }

  /**
   * Writes the row.
   *
   * @throws LakeException when it cannot be written
   */
  public void end() {
    String text = row.append('}').toString();
    byte[] line = text.getBytes(StandardCharsets.UTF_8);
    hash += StableHash.of(text);
    bytes += line.length + 1L;
    rows++;
    try {
      out.write(line);
      out.write('\n');
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** How many rows were written. */
  public long rows() {
    return rows;
  }

  /** Of the rows written so far, in any order: their size and a sum of hashes. */
  public String fingerprint() {
    return String.format(Locale.ROOT, "%x-%016x", bytes, hash);
  }

  /** Finishes the file. */
  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private void name(String name) {
    comma();
    quote(row, name);
    row.append(':');
  }

  private void comma() {
    if (!first) {
      row.append(',');
    }
    first = false;
  }

  private LakeException unwritable(IOException e) {
    Optional<String> trouble = FileTrouble.within(e);
    return new LakeException(
        "Cannot write " + file + ": " + trouble.orElseGet(() -> String.valueOf(e.getMessage())), e);
  }

  /** Line breaks of JSON stand between its words, where a blank does as well. */
  private static String onOneLine(String json) {
    return json.indexOf('\n') < 0 && json.indexOf('\r') < 0
        ? json
        : json.replace('\n', ' ').replace('\r', ' ');
  }

  /** Appends {@code value} as a JSON string. */
  public static void quote(StringBuilder out, String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\' && c < Character.MIN_SURROGATE) {
        out.append(c);
      } else {
        special(out, value, i);
      }
    }
    out.append('"');
  }

  private static void special(StringBuilder out, String value, int at) {
    char c = value.charAt(at);
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c < ' ') {
          out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        } else {
          out.append(isAlone(value, at) ? '\ufffd' : c);
        }
      }
    }
  }

  /** Whether half of a pair of surrogates stands without the other. */
  private static boolean isAlone(String value, int at) {
    char c = value.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == value.length() || !Character.isLowSurrogate(value.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(value.charAt(at - 1)));
  }
}
