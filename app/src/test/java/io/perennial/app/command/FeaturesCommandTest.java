// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.app.settings.Settings;
import io.perennial.config.ConfigException;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeaturesCommandTest {

  @TempDir Path folder;

  private Shell shell() {
    return new Shell(folder);
  }

  @Test
  void features_are_listed_and_explained_without_a_workspace() {
    assertThat(shell().run("features", "--list").out())
        .startsWith("feature ")
        .contains("spend_30d")
        .contains("money of orders, before returns, in 30 days");
    assertThat(shell().run("features", "--explain", "spend_30d").out())
        .contains("unit     money in base currency")
        .contains("null     never")
        .contains("formula  the sum of amount of order events, 30d");
    assertThat(shell().run("--json", "features", "--explain", "days_since_cart").out())
        .contains("\"unit\": \"days\"", "\"kept\": \"bounded: can be kept live\"");
    assertThat(shell().run("--json", "features", "--list").out())
        .startsWith("[")
        .contains("\"name\": \"purchases\"");
  }

  @Test
  void an_unknown_feature_is_told_with_the_nearest() {
    assertThat(shell().run("features", "--explain", "spent_30d").err())
        .contains("Unknown feature: spent_30d (did you mean spend_30d?)");
  }

  @Test
  void own_features_must_go_with_ours() {
    Assertions.assertThatThrownBy(
            () ->
                Settings.parse(
                    """
                    features:
                      own:
                        spend: {meaning: mine, windows: 30d}
                        rate: {meaning: mine, numerator: spent, denominator: orders, windows: 30d}
                    """,
                    Path.of("perennial.yaml"),
                    Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(
            "perennial.yaml line 3: Invalid feature: spend_30d (there is one of that name; choose"
                + " another)")
        .hasMessageContaining(
            "perennial.yaml line 4: Invalid feature: rate_30d (unknown feature spent_30d; did you"
                + " mean spend_30d?)");
  }
}
