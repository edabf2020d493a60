// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.simulate;

import io.perennial.domain.Channel;
import io.perennial.domain.EventType;
import io.perennial.math.distribution.Exponential;
import io.perennial.math.distribution.Gamma;
import io.perennial.math.distribution.Poisson;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Lives through customers, one after the other. Each is a pure function of (configuration, number);
 * every kind of chance has a source of its own, so that asking for page views, say, leaves all
 * purchases as they were. Holds scratch space: for one thread at a time.
 */
final class Customers {

  private static final double MEAN_DAYS_TO_RETURN = 10;
  private static final double FAITHFUL_TO_CHANNEL = 0.8;
  private static final long MOST_CENTS = 10_000_000_000_000L;
  private static final int[] DISCOUNT_PERCENT = {5, 10, 15, 20, 30};
  private static final int INDEX_BITS = 24;

  private final SimulationConfig config;
  private final Shop shop;
  private final RandomSource traits;
  private final RandomSource timing;
  private final RandomSource spending;
  private final RandomSource baskets;
  private final RandomSource visits;
  private final Poisson extraPieces = new Poisson(0.4);
  private final Poisson extraViews;
  private final long startSecond;
  private final long endSecond;
  private final double endWeek;
  private final double horizonWeek;
  private final double windowWeeks;
  private final EventBlock life;
  private long[] keys = new long[64];

  Customers(SimulationConfig config, Shop shop, RandomSource source) {
    this.config = config;
    this.shop = shop;
    traits = source.derive("traits");
    timing = source.derive("timing");
    spending = source.derive("spending");
    baskets = source.derive("baskets");
    visits = source.derive("visits");
    extraViews = new Poisson(config.behaviour().viewsPerSession());
    startSecond = config.start().getEpochSecond();
    endSecond = config.end().getEpochSecond();
    endWeek = SimulationConfig.weeks(Duration.between(config.start(), config.end()));
    horizonWeek = endWeek + SimulationConfig.weeks(config.horizon());
    windowWeeks = SimulationConfig.weeks(config.acquisitionWindow());
    life = new EventBlock(shop, 64);
  }

  /** The customer's truth, the events left out. */
  CustomerTruth truth(long customer) {
    life.clear();
    return live(customer, horizonWeek);
  }

  /** Appends what customer {@code customer} is seen to do, in order of time. */
  void appendEvents(long customer, EventBlock to) {
    life.clear();
    live(customer, endWeek);
    sortInto(to);
  }

  private CustomerTruth live(long customer, double untilWeek) {
    BuyingParameters buying = config.buying();
    RandomStream trait = traits.stream(customer);
    double lambda = Gamma.standard(trait, buying.r()) / buying.alpha();
    double mu = Gamma.standard(trait, buying.s()) / buying.beta();
    double acquired = trait.nextDouble() * windowWeeks;
    double lifetime = Exponential.standard(trait) / mu;
    double nu = Gamma.standard(trait, buying.q()) / buying.gamma();

    Channel preferred = shop.people().person(customer).preferred();
    RandomStream when = timing.stream(customer);
    RandomStream value = spending.stream(customer);
    RandomStream basket = baskets.stream(customer);
    double death = acquired + lifetime;
    double stop = StrictMath.min(death, untilWeek);
    int seen = 0;
    int unseen = 0;
    long seenCents = 0;
    long unseenCents = 0;
    // the first purchase is the acquisition, and happens however short the life
    for (double week = acquired; week < stop || seen == 0; ) {
      long cents = cents(Gamma.standard(value, buying.p()) / nu);
      if (week < endWeek) {
        seen++;
        seenCents += cents;
        buy(customer, seen, secondOf(week), cents, preferred, basket);
      } else {
        unseen++;
        unseenCents += cents;
      }
      week += Exponential.standard(when) / lambda;
    }
    if (config.behaviour().hasVisits()) {
      look(customer, lambda, acquired, StrictMath.min(death, endWeek), preferred);
    }
    return new CustomerTruth(
        customer,
        Shop.customerId(customer),
        lambda,
        mu,
        buying.p() / nu,
        Instant.ofEpochSecond(secondOf(acquired)),
        lifetime,
        death >= endWeek,
        seen - 1,
        seenCents / 100.0,
        unseen,
        unseenCents / 100.0);
  }

