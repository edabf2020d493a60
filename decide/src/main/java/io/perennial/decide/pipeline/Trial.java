// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import io.perennial.decide.action.Action;
import io.perennial.decide.uplift.Experiment;
import io.perennial.domain.FeatureMatrix;
import io.perennial.domain.StableHash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The experiment that the log holds of one action: customers who were given it by chance, or
 * nothing, with what was known of them. Of more than {@value #MOST} a sample by hash is kept, the
 * same in whatever order they come. Mutable.
 */
final class Trial {

  static final int MOST = 20_000;

  /** A customer. A class, for its array. */
  private static final class Row {
    private final long customer;
    private final long lot;
    private final boolean addressed;
    private final double chance;
    private final double weight;
    private final double spend;
    private final double discount;
    private final double[] known;

    Row(
        Followed followed,
        boolean addressed,
        double chance,
        double weight,
        double discount,
        double[] known) {
      this.customer = followed.customer();
      this.lot = StableHash.of("trial/" + customer);
      this.addressed = addressed;
      this.chance = chance;
      this.weight = weight;
      this.spend = followed.spend();
      this.discount = discount;
      this.known = known;
    }

    long lot() {
      return lot;
    }

    long customer() {
      return customer;
    }
  }

  private final String action;
  private final List<String> names;
  private final PriorityQueue<Row> rows =
      new PriorityQueue<>(Comparator.comparingLong(Row::lot).reversed());

  /**
   * @param names of what is known
   */
  Trial(String action, List<String> names) {
    this.action = action;
    this.names = names;
  }

  /**
   * Adds a customer; one of whom nothing was logged says nothing.
   *
   * @param own probability of the action, {@code nothing} that of nothing, both above 0
   */
  void add(Followed followed, double own, double nothing) {
    if (followed.known().isEmpty()) {
      return;
    }
    boolean addressed = followed.action().equals(action);
    double pair = own + nothing;
    rows.add(
        new Row(
            followed,
            addressed,
            own / pair,
            1 / pair,
            addressed ? followed.discount() : 0,
            Covariates.read(followed.known(), names)));
    if (rows.size() > MOST) {
      rows.remove();
    }
  }

  int size() {
    return rows.size();
  }

  /** How many were addressed, where {@code addressed}, or were not. */
  long count(boolean addressed) {
    return rows.stream().filter(row -> row.addressed == addressed).count();
  }

  private List<Row> sorted() {
    List<Row> sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparingLong(Row::lot).thenComparingLong(Row::customer));
    return sorted;
  }

  /** How many customers each stands for, in the order of {@link #experiment}. */
  double[] weights() {
    return sorted().stream().mapToDouble(row -> row.weight).toArray();
  }

  boolean hasDiscounts() {
    return rows.stream().anyMatch(row -> row.discount > 0);
  }

  /**
   * As learners read it: what came is margin of what was bought.
   *
   * @param margin of a unit of spend
   * @param lessDiscount whether what was given away is taken from it
   * @param cost of a contact
   */
  Experiment experiment(double margin, boolean lessDiscount, double cost) {
    List<Row> all = sorted();
    int n = all.size();
    long[] ids = new long[n];
    int[] arm = new int[n];
    double[] outcome = new double[n];
    double[][] chances = new double[n][];
    double[][] columns = new double[names.size()][n];
    for (int i = 0; i < n; i++) {
      Row row = all.get(i);
      ids[i] = row.customer;
      arm[i] = row.addressed ? 1 : 0;
      outcome[i] = (margin - (lessDiscount ? row.discount : 0)) * row.spend;
      chances[i] = new double[] {1 - row.chance, row.chance};
      for (int k = 0; k < columns.length; k++) {
        columns[k][i] = row.known[k];
      }
    }
    return Experiment.of(
            new FeatureMatrix(ids, names, columns), List.of(Action.NOTHING, action), arm, outcome)
        .withPropensities(chances)
        .withCosts(0, cost);
  }
}
