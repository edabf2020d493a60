// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.sniff;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** In which encoding a text file is written, told from its bytes. */
final class TextEncoding {

  static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  private TextEncoding() {}

  /** The encoding in which all pieces are text; the first piece is the beginning of the file. */
  static Charset detect(List<byte[]> pieces) {
    byte[] head = pieces.get(0);
    if (begins(head, 0xEF, 0xBB, 0xBF)) {
      return StandardCharsets.UTF_8;
    }
    if (begins(head, 0xFF, 0xFE) || begins(head, 0xFE, 0xFF)) {
      return StandardCharsets.UTF_16;
    }
    int even = zeros(head, 0);
    int odd = zeros(head, 1);
    if (odd > head.length / 5 && odd > 10 * even) {
      return StandardCharsets.UTF_16LE;
    }
    if (even > head.length / 5 && even > 10 * odd) {
      return StandardCharsets.UTF_16BE;
    }
    if (pieces.stream().allMatch(TextEncoding::isUtf8)) {
      return StandardCharsets.UTF_8;
    }
    return pieces.stream().anyMatch(TextEncoding::hasC1)
        ? WINDOWS_1252
        : StandardCharsets.ISO_8859_1;
  }

  /** The text of a piece; without a byte order mark. */
  static String decode(byte[] bytes, Charset charset) {
    String text = new String(bytes, charset);
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  /** Whether bytes, possibly cut off within a character at the end, are UTF-8. */
  static boolean isUtf8(byte[] bytes) {
    return firstBadUtf8(bytes) < 0;
  }

  /** Where the first byte stands that is not UTF-8; -1 when all are. */
  static int firstBadUtf8(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(in, out, false);
    return result.isError() ? in.position() : -1;
  }

  /** Whether {@code bytes} are text of {@code charset}. */
  static boolean fits(byte[] bytes, Charset charset) {
    if (charset.equals(StandardCharsets.UTF_8)) {
      return isUtf8(bytes);
    }
    try {
      charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, 0, bytes.length & ~3));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean begins(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static int zeros(byte[] bytes, int from) {
    int zeros = 0;
    for (int i = from; i < bytes.length; i += 2) {
      zeros += bytes[i] == 0 ? 1 : 0;
    }
    return zeros;
  }

  /** Control characters in Latin-1, letters and signs in Windows-1252. */
  private static boolean hasC1(byte[] bytes) {
    for (byte b : bytes) {
      int value = b & 0xff;
      if (value >= 0x80 && value <= 0x9f) {
        return true;
      }
    }
    return false;
  }
}
