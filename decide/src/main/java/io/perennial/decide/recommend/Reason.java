// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import java.util.function.IntFunction;

/** Why an item is recommended: the one thing that speaks most for it. */
public sealed interface Reason {

  /**
   * Many buy it.
   *
   * @param customers who bought it
   * @param days in so many days up to now
   */
  record Popular(int customers, int days) implements Reason {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.popular(this);
    }
  }

  /**
   * Those who bought {@code item}, as this customer did, bought this too.
   *
   * @param item the customer's own item that speaks most for it
   * @param together customers who bought both
   */
  record BoughtWith(int item, int together) implements Reason {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.boughtWith(this);
    }
  }

  /**
   * It is often bought some time after {@code item}, which the customer has bought.
   *
   * @param item the customer's own item that speaks most for it
   * @param share of the buyers of that item who bought this later, within [0, 1]
   * @param days from one to the other, on average
   */
  record BoughtAfter(int item, double share, long days) implements Reason {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.boughtAfter(this);
    }
  }

  /**
   * The customer has bought it before.
   *
   * @param purchases on how many days
   * @param days since the last of them
   */
  record BoughtBefore(int purchases, long days) implements Reason {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.boughtBefore(this);
    }
  }

  /**
   * The customer buys it again and again, and it is time.
   *
   * @param everyDays from one purchase to the next, typically for this customer
   * @param days since the last purchase
   */
  record Due(double everyDays, long days) implements Reason {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.due(this);
    }
  }

  /**
   * It goes with {@code item} in what customers buy.
   *
   * @param item the customer's own item that speaks most for it
   */
  record FitsWith(int item) implements Reason {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.fitsWith(this);
    }
  }

  /** It fits all that the customer has bought, and no one item of it more than others. */
  record Taste() implements Reason {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.taste(this);
    }
  }

  /** Nothing is known that speaks for it. */
  record Unknown() implements Reason {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.unknown(this);
    }
  }

  /** One answer per case. */
  interface Cases<R> {
    R popular(Popular reason);

    R boughtWith(BoughtWith reason);

    R boughtAfter(BoughtAfter reason);

    R boughtBefore(BoughtBefore reason);

    R due(Due reason);

    R fitsWith(FitsWith reason);

    R taste(Taste reason);

    R unknown(Unknown reason);
  }

  /** The answer for this case. */
  <R> R match(Cases<R> cases);

  /** A sentence without its full stop, for people who know items by {@code names}. */
  default String words(IntFunction<String> names) {
    return match(new ReasonWords(names));
  }
}
