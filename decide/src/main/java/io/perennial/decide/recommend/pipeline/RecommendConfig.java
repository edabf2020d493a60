// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend.pipeline;

import io.perennial.decide.recommend.ShelfConfig;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which products are recommended, to whom, and what that is learned from.
 *
 * @param enabled whether anything is recommended
 * @param shelf how many, whether those bought before are among them, variety, margin
 * @param products a file of products with stock, margin and names
 * @param exceptCategories which are never recommended
 * @param exceptProducts which are never recommended
 * @param recentDays customers whose last purchase is longer ago get nothing
 * @param historyDays purchases longer ago are not learned from
 * @param testDays the last days, on which models are judged
 * @param rememberDays recommendations of instants longer ago go
 * @param mostPurchases learned from, 80 bytes each: of more, those of a part of the customers
 * @param mostProducts known, the most bought
 * @param receivedOnly whether only what had also reached us by the instant is known
 * @param zone decides what a day is
 */
public record RecommendConfig(
    boolean enabled,
    ShelfConfig shelf,
    Optional<Path> products,
    List<String> exceptCategories,
    List<String> exceptProducts,
    int recentDays,
    int historyDays,
    int testDays,
    int rememberDays,
    int mostPurchases,
    int mostProducts,
    boolean receivedOnly,
    ZoneId zone) {

  public RecommendConfig {
    exceptCategories = List.copyOf(exceptCategories);
    exceptProducts = List.copyOf(exceptProducts);
  }

  /** What the section says where it says nothing. */
  public static RecommendConfig defaults(ZoneId zone) {
    return new RecommendConfig(
        true,
        ShelfConfig.defaults(),
        Optional.empty(),
        List.of(),
        List.of(),
        730,
        730,
        28,
        90,
        5_000_000,
        20_000,
        false,
        zone);
  }

  public RecommendConfig withShelf(ShelfConfig other) {
    return new RecommendConfig(
        enabled,
        other,
        products,
        exceptCategories,
        exceptProducts,
        recentDays,
        historyDays,
        testDays,
        rememberDays,
        mostPurchases,
        mostProducts,
        receivedOnly,
        zone);
  }

  /** Equal texts for configurations that mean the same. */
  public String canonical() {
    return String.format(
        Locale.ROOT,
        "recommend %s %s %s %s %d %d %d %d %d %d %s %s",
        enabled,
        shelf,
        exceptCategories,
        exceptProducts,
        recentDays,
        historyDays,
        testDays,
        rememberDays,
        mostPurchases,
        mostProducts,
        receivedOnly,
        zone);
  }
}
