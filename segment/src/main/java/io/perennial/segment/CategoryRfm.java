// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment;

import io.perennial.domain.AsOf;
import io.perennial.features.PurchaseRule;
import io.perennial.lake.SqlStep;
import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Recency, frequency and monetary value within each category: customers are scored among those who
 * bought of it. So who buys much tea is told, though tea is cheap. Immutable.
 */
public final class CategoryRfm implements Serializable {
  private static final long serialVersionUID = 1;

  /** The name of the scheme. */
  public static final String SCHEME = "rfm-category";

  /**
   * What customers are scored by, a row for each customer and category, of the view of {@link
   * io.perennial.features.pipeline.CustomerEvents}.
   */
  public static final SqlStep CUSTOMERS = SqlStep.of(CategoryRfm.class, "category_customers");

  private final TreeMap<String, RfmScores> scores = new TreeMap<>();

  private CategoryRfm(Map<String, RfmScores> scores) {
    this.scores.putAll(scores);
  }

  /**
   * The values of {@link #CUSTOMERS}.
   *
   * @param most how many categories, those with most spend
   * @param received whether only what had reached us by the instant is known
   */
  public static Map<String, Object> values(
      AsOf asOf, PurchaseRule purchase, RfmConfig.Monetary monetary, int most, boolean received) {
    Instant instant = asOf.instant();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("as_of", instant);
    values.put("until", instant.minus(1, ChronoUnit.MICROS));
    // engines know no zone Z
    boolean utc = purchase.zone().normalized().equals(ZoneOffset.UTC);
    values.put("zone", utc ? "UTC" : purchase.zone().getId());
    values.put("purchase", purchase.unit().word());
    values.put("received", received ? 1L : 0L);
    values.put("monetary", monetary.name().toLowerCase(Locale.ROOT));
    values.put("most", (long) most);
    return values;
  }

  /**
   * That of rows of {@link #CUSTOMERS}, in any order.
   *
   * @param categories shape [n], as all
   * @param recencyDays days since the last purchase of the category; fewer is better
   * @param purchases of the category
   * @param money spent on the category, total or mean
   */
  public static CategoryRfm of(
      List<String> categories, double[] recencyDays, double[] purchases, double[] money) {
    Map<String, List<Integer>> rows = new TreeMap<>();
    for (int i = 0; i < categories.size(); i++) {
      rows.computeIfAbsent(categories.get(i), category -> new ArrayList<>()).add(i);
    }
    Map<String, RfmScores> scores = new TreeMap<>();
    rows.forEach(
        (category, theirs) ->
            scores.put(
                category,
                RfmScores.of(
                    some(recencyDays, theirs), some(purchases, theirs), some(money, theirs))));
    return new CategoryRfm(scores);
  }

  private static double[] some(double[] column, List<Integer> rows) {
    return rows.stream().mapToDouble(row -> column[row]).toArray();
  }

  /** The categories, in order of their names. */
  public List<String> categories() {
    return List.copyOf(scores.keySet());
  }

  /** The scores of one customer among those who bought of a category; empty for an unknown one. */
  public Optional<Rfm> of(String category, double recencyDays, double purchases, double money) {
    return Optional.ofNullable(scores.get(category))
        .map(among -> among.of(recencyDays, purchases, money));
  }

  /** What a segment of a category is called: {@code tea: Champions}. */
  public static String segment(String category, String segment) {
    return category + ": " + segment;
  }
}
