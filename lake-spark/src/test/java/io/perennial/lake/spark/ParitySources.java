// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.Currencies;
import io.perennial.ingest.EventField;
import io.perennial.ingest.IngestConfig;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.RowRules;
import io.perennial.ingest.Shaping;
import io.perennial.ingest.SourceConfig;
import io.perennial.testkit.simulate.Behaviour;
import io.perennial.testkit.simulate.BuyingParameters;
import io.perennial.testkit.simulate.Simulation;
import io.perennial.testkit.simulate.SimulationConfig;
import io.perennial.testkit.simulate.csv.CsvEventSink;
import io.perennial.testkit.simulate.csv.DirtKind;
import io.perennial.testkit.simulate.csv.DirtySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Five sources with every kind of trouble in them: simulated, from a till, from the web, stock, and
 * one whose mapping computes.
 */
final class ParitySources {

  /** Rich enough that some orders cost more than a thousand. */
  private static final SimulationConfig SHOP =
      SimulationConfig.defaults()
          .withCustomers(130)
          .withBuying(new BuyingParameters(0.553, 10.578, 0.606, 11.669, 6.25, 3.74, 300))
          .withBehaviour(Behaviour.defaults().withVisits(0.3, 0.3));

  private final Path folder;

  private ParitySources(Path folder) {
    this.folder = folder;
  }

  /** Writes the files of the first pass. */
  static ParitySources write(Path folder) throws IOException, SQLException {
    ParitySources sources = new ParitySources(Files.createDirectories(folder));
    sources.writeShop("shop-1.csv", 1);
    sources.writeShop("shop-2.csv.gz", 2);
    sources.text("till.csv", TILL);
    sources.text("web.jsonl", WEB);
    sources.writeStock();
    sources.text("branch.csv", BRANCH);
    sources.text("rates.csv", RATES);
    return sources;
  }

  Path folder() {
    return folder;
  }

  /** Appends to the files what came later. */
  void grow() throws IOException {
    append("till.csv", TILL_LATER);
    append("web.jsonl", WEB_LATER);
    append("branch.csv", BRANCH_LATER);
  }

  IngestConfig config() {
    return new IngestConfig(
            List.of(shop(), till(), web(), stock(), branch()),
            ZoneId.of("UTC"),
            IngestConfig.DEFAULT_BATCH_BYTES,
            "salt")
        .withCurrencies(new Currencies("EUR", Optional.of(Path.of("rates.csv")), 500));
  }

  // ---- the simulated shop: both files tell the same events, each with dirt of its own

  private void writeShop(String name, long seed) throws IOException {
    DirtySpec dirt =
        DirtySpec.everyKind(0.04).with(DirtKind.THOUSANDS_SEPARATOR, 0.3).withSeed(seed);
    try (CsvEventSink sink = CsvEventSink.create(folder.resolve(name), SHOP, dirt)) {
      Simulation.of(SHOP).run(sink, 1);
      assertThat(sink.report().rows()).as("rows of %s", name).isBetween(700L, 2_000L);
      for (DirtKind kind : DirtKind.values()) {
        assertThat(sink.report().count(kind)).as("%s in %s", kind, name).isPositive();
      }
    }
  }

  private static SourceConfig shop() {
    return SourceConfig.of(
        "shop",
        List.of("shop-*"),
        mapping(
            Map.of(
                EventField.CUSTOMER, "customer_id",
                EventField.TIME, "occurred_at",
                EventField.TYPE, "type",
                EventField.CHANNEL, "channel",
                EventField.ORDER_ID, "order_id",
                EventField.PRODUCT_ID, "product_id",
                EventField.QUANTITY, "quantity",
                EventField.AMOUNT, "amount",
                EventField.DISCOUNT, "discount",
                EventField.CURRENCY, "currency"),
            Map.of("email", ColumnChoice.of("email"), "country", ColumnChoice.of("country")),
            List.of("category", "brand")));
  }

  // ---- the till: event ids of its own, decimal commas, wall clocks of Berlin

