// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.pipeline;

import static io.perennial.testkit.contract.FilledLake.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.domain.AsOf;
import io.perennial.domain.EventType;
import io.perennial.features.FeatureConfig;
import io.perennial.features.FeatureQuery;
import io.perennial.features.PurchaseRule;
import io.perennial.features.Rolling;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.features.dictionary.Formula;
import io.perennial.features.dictionary.Kept;
import io.perennial.testkit.contract.FilledLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Features that the user asks for in SQL. */
class QueriedFeaturesTest {

  private static final String DEAREST =
      """
      -- name: dearest_line
      -- meaning: the dearest line ever ordered
      -- unit: money
      -- type: double
      -- when-null: without an order
      -- any other comment
      SELECT customer_id, max(amount) AS value
      FROM events_known
      WHERE type = 'order' AND occurred_at < :as_of
      GROUP BY customer_id;
      """;

  @TempDir Path folder;

  private static FeatureConfig asking(String... texts) {
    return new FeatureConfig(
        PurchaseRule.byDay(ZoneOffset.UTC),
        Optional.empty(),
        FeatureConfig.Known.OCCURRED,
        Map.of(),
        Arrays.stream(texts).map(text -> new FeatureQuery("features/a.sql", text)).toList());
  }

  @Nested
  class Texts {

