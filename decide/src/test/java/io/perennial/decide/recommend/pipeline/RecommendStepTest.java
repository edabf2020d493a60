// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.decide.recommend.Bought;
import io.perennial.decide.recommend.ShelfConfig;
import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.Lake;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.lake.iceberg.IcebergLake;
import io.perennial.lake.step.MadeRows;
import io.perennial.lake.step.StepReport;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.testkit.contract.FilledLake;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecommendStepTest {

  private static final LocalDate END = LocalDate.of(2025, 1, 1);
  private static final RecommendConfig CONFIG = RecommendConfig.defaults(ZoneOffset.UTC);
  private static final RecommendConfig NEW =
      CONFIG.withShelf(ShelfConfig.defaults().withBought(Bought.LEFT_OUT));

  @TempDir Path folder;
  private Lake tables;
  private Engine engine;
  private FilledLake lake;

  @BeforeEach
  void open() {
    tables = IcebergLake.open(folder.resolve("lake"), folder.resolve("state"), Clock.systemUTC());
    engine =
        EngineProvider.named("duckdb")
            .open(new EngineSettings(1L << 29, 2, folder.resolve("spill"), Map.of()));
    lake = new FilledLake(tables, engine);
  }

  @AfterEach
  void close() {
    engine.close();
    tables.close();
  }

  /** Customers of four tastes: nine purchases in ten are of a product whose number ends so. */
  private void shop(int customers) {
    for (int c = 0; c < customers; c++) {
      RandomStream random = RandomSource.seeded(3).stream(c);
      for (int k = 0; k < 16; k++) {
        int product = random.nextInt(60);
        product = random.chance(0.9) ? product / 4 * 4 + c % 4 : product;
        lake.bought("c" + c, "p" + product, END.minusDays(1 + random.nextInt(180)).toString());
      }
    }
  }

  /** Features of one customer, which say as of when all customers are looked at. */
  private void look(LocalDate asOf) {
    Batch row = MadeRows.of(Tables.FEATURES, 1);
    row.setLong(row.index("customer_id"), row.addRow(), 1);
    row.setLong(row.index("as_of"), 0, AsOf.startOf(asOf).micros());
    MadeRows.replace(lake.context(), Tables.FEATURES, row);
  }

  private StepReport recommend(RecommendConfig config, Map<String, Product> products) {
    ProductList list =
        new ProductList() {
          @Override
          public String fingerprint() {
            return products.isEmpty() ? "" : "some";
          }

          @Override
          public Map<String, Product> read(Engine engine) {
            return products;
          }
        };
    return lake.run(new RecommendStep(config, list));
  }

  private List<String> rows(TableSpec table, String columns) {
    return lake.rows(table, "SELECT " + columns + " AS x FROM " + table.name() + " ORDER BY 1");
  }

  private List<String> all() {
    return lake.rows(
        Tables.RECOMMENDATIONS,
        "SELECT customer_id, as_of, place, product_id, kind, score, due_on, reason"
            + " FROM recommendations ORDER BY customer_id, place");
  }

  private List<String> figures() {
    return lake.rows(
        Tables.RECOMMENDATION_QUALITY,
        "SELECT model, measure, figure, figure_lower, figure_upper, learned_until, judged_until"
            + " FROM recommendation_quality ORDER BY model, measure");
  }

  private List<String> together() {
    return lake.rows(
        Tables.ITEM_NEIGHBOURS,
        "SELECT product_id, kind, place, neighbour_id, together, share, lift, days"
            + " FROM item_neighbours ORDER BY product_id, kind, place");
  }

  @Test
  void recommends_what_fits_a_taste_and_says_how_much_better_that_is_than_what_is_popular() {
    shop(120);
    look(END);

    StepReport report = recommend(NEW, Map.of());

    assertThat(report.message())
        .startsWith("120 of 120 customers with products are recommended some of 60 as of")
        .endsWith("better than popularity");
    List<String> taste =
        lake.rows(
            Tables.RECOMMENDATIONS,
            "SELECT customer_id, CAST(substr(product_id, 2) AS INTEGER) % 4 AS taste, reason"
                + " FROM recommendations WHERE place <= 3");
    Map<String, Integer> own =
        IntStream.range(0, 120)
            .boxed()
            .collect(
                Collectors.toMap(
                    c -> Long.toString(FilledLake.record("c" + c).value()), c -> c % 4));
    long fitting =
        taste.stream()
            .map(row -> row.split("[|]", -1))
            .filter(cells -> own.get(cells[0]).toString().equals(cells[1]))
            .count();
    assertThat((double) fitting / taste.size())
        .as("of the own taste; by chance .25")
        .isGreaterThan(0.8);
    assertThat(taste).allMatch(row -> row.contains("often bought after p"));
    assertThat(figures())
        .anyMatch(row -> row.startsWith("blend|ndcg_above_popularity|0."))
        .allMatch(row -> row.endsWith("|2024-12-03|2024-12-31"));
    assertThat(
            lake.rows(
                Tables.ITEM_NEIGHBOURS,
                "SELECT kind, CAST(substr(product_id, 2) AS INTEGER) % 4 ="
                    + " CAST(substr(neighbour_id, 2) AS INTEGER) % 4 AS same, count(*) > 50 AS many"
                    + " FROM item_neighbours WHERE place = 1 AND lift > 1 GROUP BY ALL"))
        .contains("after|1|1");
  }

  @Test
  void sees_nothing_of_the_instant_or_later_and_says_the_same_on_any_threads() throws Exception {
    shop(60);
    look(END);
    recommend(CONFIG, Map.of());
    List<String> before = all();
    List<String> judged = figures();
    List<String> neighbours = together();

    for (int c = 0; c < 60; c++) {
      lake.bought("c" + c, "p1", END + "T00:00:00Z").bought("c" + c, "new", END.plusDays(3) + "");
    }
    ForkJoinPool one = new ForkJoinPool(1);
    try {
      one.submit(() -> recommend(CONFIG, Map.of())).get();
    } finally {
      one.shutdown();
    }

    assertThat(before).hasSize(600).anyMatch(row -> row.contains("|again|"));
    assertThat(all()).isEqualTo(before);
    assertThat(figures()).isNotEmpty().isEqualTo(judged);
    assertThat(together()).isNotEmpty().isEqualTo(neighbours);
  }

  @Test
  void keeps_to_what_is_in_stock_and_what_was_recommended_before_for_a_while() {
    shop(30);
    Product gone = new Product(Optional.empty(), OptionalDouble.of(0), OptionalDouble.empty());
    Product lamp = new Product(Optional.of("lamp"), OptionalDouble.of(7), OptionalDouble.empty());
    String instants = "DISTINCT as_of";
    look(END.minusDays(100));
    recommend(CONFIG, Map.of());
    look(END.minusDays(80));
    recommend(CONFIG, Map.of());
    assertThat(rows(Tables.RECOMMENDATIONS, instants)).hasSize(2);
    assertThat(rows(Tables.RECOMMENDATIONS, "DISTINCT product_id")).contains("p4", "p8");
    StepReport again = recommend(NEW, Map.of("p4", gone, "p8", lamp));
    assertThat(again.message()).contains(" products are not in recommend.products");
    assertThat(rows(Tables.RECOMMENDATIONS, instants)).hasSize(2);
    assertThat(
            lake.rows(
                Tables.RECOMMENDATIONS,
                "SELECT DISTINCT product_id, product_name FROM recommendations WHERE product_id IN"
                    + " ('p4', 'p8') AND as_of = (SELECT max(as_of) FROM recommendations)"))
        .containsExactly("p8|lamp");

    look(END);
    recommend(CONFIG, Map.of());

    assertThat(rows(Tables.RECOMMENDATIONS, instants))
        .containsExactly(END.minusDays(80) + "T00:00:00Z", END + "T00:00:00Z");
    assertThat(rows(Tables.RECOMMENDATIONS, "count(*)")).containsExactly("600");
  }

  @Test
  void says_so_where_there_is_nothing_to_recommend() {
    assertThat(recommend(CONFIG, Map.of()).message())
        .isEqualTo("Nothing is recommended: no features");
    lake.order("c1", "2024-12-01", 10);
    look(END);
    assertThat(recommend(CONFIG, Map.of()).message())
        .contains("no order before 2025-01-01T00:00:00Z names a product");
    lake.bought("c1", "p1", "2024-12-02").bought("c2", "p2", "2024-12-02");
    assertThat(recommend(CONFIG, Map.of()).message())
        .contains("2 customers and 2 products are too few to learn from");
  }
}