  private static final String TILL =
      """
      Beleg;Kunde;Datum;Uhrzeit;Art;Menge;Preis;Rabatt;Name;Mail;Bemerkung;Note
      1;K1;03.01.2025;10:15;Verkauf;1;12,50;0;Ada;ada@example.org;"zwei
      Zeilen; und ein ""Zitat""\";5
      2;K1;03.01.2025;10:15;Verkauf;2;1.234,50;1,5;Ada;ada@example.org;;4,5
      3;K2;30.03.2025;02:30;Verkauf;1;€ 7,00;;Bob;;in der Lücke der Uhr;
      4;K2;26.10.2025;02:30;Verkauf;1;7,00 EUR;;Bob;;zweimal dieselbe Stunde;
      5;K3;01.02.2025;09:00;Rückgabe;1;19,99;;Çelik;c@example.org;;1
      6;K3;01.02.2025;09:00;Verkauf;-1;19,99;;Çelik;c@example.org;;
      7; K3 ;01.02.2025;09:01;Verkauf;1;(3,10);;Çelik;;Klammern;
      1;K1;03.01.2025;10:15;Verkauf;1;12,50;0;Ada;ada@example.org;"zwei
      Zeilen; und ein ""Zitat""\";5
      2;K1;03.01.2025;10:15;Verkauf;3;1.234,50;1,5;Ada;other@example.org;;4,5
      8;;04.02.2025;09:00;Verkauf;1;5;;niemand;;;
      9;NULL;04.02.2025;09:00;Verkauf;1;5;;niemand;;;
      10;K4;31.02.2025;09:00;Verkauf;1;5;;Dana;;der Tag ist keiner;
      11;K4;04.02.2999;09:00;Verkauf;1;5;;Dana;;;
      12;K4;04.02.1899;09:00;Verkauf;1;5;;Dana;;;
      13;K4;;;Verkauf;1;5;;Dana;;;
      14;K4;04.02.2025;09:00;Tausch;1;5;;Dana;;;
      15;K4;04.02.2025;09:00;;1;5;;Dana;;;
      16;K4;04.02.2025;09:00;Verkauf;eins;5;;Dana;;;
      17;K4;04.02.2025;09:00;Verkauf;1;1,2,3;;Dana;;;
      18;K4;04.02.2025;09:00;Verkauf;1;5;viel;Dana;;;
      19;K4;04.02.2025;09:00;Verkauf;1;5;;Dana;;;gut
      20;K4;04.02.2025;09:00;Verkauf;0,333;3,333;;Dana;;;
      21;K5;04.02.2025;09:00
      22;K5;04.02.2025;09:00;Verkauf;1;5;;Eve;;zu viel;1;2;3
      23;K5;04.02.2025;09:00;Verkauf;1;0,00005;;Ève 😀;eve@example.org;😀 und ﬁ;3
      ;K6;05.02.2025;09:00;Verkauf;1;5;;ohne Nummer;;;
      ;K6;05.02.2025;09:00;Verkauf;1;5;;ohne Nummer;;;
      24;K6;05.02.2025;09:00;Verkauf;1e2;99999999999999,99;;groß;;;
      25;K6;05.02.2025;09:00;Verkauf;1;999999999999999,99;;zu groß;;;
      26;K7;06.02.2025;09:00;Verkauf;1;5;;Uwe;;"nicht zu;
      27;K7;06.02.2025;09:01;Verkauf;1;5;;UWE MEIER;mailto:Uwe@Example.ORG;<b>die</b>  Zeile danach, MÃ¼ll​;
      28;K7;06.02.2025;09:02;Verkauf;1;5;;Uwe;;"zu" früh;
      29;K7;06.02.2025;09:03;Verkauf;1;5;;Uwe;;endet wie unter Windows;\r

      30;K7;06.02.2025;09:04;Verkauf;1;5;;Uwe;;hinter einer leeren Zeile;viel
      """;

  private static final String TILL_LATER =
      """
      31;K1;01.12.2025;10:15;Verkauf;1;12,50;0;Ada;ada@new.example.org;;5
      3;K2;30.03.2025;02:30;Verkauf;1;8,00;;Bob;;sagt etwas anderes;
      5;K3;01.02.2025;09:00;Rückgabe;1;19,99;;Çelik;c2@example.org;;1
      32;K9;01.12.2025;10:15;Verkauf;1;x;;neu;;;
      33;K3;02.12.2025;09:00;Verkauf;1;19,99;;Yıldız Çelik;c@example.org;"ÇELIK: Tel. +49 170 1234567, yildiz@x.org
      oder DE89 3704 0044 0532 0130 00, 4111-1111-1111-1111";2
      34;K1;02.12.2025;09:00;Verkauf;1;1;;;;Ada grüßt, 😀 MÃ¼ller auch;2
      """;

