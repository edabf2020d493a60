// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.config.Configuration;
import io.perennial.config.SectionSpec;
import io.perennial.decide.recommend.Bought;
import io.perennial.decide.recommend.ShelfConfig;
import io.perennial.features.FeatureConfig;
import io.perennial.features.PurchaseRule;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GoodsTest {

  private static RecommendConfig config(String yaml) {
    SectionSpec file = SectionSpec.root("", RecommendSettings.SECTION);
    return RecommendSettings.config(
        Configuration.parse(yaml, Path.of("perennial.yaml"), file, Map.of())
            .section(RecommendSettings.SECTION),
        new FeatureConfig(PurchaseRule.byDay(ZoneOffset.UTC), Optional.empty()));
  }

  @Test
  void a_name_of_a_person_is_no_name_of_a_product() {
    assertThat(Goods.name("{\"Description\":\"WHITE  LAMP\"}")).hasValue("WHITE LAMP");
    assertThat(Goods.name("{\"item_name\":\"a \\\"big\\\" one\"}")).hasValue("a big one");
    assertThat(Goods.name("{\"name\":\"Jane\",\"customer_name\":\"Jane\"}")).isEmpty();
  }

  @Test
  void settings_say_what_is_recommended() {
    assertThat(config("{}")).isEqualTo(RecommendConfig.defaults(ZoneOffset.UTC));
    RecommendConfig said =
        config(
            """
            recommend:
              items: 5
              bought: left-out
              diversity: 0.3
              margin-weight: 0.5
              products: list.csv
              except-categories: [Gifts]
            """);
    assertThat(said.shelf()).isEqualTo(new ShelfConfig(5, Bought.LEFT_OUT, 0.3, 0.5));
    assertThat(said.products())
        .hasValueSatisfying(path -> assertThat(path).endsWithRaw(Path.of("list.csv")));
    assertThat(said.exceptCategories()).containsExactly("Gifts");
    assertThatThrownBy(() -> config("recommend: {margin-weight: 0.5}"))
        .hasMessageContaining("margin-weight")
        .hasMessageContaining("no list of products that says what they earn");
    assertThatThrownBy(() -> config("recommend: {items: 0}")).hasMessageContaining("items");
  }
}
