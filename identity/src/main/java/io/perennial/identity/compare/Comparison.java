// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import io.perennial.identity.AttributeKind;

/** Tells how closely two different values of an attribute agree. Not safe for many threads. */
abstract class Comparison {

  static final int DIFFERENT = 1;

  final TextStore texts;
  final Prepared prepared;
  final Comparing comparing;
  final Kernels kernels;

  Comparison(Column column, Comparing comparing, Kernels kernels) {
    this.texts = column.texts();
    this.prepared = column.prepared();
    this.comparing = comparing;
    this.kernels = kernels;
  }

  /** The level of two values whose codes differ; the same whichever is first. */
  abstract int level(int a, int b);

  static Comparison of(Column column, Kernels kernels) {
    Comparing comparing = column.comparing();
    return switch (comparing) {
      case GIVEN_NAME -> new NameComparisons.Given(column, kernels);
      case FAMILY_NAME -> new NameComparisons.Family(column, kernels);
      case PLACE -> new NameComparisons.Place(column, kernels);
      case FULL_NAME -> new WordComparisons.FullName(column, kernels);
      case ORGANISATION -> new WordComparisons.Organisation(column, kernels);
      case STREET -> new WordComparisons.Street(column, kernels);
      case TEXT -> new WordComparisons.Text(column, kernels);
      case CODES_OF_TEXT -> new WordComparisons.Codes(column, kernels);
      case EMAIL -> new KeyComparisons.Email(column, kernels);
      case PHONE -> new KeyComparisons.Phone(column, kernels);
      case IDENTIFIER -> new KeyComparisons.Identifier(column, kernels);
      case POSTCODE -> new KeyComparisons.Postcode(column, kernels);
      case CODE -> new KeyComparisons.Code(column, kernels);
      case CATEGORY -> new KeyComparisons.Category(column, kernels);
      case BIRTH_DATE -> new NumberComparisons.BirthDate(column, kernels);
      case NUMBER -> new NumberComparisons.Amount(column, kernels);
      case YEAR -> new NumberComparisons.Year(column, kernels);
    };
  }

  /** Whether values of such a kind can stand in each other's field. */
  static boolean isExchangedWith(AttributeKind kind, AttributeKind other) {
    return (kind == AttributeKind.GIVEN_NAME && other == AttributeKind.FAMILY_NAME)
        || (kind == AttributeKind.STREET && other == AttributeKind.STREET);
  }

  final int level(String name) {
    return comparing.level(name);
  }

  final void read(int a, int b) {
    texts.read(a, kernels.a);
    texts.read(b, kernels.b);
  }

  /** Whether the words may have a similarity so high, by the characters they have. */
  final boolean maybe(int a, int b, double similarity) {
    int common = common(a, b);
    return JaroWinkler.atMost(common, kernels.a.length, kernels.b.length) >= similarity;
  }

  final int common(int a, int b) {
    return Signature.commonAtMost(
        prepared.signatures[a], kernels.a.length, prepared.signatures[b], kernels.b.length);
  }

  /** Whether one edit leads from one of the words read to the other. */
  final boolean isOneEdit(int a, int b) {
    return common(a, b) >= Math.max(kernels.a.length, kernels.b.length) - 1
        && EditDistance.isWithinOne(kernels.a, kernels.b);
  }

  static int commonStart(Word a, Word b) {
    int most = Math.min(a.length, b.length);
    int same = 0;
    while (same < most && a.at(same) == b.at(same)) {
      same++;
    }
    return same;
  }

  static int commonEnd(Word a, Word b) {
    int most = Math.min(a.length, b.length);
    int same = 0;
    while (same < most && a.at(a.length - 1 - same) == b.at(b.length - 1 - same)) {
      same++;
    }
    return same;
  }

  static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  /** Whether two words are equal without their blanks. */
  static boolean areEqualWithoutBlanks(Word a, Word b) {
    int i = 0;
    int j = 0;
    while (true) {
      while (i < a.length && a.at(i) == ' ') {
        i++;
      }
      while (j < b.length && b.at(j) == ' ') {
        j++;
      }
      if (i == a.length || j == b.length) {
        return i == a.length && j == b.length;
      }
      if (a.at(i++) != b.at(j++)) {
        return false;
      }
    }
  }

  /** Whether a whole word of one is a whole word of the other, of three letters or more. */
  static boolean shareWord(Word a, Word b) {
    for (int i = 0; i < a.length; i = nextWord(a, i)) {
      int length = wordLength(a, i);
      for (int j = 0; length > 2 && j < b.length; j = nextWord(b, j)) {
        if (wordLength(b, j) == length && isSame(a, i, b, j, length)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isSame(Word a, int fromA, Word b, int fromB, int length) {
    for (int i = 0; i < length; i++) {
      if (a.at(fromA + i) != b.at(fromB + i)) {
        return false;
      }
    }
    return true;
  }

  static int wordLength(Word word, int from) {
    int end = from;
    while (end < word.length && word.at(end) != ' ') {
      end++;
    }
    return end - from;
  }

  private static int nextWord(Word word, int from) {
    return from + wordLength(word, from) + 1;
  }

  static boolean hasBlank(Word word) {
    return wordLength(word, 0) < word.length;
  }
}
