// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import io.perennial.decide.action.Prior;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import java.util.Arrays;
import java.util.List;

/** Customers in columns, by ascending id: which conditions hold of each, and what each is worth. */
final class Known {

  private static final double DAYS_PER_WEEK = 7;

  private int size;
  private long[] customers = new long[1024];
  private long[][] bits;
  private final double[][] worth = new double[4][1024];
  private final Covariates covariates;
  private final int windowDays;

  private Known(int chunks, List<String> covariates, int windowDays) {
    bits = new long[chunks][1024];
    this.covariates = new Covariates(covariates);
    this.windowDays = windowDays;
  }

  static Known read(CustomerView view, int windowDays) {
    Known known = new Known(view.chunks(), view.covariates(), windowDays);
    try (Batches rows = view.customers()) {
      while (rows.next()) {
        known.add(rows.batch());
      }
    }
    return known;
  }

  private void add(Batch batch) {
    int rows = batch.rows();
    if (size + rows > customers.length) {
      int room = Math.max(size + rows, (int) Math.min(2L * size, Integer.MAX_VALUE - 8));
      customers = Arrays.copyOf(customers, room);
      for (int s = 0; s < bits.length; s++) {
        bits[s] = Arrays.copyOf(bits[s], room);
      }
      for (int k = 0; k < worth.length; k++) {
        worth[k] = Arrays.copyOf(worth[k], room);
      }
      covariates.ensure(room);
    }
    System.arraycopy(batch.longs(0), 0, customers, size, rows);
    for (int s = 0; s < bits.length; s++) {
      System.arraycopy(batch.longs(1 + s), 0, bits[s], size, rows);
    }
    int first = 1 + bits.length;
    for (int i = 0; i < rows; i++) {
      double purchase = value(batch, first, i);
      worth[0][size + i] = Double.isNaN(purchase) ? value(batch, first + 1, i) : purchase;
      double near = ofWindow(value(batch, first + 2, i), value(batch, first + 3, i));
      double later = worth[0][size + i] * value(batch, first + 6, i);
      worth[1][size + i] = Double.isNaN(near) ? ofWindow(later, value(batch, first + 7, i)) : near;
      worth[2][size + i] = value(batch, first + 4, i);
      worth[3][size + i] = value(batch, first + 5, i);
      for (int k = 0; k < covariates.width(); k++) {
        covariates.set(size + i, k, value(batch, first + CustomerView.WORTH.size() + k, i));
      }
    }
    size += rows;
  }

  /** A forecast of so many weeks for the window, in proportion. */
  private double ofWindow(double forecast, double weeks) {
    return weeks > 0 ? forecast * Math.min(1, windowDays / (DAYS_PER_WEEK * weeks)) : Double.NaN;
  }

  private static double value(Batch batch, int column, int row) {
    return batch.isNull(column, row) ? Double.NaN : batch.doubles(column)[row];
  }

  int size() {
    return size;
  }

  long customer(int i) {
    return customers[i];
  }

  /** The row of a customer; negative where there is none. */
  int row(long customer) {
    return Arrays.binarySearch(customers, 0, size, customer);
  }

  /** Whether the condition of an action holds. */
  boolean holds(int i, int action) {
    int chunk = action / io.perennial.segment.rule.Scheme.MOST_RULES;
    int bit = action % io.perennial.segment.rule.Scheme.MOST_RULES;
    return (bits[chunk][i] >> bit & 1) != 0;
  }

  /** What effects may differ by. */
  Covariates covariates() {
    return covariates;
  }

  Prior.Worth worth(int i) {
    return new Prior.Worth(worth[0][i], worth[1][i], worth[2][i], worth[3][i]);
  }
}
