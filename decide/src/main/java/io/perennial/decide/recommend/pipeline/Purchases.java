// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend.pipeline;

import io.perennial.decide.recommend.History;
import io.perennial.decide.recommend.Interactions;
import io.perennial.domain.AsOf;
import io.perennial.features.LocalDays;
import io.perennial.features.pipeline.CustomerEvents;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.SqlStep;
import io.perennial.lake.step.StepContext;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What customers of a lake had bought before an instant, as tables of the engine: learned from
 * those of a part of the customers where there are many, and told customer by customer.
 */
final class Purchases implements AutoCloseable {

  private static final SqlStep LINES = SqlStep.of(Purchases.class, "recommend_lines");
  private static final SqlStep ITEMS = SqlStep.of(Purchases.class, "recommend_items");
  private static final SqlStep NAMES = SqlStep.of(Purchases.class, "recommend_names");

  /** The farthest that a log knows of. */
  private static final long FARTHEST = 1_000_000;

  private final Engine engine;
  private final long end;
  private final long lines;
  private final long buyers;
  private final long oneOf;

  private Purchases(Engine engine, long end, long lines, long buyers, long oneOf) {
    this.engine = engine;
    this.end = end;
    this.lines = lines;
    this.buyers = buyers;
    this.oneOf = oneOf;
  }

  /** Those before {@code asOf}, which is exclusive. */
  static Purchases open(StepContext context, RecommendConfig config, AsOf asOf) {
    Engine engine = context.engine();
    long end = new LocalDays(config.zone()).of(asOf.micros() - 1);
    CustomerEvents events = CustomerEvents.open(context.lake(), engine); // the view that is read
    try {
      engine.run(
          LINES,
          Map.of(
              "as_of",
              asOf.micros(),
              "received",
              config.receivedOnly() ? 1 : 0,
              "zone",
              config.zone().normalized().equals(ZoneOffset.UTC) ? "UTC" : config.zone().getId(),
              "from_day",
              Math.max(-FARTHEST, end - config.historyDays() + 1),
              "categories",
              barred(config.exceptCategories()),
              "products",
              barred(config.exceptProducts())));
      engine.run(ITEMS, Map.of("most", config.mostProducts()));
      engine.run(NAMES, Map.of("as_of", asOf.micros()));
    } finally {
      events.close();
    }
    long lines = Goods.number(engine, "SELECT count(*) AS n" + from(1));
    long buyers = Goods.number(engine, "SELECT count(DISTINCT l.customer_id) AS n" + from(1));
    long oneOf = Math.max(1, (lines + config.mostPurchases() - 1) / config.mostPurchases());
    return new Purchases(engine, end, lines, buyers, oneOf);
  }

  private static String barred(List<String> words) {
    return words.stream()
        .map(word -> word.toLowerCase(Locale.ROOT))
        .collect(Collectors.joining("¦", "¦", "¦"));
  }

  private static String from(long oneOf) {
    return " FROM recommend_lines l JOIN recommend_items i ON i.product = l.product"
        + (oneOf > 1 ? " WHERE abs(l.customer_id % " + oneOf + ") = 0" : "");
  }

  /** The day of the instant, or the last before it: the end of what is known. */
  long end() {
    return end;
  }

  /** Days on which a customer bought a product, summed over customers and products. */
  long lines() {
    return lines;
  }

  /** Customers who bought any. */
  long buyers() {
    return buyers;
  }

  /** Of so many customers one is learned from. */
  long oneOf() {
    return oneOf;
  }

  /** What models learn from. */
  Interactions log(int items) {
    int n =
        oneOf == 1
            ? Math.toIntExact(lines)
            : (int) Goods.number(engine, "SELECT count(*) AS n" + from(oneOf));
    int[] customer = new int[n];
    int[] item = new int[n];
    long[] day = new long[n];
    int at = 0;
    int customers = 0;
    long latest = 0;
    try (Batches rows = sorted(oneOf)) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          long id = batch.longs(0)[i];
          customers += at == 0 || id != latest ? 1 : 0;
          latest = id;
          customer[at] = customers - 1;
          item[at] = (int) batch.longs(1)[i];
          day[at++] = batch.longs(2)[i];
        }
      }
    }
    double[] one = new double[n];
    Arrays.fill(one, 1);
    return Interactions.of(customers, items, customer, item, day, one, one, end);
  }

  private Batches sorted(long part) {
    return engine.query(
        "SELECT l.customer_id, i.item, l.day"
            + from(part)
            + " ORDER BY l.customer_id, l.day, i.item");
  }

  /** What is told of a customer. */
  @FunctionalInterface
  interface Told {
    void customer(long customer, History history);
  }

  /** A walk over all customers, in the order of their numbers. */
  final class Walk implements AutoCloseable {

    private final Batches rows = sorted(1);
    private int row;
    private int size;
    private long customer;
    private int[] item = new int[64];
    private long[] day = new long[64];
    private boolean open = rows.next();

    /** Tells of up to {@code most} customers; false when there were none left. */
    boolean next(int most, Told told) {
      int seen = 0;
      while (seen < most && (open || size > 0)) {
        if (!open || (size > 0 && rows.batch().longs(0)[row] != customer)) {
          told.customer(
              customer, History.of(end, Arrays.copyOf(item, size), Arrays.copyOf(day, size)));
          size = 0;
          seen++;
        } else {
          add(rows.batch());
        }
      }
      return seen > 0;
    }

    private void add(Batch batch) {
      if (size == item.length) {
        item = Arrays.copyOf(item, 2 * size);
        day = Arrays.copyOf(day, 2 * size);
      }
      customer = batch.longs(0)[row];
      item[size] = (int) batch.longs(1)[row];
      day[size++] = batch.longs(2)[row];
      if (++row == batch.rows()) {
        row = 0;
        open = rows.next();
      }
    }

    @Override
    public void close() {
      rows.close();
    }
  }

  Walk walk() {
    return new Walk();
  }

  @Override
  public void close() {
    engine.drop(NAMES.writes());
    engine.drop(ITEMS.writes());
    engine.drop(LINES.writes());
  }
}
