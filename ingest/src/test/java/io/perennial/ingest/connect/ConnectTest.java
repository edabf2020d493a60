// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.config.Configuration;
import io.perennial.config.SectionSpec;
import io.perennial.governance.DataClass;
import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.EventField;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.RowRules;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.SourceSettings;
import io.perennial.lake.Column;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.FileTarget;
import io.perennial.lake.TableSpec;
import io.perennial.lake.WrittenFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of many kinds, and what is proposed for each; what is proposed reads back as it is. */
class ConnectTest {

  @TempDir Path folder;
  private Engine engine;

  @BeforeEach
  void open() {
    engine =
        EngineProvider.named("duckdb")
            .open(new EngineSettings(1L << 30, 2, folder.resolve("spill"), Map.of()));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private Path file(String name, Charset charset, List<String> lines) {
    try {
      return Files.write(folder.resolve(name), (String.join("\n", lines) + "\n").getBytes(charset));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Proposal.Source propose(Path... files) {
    Proposal proposal = new Connect(engine, folder, folder).propose(List.of(files));
    assertThat(proposal.sources()).hasSize(1);
    Proposal.Source source = proposal.sources().get(0);
    source.config().ifPresent(config -> assertThat(readBack(proposal)).containsExactly(config));
    return source;
  }

  private List<SourceConfig> readBack(Proposal proposal) {
    SectionSpec root = SectionSpec.root("test", SourceSettings.SPEC);
    return SourceSettings.sources(
        Configuration.parse(proposal.yaml(), Path.of("perennial.yaml"), root, Map.of()));
  }

  private static Mapping mapping(Proposal.Source source) {
    return source.config().orElseThrow().mapping();
  }

  private static String columns(Proposal.Source source) {
    StringBuilder text = new StringBuilder();
    mapping(source)
        .columns()
        .forEach(
            (field, choice) -> text.append(field.key()).append('=').append(choice).append(' '));
    return text.toString().strip();
  }

  private static List<String> rows(String header, int rows, String form) {
    List<String> lines = new ArrayList<>(List.of(header));
    for (int i = 0; i < rows; i++) {
      lines.add(
          String.format(
              Locale.ROOT, form, 1000 + i % 17, 1 + i % 28, 1 + i % 12, 5000 + i / 2, i, i % 10));
    }
    return lines;
  }

  @Test
  void a_german_shop_with_semicolons_and_commas() {
    Proposal.Source source =
        propose(
            file(
                "bestellungen.csv",
                StandardCharsets.ISO_8859_1,
                rows(
                    "Kundennummer;Bestelldatum;Bestellnummer;Artikelnummer;Menge;Einzelpreis;Währung",
                    60,
                    "K%1$d;%2$02d.%3$02d.2024 10:15;B%4$d;A%6$d;%6$d;1.0%6$d4,50;EUR")));

    assertThat(columns(source))
        .isEqualTo(
            "customer=Kundennummer time=Bestelldatum order-id=Bestellnummer"
                + " product-id=Artikelnummer quantity=Menge unit-price=Einzelpreis currency=Währung");
    assertThat(mapping(source).timeFormat()).contains("%d.%m.%Y %H:%M");
    assertThat(mapping(source).decimalMark()).contains(',');
    assertThat(source.config().orElseThrow().reading().encoding()).contains("latin-1");
    assertThat(source.confidence()).isGreaterThan(0.8);
  }

  @Test
  void a_bank_statement_with_lines_before_its_header() {
    List<String> lines = new ArrayList<>(List.of("Kontoauszug", "Zeitraum: 2024", ""));
    lines.addAll(
        rows(
            "Konto;Buchungstag;Verwendungszweck;Betrag;Saldo",
            40,
            "DE%1$d;%2$02d.%3$02d.24;Zahlung für %4$d €;-%6$d,50;100,00"));
    Proposal.Source source = propose(file("umsaetze.csv", Charset.forName("windows-1252"), lines));

    assertThat(columns(source)).isEqualTo("customer=Konto time=Buchungstag amount=Betrag");
    assertThat(source.config().orElseThrow().reading().skip()).contains(3);
    assertThat(source.config().orElseThrow().reading().encoding()).contains("windows-1252");
    assertThat(source.config().orElseThrow().rules().identicalRows())
        .isEqualTo(RowRules.IdenticalRows.KEEP);
    assertThat(source.notes())
        .contains(
            "times are days and there is no order id: identical rows are kept",
            "most values of Betrag are negative: they become returns");
  }

  @Test
  void french_and_spanish_names() {
    Proposal.Source french =
        propose(
            file(
                "ventes.tsv",
                StandardCharsets.UTF_8,
                rows(
                    "Numéro client\tDate de commande\tN° commande\tProduit\tQuantité\tMontant TTC\tCourriel",
                    30,
                    "%1$d\t%2$02d/%3$02d/2024\t%4$d\tP%6$d\t%6$d\t%6$d,95\tc%1$d@exemple.fr")));
    assertThat(columns(french))
        .isEqualTo(
            "customer=Numéro client time=Date de commande order-id=N° commande product-id=Produit"
                + " quantity=Quantité amount=Montant TTC");
    assertThat(mapping(french).claims()).containsOnlyKeys("email");

    Proposal.Source spanish =
        propose(
            file(
                "pedidos.csv",
                StandardCharsets.UTF_16,
                rows(
                    "id_cliente|fecha_pedido|pedido|producto|cantidad|importe",
                    30,
                    "%1$d|%2$02d-%3$02d-2024|%4$d|P%6$d|%6$d|%6$d.95")));
    assertThat(columns(spanish))
        .isEqualTo(
            "customer=id_cliente time=fecha_pedido order-id=pedido product-id=producto"
                + " quantity=cantidad amount=importe");
  }

  @Test
  void json_lines_with_members_within_members() {
    Proposal.Source source =
        propose(
            file(
                "events.jsonl",
                StandardCharsets.UTF_8,
                rows(
                    "{\"event\":\"purchase\",\"user\":{\"id\":\"u1\"},\"ts\":\"2024-01-01T00:00:00Z\",\"value\":3.5}",
                    40,
                    "{\"event\":\"add_to_cart\",\"user\":{\"id\":\"u%1$d\"},\"ts\":\"2024-%3$02d-%2$02dT10:00:00Z\",\"value\":%6$d.5}")));

    assertThat(columns(source)).isEqualTo("customer=user.id time=ts type=event amount=value");
    assertThat(mapping(source).typeValues())
        .containsEntry("purchase", "order")
        .containsEntry("add_to_cart", "cart");
  }

  @Test
  void days_and_months_that_could_be_swapped() {
    Proposal.Source source =
        propose(
            file(
                "sales.csv",
                StandardCharsets.UTF_8,
                List.of(
                    "customer_id,order_date,order_id,total",
                    "1,01/02/2024,1,5.5",
                    "2,02/02/2024,2,6.5",
                    "3,03/02/2024,3,7.5")));

    assertThat(mapping(source).timeFormat()).contains("%d/%m/%Y");
    assertThat(source.notes())
        .contains(
            "times are read as %d/%m/%Y but could be %m/%d/%Y: nothing in the sample tells; please"
                + " check");
  }

  @Test
  void a_date_and_a_clock_are_one_time() {
    Proposal.Source source =
        propose(
            file(
                "till.csv",
                StandardCharsets.UTF_8,
                rows(
                    "CardNo,Date,Time,ReceiptNo,Amount",
                    30,
                    "%1$d,2024-%3$02d-%2$02d,10:1%6$d:00,%4$d,%6$d.95")));

    assertThat(columns(source))
        .isEqualTo("customer=CardNo time=Date + Time order-id=ReceiptNo amount=Amount");
    assertThat(mapping(source).columns().get(EventField.TIME))
        .isEqualTo(ColumnChoice.of("Date + Time"));
  }

  @Test
  void customers_with_a_decimal_that_a_program_wrote_are_said_to_be_read_without() {
    Proposal.Source source =
        propose(
            file(
                "sales.csv",
                StandardCharsets.UTF_8,
                List.of(
                    "customer_id,order_date,order_id,total",
                    ",2024-02-11,1,5.5",
                    "17850.0,2024-02-12,2,6.5",
                    "13047.0,2024-02-13,3,7.5")));

    assertThat(columns(source)).startsWith("customer=customer_id time=order_date");
    assertThat(source.notes())
        .contains("customers such as 17850.0 are read as 17850, as other files may name them");
  }

  @Test
  void a_table_of_customers_without_a_time_is_no_source_yet() {
    Proposal.Source source =
        propose(
            file(
                "telco.csv",
                StandardCharsets.UTF_8,
                rows("customerID,tenure,MonthlyCharges,Churn", 30, "C%5$d,%6$d,%6$d.5,No")));

    assertThat(source.config()).isEmpty();
    assertThat(source.notes())
        .contains(
            "no column with a time was found: set columns.time; without one rows are no events");
    assertThat(source.yaml())
        .contains("# time: which of: customerID, tenure, MonthlyCharges, Churn");
  }

  @Test
  void a_file_without_a_header() {
    Proposal.Source source =
        propose(
            file(
                "CDNOW.csv",
                StandardCharsets.UTF_8,
                rows("00001,19970101,1,11.77", 40, "0%1$d,1997%3$02d%2$02d,%6$d,%6$d.77")));

    assertThat(source.config().orElseThrow().reading().header()).contains(false);
    assertThat(columns(source)).contains("customer=column1").contains("amount=column4");
  }

  @Test
  void a_column_that_only_counts_the_rows_is_left_out() {
    Proposal.Source source =
        propose(
            file(
                "reviews.csv",
                StandardCharsets.UTF_8,
                rows(
                    ",reviewer_id,review_date,rating,review_text",
                    30,
                    "%5$d,r%1$d,2024-%3$02d-%2$02d,%6$d,\"a long text, of number %5$d\"")));

    assertThat(mapping(source).type()).isEqualTo("review");
    assertThat(mapping(source).properties()).isEmpty();
  }

  @Test
  void columns_that_are_called_as_landing_calls_its_own_are_columns() {
    Proposal.Source source =
        propose(
            file(
                "tickets.csv",
                StandardCharsets.UTF_8,
                rows(
                    "_line,customer_id,created_at,ticket_id,_problem",
                    30,
                    "L%5$d,c%1$d,2024-%3$02d-%2$02d 10:00:00,t%5$d,\"the %6$d. parcel is late\"")));

    assertThat(source.config().orElseThrow().mapping().toString())
        .as(source.yaml())
        .contains("_line", "_problem");
  }

  @Test
  void parquet_is_read_by_the_engine() {
    TableSpec orders =
        new TableSpec(
            "orders",
            "orders of a shop",
            List.of(
                new Column(1, "customer_id", ColumnType.LONG, DataClass.PSEUDONYMOUS, "who"),
                new Column(2, "order_date", ColumnType.TIMESTAMP, DataClass.GENERAL, "when"),
                new Column(3, "total", ColumnType.DECIMAL, DataClass.GENERAL, "how much")),
            Optional.empty(),
            List.of("customer_id"));
    List<WrittenFile> written =
        engine.write(
            "SELECT 7 AS customer_id, TIMESTAMP '2024-01-02 03:04:05' AS order_date,"
                + " 12.5 AS total",
            new FileTarget(orders, folder.resolve("p"), Optional.empty()));

    Proposal.Source source = propose(Path.of(written.get(0).file().path()));

    assertThat(columns(source)).isEqualTo("customer=customer_id time=order_date amount=total");
  }
}
