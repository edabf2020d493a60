// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.brand;

/**
 * How much of what is said of brands is said of one: its mentions among those of all brands, with
 * the interval in which the share lies with 95 %, if texts are independent. Source: Wilson,
 * "Probable inference" (1927).
 *
 * @param mentions texts that speak of it
 * @param all texts that speak of any brand, each counted once for each
 * @param share mentions by all, 0 if there are none
 * @param low of the interval
 * @param high of it
 */
public record ShareOfVoice(long mentions, long all, double share, double low, double high) {

  private static final double QUANTILE = 1.959963984540054;

  /** Of so many mentions among so many. */
  public static ShareOfVoice of(long mentions, long all) {
    if (mentions < 0 || mentions > all) {
      throw new IllegalArgumentException(
          "Invalid mentions: " + mentions + " (must be between 0 and " + all + ")");
    }
    if (all == 0) {
      return new ShareOfVoice(0, 0, 0, 0, 1);
    }
    double share = (double) mentions / all;
    double z2 = QUANTILE * QUANTILE / all;
    double middle = (share + z2 / 2) / (1 + z2);
    double half = QUANTILE * Math.sqrt(share * (1 - share) / all + z2 / (4 * all)) / (1 + z2);
    return new ShareOfVoice(
        mentions,
        all,
        share,
        mentions == 0 ? 0 : Math.max(0, middle - half),
        mentions == all ? 1 : Math.min(1, middle + half));
  }
}
