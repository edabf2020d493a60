// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.gammagamma;

import io.perennial.math.summary.Quantiles;
import java.util.Arrays;

/**
 * The purchases and the mean spend of many customers: what the gamma-gamma model is fitted to. Only
 * customers with a purchase and a positive mean tell anything; the others are counted and left out.
 * Immutable.
 */
public final class SpendHistories {

  private final int[] purchases;
  private final double[] meanSpend;
  private final int leftOut;

  private SpendHistories(int[] purchases, double[] meanSpend, int leftOut) {
    this.purchases = purchases;
    this.meanSpend = meanSpend;
    this.leftOut = leftOut;
  }

  /**
   * The histories of n customers.
   *
   * @param purchases the purchases that the mean is over, int[n]: by convention the repeat
   *     purchases
   * @param meanSpend spend per purchase in currency units, double[n]; any value for 0 purchases
   * @throws IllegalArgumentException for a negative count, or a spend that is NaN or infinite; the
   *     message names the row
   */
  public static SpendHistories of(int[] purchases, double[] meanSpend) {
    if (purchases.length != meanSpend.length) {
      throw new IllegalArgumentException(
          "Invalid columns: "
              + purchases.length
              + " purchases, "
              + meanSpend.length
              + " mean spends (must be as many of each)");
    }
    int[] x = new int[purchases.length];
    double[] m = new double[purchases.length];
    int kept = 0;
    for (int i = 0; i < purchases.length; i++) {
      if (purchases[i] < 0) {
        throw new IllegalArgumentException(
            "Row " + i + ": Invalid purchases: " + purchases[i] + " (must be >= 0)");
      }
      if (purchases[i] > 0 && !Double.isFinite(meanSpend[i])) {
        throw new IllegalArgumentException(
            "Row " + i + ": Invalid mean spend: " + meanSpend[i] + " (must be finite)");
      }
      if (purchases[i] > 0 && meanSpend[i] > 0) {
        x[kept] = purchases[i];
        m[kept++] = meanSpend[i];
      }
    }
    return new SpendHistories(
        Arrays.copyOf(x, kept), Arrays.copyOf(m, kept), purchases.length - kept);
  }

  /** Customers with a purchase and a positive mean spend. */
  public int size() {
    return purchases.length;
  }

  /** Customers that were left out: no purchase, or a mean of zero or below. */
  public int leftOut() {
    return leftOut;
  }

  int purchases(int i) {
    return purchases[i];
  }

  double meanSpend(int i) {
    return meanSpend[i];
  }

  /** The middle of the mean spends. */
  double median() {
    return Quantiles.of(meanSpend).median();
  }
}