    private void refused(String text, String why) {
      assertThatThrownBy(() -> FeatureSet.of(asking(text)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid feature in features/a.sql: " + why);
    }

    @Test
    void a_feature_says_what_it_is_and_is_listed() {
      FeatureDefinition feature =
          FeatureSet.of(asking(DEAREST)).dictionary().get("dearest_line").orElseThrow();

      assertThat(feature.meaning()).isEqualTo("the dearest line ever ordered");
      assertThat(feature.kept()).isEqualTo(Kept.RELATIVE);
      assertThat(feature.family()).isEqualTo("own");
      assertThat(feature.formula().words()).isEqualTo("query features/a.sql");
    }

    @Test
    void two_hyphens_within_quotes_are_no_comment_and_names_there_no_views() {
      String text =
          DEAREST.replace("SELECT", "SELECT -- it's one\n 'a--b customer_events' AS \"c--d\",");

      FeatureDefinition feature =
          FeatureSet.of(asking(text)).dictionary().get("dearest_line").orElseThrow();

      assertThat(((Formula.Queried) feature.formula()).sql())
          .contains("'a--b customer_events' AS \"c--d\",")
          .doesNotContain("it's one", "-- name");
    }

    @Test
    void its_header_may_say_which_events_it_reads() {
      FeatureDefinition feature =
          FeatureSet.of(
                  asking(
                      DEAREST.replace(
                          "-- unit:", "-- reads: events_known, order return\n-- unit:")))
              .dictionary()
              .get("dearest_line")
              .orElseThrow();

      assertThat(feature.events()).containsExactlyInAnyOrder(EventType.ORDER, EventType.RETURN);
      assertThat(FeatureSet.of(asking(DEAREST.replace("when-null:", "whenNull:"))).dictionary())
          .isNotNull();
      refused(
          DEAREST.replace("-- unit:", "-- reads: ordr\n-- unit:"),
          "Unknown event: ordr (did you mean order?)");
    }

    @Test
    void what_its_header_lacks_or_has_wrong_is_told() {
      refused(DEAREST.replace("-- unit: money\n", ""), "it has no line '-- unit: …' at its top");
      refused(
          DEAREST.replace("-- unit:", "-- units:"),
          "unknown word units in its header; did you mean unit?");
      refused(
          DEAREST.replace("type: double", "type: float"),
          "Invalid type: float (must be one of double, long, string, timestamp)");
      refused(
          DEAREST.replace("name: dearest_line", "name: Dearest"),
          "Invalid feature name: Dearest (must be lower case letters, digits and '_')");
      refused(
          DEAREST.replace("name: dearest_line", "name: spend_total"),
          "there is a column spend_total already; choose another name");
      refused(
          DEAREST.replace("SELECT", "DELETE"),
          "it must be one query that begins with SELECT or WITH");
    }

    @Test
    void two_features_of_one_name_are_told() {
      assertThatThrownBy(() -> FeatureSet.of(asking(DEAREST.replace("dearest_line", "spend_30d"))))
          .hasMessageContaining("Invalid feature spend_30d: there is one of that name");
    }

    @Test
    void views_that_are_not_cut_at_the_instant_are_refused() {
      refused(
          DEAREST.replace("events_known", "customer_events"),
          "customer_events also has what comes after the instant; read events_known and"
              + " customer_records");
    }

    @Test
    void files_are_found_by_pattern() throws IOException {
      Files.createDirectories(folder.resolve("features"));
      Files.writeString(folder.resolve("features/b.sql"), "b");
      Files.writeString(folder.resolve("features/a.sql"), "a");

      assertThat(QueryFiles.read(folder, List.of("features/*.sql")))
          .containsExactly(
              new FeatureQuery("features/a.sql", "a"), new FeatureQuery("features/b.sql", "b"));
      assertThatThrownBy(() -> QueryFiles.read(folder, List.of("features/c.sql")))
          .hasMessage("there is no file features/c.sql in the workspace");
      assertThatThrownBy(() -> QueryFiles.read(folder, List.of("none/*.sql")))
          .hasMessage("there is no file none/*.sql in the workspace");
    }
  }

  @Nested
  class Answers {
    private OpenLake open;
    private FilledLake lake;

    @BeforeEach
    void open() {
      open = OpenLake.in(folder);
      lake = open.filled();
    }

    @AfterEach
    void close() {
      open.close();
    }

    @Test
    void stand_beside_our_features_and_know_nothing_of_the_instant_or_later() {
      FeatureConfig config = asking(DEAREST);
      lake.order("ada", "2025-01-01", 10).order("ada", "2025-02-01", 20);
      lake.order("ada", "2025-04-01", 99);
      lake.event("eve", "page_view", "2025-01-01", "", Double.NaN);

      lake.run(new FeaturesStep(config.withAsOf(AsOf.startOf(LocalDate.of(2025, 3, 1)))));

      assertThat(
              lake.rows(
                  FeatureTable.spec(FeatureSet.of(config).dictionary()),
                  "SELECT customer_id, spend_total, dearest_line, spend_rank FROM features"))
          .containsExactlyInAnyOrder(record("ada") + "|30.0|20.0|-", record("eve") + "|0.0|-|-");

      lake.run(new TrainingStep(config, new Rolling(2, 30, 30)));

      assertThat(
              lake.rows(
                  FeatureTable.training(FeatureSet.of(config).dictionary()),
                  "SELECT as_of, dearest_line, label_spend FROM training_sets"
                      + " WHERE spend_total > 0 ORDER BY as_of"))
          .containsExactly("2025-02-01T00:00:00Z|10.0|20.0", "2025-03-03T00:00:00Z|20.0|99.0");
    }

    private void refused(String text, String why) {
      assertThatThrownBy(() -> lake.run(new FeaturesStep(asking(text))))
          .hasMessageStartingWith("Cannot compute feature dearest_line (query features/a.sql): ")
          .hasMessageContaining(why);
    }

    @Test
    void that_cannot_be_joined_are_told() {
      lake.order("ada", "2025-01-01", 10).order("ada", "2025-02-01", 20);
      refused(
          DEAREST.replace("AS value", "AS dearest"),
          "its columns are customer_id, dearest (must be customer_id, value)");
      refused(
          DEAREST.replace("max(amount)", "min(channel)"),
          "its column value is string (must be double)");
      refused(
          DEAREST.replace("max(amount)", "amount").replace("GROUP BY customer_id", ""),
          "it has more than one row for 1 customers");
      refused(DEAREST.replace("max(amount)", "max(price)"), "price");
    }
  }
}
