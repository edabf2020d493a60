// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import io.perennial.identity.AttributeKind;
import java.util.stream.IntStream;

/**
 * What is known of each value of an attribute before pairs are compared: made once for a value,
 * read for every pair. What a kind has no use for is empty.
 */
final class Prepared {

  final long[] signatures;

  /** Both keys of how each value sounds. */
  final long[] sounds;

  /** Groups of given names that stand for each other. */
  final int[][] nicknames;

  final double[] numbers;
  final Tokens tokens;

  private Prepared(
      long[] signatures, long[] sounds, int[][] nicknames, double[] numbers, Tokens tokens) {
    this.signatures = signatures;
    this.sounds = sounds;
    this.nicknames = nicknames;
    this.numbers = numbers;
    this.tokens = tokens;
  }

  /** Prepares all values of a kind. */
  static Prepared of(Comparing comparing, TextStore texts, int[] counts, int records) {
    AttributeKind kind = comparing.kind();
    int n = texts.size();
    boolean sound =
        kind == AttributeKind.GIVEN_NAME
            || kind == AttributeKind.FAMILY_NAME
            || kind == AttributeKind.PLACE;
    long[] signatures = new long[n];
    long[] sounds = new long[sound ? n : 0];
    int[][] nicknames = new int[kind == AttributeKind.GIVEN_NAME ? n : 0][];
    double[] numbers = new double[kind == AttributeKind.NUMBER ? n : 0];
    IntStream.range(0, (n + 4095) / 4096)
        .parallel()
        .forEach(
            chunk -> {
              Word word = new Word();
              for (int code = chunk * 4096; code < Math.min(n, (chunk + 1) * 4096); code++) {
                texts.read(code, word);
                signatures[code] = Signature.of(word);
                if (sounds.length > 0) {
                  sounds[code] = Phonetics.packed(texts.text(code));
                }
                if (nicknames.length > 0) {
                  nicknames[code] = groups(texts.text(code));
                }
                if (numbers.length > 0) {
                  numbers[code] = Numbers.parse(texts.text(code));
                }
              }
            });
    boolean words = comparing.hasTokens();
    Tokens tokens =
        new Tokens(
            words ? texts : new TextStore(), counts, records, kind == AttributeKind.FULL_NAME);
    return new Prepared(signatures, sounds, nicknames, numbers, tokens);
  }

  /** Of the whole name, or of the first of its names. */
  private static int[] groups(String name) {
    int blank = name.indexOf(' ');
    return Nicknames.groups(blank < 0 ? name : name.substring(0, blank));
  }
}
