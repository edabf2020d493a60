// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import io.perennial.math.parallel.Chunks;
import java.util.Arrays;

/**
 * Which item is bought after which, on a later day: whatever follows a purchase of the leader
 * before the leader is bought again counts, the less the longer it took and the longer ago it was.
 * Time is that of all pairs of rows within four half-lives of each other; memory 12 bytes a row and
 * a few rows of items for each thread.
 */
public final class SequenceTrainer implements RecommenderTrainer {

  private static final int TILE = 16;
  private static final int HALF_LIVES = 4;

  private final SequenceConfig config;

  public SequenceTrainer(SequenceConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "bought after";
  }

  @Override
  public Followers train(Interactions log) {
    int items = log.items();
    RowsByItem rows = new RowsByItem(log);
    int[] buyers = rows.buyers();
    double[] weight = popularityWeight(log.customers(), buyers);
    int[][] follower = new int[items][];
    float[][] score = new float[items][];
    float[][] share = new float[items][];
    float[][] days = new float[items][];
    Decay gaps = new Decay(config.gapHalfLifeDays());
    Decay trend = new Decay(config.trendHalfLifeDays());
    Chunks.forEach(
        items,
        TILE,
        (from, to) -> {
          Counts counts = new Counts(items);
          Best best = new Best(Math.min(config.neighbours(), Math.max(1, items)));
          for (int a = from; a < to; a++) {
            double all = config.shrinkage();
            for (int k = rows.start[a]; k < rows.start[a + 1]; k++) {
              int row = rows.row[k];
              all += trend.at(log.end() - log.day(row));
              follow(log, row, rows.customer[k], counts, gaps, trend);
            }
            best.clear();
            for (int k = 0; k < counts.size; k++) {
              int b = counts.touched[k];
              best.offer(counts.weight[b] / all * weight[b], b, b);
            }
            follower[a] = best.items();
            score[a] = best.scores();
            share[a] = new float[best.size()];
            days[a] = new float[best.size()];
            for (int k = 0; k < best.size(); k++) {
              int b = best.item(k);
              share[a][k] = (float) counts.customers[b] / buyers[a];
              days[a][k] = (float) (counts.gaps[b] / counts.times[b]);
            }
            counts.clear();
          }
        });
    return new Followers(config, follower, score, share, days);
  }

  /** Counts what the customer bought after {@code leader}, a row, until they bought that again. */
  private void follow(
      Interactions log, int leader, int customer, Counts counts, Decay gaps, Decay trend) {
    long day = log.day(leader);
    long until = (long) Math.min(Integer.MAX_VALUE, HALF_LIVES * config.gapHalfLifeDays()) + day;
    int end = Math.min(log.start(customer + 1), leader + Math.min(config.mostRows(), log.rows()));
    long again = Long.MAX_VALUE;
    for (int row = leader + 1; row < end; row++) {
      long then = log.day(row);
      if (then > until || then > again) {
        return;
      }
      if (then > day) {
        int item = log.item(row);
        again = item == log.item(leader) ? then : again;
        counts.add(customer, item, gaps.at(then - day) * trend.at(log.end() - then), then - day);
      }
    }
  }

  /** 1 / share of customers, to the power asked for. */
  private double[] popularityWeight(int customers, int[] buyers) {
    return Arrays.stream(buyers)
        .mapToDouble(
            n -> n == 0 ? 0 : StrictMath.pow((double) customers / n, config.popularityPower()))
        .toArray();
  }

  /** The rows of every item, by customer and day. */
  private static final class RowsByItem {

    private final int[] start;
    private final int[] row;
    private final int[] customer;

    RowsByItem(Interactions log) {
      start = new int[log.items() + 1];
      row = new int[log.rows()];
      customer = new int[log.rows()];
      for (int r = 0; r < log.rows(); r++) {
        start[log.item(r) + 1]++;
      }
      for (int item = 0; item < log.items(); item++) {
        start[item + 1] += start[item];
      }
      int[] next = start.clone();
      for (int c = 0; c < log.customers(); c++) {
        for (int r = log.start(c); r < log.start(c + 1); r++) {
          int at = next[log.item(r)]++;
          row[at] = r;
          customer[at] = c;
        }
      }
    }

    /** Customers who bought each item. */
    int[] buyers() {
      int[] buyers = new int[start.length - 1];
      for (int item = 0; item < buyers.length; item++) {
        for (int k = start[item]; k < start[item + 1]; k++) {
          buyers[item] += k == start[item] || customer[k] != customer[k - 1] ? 1 : 0;
        }
      }
      return buyers;
    }
  }

  /** What followed one leader, by item. For one thread. */
  private static final class Counts {

    private final double[] weight;
    private final double[] gaps;
    private final int[] times;
    private final int[] customers;
    private final int[] latest;
    private final int[] touched;
    private int size;

    Counts(int items) {
      weight = new double[items];
      gaps = new double[items];
      times = new int[items];
      customers = new int[items];
      latest = new int[items];
      touched = new int[items];
      Arrays.fill(latest, -1);
    }

    void add(int customer, int item, double amount, long gap) {
      if (times[item]++ == 0) {
        touched[size++] = item;
      }
      weight[item] += amount;
      gaps[item] += gap;
      if (latest[item] != customer) {
        latest[item] = customer;
        customers[item]++;
      }
    }

    void clear() {
      for (int k = 0; k < size; k++) {
        int item = touched[k];
        weight[item] = 0;
        gaps[item] = 0;
        times[item] = 0;
        customers[item] = 0;
        latest[item] = -1;
      }
      size = 0;
    }
  }
}
