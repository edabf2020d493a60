// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Distinct texts, numbered from 0 as they are first seen. UTF-8 in pages; 18 bytes a text beside
 * its own. Texts of more than 32,000 bytes are cut. Not safe for writing by many threads; reading
 * is.
 */
final class TextStore {

  private static final int NONE = -1;
  private static final int PAGE_BITS = 20;
  private static final int PAGE = 1 << PAGE_BITS;

  /** Of few texts: tables of a handful of records are made for every one that asks who it is. */
  private static final int FIRST_PAGE = 1 << 9;

  private static final int LENGTH = (1 << 15) - 1;
  static final int LONGEST = 32_000;

  private byte[][] pages = new byte[4][];
  private int pageCount;
  private int used = PAGE;

  /** Where each text lies: its place in 34 bits, its bytes in 15, its characters in 15. */
  private long[] locations = new long[64];

  private int size;
  private int[] slots = filled(128);

  int size() {
    return size;
  }

  String text(int code) {
    long at = locations[code];
    return new String(pages[page(at)], place(at), bytes(at), StandardCharsets.UTF_8);
  }

  /** Where a text lies, for {@link #readAt}. */
  long location(int code) {
    return locations[code];
  }

  /** How many characters a text has, by its location. */
  static int characters(long location) {
    return (int) location & LENGTH;
  }

  /** Shows a text to the kernels. */
  void read(int code, Word word) {
    readAt(locations[code], word);
  }

  /** Shows a text to the kernels, by its location. */
  void readAt(long location, Word word) {
    int bytes = bytes(location);
    if (bytes == characters(location)) {
      word.look(pages[page(location)], place(location), bytes);
    } else {
      word.decode(pages[page(location)], place(location), bytes);
    }
  }

  /** The code of a text, new if it was not there. */
  int add(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int length = cut(utf8);
    int slot = slot(utf8, length);
    if (slots[slot] != NONE) {
      return slots[slot];
    }
    int code = append(utf8, length);
    slots[slot] = code;
    if (size * 2 > slots.length) {
      grow();
    }
    return code;
  }

  /** The code of a text, or -1. */
  int find(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return slots[slot(utf8, cut(utf8))];
  }

  /**
   * Gives back what is only needed to write and find: nothing can be added or found from now on.
   */
  void close() {
    slots = new int[0];
    locations = Arrays.copyOf(locations, size);
    if (pageCount > 0) {
      pages[pageCount - 1] = Arrays.copyOf(pages[pageCount - 1], used);
    }
  }

  private static int cut(byte[] utf8) {
    if (utf8.length <= LONGEST) {
      return utf8.length;
    }
    int length = LONGEST;
    while ((utf8[length] & 0xc0) == 0x80) {
      length--;
    }
    return length;
  }

  private int append(byte[] utf8, int length) {
    if (pageCount == 0 || used + length > PAGE) {
      if (pageCount == pages.length) {
        pages = Arrays.copyOf(pages, pageCount * 2);
      }
      pages[pageCount] = new byte[pageCount == 0 ? FIRST_PAGE : PAGE];
      pageCount++;
      used = 0;
    }
    byte[] page = pages[pageCount - 1];
    if (used + length > page.length) {
      int room = Math.min(PAGE, Math.max(used + length, page.length * 2));
      pages[pageCount - 1] = Arrays.copyOf(page, room);
    }
    if (size == locations.length) {
      locations = Arrays.copyOf(locations, size + (size >> 1));
    }
    System.arraycopy(utf8, 0, pages[pageCount - 1], used, length);
    int characters = 0;
    for (int i = 0; i < length; i++) {
      characters += (utf8[i] & 0xc0) == 0x80 ? 0 : 1;
    }
    long start = (long) (pageCount - 1) * PAGE + used;
    locations[size] = (start << 30) | ((long) length << 15) | characters;
    used += length;
    return size++;
  }

  private int slot(byte[] utf8, int length) {
    int mask = slots.length - 1;
    int slot = hash(utf8, 0, length) & mask;
    while (slots[slot] != NONE && !isText(slots[slot], utf8, length)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean isText(int code, byte[] utf8, int length) {
    long at = locations[code];
    int start = place(at);
    return Arrays.equals(pages[page(at)], start, start + bytes(at), utf8, 0, length);
  }

  private void grow() {
    slots = filled(slots.length * 2);
    int mask = slots.length - 1;
    for (int code = 0; code < size; code++) {
      long at = locations[code];
      int slot = hash(pages[page(at)], place(at), bytes(at)) & mask;
      while (slots[slot] != NONE) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = code;
    }
  }

  private static int page(long location) {
    return (int) (location >>> 30 >>> PAGE_BITS);
  }

  private static int place(long location) {
    return (int) (location >>> 30) & (PAGE - 1);
  }

  private static int bytes(long location) {
    return (int) (location >>> 15) & LENGTH;
  }

  private static int hash(byte[] bytes, int from, int length) {
    long hash = length;
    for (int i = from; i < from + length; i++) {
      hash = (hash ^ bytes[i]) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return (int) (hash ^ (hash >>> 32));
  }

  private static int[] filled(int length) {
    int[] slots = new int[length];
    Arrays.fill(slots, NONE);
    return slots;
  }
}
