// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.ingest.EventField;
import io.perennial.ingest.pipeline.RealData;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is proposed for each of the real files, without help. */
class ConnectRealFilesTest {

  private static final List<EventField> CORE =
      List.of(
          EventField.CUSTOMER,
          EventField.TIME,
          EventField.AMOUNT,
          EventField.UNIT_PRICE,
          EventField.ORDER_ID,
          EventField.PRODUCT_ID,
          EventField.QUANTITY);

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cdnow/cdnow_master.csv.gz | customer=customer_id time=date amount=dollar_value quantity=number_of_cds
          cdnow/cdnow_sample.csv | customer=customer_id time=date amount=dollar_value quantity=number_of_cds
          online_retail/online_retail.csv.gz | customer=CustomerID time=InvoiceDate unit-price=UnitPrice order-id=InvoiceNo product-id=StockCode quantity=Quantity
          online_retail/online_retail_ii_2009_2010.csv.gz | customer=CustomerID time=InvoiceDate unit-price=Price order-id=Invoice product-id=StockCode quantity=Quantity
          completejourney/transactions_sample.csv.gz | customer=household_id time=transaction_timestamp amount=sales_value order-id=basket_id product-id=product_id quantity=quantity
          completejourney/coupon_redemptions.csv | customer=household_id time=redemption_date product-id=coupon_upc
          completejourney/campaign_descriptions.csv | no events in this file: it is a list of campaigns; join by campaign_id
          completejourney/campaigns.csv | no events in this file: it says what belongs to what; join by campaign_id and household_id
          completejourney/coupons.csv.gz | no events in this file: it says what belongs to what; join by coupon_upc and product_id and campaign_id
          completejourney/demographics.csv | no events in this file: it is a list of persons; join by household_id
          completejourney/products.csv.gz | no events in this file: it is a list of products; join by product_id
          completejourney/promotions_sample.csv.gz | no events in this file: it says what belongs to what; join by product_id and store_id
          febrl/dataset1.csv | no events in this file: it is a list of persons; join by rec_id
          febrl/dataset2.csv | no events in this file: it is a list of persons; join by rec_id
          splink/fake_1000.csv | no events in this file: it is a list of persons; join by unique_id
          splink/fake_1000_labels.csv | no events in this file: its rows are pairs of records; join by unique_id_l and unique_id_r
          hillstrom/hillstrom.csv | no events in this file: it is a list of persons; there is no key in it by which to join it
          iranian_churn/Customer_Churn.csv | no events in this file: it is a list of persons; there is no key in it by which to join it
          telco_churn/Telco-Customer-Churn.csv | no events in this file: it is a list of persons; join by customerID
          asos_ab/asos_digital_experiments_dataset.csv | no events in this file: its rows are figures that are summed up already; join by experiment_id and variant_id and metric_id
          asos_ab/asos_digital_experiments_dataset.parquet | no events in this file: its rows are figures that are summed up already; join by experiment_id and variant_id and metric_id
          uci_sentences/amazon_cells_labelled.txt | no events in this file: its rows are texts, and nobody is said to have written them; there is no key in it by which to join it
          uci_sentences/imdb_labelled.txt | no events in this file: its rows are texts, and nobody is said to have written them; there is no key in it by which to join it
          uci_sentences/yelp_labelled.txt | no events in this file: its rows are texts, and nobody is said to have written them; there is no key in it by which to join it
          vader_gold/amazonReviewSnippets_GroundTruth.txt | no events in this file: its rows are texts, and nobody is said to have written them; there is no key in it by which to join it
          vader_gold/amazonReviewSnippets_anonDataRatings.txt | no events in this file: neither a customer nor a time was found in it; there is no key in it by which to join it
          lexicons/AFINN-111.txt | no events in this file: it is a list of words; there is no key in it by which to join it
          lexicons/AFINN-96.txt | no events in this file: it is a list of words; there is no key in it by which to join it
          lexicons/AFINN-da-32.txt | no events in this file: it is a list of words; there is no key in it by which to join it
          lexicons/AFINN-emoticon-8.txt | no events in this file: it is a list of words; there is no key in it by which to join it
          lexicons/AFINN-en-165.txt | no events in this file: it is a list of words; there is no key in it by which to join it
          lexicons/AFINN-fi-165.txt | no events in this file: it is a list of words; there is no key in it by which to join it
          lexicons/AFINN-fr-165.txt | no events in this file: it is a list of words; there is no key in it by which to join it
          lexicons/AFINN-pl-165.txt | no events in this file: it is a list of words; there is no key in it by which to join it
          lexicons/AFINN-sv-165.txt | no events in this file: it is a list of words; there is no key in it by which to join it
          lexicons/AFINN-tr-165.txt | no events in this file: it is a list of words; there is no key in it by which to join it
          lexicons/leia_booster.txt | no events in this file: it is a list of words; there is no key in it by which to join it
          lexicons/leia_negate.txt | no events in this file: it is a list of words; there is no key in it by which to join it
          lexicons/leia_vader_lexicon_ptbr.txt | no events in this file: it is a list of words; there is no key in it by which to join it
          lexicons/vader_emoji_utf8_lexicon.txt | no events in this file: it is a list of words; there is no key in it by which to join it
          lexicons/vader_lexicon.txt | no events in this file: it is a list of words; there is no key in it by which to join it
          lexicons/multilang_AFINN-de.json | no events in this file: it is a list of words; there is no key in it by which to join it
          lexicons/multilang_AFINN-en.json | no events in this file: it is a list of words; there is no key in it by which to join it
          lexicons/multilang_AFINN-es.json | no events in this file: it is a list of words; there is no key in it by which to join it
          lexicons/multilang_AFINN-fr.json | no events in this file: it is a list of words; there is no key in it by which to join it
          lexicons/multilang_AFINN-it.json | no events in this file: it is a list of words; there is no key in it by which to join it
          lexicons/multilang_AFINN-nl.json | no events in this file: it is a list of words; there is no key in it by which to join it
          lexicons/multilang_AFINN-pt.json | no events in this file: it is a list of words; there is no key in it by which to join it
          """)
  void a_real_file(String file, String expected) {
    assertThat(proposed(RealData.file(file))).isEqualTo(expected);
  }

  private String proposed(Path file) {
    try (Engine engine =
        EngineProvider.named("duckdb")
            .open(new EngineSettings(1L << 30, 2, folder.resolve("spill"), Map.of()))) {
      Proposal.Source source =
          new Connect(engine, folder, folder).propose(List.of(file)).sources().get(0);
      if (source.kind() != FileKind.EVENTS) {
        return source.notes().get(0);
      }
      return CORE.stream()
          .filter(source.fields()::containsKey)
          .map(field -> field.key() + "=" + source.fields().get(field).column())
          .collect(Collectors.joining(" "));
    }
  }
}
