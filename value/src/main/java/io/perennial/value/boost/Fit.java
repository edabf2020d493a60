// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

/**
 * A bag and what its margins start from.
 *
 * @param of what the margins are of
 * @param meanByPurchases the mean of the starts that it was trained with, by expected purchases
 * @param meanBySpend the same by expected spend
 */
record Fit(Bag bag, Starts.Of of, double meanByPurchases, double meanBySpend) {

  /**
   * Trained on some rows of a stack.
   *
   * @param rows ascending and distinct
   * @param labels one for each of them
   */
  static Fit train(
      Stack stack, int[] rows, double[] labels, Starts.Of of, BoostConfig config, int members) {
    Starts starts = Starts.of(of, stack.rows()).only(rows);
    double[] weights = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      weights[i] = stack.weight(rows[i]);
    }
    Examples examples =
        Examples.of(stack.rows().matrix().subset(rows), labels)
            .withWeights(weights)
            .withOffsets(starts.sums());
    Bag bag = Bag.train(examples, config, members);
    return new Fit(bag, of, starts.meanByPurchases(), starts.meanBySpend());
  }

  Starts starts(CaseRows rows) {
    return Starts.of(of, rows);
  }

  /** Margins of all rows by each member. */
  float[][] margins(CaseRows rows) {
    return bag.margins(rows.matrix(), starts(rows).sums());
  }

  /** Of its first member. */
  String summary() {
    return bag.member(0).summary();
  }
}
