// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

/**
 * How much of what two values say in words is the same. A word weighs as much as it is rare; words
 * nearly equal count too, as do an initial and a nickname where words are names. Allocates nothing.
 * Not safe for use by many threads.
 */
final class TokenSets {

  /** Words alike in this measure of Jaro and Winkler are one word with a slip. */
  private static final double ALIKE = .92;

  /** Of shorter words a slip makes another word. */
  private static final int SHORTEST = 4;

  private static final double SLIP_COUNTS = .9;
  private static final double INITIAL_COUNTS = .6;

  /** Deli and delicatessen, univ. and university. */
  private static final double BEGINNING_COUNTS = .7;

  private static final int SHORTEST_BEGINNING = 3;

  /** With more words left over than this, slips are not looked for. */
  private static final int MOST_LEFT = 12;

  private final Prepared prepared;
  private final Tokens tokens;
  private final Kernels kernels;
  private final boolean shortened;
  private final long[] leftA = new long[Tokens.MOST];
  private final long[] leftB = new long[Tokens.MOST];
  private int countA;
  private int countB;

  private double shared;
  private double weightA;
  private double weightB;

  /** How many words of both are one word. */
  int matched;

  /** How many of these only nearly. */
  int slips;

  /** How many of these as an initial of a name. */
  int initials;

  /** How many words of each have none in the other. */
  int unmatchedA;

  int unmatchedB;

  /** Whether words with digits of each have none in the other. */
  boolean numbersA;

  boolean numbersB;

  /**
   * @param shortened whether words are written by their beginning at times
   */
  TokenSets(Prepared prepared, Kernels kernels, boolean shortened) {
    this.shortened = shortened;
    this.prepared = prepared;
    this.tokens = prepared.tokens();
    this.kernels = kernels;
  }

  /** Compares the words of two values, and tells how alike they are. */
  void compare(int a, int b) {
    exact(a, b);
    if (countA > 0 && countB > 0 && countA <= MOST_LEFT && countB <= MOST_LEFT) {
      soft();
    }
    unmatchedA = countA;
    unmatchedB = countB;
    numbersA = hasNumber(leftA, countA);
    numbersB = hasNumber(leftB, countB);
  }

  /** The cosine of both as vectors of words, in [0, 1]. */
  double cosine() {
    return shared <= 0 ? 0 : Math.min(1, shared / Math.sqrt(weightA * weightB));
  }

  private void exact(int a, int b) {
    shared = 0;
    weightA = 0;
    weightB = 0;
    matched = 0;
    slips = 0;
    initials = 0;
    countA = 0;
    countB = 0;
    int i = prepared.firstToken(a);
    int j = prepared.firstToken(b);
    int endA = i + prepared.tokenCount(a);
    int endB = j + prepared.tokenCount(b);
    while (i < endA && j < endB) {
      long tokenA = tokens.packed(i);
      long tokenB = tokens.packed(j);
      if (tokenA == tokenB) {
        double weight = Tokens.weight(tokenA);
        shared += weight;
        weightA += weight;
        weightB += weight;
        matched++;
        i++;
        j++;
      } else if (tokenA < tokenB) {
        leaveA(tokenA);
        i++;
      } else {
        leaveB(tokenB);
        j++;
      }
    }
    while (i < endA) {
      leaveA(tokens.packed(i++));
    }
    while (j < endB) {
      leaveB(tokens.packed(j++));
    }
  }

  private void leaveA(long token) {
    weightA += Tokens.weight(token);
    leftA[countA++] = token;
  }

  private void leaveB(long token) {
    weightB += Tokens.weight(token);
    leftB[countB++] = token;
  }

  /** Joins the words left over, the closest first; each at most once. */
  private void soft() {
    while (countA > 0 && countB > 0) {
      double best = 0;
      int bestA = -1;
      int bestB = -1;
      for (int i = 0; i < countA; i++) {
        for (int j = 0; j < countB; j++) {
          double alike = alike(leftA[i], leftB[j]);
          if (alike > best) {
            best = alike;
            bestA = i;
            bestB = j;
          }
        }
      }
      if (best == 0) {
        return;
      }
      join(bestA, bestB, best);
    }
  }