  private static SourceConfig till() {
    Mapping mapping =
        mapping(
            Map.of(
                EventField.EVENT_ID, "Beleg",
                EventField.CUSTOMER, "Kunde",
                EventField.TIME, "Datum + Uhrzeit",
                EventField.TYPE, "Art",
                EventField.QUANTITY, "Menge",
                EventField.UNIT_PRICE, "Preis",
                EventField.DISCOUNT, "Rabatt",
                EventField.TEXT, "Bemerkung",
                EventField.SCORE, "Note"),
            Map.of("name", ColumnChoice.of("Name"), "email", ColumnChoice.of("Mail")),
            List.of("Bemerkung", "Menge"));
    return SourceConfig.of(
        "till",
        List.of("till.csv"),
        new Mapping(
            mapping.columns(),
            Map.of(EventField.CHANNEL, "store"),
            "order",
            Map.of("Verkauf", "order", "Rückgabe", "return"),
            Optional.empty(),
            Optional.of("dd.MM.yyyy HH:mm"),
            Optional.of(ZoneId.of("Europe/Berlin")),
            Optional.of(','),
            mapping.claims(),
            mapping.properties()));
  }

  // ---- the web: objects with and without, every way to write an instant

  private static final String WEB =
      """
      {"id":"w1","user":"ada","at":"2025-03-01T10:00:00Z","event":"Page View","n":1,"m":1.5,"p":{"a":[1,2.50,null],"b":"x y"}}
      {"id":"w2","user":"ada","at":"2025-03-01T10:00:00.25+02:00","event":"order","n":2,"m":"1,234.5","p":null}
      {"id":"w3","user":"bob","at":"2025-03-01 10:00:00","event":"order","n":0.1,"m":1e3,"p":[true,false]}
      {"id":"w4","user":7,"at":"2025-03-01","event":"sign_up","m":null,"p":"text"}
      {"id":"w5","user":7.5,"at":"2025-03-01T10:00:00.123456789Z","event":"order","n":"3","m":-4.25}
      {"id":"w6","user":true,"at":"2025-03-01T10:00","event":"order","m":12.345678}
      {"user":"eve","at":"2025-03-01T10:00:00Z","event":"order","m":1,"p":{"q":"\\u00e9\\n\\"z\\""}}
      {"user":"eve","at":"2025-03-01T10:00:00Z","event":"order","m":1,"p":{"q":"\\u00e9\\n\\"z\\""}}
      {"id":"w7","at":"2025-03-01T10:00:00Z","event":"order","m":1}
      {"id":"w8","user":"","at":"2025-03-01T10:00:00Z","event":"order","m":1}
      {"id":"w9","user":"fay","at":"soon","event":"order","m":1}
      {"id":"w10","user":"fay","event":"order","m":1}
      {"id":"w11","user":"fay","at":"2025-03-01T25:00:00Z","event":"order","m":1}
      {"id":"w12","user":"fay","at":"2025-03-01T10:00:00Z","event":"dance","m":1}
      {"id":"w13","user":"fay","at":"2025-03-01T10:00:00Z","event":"order","m":"much"}
      {"id":"w14","user":"fay","at":"2025-03-01T10:00:00Z","event":"order","m":{"x":1}}
      {"id":"w1","user":"ada","at":"2025-03-01T10:00:00Z","event":"page_view","n":1,"m":1.50,"p":{"a":[1,2.50,null],"b":"x y"}}
      {"id":"w3","user":"bob","at":"2025-03-01 10:00:01","event":"order","n":0.1,"m":1e3}
      {"id":"w15","user":"fay","at":"2025-03-01T10:00:00Z","event":"order"
      not an object
      {"id":"w16","user":"gus","at":"2025-03-01T10:00:00-0330","event":"email-open","n":1E2,"m":0}
      """;

