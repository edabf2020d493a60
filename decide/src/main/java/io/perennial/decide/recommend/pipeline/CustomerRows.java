// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend.pipeline;

import io.perennial.decide.recommend.History;
import io.perennial.decide.recommend.Recommendation;
import io.perennial.lake.Batch;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import io.perennial.lake.step.Progress;
import io.perennial.math.parallel.Chunks;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * What customers are recommended, as rows: so many customers at a time, on all threads, in the
 * order of their numbers. For one walk.
 */
final class CustomerRows implements Iterator<Batch> {

  private static final int CUSTOMERS = 4_096;
  private static final int TILE = 16;

  static final List<Field> FIELDS =
      List.of(
          new Field("customer_id", ColumnType.LONG),
          new Field("place", ColumnType.LONG),
          new Field("product_id", ColumnType.STRING),
          new Field("product_name", ColumnType.STRING),
          new Field("kind", ColumnType.STRING),
          new Field("score", ColumnType.DOUBLE),
          new Field("due_on", ColumnType.STRING),
          new Field("reason", ColumnType.STRING));

  private final Purchases.Walk walk;
  private final Models models;
  private final Goods goods;
  private final long since;
  private final Progress progress;
  private final List<Long> customers = new ArrayList<>();
  private final List<History> histories = new ArrayList<>();
  private long addressed;
  private boolean more;

  /**
   * @param since who bought nothing since this day gets nothing
   */
  CustomerRows(Purchases.Walk walk, Models models, Goods goods, long since, Progress progress) {
    this.walk = walk;
    this.models = models;
    this.goods = goods;
    this.since = since;
    this.progress = progress;
    more = read();
  }

  /** Customers with a recommendation, so far. */
  long addressed() {
    return addressed;
  }

  private boolean read() {
    customers.clear();
    histories.clear();
    return walk.next(
        CUSTOMERS,
        (customer, history) -> {
          customers.add(customer);
          histories.add(history);
        });
  }

  @Override
  public boolean hasNext() {
    return more;
  }

  @Override
  public Batch next() {
    if (!more) {
      throw new NoSuchElementException();
    }
    List<List<Recommendation>> lists = new ArrayList<>();
    for (int k = 0; k < customers.size(); k++) {
      lists.add(List.of());
    }
    Chunks.forEach(
        customers.size(),
        TILE,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            if (lastDay(histories.get(k)) >= since) {
              lists.set(k, models.shelf().recommend(histories.get(k)));
            }
          }
        });
    Batch batch = new Batch(FIELDS, models.shelf().config().size() * customers.size());
    for (int k = 0; k < customers.size(); k++) {
      addressed += lists.get(k).isEmpty() ? 0 : 1;
      for (int place = 0; place < lists.get(k).size(); place++) {
        write(batch, customers.get(k), histories.get(k), place, lists.get(k).get(place));
      }
    }
    progress.advance(customers.size());
    more = read();
    return batch;
  }

  private static long lastDay(History history) {
    long last = Long.MIN_VALUE;
    for (int place = 0; place < history.size(); place++) {
      last = Math.max(last, history.lastDay(place));
    }
    return last;
  }

  private void write(Batch batch, long customer, History history, int place, Recommendation one) {
    int at = batch.addRow();
    int item = one.item();
    batch.setLong(0, at, customer);
    batch.setLong(1, at, place + 1);
    batch.setText(2, at, goods.id(item));
    if (!goods.name(item).isEmpty()) {
      batch.setText(3, at, goods.name(item));
    }
    batch.setText(4, at, history.bought(item) ? "again" : "new");
    batch.setDouble(5, at, one.score());
    models
        .dueOn(history, item)
        .ifPresent(day -> batch.setText(6, at, LocalDate.ofEpochDay(day).toString()));
    batch.setText(7, at, one.reason().words(goods::words));
  }
}
