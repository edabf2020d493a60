// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.distribution.Normal;
import io.perennial.math.distribution.Poisson;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.function.IntToDoubleFunction;

/** Sales of products whose elasticities are known: season, promotions, zeros, more than Poisson. */
final class SimulatedShop {

  final double[] elasticity;
  final Sales sales;

  private SimulatedShop(double[] elasticity, Sales sales) {
    this.elasticity = elasticity;
    this.sales = sales;
  }

  /**
   * Prices wander by 10 %, now and then; promotions lower them by a sixth and draw of themselves.
   */
  static SimulatedShop of(int products, int periods, Cadence cadence, long seed) {
    RandomStream random = RandomSource.seeded(seed).stream(0);
    double[] common = new double[periods];
    for (int t = 0; t < periods; t++) {
      common[t] =
          0.4 * Math.sin(2 * Math.PI * t / cadence.perYear()) + 0.1 * Normal.standard(random);
    }
    int n = products * periods;
    String[] names = new String[n];
    int[] period = new int[n];
    double[] price = new double[n];
    double[] units = new double[n];
    double[] promotion = new double[n];
    double[] elasticity = new double[products];
    for (int p = 0; p < products; p++) {
      elasticity[p] = -2 + 0.8 * Normal.standard(random);
      double base = Math.log(5 + 200 * random.nextDouble() * random.nextDouble());
      double usual = 2 + 10 * random.nextDouble();
      double moved = 0;
      for (int t = 0; t < periods; t++) {
        int i = p * periods + t;
        moved = random.chance(0.15) ? 0.1 * Normal.standard(random) : moved;
        promotion[i] = random.chance(0.1) ? 1 : 0;
        double log = moved - 0.15 * promotion[i] + 0.1 * common[t];
        double mean =
            Math.exp(base + common[t] + elasticity[p] * log + 0.3 * promotion[i])
                * Gamma.standard(random, 8)
                / 8;
        names[i] = "p" + (1000 + p);
        period[i] = t;
        price[i] = usual * Math.exp(log);
        units[i] = new Poisson(Math.max(1e-9, mean)).sample(random);
      }
    }
    return new SimulatedShop(
        elasticity, Sales.of(cadence, names, period, price, units).withPromotion(promotion));
  }

  /** Weeks of one product. */
  static Sales one(int weeks, IntToDoubleFunction price, IntToDoubleFunction units) {
    String[] names = new String[weeks];
    int[] period = new int[weeks];
    double[] prices = new double[weeks];
    double[] sold = new double[weeks];
    for (int t = 0; t < weeks; t++) {
      names[t] = "tea";
      period[t] = t;
      prices[t] = price.applyAsDouble(t);
      sold[t] = units.applyAsDouble(t);
    }
    return Sales.of(Cadence.WEEK, names, period, prices, sold);
  }
}
