// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.discover;

import java.util.List;

/**
 * How groups that behave alike are found.
 *
 * @param enabled whether they are looked for
 * @param features by which customers are alike or not: names of numbers in the dictionary; those
 *     that are not known in the data at hand are left out, and said
 * @param most segments, at least 2
 * @param leastShare of customers that a segment must have, 0 to 1
 * @param leastStability mean adjusted Rand index of bootstraps that a way of clustering must have
 *     to be chosen for its use, 0 to 1
 * @param sample customers on whom ways of clustering are compared, at least 100
 * @param refitDays after which they are found anew
 * @param micro whether small dense groups and customers like nobody else are looked for, too
 * @param mapped customers on the map; 0 for no map
 */
public record DiscoverConfig(
    boolean enabled,
    List<String> features,
    int most,
    double leastShare,
    double leastStability,
    int sample,
    int refitDays,
    boolean micro,
    int mapped) {

  /** What is looked at when nobody says otherwise: a few features of each family. */
  public static final List<String> FEATURES =
      List.of(
          "days_since_order",
          "purchases",
          "purchase_days_90d",
          "purchase_days_365d",
          "spend_total",
          "spend_mean",
          "spend_decayed",
          "days_since_first_order",
          "order_gap_median_days",
          "overdue_ratio",
          "purchase_days_90d_of_365d",
          "basket_items_365d",
          "products_365d",
          "repeat_product_share",
          "price_mean_365d",
          "discounted_share_365d",
          "return_rate_365d",
          "category_entropy_365d",
          "brand_entropy_365d",
          "web_share_365d",
          "mobile_share_365d",
          "store_share_365d",
          "sessions_90d",
          "active_days_90d",
          "engagement_score",
          "cart_abandonment",
          "email_open_rate_90d",
          "tickets_365d",
          "text_intensity_mean_365d",
          "month_entropy");

  public DiscoverConfig {
    features = List.copyOf(features);
    require(most >= 2, "most", most, ">= 2");
    require(leastShare >= 0 && leastShare < 1, "least-share", leastShare, "0 to below 1");
    require(
        leastStability >= 0 && leastStability <= 1, "least-stability", leastStability, "0 to 1");
    require(sample >= 100, "sample", sample, ">= 100");
    require(refitDays >= 1, "refit-after", refitDays, ">= 1");
    require(mapped >= 0, "map", mapped, ">= 0");
  }

  private static void require(boolean ok, String name, Object value, String must) {
    if (!ok) {
      throw new IllegalArgumentException(
          "Invalid segment.behaviour." + name + ": " + value + " (must be " + must + ")");
    }
  }

  /** What holds when nobody says otherwise. */
  public static DiscoverConfig defaults() {
    return new DiscoverConfig(true, FEATURES, 10, .01, .8, 20_000, 90, true, 3_000);
  }

  /** Equal texts for configurations that mean the same. */
  public String canonical() {
    return String.join(
        " ",
        "behaviour",
        String.valueOf(enabled),
        String.join(",", features),
        "most",
        String.valueOf(most),
        "share",
        String.valueOf(leastShare),
        "stability",
        String.valueOf(leastStability),
        "sample",
        String.valueOf(sample),
        "refit",
        String.valueOf(refitDays),
        "micro",
        String.valueOf(micro),
        "map",
        String.valueOf(mapped));
  }
}