  private static final String WEB_LATER =
      """
      {"id":"w17","user":"ada","at":"2025-12-01T10:00:00Z","event":"order","n":1,"m":9.99}
      {"id":"w2","user":"ada","at":"2025-03-01T08:00:00.25Z","event":"order","n":2,"m":1234.5}
      {"id":"w16","user":"hal","at":"2025-03-01T13:30:00Z","event":"email-open","n":100,"m":0}
      {"id":"w18","user":"ada","at":"2025-12-02T10:00:00Z","event":"order","n":1,"m":1,"p":{"q":"mail to ada@x.org","r":[1.50,"ring 0170 1234567 now"]}}
      {"id":"w19","user":"ada","at":"2025-12-02T11:00:00Z","event":"order","n":1,"m":1,"p":"please mail \\"ada@x.org\\""}
      """;

  private static SourceConfig web() {
    return SourceConfig.of(
        "web",
        List.of("web.jsonl"),
        mapping(
            Map.of(
                EventField.EVENT_ID, "id",
                EventField.CUSTOMER, "user",
                EventField.TIME, "at",
                EventField.TYPE, "event",
                EventField.QUANTITY, "n",
                EventField.AMOUNT, "m"),
            Map.of("said", ColumnChoice.of("p")),
            List.of("p", "n")));
  }

  // ---- the stock keeper's Parquet: columns that have types already

