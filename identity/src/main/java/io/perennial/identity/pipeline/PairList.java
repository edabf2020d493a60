// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import java.util.ArrayList;
import java.util.List;

/** Pairs of rows with the number of a pattern, growing: 12 bytes a pair, never copied. */
final class PairList {

  private static final int PIECE = 1 << 16;

  private final List<int[]> pieces = new ArrayList<>();
  private int inLast = PIECE;

  void add(int a, int b, int pattern) {
    if (inLast == PIECE) {
      pieces.add(new int[3 * PIECE]);
      inLast = 0;
    }
    int[] last = pieces.get(pieces.size() - 1);
    last[3 * inLast] = a;
    last[3 * inLast + 1] = b;
    last[3 * inLast + 2] = pattern;
    inLast++;
  }

  long size() {
    return pieces.isEmpty() ? 0 : (pieces.size() - 1L) * PIECE + inLast;
  }

  /** What hears of pairs. */
  @FunctionalInterface
  interface Reader {
    void read(int a, int b, int pattern);
  }

  void forEach(Reader reader) {
    for (int p = 0; p < pieces.size(); p++) {
      int[] piece = pieces.get(p);
      int end = p == pieces.size() - 1 ? inLast : PIECE;
      for (int i = 0; i < end; i++) {
        reader.read(piece[3 * i], piece[3 * i + 1], piece[3 * i + 2]);
      }
    }
  }
}
