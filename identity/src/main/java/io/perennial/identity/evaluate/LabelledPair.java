// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.evaluate;

/**
 * A pair of records of which somebody said whether they are one customer, beside what was found.
 *
 * @param recordA a record id
 * @param recordB another
 * @param label how sure that somebody was, within [0, 1]; .5 and more is a match
 * @param probability what the model says, within [0, 1]; 0 where the pair was never compared
 * @param compared whether the model was asked at all
 * @param found whether both were put into one customer
 */
public record LabelledPair(
    long recordA, long recordB, double label, double probability, boolean compared, boolean found) {

  public LabelledPair {
    if (!(label >= 0 && label <= 1)) {
      throw new IllegalArgumentException(
          "Invalid label: " + label + " (must be within 0, no match, and 1, a match)");
    }
    if (!(probability >= 0 && probability <= 1) || (!compared && probability > 0)) {
      throw new IllegalArgumentException(
          "Invalid probability: "
              + probability
              + " (must be within 0 and 1, and 0 for a pair that was never compared)");
    }
  }

  /** A pair that was compared. */
  public static LabelledPair compared(
      long recordA, long recordB, double label, double probability, boolean found) {
    return new LabelledPair(recordA, recordB, label, probability, true, found);
  }

  /** A pair that blocking did not propose. */
  public static LabelledPair neverCompared(
      long recordA, long recordB, double label, boolean found) {
    return new LabelledPair(recordA, recordB, label, 0, false, found);
  }

  /** Whether both are one customer in truth. */
  public boolean isMatch() {
    return label >= 0.5;
  }
}
