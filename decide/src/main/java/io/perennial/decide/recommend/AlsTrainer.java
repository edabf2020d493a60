// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import io.perennial.math.distribution.Normal;
import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;

/**
 * A few numbers for every customer and item whose product says whether they go together: weighted
 * least squares of what was bought and what was not, one side at a time. Source: Hu, Koren and
 * Volinsky, "Collaborative filtering for implicit feedback datasets" (ICDM 2008), each side by
 * three steps of conjugate gradients as in Takács, Pilászy and Tikk (RecSys 2011). A round takes
 * O(purchases times factors); memory is 8 bytes a factor.
 */
public final class AlsTrainer implements RecommenderTrainer {

  private static final int STEPS = 3;
  private static final int TILE = 64;

  private final AlsConfig config;

  public AlsTrainer(AlsConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "ALS";
  }

  @Override
  public Recommender train(Interactions log) {
    Decay decay = new Decay(config.halfLifeDays());
    SparseRows byCustomer =
        SparseRows.of(log, Integer.MAX_VALUE, (history, place) -> decay.at(history.age(place)));
    SparseRows byItem = byCustomer.transposed();
    RandomSource random = RandomSource.seeded(config.seed()).derive("factors");
    double[][] customers = start(byCustomer.rows(), random.derive("customers"));
    double[][] items = start(byItem.rows(), random.derive("items"));
    for (int round = 0; round < config.rounds(); round++) {
      solve(byCustomer, customers, items);
      solve(byItem, items, customers);
    }
    return new Factors(config, decay, items, new FactorSolver(config, items));
  }

  private double[][] start(int rows, RandomSource random) {
    double[][] factors = new double[rows][config.factors()];
    for (int row = 0; row < rows; row++) {
      RandomStream stream = random.stream(row);
      for (int f = 0; f < config.factors(); f++) {
        factors[row][f] = 0.01 * Normal.standard(stream);
      }
    }
    return factors;
  }

  private void solve(SparseRows rows, double[][] factors, double[][] others) {
    FactorSolver solver = new FactorSolver(config, others);
    Chunks.forEach(
        rows.rows(),
        TILE,
        (from, to) -> {
          for (int row = from; row < to; row++) {
            solver.improve(
                factors[row], STEPS, rows.column, rows.value, rows.start[row], rows.start[row + 1]);
          }
        });
  }
}
