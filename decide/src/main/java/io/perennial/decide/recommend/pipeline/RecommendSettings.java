// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend.pipeline;

import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.config.Setting;
import io.perennial.decide.recommend.Bought;
import io.perennial.decide.recommend.ShelfConfig;
import io.perennial.features.FeatureConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The section {@code recommend} of the configuration. */
public final class RecommendSettings {

  private static final Setting<Boolean> ENABLED =
      Setting.flag("enabled")
          .doc("whether products are recommended to customers")
          .defaultValue(true);

  private static final Setting<Integer> ITEMS =
      Setting.integer("items")
          .doc("products recommended to a customer")
          .atLeast(1)
          .atMost(100)
          .defaultValue(10);

  private static final Setting<Bought> BOUGHT =
      Setting.choice("bought", Bought.INCLUDED, Bought.LEFT_OUT)
          .doc("products that the customer bought before: right where people buy the same again")
          .defaultValue(Bought.INCLUDED);

  private static final Setting<Double> DIVERSITY =
      Setting.share("diversity")
          .doc("0 takes the best; more takes fewer of a kind")
          .defaultValue(0.0);

  private static final Setting<Double> MARGIN =
      Setting.share("margin-weight")
          .doc("0 takes no account of what a product earns; 1 takes its score times its margin")
          .defaultValue(0.0);

  private static final Setting<Optional<Path>> PRODUCTS =
      Setting.path("products")
          .doc("a table with product_id and any of stock, margin (of a unit), name")
          .example(Path.of("products.csv"))
          .optional();

  private static final Setting<List<String>> EXCEPT_CATEGORIES =
      Setting.textOrList("except-categories")
          .doc("categories of which nothing is recommended")
          .defaultValue(List.of());

  private static final Setting<List<String>> EXCEPT_PRODUCTS =
      Setting.textOrList("except-products")
          .doc("products never recommended; postage and fees that cleaning found never are")
          .defaultValue(List.of());

  private static final Setting<Integer> RECENT =
      Setting.integer("recent-days")
          .doc("who bought nothing in so many days gets no recommendations")
          .atLeast(1)
          .defaultValue(730);

  private static final Setting<Integer> HISTORY =
      Setting.integer("history-days")
          .doc("purchases of so many days are learned from")
          .atLeast(14)
          .defaultValue(730);

  private static final Setting<Integer> TEST =
      Setting.integer("test-days")
          .doc("last days, kept back to judge models on; fewer where there are few days")
          .atLeast(1)
          .atMost(365)
          .defaultValue(28);

  private static final Setting<Integer> REMEMBER =
      Setting.integer("remember-days")
          .doc("recommendations of instants longer ago go")
          .atLeast(0)
          .defaultValue(90);

  private static final Setting<Integer> MOST_PURCHASES =
      Setting.integer("most-purchases")
          .doc("learned from, 80 bytes each; of more, those of a part of the customers")
          .atLeast(1_000)
          .atMost(100_000_000)
          .defaultValue(5_000_000);

  private static final Setting<Integer> MOST_PRODUCTS =
      Setting.integer("most-products")
          .doc("products known, the most bought")
          .atLeast(2)
          .atMost(200_000)
          .defaultValue(20_000);

  /** What may stand under {@code recommend}. */
  public static final SectionSpec SECTION =
      SectionSpec.of(
          "recommend",
          "Which products to offer whom, which go together, and how good that is.",
          ENABLED,
          ITEMS,
          BOUGHT,
          DIVERSITY,
          MARGIN,
          PRODUCTS,
          EXCEPT_CATEGORIES,
          EXCEPT_PRODUCTS,
          RECENT,
          HISTORY,
          TEST,
          REMEMBER,
          MOST_PURCHASES,
          MOST_PRODUCTS);

  private RecommendSettings() {}

  /**
   * What the section says.
   *
   * @throws io.perennial.config.ConfigException with what is wrong with it
   */
  public static RecommendConfig config(Section section, FeatureConfig features) {
    if (section.value(MARGIN) > 0 && section.value(PRODUCTS).isEmpty()) {
      throw section.invalid(
          MARGIN, "there is no list of products that says what they earn (products)");
    }
    return new RecommendConfig(
        section.value(ENABLED),
        new ShelfConfig(
            section.value(ITEMS),
            section.value(BOUGHT),
            section.value(DIVERSITY),
            section.value(MARGIN)),
        section.value(PRODUCTS).map(section.folder()::resolve),
        section.value(EXCEPT_CATEGORIES),
        section.value(EXCEPT_PRODUCTS),
        section.value(RECENT),
        section.value(HISTORY),
        section.value(TEST),
        section.value(REMEMBER),
        section.value(MOST_PURCHASES),
        section.value(MOST_PRODUCTS),
        features.known() == FeatureConfig.Known.RECEIVED,
        features.purchase().zone());
  }
}
