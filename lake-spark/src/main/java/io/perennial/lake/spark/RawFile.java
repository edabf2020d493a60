// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A file of raw rows, in a form that travels to executors.
 *
 * @param given the path as the scan names it
 * @param absolute where it is
 */
record RawFile(String given, String absolute) implements Serializable {

  static RawFile of(Path path) {
    return new RawFile(path.toString(), path.toAbsolutePath().toString());
  }

  Path path() {
    return Path.of(absolute);
  }

  /** Stands where bytes are not of the encoding; no text holds it. */
  static final char UNDECODABLE = '\uFFFF';

  /**
   * Its characters, unpacked when the name ends in .gz, without a byte-order mark, {@link
   * #UNDECODABLE} where bytes are not of the encoding.
   */
  BufferedReader open(String encoding) throws IOException {
    InputStream bytes = new BufferedInputStream(Files.newInputStream(path()), 1 << 16);
    try {
      if (absolute.endsWith(".gz")) {
        bytes = new BufferedInputStream(new GZIPInputStream(bytes, 1 << 16), 1 << 16);
      }
      PushbackInputStream marked = new PushbackInputStream(bytes, 3);
      Charset charset = skipMark(marked, charset(encoding));
      Reader reader =
          new InputStreamReader(
              marked,
              charset
                  .newDecoder()
                  .replaceWith(String.valueOf(UNDECODABLE))
                  .onMalformedInput(CodingErrorAction.REPLACE)
                  .onUnmappableCharacter(CodingErrorAction.REPLACE));
      return new BufferedReader(reader, 1 << 16);
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  static Charset charset(String encoding) {
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
