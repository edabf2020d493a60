// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.raw;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The bytes and the characters of a raw file, unpacked when its name ends in .gz. */
final class RawText {

  /** Stands where bytes are not of the encoding; no text holds it. */
  static final char UNDECODABLE = '\uFFFF';

  private static final int CHUNK = 1 << 16;

  private RawText() {}

  static InputStream bytes(Path file) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    if (!file.toString().endsWith(".gz")) {
      return bytes;
    }
    try {
      return new GZIPInputStream(bytes, CHUNK);
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  /**
   * The characters without a byte-order mark, {@link #UNDECODABLE} where bytes are not of the
   * encoding.
   *
   * @param encoding utf-8, latin-1 or utf-16
   */
  static Reader open(Path file, String encoding) throws IOException {
    InputStream bytes = bytes(file);
    try {
      PushbackInputStream marked =
          new PushbackInputStream(new BufferedInputStream(bytes, CHUNK), 3);
      Charset charset = skipMark(marked, charset(encoding));
      return new InputStreamReader(
          marked,
          charset
              .newDecoder()
              .replaceWith(String.valueOf(UNDECODABLE))
              .onMalformedInput(CodingErrorAction.REPLACE)
              .onUnmappableCharacter(CodingErrorAction.REPLACE));
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  private static Charset charset(String encoding) {
    return switch (encoding) {
      case "utf-8" -> StandardCharsets.UTF_8;
      case "latin-1" -> StandardCharsets.ISO_8859_1;
      case "utf-16" -> StandardCharsets.UTF_16LE;
      default ->
          throw new IllegalArgumentException(
              "Unknown encoding: " + encoding + " (must be utf-8, latin-1 or utf-16)");
    };
  }

  private static Charset skipMark(PushbackInputStream in, Charset charset) throws IOException {
    byte[] head = in.readNBytes(3);
    int b0 = head.length > 0 ? head[0] & 0xff : -1;
    int b1 = head.length > 1 ? head[1] & 0xff : -1;
    int b2 = head.length > 2 ? head[2] & 0xff : -1;
    if (charset.equals(StandardCharsets.UTF_8) && b0 == 0xef && b1 == 0xbb && b2 == 0xbf) {
      return charset;
    }
    boolean wide = charset.equals(StandardCharsets.UTF_16LE);
    boolean bigEndian = wide && b0 == 0xfe && b1 == 0xff;
    boolean littleEndian = wide && b0 == 0xff && b1 == 0xfe;
    if (bigEndian || littleEndian) {
      in.unread(head, 2, head.length - 2);
      return bigEndian ? StandardCharsets.UTF_16BE : charset;
    }
    in.unread(head, 0, head.length);
    return charset;
  }
}
