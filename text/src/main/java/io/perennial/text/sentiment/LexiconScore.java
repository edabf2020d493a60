// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.sentiment;

/**
 * What the words of a text alone say of how it feels.
 *
 * @param compound all in all, -1..1
 * @param positive the sum of what feels good, at least 0
 * @param negative the sum of what feels bad, at most 0
 * @param last how the last word that feels feels, -4..4; 0 for none
 * @param words how many words and emoji feel
 * @param turned how many of them something turns, such as not
 */
record LexiconScore(
    double compound, double positive, double negative, double last, int words, int turned) {

  static final LexiconScore NOTHING = new LexiconScore(0, 0, 0, 0, 0, 0);
}
