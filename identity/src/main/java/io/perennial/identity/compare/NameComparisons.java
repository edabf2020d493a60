// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

/** Comparisons of names of one or a few words. */
final class NameComparisons {

  /** Above, names differ by a slip; from Winkler's and Splink's experience. */
  private static final double CLOSE = .92;

  private static final double SIMILAR = .82;
  private static final int SHORTEST_WITH_SLIP = 4;

  private NameComparisons() {}

  /** Whether two texts of one or several dictionaries are one name with a slip. */
  static boolean isClose(Kernels kernels) {
    Word a = kernels.a;
    Word b = kernels.b;
    return (Math.max(a.length, b.length) >= SHORTEST_WITH_SLIP && EditDistance.isWithinOne(a, b))
        || (Math.min(a.length, b.length) >= SHORTEST_WITH_SLIP
            && kernels.jaroWinkler.similarity(a, b) >= CLOSE);
  }

  /** What given and family names have in common. */
  private abstract static class Name extends Comparison {

    private final int similar = level("similar");
    private final int close = level("close");

    Name(Column column, Comparing comparing, Kernels kernels) {
      super(column, comparing, kernels);
    }

    @Override
    int level(int a, int b) {
      read(a, b);
      boolean maybeSimilar = maybe(a, b, SIMILAR);
      double similarity = maybeSimilar ? kernels.jaroWinkler.similarity(kernels.a, kernels.b) : 0;
      int shorter = Math.min(kernels.a.length, kernels.b.length);
      int longer = Math.max(kernels.a.length, kernels.b.length);
      if ((similarity >= CLOSE && shorter >= SHORTEST_WITH_SLIP)
          || (longer >= SHORTEST_WITH_SLIP && isOneEdit(a, b))) {
        return close;
      }
      int special = special(a, b);
      if (special > 0) {
        return special;
      }
      boolean alike =
          (similarity >= SIMILAR && shorter > 2)
              || (shorter > 2 && Phonetics.soundAlike(prepared.sounds[a], prepared.sounds[b]));
      return alike ? similar : DIFFERENT;
    }

    /** A level of its own of two names that are not close, or 0. */
    abstract int special(int a, int b);
  }

  /** Given names. */
  static final class Given extends Name {

    private final int initial = level("initial");
    private final int shortForm = level("short form");

    Given(Column column, Kernels kernels) {
      super(column, Comparing.GIVEN_NAME, kernels);
    }

    @Override
    int special(int a, int b) {
      if (Nicknames.shareGroup(prepared.nicknames[a], prepared.nicknames[b])) {
        return shortForm;
      }
      Word one = kernels.a;
      Word other = kernels.b;
      boolean several = hasBlank(one) || hasBlank(other);
      if (several && shareWord(one, other)) {
        return shortForm;
      }
      boolean isInitial = wordLength(one, 0) == 1 || wordLength(other, 0) == 1;
      return isInitial && one.at(0) == other.at(0) ? initial : 0;
    }
  }

  /** Family names. */
  static final class Family extends Name {

    private final int part = level("part");
    private final int close = level("close");

    Family(Column column, Kernels kernels) {
      super(column, Comparing.FAMILY_NAME, kernels);
    }

    @Override
    int special(int a, int b) {
      if (!hasBlank(kernels.a) && !hasBlank(kernels.b)) {
        return 0;
      }
      if (areEqualWithoutBlanks(kernels.a, kernels.b)) {
        return close;
      }
      return shareWord(kernels.a, kernels.b) ? part : 0;
    }
  }

  /** Towns and their like. */
  static final class Place extends Comparison {

    private static final double CLOSE_PLACE = .94;
    private static final double SIMILAR_PLACE = .88;

    private final int similar = level("similar");
    private final int close = level("close");

    Place(Column column, Kernels kernels) {
      super(column, Comparing.PLACE, kernels);
    }

    @Override
    int level(int a, int b) {
      read(a, b);
      Word one = kernels.a;
      Word other = kernels.b;
      int shorter = Math.min(one.length, other.length);
      if (maybe(a, b, SIMILAR_PLACE)) {
        double similarity = kernels.jaroWinkler.similarity(one, other);
        if ((similarity >= CLOSE_PLACE && shorter >= SHORTEST_WITH_SLIP)
            || (shorter >= SHORTEST_WITH_SLIP && isOneEdit(a, b))
            || areEqualWithoutBlanks(one, other)) {
          return close;
        }
        if (similarity >= SIMILAR_PLACE) {
          return similar;
        }
      } else if (shorter >= SHORTEST_WITH_SLIP && isOneEdit(a, b)) {
        return close;
      }
      // Frankfurt and Frankfurt am Main
      boolean begins =
          commonStart(one, other) == shorter
              && shorter > 2
              && (one.length > other.length ? one : other).at(shorter) == ' ';
      return begins || Phonetics.soundAlike(prepared.sounds[a], prepared.sounds[b])
          ? similar
          : DIFFERENT;
    }
  }
}
