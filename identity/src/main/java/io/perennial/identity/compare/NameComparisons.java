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
      int common = common(a, b);
      int shorter = Math.min(prepared.length(a), prepared.length(b));
      int longer = Math.max(prepared.length(a), prepared.length(b));
      double similarity = 0;
      if (maybe(a, b, common, SIMILAR)) {
        read(a, b);
        similarity = kernels.jaroWinkler.similarity(kernels.a, kernels.b);
      }
      if ((similarity >= CLOSE && shorter >= SHORTEST_WITH_SLIP)
          || (longer >= SHORTEST_WITH_SLIP && isOneEdit(a, b))) {
        return close;
      }
      int special = special(a, b, prepared.fourth(a), prepared.fourth(b));
      if (special > 0) {
        return special;
      }
      boolean alike =
          shorter > 2
              && (similarity >= SIMILAR
                  || Phonetics.soundAlike(prepared.third(a), prepared.third(b)));
      return alike ? similar : DIFFERENT;
    }

    /** A level of its own of two names that are not close, or 0. */
    abstract int special(int a, int b, long outlineA, long outlineB);
  }

  /** Given names. */
  static final class Given extends Name {

    private final int initial = level("initial");
    private final int shortForm = level("short form");

    Given(Column column, Kernels kernels) {
      super(column, Comparing.GIVEN_NAME, kernels);
    }

    @Override
    int special(int a, int b, long outlineA, long outlineB) {
      if (Outline.nickname(outlineA) > 0
          && Outline.nickname(outlineB) > 0
          && Nicknames.shareGroup(prepared.nicknames(a), prepared.nicknames(b))) {
        return shortForm;
      }
      if (Outline.isSeveral(outlineA) || Outline.isSeveral(outlineB)) {
        read(a, b);
        if (shareWord(kernels.a, kernels.b)) {
          return shortForm;
        }
      }
      return (Outline.isInitial(outlineA) || Outline.isInitial(outlineB))
              && Outline.beginAlike(outlineA, outlineB)
          ? initial
          : 0;
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
    int special(int a, int b, long outlineA, long outlineB) {
      if (!Outline.isSeveral(outlineA) && !Outline.isSeveral(outlineB)) {
        return 0;
      }
      if (areEqualJoined(a, b)) {
        return close;
      }
      read(a, b);
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
      int common = common(a, b);
      int shorter = Math.min(prepared.length(a), prepared.length(b));
      if ((shorter >= SHORTEST_WITH_SLIP && isOneEdit(a, b)) || areEqualJoined(a, b)) {
        return close;
      }
      if (maybe(a, b, common, SIMILAR_PLACE)) {
        read(a, b);
        double similarity = kernels.jaroWinkler.similarity(kernels.a, kernels.b);
        if (similarity >= SIMILAR_PLACE) {
          return similarity >= CLOSE_PLACE && shorter >= SHORTEST_WITH_SLIP ? close : similar;
        }
      }
      return Phonetics.soundAlike(prepared.third(a), prepared.third(b))
              || (common >= shorter && beginsAs(a, b))
          ? similar
          : DIFFERENT;
    }

    /** Frankfurt and Frankfurt am Main. */
    private boolean beginsAs(int a, int b) {
      read(a, b);
      Word longer = kernels.a.length > kernels.b.length ? kernels.a : kernels.b;
      int shorter = Math.min(kernels.a.length, kernels.b.length);
      return shorter > 2
          && longer.length > shorter
          && longer.at(shorter) == ' '
          && commonStart(kernels.a, kernels.b) == shorter;
    }
  }
}
