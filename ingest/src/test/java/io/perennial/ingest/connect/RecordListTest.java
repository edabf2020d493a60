// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.ingest.EventField;
import io.perennial.ingest.Mapping;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of persons, businesses, products, books: every row a record, every column a claim. */
class RecordListTest {

  private static final List<String> WORDS =
      List.of(
          "river", "stone", "garden", "engine", "photo", "atlas", "music", "night", "paper",
          "silver", "winter", "bridge", "market", "island", "forest");

  @TempDir Path folder;
  private Engine engine;
  private final Random random = new Random(5);

  @BeforeEach
  void open() {
    engine =
        EngineProvider.named("duckdb")
            .open(new EngineSettings(1L << 29, 2, folder.resolve("spill"), Map.of()));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private String words(int count) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      words.add(WORDS.get(random.nextInt(WORDS.size())));
    }
    return String.join(" ", words);
  }

  private Path file(String name, String header, IntFunction<String> row) throws IOException {
    List<String> lines = new ArrayList<>(List.of(header));
    for (int i = 0; i < 120; i++) {
      lines.add(row.apply(i));
    }
    return Files.write(folder.resolve(name), lines);
  }

  private Proposal.Source propose(Path... files) {
    return new Connect(engine, folder, folder).propose(List.of(files)).sources().get(0);
  }

  private static Mapping mapping(Proposal.Source source) {
    return source.config().orElseThrow(() -> new AssertionError(source.notes())).mapping();
  }

  private static String key(Proposal.Source source) {
    return mapping(source).columns().get(EventField.CUSTOMER).toString();
  }

  @Test
  void products_are_records_with_all_that_is_said_of_them() throws IOException {
    Proposal.Source source =
        propose(
            file(
                "catalogue.csv",
                "id,title,manufacturer,price,created_at",
                i ->
                    "p%d,%s,%s inc,%d.99,2024-01-01 10:00:%02d"
                        .formatted(i * 7, words(4), words(1), random.nextInt(500), i % 60)));

    assertThat(mapping(source).type()).isEqualTo(Mapping.PROFILE);
    assertThat(key(source)).isEqualTo("id");
    assertThat(mapping(source).claims().keySet())
        .containsExactlyInAnyOrder("title", "manufacturer", "price");
  }

  @Test
  void a_code_that_no_two_rows_share_is_the_key_whatever_it_is_called() throws IOException {
    Proposal.Source source =
        propose(
            file(
                "people.csv",
                "record,given_name,family_name,email,postcode",
                i ->
                    "r%d-0,%s,%s,%s%d@example.org,%d"
                        .formatted(i, words(1), words(1), words(1), i % 100, 10_000 + i % 90)));

    assertThat(key(source)).isEqualTo("record");
    assertThat(mapping(source).claims()).containsKey("email");
  }

  @Test
  void books_without_a_key_are_named_by_all_that_is_said_of_them() throws IOException {
    Proposal.Source source =
        propose(
            file(
                "books.csv",
                "Paper Title,authors,venue,year",
                i ->
                    "%s %d,%s; %s,%s,%d"
                        .formatted(words(5), i, words(2), words(2), words(1), 1990 + i % 20)));

    assertThat(key(source))
        .isEqualTo("= concat_ws('|', `Paper Title`, `authors`, `venue`, `year`)");
    assertThat(mapping(source).claims().keySet())
        .containsExactly("paper_title", "authors", "venue", "year");
    assertThat(source.yaml()).contains("rows; those that say the same are one record");
  }

  @Test
  void a_register_of_businesses_has_its_number_as_key_and_no_telephone() throws IOException {
    Proposal.Source source =
        propose(
            file(
                "register.csv",
                "register_no,company_name,legal_form,street,city,phone,website",
                i ->
                    "HRB%d,%s,%s,%s %d,%s,+49 30 %d,www.%s%d.example"
                        .formatted(
                            1000 + i,
                            words(2),
                            i % 3 == 0 ? "GmbH" : "AG",
                            words(1),
                            i,
                            words(1),
                            100000 + random.nextInt(900000),
                            words(1),
                            i)));

    assertThat(key(source)).isEqualTo("register_no");
    assertThat(mapping(source).claims().keySet())
        .contains("company", "legal_form", "street", "city", "phone", "website");
  }

  @Test
  void the_answer_to_who_is_who_and_keys_of_other_lists_are_no_claims() throws IOException {
    Path file =
        file(
            "songs.csv",
            "id,cluster,shop_id,title,artist,isbn",
            i ->
                "%d,%d,%d,%s,%s,%d"
                    .formatted(i + 500, i / 2, i % 9, words(4), words(2), 9780000 + i));

    Proposal.Source source = propose(file);
    assertThat(mapping(source).claims().keySet())
        .containsExactlyInAnyOrder("title", "artist", "isbn");
    assertThat(source.notes().toString()).contains("cluster, shop_id");

    Proposal.Source told =
        new Connect(engine, folder, folder)
            .leavingOut(Set.of("isbn"))
            .propose(List.of(file))
            .sources()
            .get(0);
    assertThat(mapping(told).claims().keySet()).containsExactlyInAnyOrder("title", "artist");
  }

  @Test
  void beside_events_a_list_of_products_is_what_they_are_about() throws IOException {
    Path products =
        file("products.csv", "sku,title,price", i -> "k%d,%s,%d.50".formatted(i, words(4), i));
    Path orders =
        file(
            "orders.csv",
            "order_id,customer_id,order_date,sku,amount",
            i -> "%d,C%d,2024-02-%02d,k%d,%d.50".formatted(i, i % 20, 1 + i % 28, i, i));

    assertThat(propose(products).config()).isPresent();
    assertThat(
            new Connect(engine, folder, folder)
                .propose(List.of(products, orders)).sources().stream()
                    .filter(source -> source.name().equals("products"))
                    .findFirst()
                    .orElseThrow()
                    .config())
        .isEmpty();
    assertThat(
            new Connect(engine, folder, folder)
                .besideEvents()
                .propose(List.of(products))
                .sources()
                .get(0)
                .config())
        .isEmpty();
  }

  @Test
  void two_lists_with_the_same_numbers_are_two_systems_and_parts_of_one_are_one()
      throws IOException {
    IntFunction<String> row = i -> "%d,%s,%s".formatted(i, words(4), words(2));
    Path left = file("left.csv", "id,title,artist", row);
    Path right = file("right.csv", "id,title,artist", row);
    Path january = file("list-01.csv", "id,title,artist", i -> i + ",alike " + i + ",both");
    Path february =
        file("list-02.csv", "id,title,artist", i -> (i + 60) + ",alike " + (i + 60) + ",both");

    assertThat(new Connect(engine, folder, folder).propose(List.of(left, right)).sources())
        .extracting(Proposal.Source::name)
        .containsExactly("left", "right");
    assertThat(new Connect(engine, folder, folder).propose(List.of(january, february)).sources())
        .hasSize(1);
  }

  @Test
  void what_describes_nothing_is_no_list_of_records() throws IOException {
    Path links = file("links.csv", "left_id,right_id", i -> i + "," + (i + 1));
    Path figures = file("figures.csv", "day,sessions,users", i -> i + "," + i * 3 + "," + i * 2);

    assertThat(propose(links).config()).isEmpty();
    assertThat(propose(figures).config()).isEmpty();
  }
}
