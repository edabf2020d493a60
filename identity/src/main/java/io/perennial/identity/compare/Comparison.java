// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

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
      case TEXT, BASKETS -> new WordComparisons.Text(column, comparing, kernels);
      case CODES_OF_TEXT -> new WordComparisons.Codes(column, kernels);
      case EMAIL -> new KeyComparisons.Email(column, kernels);
      case PHONE -> new KeyComparisons.Phone(column, kernels);
      case IDENTIFIER -> new KeyComparisons.Identifier(column, kernels);
      case SESSIONS -> new KeyComparisons.Session(column, kernels);
      case POSTCODE -> new KeyComparisons.Postcode(column, kernels);
      case CODE -> new KeyComparisons.Code(column, kernels);
      case CATEGORY -> new KeyComparisons.Category(column, kernels);
      case BIRTH_DATE -> new NumberComparisons.BirthDate(column, kernels);
      case NUMBER -> new NumberComparisons.Amount(column, kernels);
      case COORDINATES -> new NumberComparisons.Distance(column, kernels);
      case YEAR -> new NumberComparisons.Year(column, kernels);
    };
  }

  final int level(String name) {
    return comparing.level(name);
  }

  /** Shows two values to the kernels. */
  final void read(int a, int b) {
    prepared.read(a, kernels.a);
    prepared.read(b, kernels.b);
  }

  /** Whether values may have a similarity so high, by the characters they have. */
  final boolean maybe(int a, int b, int common, double similarity) {
    return JaroWinkler.atMost(common, prepared.length(a), prepared.length(b)) >= similarity;
  }

  /** The most characters that two values can share. */
  final int common(int a, int b) {
    return Signature.commonAtMost(
        prepared.signature(a), prepared.length(a), prepared.signature(b), prepared.length(b));
  }

  /** Whether one edit leads from one value to the other. Reads them only where it may be. */
  final boolean isOneEdit(int a, int b) {
    int longer = Math.max(prepared.length(a), prepared.length(b));
    int shorter = Math.min(prepared.length(a), prepared.length(b));
    if (longer - shorter > 1 || common(a, b) < longer - 1) {
      return false;
    }
    read(a, b);
    return EditDistance.isWithinOne(kernels.a, kernels.b);
  }

  /** Whether values are equal without their blanks. Reads them only where it may be. */
  final boolean areEqualJoined(int a, int b) {
    if (!Signature.maybeEqualWithoutBlanks(prepared.signature(a), prepared.signature(b))) {
      return false;
    }
    read(a, b);
    return areEqualWithoutBlanks(kernels.a, kernels.b);
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
  private static boolean areEqualWithoutBlanks(Word a, Word b) {
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
}
