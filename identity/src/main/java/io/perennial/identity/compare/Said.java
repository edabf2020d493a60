// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** What records say of one attribute, as said. Records by the order in which they came. */
final class Said {

  private static final int SAMPLE = 4_000;

  /** Before what is in its normal form already, since it may be read as something else else. */
  private static final char NORMAL = '\0';

  private final TextStore texts = new TextStore();
  private final BitSet normal = new BitSet();
  private int[] records = new int[64];
  private int[] codes = new int[64];
  private int size;

  /** From {@link #settle}: of each row, where its codes begin. */
  private int[] starts = new int[0];

  void add(int record, String value) {
    if (size == records.length) {
      records = Arrays.copyOf(records, size + (size >> 1));
      codes = Arrays.copyOf(codes, records.length);
    }
    records[size] = record;
    codes[size++] = texts.add(value);
  }

  /** Takes what is in its normal form already, and is not to be read again. */
  void addNormal(int record, String text) {
    add(record, NORMAL + text);
    normal.set(codes[size - 1]);
  }

  /** Whether a text is in its normal form already. */
  boolean isNormal(int code) {
    return normal.get(code);
  }

  int size() {
    return size;
  }

  int record(int nth) {
    return records[nth];
  }

  /** The code of what was said nth, before it is settled. */
  int code(int nth) {
    return codes[nth];
  }

  int distinct() {
    return texts.size();
  }

  String text(int code) {
    String text = texts.text(code);
    return isNormal(code) ? text.substring(1) : text;
  }

  /** Puts what was said in order of rows; of one record in the order in which it was said. */
  void settle(int[] rowOfRecord) {
    int n = rowOfRecord.length;
    starts = new int[n + 1];
    for (int i = 0; i < size; i++) {
      starts[rowOfRecord[records[i]] + 1]++;
    }
    for (int row = 0; row < n; row++) {
      starts[row + 1] += starts[row];
    }
    int[] next = Arrays.copyOf(starts, n);
    int[] settled = new int[size];
    for (int i = 0; i < size; i++) {
      settled[next[rowOfRecord[records[i]]]++] = codes[i];
    }
    records = new int[0];
    codes = settled;
    texts.close();
  }

  int start(int row) {
    return starts[row];
  }

  int end(int row) {
    return starts[row + 1];
  }

  int settled(int place) {
    return codes[place];
  }

  /** Before it is settled: a sample that does not depend on the order in which records came. */
  List<String> sample(RecordNumbers numbers) {
    List<String> sample = new ArrayList<>();
    long most = size <= SAMPLE ? Long.MAX_VALUE : Long.MAX_VALUE / size * SAMPLE;
    for (int i = 0; i < size; i++) {
      long spread = (numbers.id(records[i]) * 0x9E3779B97F4A7C15L) >>> 1;
      if (spread <= most) {
        sample.add(texts.text(codes[i]));
      }
    }
    return sample;
  }

  /** After it is settled: values of rows far apart. */
  List<String> sample() {
    List<String> sample = new ArrayList<>();
    int step = Math.max(1, size / SAMPLE);
    for (long i = 0; i < size; i += step) {
      sample.add(texts.text(codes[(int) i]));
    }
    return sample;
  }
}
