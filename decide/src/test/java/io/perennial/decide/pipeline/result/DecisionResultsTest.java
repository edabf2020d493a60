// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.config.Configuration;
import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.decide.action.ActionDeclarations;
import io.perennial.decide.pipeline.DecideConfig;
import io.perennial.decide.pipeline.DecideSettings;
import io.perennial.domain.AsOf;
import io.perennial.features.FeatureConfig;
import io.perennial.features.PurchaseRule;
import io.perennial.features.pipeline.FeatureSet;
import io.perennial.segment.pipeline.SegmentConfig;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Half of what is bought is margin; a mail costs 1 and gives a fifth away. */
class DecisionResultsTest {

  private static final SectionSpec FILE =
      SectionSpec.root("", DecideSettings.SECTION, ActionDeclarations.ACTIONS);
  private static final String MAIL =
      "decide: {playbook: false, hold-out: 0, window-days: 28}\n"
          + "actions: {mail: {cost: 1, discount: 0.2, extra-purchases: 0.5, keeps: 0}}";
  private static final AsOf NOW = new AsOf(1_000_000_000_000_000L);
  private static final int EACH = 60;

  private final List<FollowedDecision> decisions = new ArrayList<>();

  private static DecideConfig config() {
    Section root = Configuration.parse(MAIL, Path.of("perennial.yaml"), FILE, Map.of());
    FeatureConfig features =
        new FeatureConfig(PurchaseRule.byDay(ZoneOffset.UTC), Optional.of(NOW));
    return DecideSettings.config(
        root.section(DecideSettings.SECTION),
        root.named(ActionDeclarations.ACTIONS),
        features,
        SegmentConfig.defaults(FeatureSet.of(features).dictionary(), Currency.getInstance("EUR")),
        0.5);
  }

  /** Of new customers each. */
  private void decided(int asOf, int customers, String kind, boolean mailed, double spend) {
    for (int i = 0; i < customers; i++) {
      decisions.add(
          new FollowedDecision(
              decisions.size(),
              true,
              asOf,
              asOf + 1,
              mailed ? "mail" : "",
              mailed ? "email" : "",
              kind,
              0.5,
              Map.of("mail", 0.5),
              mailed ? 10 : 0,
              mailed ? 9 : 0,
              mailed ? 20 : 0,
              spend > 0 ? 1 : 0,
              spend,
              OptionalLong.empty(),
              mailed ? 0.2 : 0,
              OptionalDouble.of(mailed ? 1 : 0),
              mailed ? OptionalDouble.of(4) : OptionalDouble.empty()));
    }
  }

  private DecisionResults results(Map<Long, Double> chosenByDrawn) {
    return DecisionResults.of(
        config(), NOW, Map.of("email", Set.of("mail")), chosenByDrawn, decisions::forEach);
  }

  @Test
  void a_discount_is_counted_as_what_was_expected_was_and_taken_off_once() {
    decided(1, EACH, "chosen", true, 32); // 40 before the discount: 20 of margin
    decided(1, EACH, "explored", false, 30);

    DecisionResults results = results(Map.of(1L, 1.0));

    assertThat(results.instants().get(0).brought().orElseThrow().each())
        .isCloseTo(20 - 15, within(1e-9));
    assertThat(results.instants().get(0).expected())
        .as("in the window, as it was decided")
        .isEqualTo(EACH * 4);
    assertThat(results.chosen().brought().orElseThrow().mean())
        .as("less 8 that were given away, and the mail")
        .isCloseTo(20 - 8 - 1, within(1e-9));
    assertThat(results.action("mail").money().brought().orElseThrow().each())
        .as("what was paid")
        .isCloseTo(2, within(1e-9));
  }

  @Test
  void choosing_is_told_of_instants_at_which_lots_were_drawn_each_by_its_own() {
    decided(1, 4 * EACH, "chosen", false, 20);
    decided(1, EACH, "explored", false, 20);
    decided(2, EACH, "chosen", false, 100);
    decided(2, EACH, "explored", false, 100);
    decided(3, 10 * EACH, "chosen", false, 900); // before Christmas no lots are drawn

    assertThat(results(Map.of(1L, 4.0, 2L, 1.0)).chosen().brought().orElseThrow().each())
        .as("choosing brings nothing in this shop")
        .isCloseTo(0, within(1e-9));
  }
}
