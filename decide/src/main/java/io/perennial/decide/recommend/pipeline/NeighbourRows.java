// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend.pipeline;

import io.perennial.decide.recommend.Followers;
import io.perennial.decide.recommend.Interactions;
import io.perennial.decide.recommend.Neighbours;
import io.perennial.decide.recommend.NeighboursConfig;
import io.perennial.decide.recommend.NeighboursTrainer;
import io.perennial.decide.recommend.Similarity;
import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Tables;
import io.perennial.lake.step.MadeRows;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Which products are bought on the same day by the same customer, and which some time after
 * another, as rows: of each product the ten that tell most, with at least three cases.
 */
final class NeighbourRows {

  private static final int MOST = 10;
  private static final int LEAST_CASES = 3;

  /** Of a day on which more was bought only so many are paired: it is a stock, not a basket. */
  private static final int MOST_OF_DAY = 200;

  private final Goods goods;
  private final AsOf asOf;
  private final String run;
  private final Batch rows = MadeRows.of(Tables.ITEM_NEIGHBOURS, 1024);

  NeighbourRows(Goods goods, AsOf asOf, String run) {
    this.goods = goods;
    this.asOf = asOf;
    this.run = run;
  }

  /** All of them. */
  Batch of(Interactions log, Followers after) {
    Interactions days = byDay(log);
    Neighbours with =
        new NeighboursTrainer(
                NeighboursConfig.defaults()
                    .withSimilarity(Similarity.COSINE)
                    .withNeighbours(MOST)
                    .withMostItems(MOST_OF_DAY))
            .train(days);
    int[] daysOf = customers(days);
    int[] buyersOf = customers(log);
    for (int item = 0; item < goods.size(); item++) {
      int place = 0;
      for (int k = 0; k < with.size(item); k++) {
        int other = with.neighbour(item, k);
        int together = with.together(item, k);
        if (together >= LEAST_CASES) {
          double share = (double) together / daysOf[item];
          write(item, "with", ++place, other, together, share, daysOf[other], days.customers());
        }
      }
      int[] followers = telling(after, item, buyersOf, log.customers());
      for (int k = 0; k < followers.length; k++) {
        int at = followers[k];
        int other = after.follower(item, at);
        double share = after.share(item, at);
        long together = Math.round(share * buyersOf[item]);
        int row =
            write(item, "after", k + 1, other, together, share, buyersOf[other], log.customers());
        rows.setDouble(rows.index("days"), row, after.days(item, at));
      }
    }
    return rows;
  }

  /**
   * The places of the followers of {@code item} that are told: those with the largest share times
   * log lift, which is what knowing of {@code item} says of them; none that others buy as often.
   */
  private static int[] telling(Followers after, int item, int[] buyersOf, int customers) {
    double[] tells = new double[after.size(item)];
    for (int k = 0; k < tells.length; k++) {
      int other = after.follower(item, k);
      double share = after.share(item, k);
      double lift = share * customers / buyersOf[other];
      boolean told = other != item && Math.round(share * buyersOf[item]) >= LEAST_CASES && lift > 1;
      tells[k] = told ? share * StrictMath.log(lift) : 0;
    }
    return IntStream.range(0, tells.length)
        .filter(k -> tells[k] > 0)
        .boxed()
        .sorted(Comparator.<Integer>comparingDouble(k -> -tells[k]).thenComparing(k -> k))
        .limit(MOST)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private int write(
      int item, String kind, int place, int other, long together, double share, int of, int all) {
    int at = rows.addRow();
    rows.setLong(rows.index("as_of"), at, asOf.micros());
    rows.setText(rows.index("product_id"), at, goods.id(item));
    rows.setText(rows.index("kind"), at, kind);
    rows.setLong(rows.index("place"), at, place);
    rows.setText(rows.index("neighbour_id"), at, goods.id(other));
    if (!goods.name(item).isEmpty()) {
      rows.setText(rows.index("product_name"), at, goods.name(item));
    }
    if (!goods.name(other).isEmpty()) {
      rows.setText(rows.index("neighbour_name"), at, goods.name(other));
    }
    rows.setLong(rows.index("together"), at, together);
    rows.setDouble(rows.index("share"), at, share);
    rows.setDouble(rows.index("lift"), at, share * all / of);
    rows.setText(rows.index("run_id"), at, run);
    return at;
  }

  /** The same purchases, as if each day of a customer were a customer. */
  private static Interactions byDay(Interactions log) {
    int[] customer = new int[log.rows()];
    int[] item = new int[log.rows()];
    long[] day = new long[log.rows()];
    int days = 0;
    for (int c = 0; c < log.customers(); c++) {
      for (int row = log.start(c); row < log.start(c + 1); row++) {
        days += row == log.start(c) || log.day(row) != log.day(row - 1) ? 1 : 0;
        customer[row] = days - 1;
        item[row] = log.item(row);
        day[row] = log.day(row);
      }
    }
    double[] one = new double[log.rows()];
    Arrays.fill(one, 1);
    return Interactions.of(days, log.items(), customer, item, day, one, one, log.end());
  }

  /** How many customers bought each item. */
  private static int[] customers(Interactions log) {
    int[] customers = new int[log.items()];
    int[] latest = new int[log.items()];
    for (int c = 0; c < log.customers(); c++) {
      for (int row = log.start(c); row < log.start(c + 1); row++) {
        if (latest[log.item(row)] != c + 1) {
          latest[log.item(row)] = c + 1;
          customers[log.item(row)]++;
        }
      }
    }
    return customers;
  }
}
