// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

/**
 * A text as the kernels read it: one byte a character, {@code bytes[from .. from + length)}. What
 * is ASCII is itself; other characters are spread over the upper half of a byte, so that two of
 * them look alike once in 128 times. Filled again and again, so that comparing allocates nothing.
 */
final class Word {

  byte[] bytes = new byte[64];
  int from;
  int length;

  private byte[] own = bytes;

  /** A word of a text of its own, for tests and single comparisons. */
  static Word of(String text) {
    Word word = new Word();
    word.read(text);
    return word;
  }

  void read(String text) {
    room(text.length());
    length = 0;
    for (int i = 0; i < text.length(); i++) {
      own[length++] = asByte(text.charAt(i));
    }
  }

  /** Looks at ASCII that lies elsewhere, without copying it. */
  void look(byte[] ascii, int start, int count) {
    bytes = ascii;
    from = start;
    length = count;
  }

  /** Reads UTF-8, a byte a character; a character beyond the basic plane counts as one. */
  void decode(byte[] utf8, int start, int count) {
    room(count);
    length = 0;
    int at = start;
    int end = start + count;
    while (at < end) {
      int lead = utf8[at++];
      if (lead >= 0) {
        own[length++] = (byte) lead;
      } else {
        int character = lead & 0x1f;
        while (at < end && (utf8[at] & 0xc0) == 0x80) {
          character = (character << 6) | (utf8[at++] & 0x3f);
        }
        own[length++] = spread(character);
      }
    }
  }

  int at(int i) {
    return bytes[from + i] & 0xff;
  }

  private void room(int count) {
    if (own.length < count) {
      own = new byte[Math.max(count, own.length * 2)];
    }
    bytes = own;
    from = 0;
  }

  private static byte asByte(char c) {
    return c < 0x80 ? (byte) c : spread(c);
  }

  private static byte spread(int character) {
    return (byte) (0x80 | ((character * 0x9E3779B1) >>> 25));
  }
}
