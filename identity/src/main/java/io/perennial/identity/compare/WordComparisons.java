// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

/** Comparisons of values of several words, by the words that both have. */
final class WordComparisons {

  private WordComparisons() {}

  private abstract static class Words extends Comparison {

    final TokenSets sets;

    Words(Column column, Comparing comparing, Kernels kernels) {
      super(column, comparing, kernels);
      sets =
          new TokenSets(
              prepared,
              kernels,
              comparing == Comparing.ORGANISATION || comparing == Comparing.TEXT);
    }

    /** Whether all words of both are the same, in another order or with others twice. */
    final boolean areSame() {
      return sets.unmatchedA == 0 && sets.unmatchedB == 0 && sets.slips + sets.initials == 0;
    }

    final boolean allMatch() {
      return sets.unmatchedA == 0 && sets.unmatchedB == 0;
    }

    final boolean oneIsPart() {
      return sets.unmatchedA == 0 || sets.unmatchedB == 0;
    }
  }

  /** Whole names of persons, or of several. */
  static final class FullName extends Words {

    private static final double SOME = .35;
    private static final double MOST = .75;

    private final int some = level("some");
    private final int part = level("part");
    private final int initials = level("initials");
    private final int close = level("close");
    private final int same = level("same words");

    FullName(Column column, Kernels kernels) {
      super(column, Comparing.FULL_NAME, kernels);
    }

    @Override
    int level(int a, int b) {
      sets.compare(a, b);
      if (areSame()) {
        return same;
      }
      if (allMatch()) {
        return sets.initials == 0 ? close : initials;
      }
      if ((oneIsPart() && sets.matched > 1) || sets.cosine() >= MOST) {
        return part;
      }
      if (sets.cosine() >= SOME) {
        return some;
      }
      return areEqualJoined(a, b) ? close : DIFFERENT;
    }
  }

  /** Names of businesses and brands. */
  static final class Organisation extends Words {

    private static final double SOME = .35;
    private static final double MOST = .60;
    private static final double NEARLY_ALL = .80;
    private static final int LONGEST_ACRONYM = 6;

    private final int some = level("some");
    private final int most = level("most");
    private final int close = level("close");
    private final int same = level("same words");

    Organisation(Column column, Kernels kernels) {
      super(column, Comparing.ORGANISATION, kernels);
    }

    @Override
    int level(int a, int b) {
      sets.compare(a, b);
      if (areSame() || areEqualJoined(a, b)) {
        return same;
      }
      double cosine = sets.cosine();
      if (allMatch() || cosine >= NEARLY_ALL) {
        return close;
      }
      if (cosine >= MOST || (oneIsPart() && cosine >= SOME) || areAcronym(a, b)) {
        return most;
      }
      return cosine >= SOME ? some : DIFFERENT;
    }

    /** Whether one is the initials of the other. */
    private boolean areAcronym(int a, int b) {
      if (Math.min(prepared.length(a), prepared.length(b)) > LONGEST_ACRONYM) {
        return false;
      }
      read(a, b);
      return isAcronym(kernels.a, kernels.b) || isAcronym(kernels.b, kernels.a);
    }

    private static boolean isAcronym(Word acronym, Word words) {
      if (acronym.length < 2
          || acronym.length > LONGEST_ACRONYM
          || wordLength(acronym, 0) < acronym.length) {
        return false;
      }
      int letters = 0;
      for (int i = 0; i < words.length; i++) {
        if (i == 0 || words.at(i - 1) == ' ') {
          if (letters == acronym.length || words.at(i) != acronym.at(letters)) {
            return false;
          }
          letters++;
        }
      }
      return letters == acronym.length;
    }
  }

  /** Lines of addresses. */
  static final class Street extends Words {

    private static final double SOME = .45;
    private static final double NEARLY_ALL = .80;

    private static final int SHORTEST_LINE = 4;
    private static final int LONG_LINE = 10;

    private final int some = level("some");
    private final int otherNumber = level("other number");
    private final int close = level("close");

    Street(Column column, Kernels kernels) {
      super(column, Comparing.STREET, kernels);
    }

    @Override
    int level(int a, int b) {
      sets.compare(a, b);
      boolean numbersDiffer = sets.numbersA && sets.numbersB;
      if (areSame() || (allMatch() && sets.initials == 0) || areEqualJoined(a, b)) {
        return close;
      }
      if (numbersDiffer) {
        return sets.matched > 0 && sets.unmatchedA < 2 && sets.unmatchedB < 2
            ? otherNumber
            : DIFFERENT;
      }
      double cosine = sets.cosine();
      if (cosine >= NEARLY_ALL || haveFewSlips(a, b)) {
        return close;
      }
      return cosine >= SOME ? some : DIFFERENT;
    }

    /** Whether two edits, or one of a short line, lead from one line as read to the other. */
    private boolean haveFewSlips(int a, int b) {
      int longer = Math.max(prepared.length(a), prepared.length(b));
      int slips = longer >= LONG_LINE ? 2 : 1;
      if (longer < SHORTEST_LINE || common(a, b) < longer - slips) {
        return false;
      }
      read(a, b);
      return kernels.editDistance.distance(kernels.a, kernels.b, slips) <= slips;
    }
  }

  /** Titles and descriptions. */
  static final class Text extends Words {

    private static final double FEW = .2;
    private static final double SOME = .4;
    private static final double MOST = .6;
    private static final double NEARLY_ALL = .8;

    private final int few = level("few");
    private final int same = level("same words");

    Text(Column column, Comparing comparing, Kernels kernels) {
      super(column, comparing, kernels);
    }

    @Override
    int level(int a, int b) {
      sets.compare(a, b);
      if (areSame() || areEqualJoined(a, b)) {
        return same;
      }
      double cosine = sets.cosine();
      if (cosine < FEW) {
        return DIFFERENT;
      }
      if (cosine < SOME) {
        return few;
      }
      if (cosine < MOST) {
        return few + 1;
      }
      return cosine < NEARLY_ALL ? few + 2 : few + 3;
    }
  }

  /** The codes and numbers of texts. */
  static final class Codes extends Words {

    private final int some = level("some");
    private final int part = level("part");

    Codes(Column column, Kernels kernels) {
      super(column, Comparing.CODES_OF_TEXT, kernels);
    }

    @Override
    int level(int a, int b) {
      sets.compare(a, b);
      if (sets.matched == 0) {
        return DIFFERENT;
      }
      return oneIsPart() ? part : some;
    }
  }
}