  private void join(int i, int j, double alike) {
    double heavyA = Tokens.weight(leftA[i]);
    double heavyB = Tokens.weight(leftB[j]);
    // a slip is rare, but says no more than the word that was meant
    double weight = Math.min(heavyA, heavyB);
    weightA += weight - heavyA;
    weightB += weight - heavyB;
    shared += alike * weight;
    matched++;
    if (alike == INITIAL_COUNTS) {
      initials++;
    } else {
      slips++;
    }
    leftA[i] = leftA[--countA];
    leftB[j] = leftB[--countB];
  }

  private double alike(long packedA, long packedB) {
    int lengthA = Tokens.length(packedA);
    int lengthB = Tokens.length(packedB);
    boolean words = !Tokens.isNumber(packedA) && !Tokens.isNumber(packedB);
    if (tokens.areNames()) {
      double named = alikeAsNames(packedA, packedB);
      if (named > 0) {
        return named;
      }
    }
    if (!words) {
      return 0;
    }
    int shorter = Math.min(lengthA, lengthB);
    double alike = shorter >= SHORTEST ? alikeButForSlips(packedA, packedB) : 0;
    return alike == 0 && shortened && shorter >= SHORTEST_BEGINNING && isBeginning(packedA, packedB)
        ? BEGINNING_COUNTS
        : alike;
  }

  private boolean isBeginning(long packedA, long packedB) {
    int tokenA = Tokens.token(packedA);
    int tokenB = Tokens.token(packedB);
    int lengthA = Tokens.length(packedA);
    int lengthB = Tokens.length(packedB);
    int shorter = Math.min(lengthA, lengthB);
    int common =
        Signature.commonAtMost(
            tokens.signature(tokenA), lengthA, tokens.signature(tokenB), lengthB);
    if (common < shorter) {
      return false;
    }
    tokens.read(tokenA, kernels.a);
    tokens.read(tokenB, kernels.b);
    return Comparison.commonStart(kernels.a, kernels.b) == shorter;
  }

  private double alikeAsNames(long packedA, long packedB) {
    int tokenA = Tokens.token(packedA);
    int tokenB = Tokens.token(packedB);
    if (Tokens.length(packedA) == 1 || Tokens.length(packedB) == 1) {
      tokens.read(tokenA, kernels.a);
      tokens.read(tokenB, kernels.b);
      return kernels.a.at(0) == kernels.b.at(0) ? INITIAL_COUNTS : 0;
    }
    return Nicknames.shareGroup(tokens.nicknames(tokenA), tokens.nicknames(tokenB))
        ? SLIP_COUNTS
        : 0;
  }

  private double alikeButForSlips(long packedA, long packedB) {
    int lengthA = Tokens.length(packedA);
    int lengthB = Tokens.length(packedB);
    int tokenA = Tokens.token(packedA);
    int tokenB = Tokens.token(packedB);
    int common =
        Signature.commonAtMost(
            tokens.signature(tokenA), lengthA, tokens.signature(tokenB), lengthB);
    boolean maybeOneEdit = common >= Math.max(lengthA, lengthB) - 1;
    boolean maybe = JaroWinkler.atMost(common, lengthA, lengthB) >= ALIKE;
    if (!maybe && !maybeOneEdit) {
      return 0;
    }
    tokens.read(tokenA, kernels.a);
    tokens.read(tokenB, kernels.b);
    if (maybeOneEdit && EditDistance.isWithinOne(kernels.a, kernels.b)) {
      return SLIP_COUNTS;
    }
    double similarity = maybe ? kernels.jaroWinkler.similarity(kernels.a, kernels.b) : 0;
    return similarity >= ALIKE ? SLIP_COUNTS * similarity : 0;
  }

  private static boolean hasNumber(long[] left, int count) {
    for (int i = 0; i < count; i++) {
      if (Tokens.isNumber(left[i])) {
        return true;
      }
    }
    return false;
  }
}
