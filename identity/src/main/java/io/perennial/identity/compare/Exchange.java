// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import io.perennial.identity.Levels;

/**
 * Raises the levels of two attributes where one row has the values of the other in each other's
 * field: given and family name, the lines of an address. Also where one value is in the other's
 * field and nothing in its own, so that a level can be exchanged where one row lacks the attribute.
 * Not safe for use by many threads.
 */
final class Exchange {

  private static final int UNKNOWN = -1;
  private static final int OTHER = 0;
  private static final int CLOSE = 1;
  private static final int SAME = 2;

  private final int first;
  private final int second;
  private final int[] same;
  private final Column firsts;
  private final Column seconds;
  private final Kernels kernels;
  private final byte firstLevel;
  private final byte secondLevel;
  private final int firstClose;
  private final int secondClose;

  Exchange(Crossing crossing, Column[] columns, Kernels kernels) {
    first = crossing.first();
    second = crossing.second();
    same = crossing.same();
    firsts = columns[first];
    seconds = columns[second];
    this.kernels = kernels;
    firstLevel = (byte) firsts.comparing().level("exchanged");
    secondLevel = (byte) seconds.comparing().level("exchanged");
    firstClose = firsts.comparing().level("close");
    secondClose = seconds.comparing().level("close");
  }

  void compare(int a, int b, byte[] levels) {
    if (levels[first] >= firstClose || levels[second] >= secondClose) {
      return;
    }
    int there = crossed(a, b, false);
    int back = crossed(b, a, false);
    if (there != SAME && back != SAME) {
      return;
    }
    if (there == OTHER) {
      there = crossed(a, b, true);
    }
    if (back == OTHER) {
      back = crossed(b, a, true);
    }
    if (there > OTHER && back > OTHER) {
      levels[first] = firstLevel;
      levels[second] = secondLevel;
    } else if (there == UNKNOWN || back == UNKNOWN) {
      // one value in the wrong field, and nothing to exchange it with
      if (levels[second] == Levels.DIFFERENT || levels[first] > Levels.DIFFERENT) {
        levels[second] = (byte) Math.max(levels[second], secondLevel);
      } else {
        levels[first] = firstLevel;
      }
    }
  }

  /** How a row's first attribute agrees with the other row's second. */
  private int crossed(int row, int other, boolean closely) {
    int best = UNKNOWN;
    for (int i = 0; i < firsts.values(row); i++) {
      int code = firsts.value(row, i);
      for (int j = 0; j < seconds.values(other); j++) {
        int otherCode = seconds.value(other, j);
        if (isSame(code, otherCode)) {
          return SAME;
        }
        best = Math.max(best, closely && isClose(code, otherCode) ? CLOSE : OTHER);
      }
    }
    return best;
  }

  /** Looks at what is at hand first. */
  private boolean isSame(int code, int other) {
    return firsts.prepared().signature(code) == seconds.prepared().signature(other)
        && same[code] == other;
  }

  private boolean isClose(int code, int other) {
    firsts.texts().read(code, kernels.a);
    seconds.texts().read(other, kernels.b);
    return NameComparisons.isClose(kernels);
  }
}
