// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.value.boost.BoostEffort;
import java.util.List;

/**
 * How the near time is forecast: by all models together, of features.
 *
 * @param enabled whether it is
 * @param features names of numbers in the dictionary that models may look at; those that are not
 *     known in the data at hand are left out; {@code spend_mean} is among them always
 * @param sample customers of each instant of the past that models learn from, at most; >= 100
 * @param effort how much work boosted trees may cost; from usual on a season is learned too, at
 *     thorough what customers came by, quarters of first purchases, and hierarchical Bayes
 * @param alerts customers about to leave who are listed, at most; 0 for none
 */
public record NearConfig(
    boolean enabled, List<String> features, int sample, BoostEffort effort, int alerts) {

  /** What models look at when nobody says otherwise: when, how often, how much, what and how. */
  public static final List<String> FEATURES =
      List.of(
          "purchases",
          "repeat_purchases",
          "age_at_last_weeks",
          "age_weeks",
          "gap_mean_weeks",
          "gap_deviation_weeks",
          "regularity",
          "order_gap_median_days",
          "order_gap_spread_days",
          "order_gap_longest_days",
          "order_gap_last_days",
          "order_gap_drift",
          "overdue_ratio",
          "silence_rank",
          "days_since_order",
          "days_since_first_order",
          "days_since_event",
          "days_since_session",
          "days_since_email_open",
          "days_since_return",
          "purchase_days_7d",
          "purchase_days_30d",
          "purchase_days_90d",
          "purchase_days_180d",
          "purchase_days_365d",
          "purchase_days_90d_of_365d",
          "order_lines_30d",
          "order_lines_365d",
          "items_90d",
          "items_365d",
          "spend_total",
          "spend_mean",
          "spend_repeat_mean",
          "spend_30d",
          "spend_90d",
          "spend_180d",
          "spend_365d",
          "spend_decayed",
          "spend_trend",
          "order_lines_trend",
          "spend_30d_of_90d",
          "q1_order_share",
          "q2_order_share",
          "q3_order_share",
          "q4_order_share",
          "holiday_order_share",
          "weekend_order_share",
          "month_entropy",
          "products_365d",
          "products_bought",
          "repeat_product_share",
          "basket_spend_365d",
          "basket_items_365d",
          "line_amount_mean_365d",
          "line_amount_max_365d",
          "line_amount_deviation_365d",
          "price_mean_365d",
          "discounted_share_365d",
          "discount_rate_365d",
          "price_sensitivity",
          "returns",
          "returned_amount",
          "return_rate_365d",
          "category_entropy_365d",
          "category_top_share_365d",
          "brand_entropy_365d",
          "channels_365d",
          "web_share_365d",
          "mobile_share_365d",
          "store_share_365d",
          "sessions_30d",
          "sessions_90d",
          "active_days_90d",
          "views_since_order",
          "carts_since_order",
          "searches_since_order",
          "intent_since_order",
          "cart_abandonment",
          "email_open_rate_90d",
          "mail_answered_share",
          "engagement_score",
          "tickets_90d",
          "tickets_365d",
          "tickets_open",
          "text_intensity_mean_365d",
          "survey_score_last",
          "subscribed",
          "subscription_cancellations");

  public NearConfig {
    features = List.copyOf(features);
    if (sample < 100) {
      throw new IllegalArgumentException(
          "Invalid value.near.sample: " + sample + " (must be >= 100)");
    }
    if (alerts < 0) {
      throw new IllegalArgumentException(
          "Invalid value.near.alerts: " + alerts + " (must be >= 0)");
    }
  }

  /** What holds when nobody says otherwise. */
  public static NearConfig defaults() {
    return new NearConfig(true, FEATURES, 20_000, BoostEffort.QUICK, 1_000);
  }

  /** Equal texts for configurations that mean the same. */
  public String canonical() {
    return String.join(
        " ",
        "near",
        String.valueOf(enabled),
        String.join(",", features),
        String.valueOf(sample),
        effort.name(),
        String.valueOf(alerts));
  }
}
