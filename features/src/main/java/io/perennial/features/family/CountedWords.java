// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.family;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words with how often and when last each was said, by one customer; the first and the last. */
final class CountedWords {

  /** Beyond so many words they are looked up, not searched. */
  private static final int SEARCHED = 12;

  private String[] words = new String[2];
  private long[] counts = new long[2];
  private long[] lastSaid = new long[2];
  private int size;
  private long said;
  private int first = -1;
  private int last = -1;
  private @Nullable Map<String, Integer> places;

  /** Takes in the next word; an empty one is none. */
  void add(String word) {
    if (word.isEmpty()) {
      return;
    }
    int place = place(word);
    if (place < 0) {
      place = append(word);
    }
    counts[place]++;
    lastSaid[place] = ++said;
    first = first < 0 ? place : first;
    last = place;
  }

  /** The word said most often; of several the one said last. Null where none was said. */
  @Nullable String favourite() {
    int best = -1;
    for (int i = 0; i < size; i++) {
      boolean more =
          best < 0
              || counts[i] > counts[best]
              || (counts[i] == counts[best] && lastSaid[i] > lastSaid[best]);
      best = more ? i : best;
    }
    return best < 0 ? null : words[best];
  }

  @Nullable String first() {
    return first < 0 ? null : words[first];
  }

  @Nullable String last() {
    return last < 0 ? null : words[last];
  }

  private int place(String word) {
    Map<String, Integer> index = places;
    if (index != null) {
      return index.getOrDefault(word, -1);
    }
    for (int i = 0; i < size; i++) {
      // mostly the same object
      if (words[i].equals(word)) {
        return i;
      }
    }
    return -1;
  }

  private int append(String word) {
    if (size == words.length) {
      words = Arrays.copyOf(words, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
      lastSaid = Arrays.copyOf(lastSaid, 2 * size);
    }
    words[size] = word;
    Map<String, Integer> index = places;
    if (index != null) {
      index.put(word, size);
    } else if (size == SEARCHED) {
      index = new HashMap<>();
      for (int i = 0; i <= size; i++) {
        index.put(words[i], i);
      }
      places = index;
    }
    return size++;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(size);
    for (int i = 0; i < size; i++) {
      byte[] bytes = words[i].getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
      out.writeLong(counts[i]);
      out.writeLong(lastSaid[i]);
    }
    out.writeLong(said);
    out.writeInt(first);
    out.writeInt(last);
  }

  static CountedWords restore(DataInput in) throws IOException {
    CountedWords counted = new CountedWords();
    for (int left = in.readInt(); left > 0; left--) {
      byte[] bytes = new byte[in.readInt()];
      in.readFully(bytes);
      int place = counted.append(new String(bytes, StandardCharsets.UTF_8));
      counted.counts[place] = in.readLong();
      counted.lastSaid[place] = in.readLong();
    }
    counted.said = in.readLong();
    counted.first = in.readInt();
    counted.last = in.readInt();
    return counted;
  }
}
