// SPDX-License-Identifier: Apache-2.0
package io.perennial.value;

import io.perennial.math.distribution.Beta;
import io.perennial.math.distribution.Gamma;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Customers with known rates: their histories up to T, and what they bought in the weeks after. The
 * simulation walks from purchase to purchase, and shares no code with the models.
 */
public record SimulatedBase(List<PurchaseHistory> histories, List<Integer> future) {

  /** One customer's buying: lambda, and the age at which he leaves, or the chance to leave. */
  private interface Life {
    boolean leavesAfter(int purchase, double age, double nextAge);
  }

  /**
   * Pareto/NBD customers.
   *
   * @param leaving draws mu of a customer
   */
  public static SimulatedBase paretoNbd(
      int customers, double r, double alpha, ToDoubleFunction<RandomStream> leaving, long seed) {
    return ofRates(customers, random -> Gamma.standard(random, r) / alpha, leaving, seed);
  }

  /**
   * Customers who buy and leave at rates of any distribution.
   *
   * @param buying draws lambda of a customer
   * @param leaving draws mu of a customer
   */
  public static SimulatedBase ofRates(
      int customers,
      ToDoubleFunction<RandomStream> buying,
      ToDoubleFunction<RandomStream> leaving,
      long seed) {
    return simulate(
        customers,
        seed,
        52,
        (random, age) -> {
          double rate = buying.applyAsDouble(random);
          double death = -StrictMath.log(random.nextOpenDouble()) / leaving.applyAsDouble(random);
          return walk(random, rate, 1, age, (purchase, now, next) -> next > death);
        });
  }

  /** Pareto/NBD customers whose leaving rates are Gamma(s, beta). */
  public static SimulatedBase paretoNbd(
      int customers, double r, double alpha, double s, double beta, long seed) {
    return paretoNbd(customers, r, alpha, random -> Gamma.standard(random, s) / beta, seed);
  }

  /** Beta-geometric customers with Erlang-k intervals; with {@code first}, MBG. */
  public static SimulatedBase betaGeometric(
      int customers, int k, boolean first, double r, double alpha, double a, double b, long seed) {
    return simulate(
        customers,
        seed,
        52,
        (random, age) -> {
          double rate = Gamma.standard(random, r) / alpha;
          double leave = new Beta(a, b).sample(random);
          return walk(
              random,
              rate,
              k,
              age,
              (purchase, now, next) -> (first || purchase > 0) && random.chance(leave));
        });
  }

  private interface Customer {
    List<Double> purchases(RandomStream random, double until);
  }

  private static SimulatedBase simulate(int customers, long seed, double ahead, Customer customer) {
    RandomSource source = RandomSource.seeded(seed).derive("base");
    List<PurchaseHistory> histories = new ArrayList<>();
    List<Integer> future = new ArrayList<>();
    for (int i = 0; i < customers; i++) {
      RandomStream random = source.stream(i);
      double age = 20 + 80 * random.nextDouble();
      List<Double> times = customer.purchases(random, age + ahead);
      int repeats = (int) times.stream().filter(t -> t <= age).count();
      double recency = repeats == 0 ? 0 : times.get(repeats - 1);
      histories.add(new PurchaseHistory(repeats, recency, age));
      future.add(times.size() - repeats);
    }
    return new SimulatedBase(histories, future);
  }

  private static List<Double> walk(
      RandomStream random, double rate, int k, double until, Life life) {
    List<Double> times = new ArrayList<>();
    double now = 0;
    while (true) {
      double next = now + Gamma.standard(random, k) / rate;
      if (life.leavesAfter(times.size(), now, next) || next > until) {
        return times;
      }
      times.add(next);
      now = next;
    }
  }

  public GroupedHistories grouped() {
    return GroupedHistories.of(histories);
  }

  public double[] actual() {
    return future.stream().mapToDouble(Integer::doubleValue).toArray();
  }
}
