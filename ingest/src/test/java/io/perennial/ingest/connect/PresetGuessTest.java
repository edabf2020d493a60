// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents of vendors are known by their fields. */
class PresetGuessTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "shopify-orders, orders.json",
    "woocommerce-orders, orders.json",
    "pos-receipts, receipts.json",
    "shopify-customers, customers.json",
    "stripe-subscriptions, subscriptions.json",
    "reviews, reviews.json",
    "mailchimp-members, members.json",
    "intercom-contacts, contacts.json"
  })
  void a_document_of_a_vendor(String preset, String file) throws URISyntaxException {
    Path path =
        Path.of(
            Objects.requireNonNull(getClass().getResource("/testdata/" + preset + "/" + file))
                .toURI());
    try (Engine engine =
        EngineProvider.named("duckdb")
            .open(new EngineSettings(1L << 30, 2, folder.resolve("spill"), Map.of()))) {
      Proposal.Source source =
          new Connect(engine, folder, folder).propose(List.of(path)).sources().get(0);

      assertThat(source.notes())
          .anyMatch(note -> note.startsWith("these are the fields of the preset " + preset + ":"));
      assertThat(source.yaml())
          .contains("    preset: " + preset + " ")
          .doesNotContain("columns:", "claims:");
      assertThat(source.config()).isPresent();
    }
  }

  @Test
  void a_plain_file_of_orders_is_no_vendors() {
    assertThat(PresetGuess.of(List.of("customer_id", "order_date", "order_id", "total"))).isEmpty();
  }
}