  private void buy(
      long customer, int order, long second, long cents, Channel preferred, RandomStream random) {
    Channel channel = random.chance(FAITHFUL_TO_CHANNEL) ? preferred : People.channel(random);
    int product = shop.catalogue().draw(random);
    int quantity = 1 + (int) extraPieces.sample(random);
    long discount = 0;
    if (random.chance(config.behaviour().discountShare())) {
      int percent = DISCOUNT_PERCENT[random.nextInt(DISCOUNT_PERCENT.length)];
      discount = cents * percent / (100 - percent);
    }
    life.add(customer, second, EventType.ORDER, channel, product, order, quantity, cents, discount);
    if (random.chance(config.behaviour().returnShare())) {
      double days = MEAN_DAYS_TO_RETURN * Exponential.standard(random);
      long back = second + 3_600 + (long) (days * 86_400);
      if (back < endSecond) {
        life.add(customer, back, EventType.RETURN, channel, product, order, quantity, -cents, 0);
      }
    }
  }

  /** Page views: a visit that ends in each order, and visits that end in nothing. */
  private void look(long customer, double lambda, double from, double until, Channel preferred) {
    RandomStream random = visits.stream(customer);
    Channel screen = preferred == Channel.STORE ? Channel.WEB : preferred;
    int bought = life.rows();
    for (int row = 0; row < bought; row++) {
      if (life.type(row) == EventType.ORDER && life.channel(row) != Channel.STORE) {
        visit(customer, life.epochSecond(row), life.channel(row), life.product(row), random);
      }
    }
    double perWeek = lambda * config.behaviour().visitsPerOrder();
    for (double week = from + Exponential.standard(random) / perWeek; week < until; ) {
      visit(customer, secondOf(week), screen, shop.catalogue().draw(random), random);
      week += Exponential.standard(random) / perWeek;
    }
  }

  /** Backwards from the last page, half a minute or so each. */
  private void visit(
      long customer, long lastSecond, Channel channel, int lastProduct, RandomStream random) {
    long views = 1 + extraViews.sample(random);
    long second = lastSecond;
    int product = lastProduct;
    for (long view = 0; view < views; view++) {
      second -= 5 + (long) (30 * Exponential.standard(random));
      if (second < startSecond) {
        return;
      }
      life.add(customer, second, EventType.PAGE_VIEW, channel, product, 0, 0, 0, 0);
      product = shop.catalogue().draw(random);
    }
  }

  /**
   * Orders the life by time, and by how it came about within a second. Of page views in one second
   * only the first is kept, so that no two rows of a customer are equal.
   */
  private void sortInto(EventBlock to) {
    int rows = life.rows();
    if (keys.length < rows) {
      keys = new long[rows * 2];
    }
    boolean inOrder = true;
    for (int row = 0; row < rows; row++) {
      keys[row] = (life.epochSecond(row) - startSecond) << INDEX_BITS | row;
      inOrder &= row == 0 || keys[row] > keys[row - 1];
    }
    if (!inOrder) {
      Arrays.sort(keys, 0, rows);
    }
    int position = 0;
    long lastView = Long.MIN_VALUE;
    for (int i = 0; i < rows; i++) {
      int row = (int) (keys[i] & ((1L << INDEX_BITS) - 1));
      if (life.type(row) == EventType.PAGE_VIEW) {
        if (life.epochSecond(row) <= lastView) {
          continue; // another tab in the same second: looked at, but not logged
        }
        lastView = life.epochSecond(row);
      }
      life.place(row, position++);
      to.copy(life, row);
    }
  }

  private long secondOf(double week) {
    return startSecond + (long) (week * SimulationConfig.SECONDS_PER_WEEK);
  }

  private static long cents(double value) {
    return StrictMath.max(1, StrictMath.min(MOST_CENTS, StrictMath.round(value * 100)));
  }
}
