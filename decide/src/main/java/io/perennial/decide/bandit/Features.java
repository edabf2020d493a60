// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.bandit;

/** What is known of customers, as numbers that an effect may depend on. Safe for many threads. */
public interface Features {

  /** How many customers there are. */
  int customers();

  /** How many numbers there are of each; the first is 1 where a model is to have an intercept. */
  int width();

  /** Writes the customer's numbers, all finite, to {@code out}, double[width]. */
  void read(int customer, double[] out);

  /** Rows of numbers, double[customers][width], not copied. */
  static Features of(double[][] rows) {
    int width = rows.length == 0 ? 0 : rows[0].length;
    return new Features() {
      @Override
      public int customers() {
        return rows.length;
      }

      @Override
      public int width() {
        return width;
      }

      @Override
      public void read(int customer, double[] out) {
        System.arraycopy(rows[customer], 0, out, 0, width);
      }
    };
  }
}