  private void writeStock() throws SQLException {
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      statement.execute(
          "COPY (SELECT CASE WHEN i % 7 = 0 THEN NULL ELSE i % 40 END AS customer,"
              + " 'o' || (i // 3) AS orders,"
              + " TIMESTAMP '2025-01-01 00:00:00.5' + to_hours(CAST(i // 2 AS INTEGER)) AS at,"
              + " CAST(i % 5 AS DOUBLE) / 3 AS units,"
              + " CAST((i % 11) * 1.25 - 2 AS DECIMAL(12, 3)) AS price,"
              + " CAST(i % 6 AS FLOAT) / 10 AS cost,"
              + " i % 2 = 0 AS gift,"
              + " DATE '2025-01-01' + CAST(i % 3 AS INTEGER) AS day,"
              + " CASE WHEN i % 9 = 0 THEN NULL ELSE CAST(i AS BIGINT) * 1000000007 END AS code"
              + " FROM range(300) r(i)) TO '"
              + folder.resolve("stock.parquet")
              + "' (FORMAT parquet)");
    }
  }

  private static SourceConfig stock() {
    return SourceConfig.of(
            "stock",
            List.of("stock.parquet"),
            mapping(
                Map.of(
                    EventField.CUSTOMER, "customer",
                    EventField.TIME, "at",
                    EventField.ORDER_ID, "orders",
                    EventField.QUANTITY, "units",
                    EventField.UNIT_PRICE, "price",
                    EventField.COST, "cost"),
                Map.of("code", ColumnChoice.of("code")),
                List.of("gift", "day", "units", "code")))
        .withRules(
            RowRules.defaults()
                .withEmptyCustomer(RowRules.EmptyCustomer.GUEST)
                .withIdenticalRows(RowRules.IdenticalRows.KEEP));
  }

  // ---- a branch whose mapping computes: expressions, words, units, zones, rows left out

  private static final String BRANCH =
      """
      no,mail,first,last,at,zone,state,pay,cents,code,weight,net,tax,remark
      A-1,Ada@X.org,Ada,King,2025-03-01 10:00:00,Europe/Berlin,done,CARD,1999,EUR,1500,10.005,1.9,plain
      A-2,bob@x.org , Bob ,,2025-07-01 10:00:00,America/New_York,done,card,1999,JPY,333,0.1,0.2,"say ""hi"" \\ é 日本"
      B-3,cy@x.org,,Young,2025-03-01 10:00:00,,draft,cash,1999,KWD,1,2,3,left out
      B-4,cy@x.org,Cy,Young,2025-03-01 10:00:00,Mars/Olympus,done,cash,1999,KWD,1,2,3,no zone
      B-5,cy@x.org,Cy,Young,2025-03-01 10:00:00,Asia/Tokyo,done,cheque,100000000000000000,JPY,1,2,x,too much
      B-6,cy@x.org,Cy,Young,2025-03-01 10:00:00,Asia/Tokyo,done,cheque,12.345,KWD,1,2.675,x,no tax
      B-7,cy@x.org,Cy,Young,2025-03-01 10:00:00,Asia/Tokyo,done,cheque,12.3,KWD,,,,nothing
      C-8,dee@x.org,Dee,,2025-03-01 10:00:00,,done,,-5,EUR,1e3,1e15,0.5,"€ 1,234.50"
      C-9,dee@x.org,Dee,,2025-03-01 10:00:00,,done,,5,,1,1.005,0,1.005
      A-1,Ada@X.org,Ada,King,2025-03-01 10:00:00,Europe/Berlin,done,CARD,1999,EUR,1500,10.005,1.9,plain
      """;

  /** Of the currency CLF there is none. */
  private static final String RATES =
      """
      date,currency,rate
      2025-01-01,JPY,0.00605
      2025-01-01,KWD,3.125
      2025-03-01,JPY,0.0062512345
      2000-01-01,GBP,1.5
      2000-01-01,USD,0.85
      """;

  private static final String BRANCH_LATER =
      """
      C-10,dee@x.org,Dee,New,2025-03-02 10:00:00,UTC,done,cash,250,CLF,2,3,4,later
      C-11,dee@x.org,Dee,New,2025-03-02 10:00:00,UTC,draft,cash,250,CLF,2,3,4,later
      C-12,dee@x.org,Dee,New,2025-03-02 10:00:00,UTC,done,cash,250,EUR,2,3,4,"dee@x.org is Dee New, not news"
      """;

  private static SourceConfig branch() {
    Shaping shaping =
        Shaping.none()
            .withOnly("= state <> 'draft'")
            .withValueMap("channel", Map.of("card", "web", "CASH", "store", "other", "phone"))
            .withUnit(EventField.AMOUNT, "minor")
            .withUnit(EventField.QUANTITY, "0.001")
            .withZoneColumn("zone")
            .withProperty("remark", "remark")
            .withProperty("gross", "= round(net + tax, 2)")
            .withProperty("share", "= net / (net + tax) * 100")
            .withProperty("number", "= number(remark)")
            .withProperty("line", "= regexp_replace(split_part(no, '-', 2), '[1-3]', '_')")
            .withProperty("kind", "= case substr(no, 1, 1) when 'A' then 'a' when 'B' then 'b' end")
            .withProperty("long", "= length(remark) > 5 and not contains(remark, 'hi')")
            .withProperty("most", "= greatest(net, tax, 2) - least(net, tax)")
            .withProperty("whole", "= round(net) || '/' || text(number(net) * 3)");
    return SourceConfig.of(
        "branch",
        List.of("branch.csv"),
        mapping(
                Map.of(
                    EventField.CUSTOMER, "= lower(mail)",
                    EventField.TIME, "at",
                    EventField.ORDER_ID, "= replace(no, '-', '')",
                    EventField.CHANNEL, "pay",
                    EventField.AMOUNT, "cents",
                    EventField.CURRENCY, "code",
                    EventField.QUANTITY, "weight",
                    EventField.COST, "= coalesce(net + tax, number(net))",
                    EventField.DISCOUNT, "= net * 0.1"),
                Map.of(
                    "email", ColumnChoice.of("= trim(lower(mail))"),
                    "name", ColumnChoice.of("= concat_ws(' ', trim(first), trim(last))")),
                List.of())
            .withShaping(shaping));
  }

  private static Mapping mapping(
      Map<EventField, String> columns, Map<String, ColumnChoice> claims, List<String> properties) {
    Map<EventField, ColumnChoice> choices = new EnumMap<>(EventField.class);
    columns.forEach((field, column) -> choices.put(field, ColumnChoice.of(column)));
    Mapping plain = Mapping.of(choices);
    return new Mapping(
        plain.columns(),
        plain.constants(),
        plain.type(),
        plain.typeValues(),
        plain.returnPrefix(),
        plain.timeFormat(),
        plain.zone(),
        plain.decimalMark(),
        new TreeMap<>(claims),
        properties);
  }

  private void text(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text, UTF_8);
  }

  private void append(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text, UTF_8, StandardOpenOption.APPEND);
  }
}
