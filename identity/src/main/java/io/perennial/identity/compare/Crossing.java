// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

/**
 * Two attributes whose values are sometimes written in each other's field, and which values are in
 * both.
 *
 * @param first the place of the one attribute
 * @param second the place of the other
 * @param same for each code of the first, the code of the same text of the second, or -1
 */
@SuppressWarnings("ArrayRecordComponent") // within the package, never changed
record Crossing(int first, int second, int[] same) {

  static Crossing of(int first, int second, TextStore firsts, TextStore seconds) {
    int[] same = new int[firsts.size()];
    for (int code = 0; code < same.length; code++) {
      same[code] = seconds.find(firsts.text(code));
    }
    return new Crossing(first, second, same);
  }
}
