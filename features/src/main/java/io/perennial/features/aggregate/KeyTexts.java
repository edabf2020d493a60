// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.aggregate;

/**
 * Numbers for texts, the same everywhere, so that they may stand in a state. Texts that come again
 * as the same object, as those of a dictionary do, are not looked at again.
 */
final class KeyTexts {

  private static final int ROOM = 256;

  private final String[] texts = new String[ROOM];
  private final long[] numbers = new long[ROOM];

  @SuppressWarnings("ReferenceEquality") // another object is looked at again, no more
  long of(String text) {
    int at = text.hashCode() & (ROOM - 1);
    if (texts[at] != text) {
      texts[at] = text;
      numbers[at] = number(text);
    }
    return numbers[at];
  }

  /** FNV-1a over the characters, mixed. */
  private static long number(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 32)) * 0xd6e8feb86659fd93L;
    return hash ^ (hash >>> 32);
  }
}
