// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.whatif;

import java.util.Locale;

/** One thing that a scenario has otherwise. Closed: each has a line of text that reads back. */
public sealed interface Change {

  /** In one line, equal for equal changes. */
  String text();

  /** Of two changes with the same key a scenario has one at most. */
  default String key() {
    return getClass().getSimpleName();
  }

  /**
   * Prices become higher or lower, the cost of what is sold stays: spend of a purchase times 1 +
   * {@code by}, purchases times (1 + {@code by})^elasticity.
   *
   * @param by as a share, 0.05 for 5 % more; > -1
   * @param elasticity of purchases; mostly below 0
   */
  record Price(double by, Effect elasticity) implements Change {
    public Price {
      require(by > -1 && by < 1e6, "price", by, "> -1");
      by = by + 0.0; // 0 and -0 are one
    }

    @Override
    public String text() {
      return "price " + Texts.number(by) + " elasticity " + elasticity.text();
    }
  }

  /**
   * Some purchases are sold for less: spend times 1 - {@code depth} x {@code taken}, the cost of
   * what is sold stays, purchases times 1 + lift.
   *
   * @param depth as a share of the price, within [0, 1)
   * @param taken the share of purchases with the discount, within [0, 1]
   * @param lift of purchases, as a share
   */
  record Discount(double depth, double taken, Effect lift) implements Change {
    public Discount {
      require(depth >= 0 && depth < 1, "discount", depth, "within [0, 1)");
      require(taken >= 0 && taken <= 1, "share of purchases", taken, "within [0, 1]");
    }

    @Override
    public String text() {
      return "discount "
          + Texts.number(depth)
          + " taken "
          + Texts.number(taken)
          + " lift "
          + lift.text();
    }
  }

  /**
   * Customers are written to more or less often: purchases times {@code times}^elasticity, and the
   * additional contacts cost money as long as the horizon is.
   *
   * @param times as many contacts, > 0
   * @param weekly contacts of a customer in a week as it is, >= 0
   * @param cost of a contact, in currency, >= 0
   * @param elasticity of purchases
   */
  record Contacts(double times, double weekly, double cost, Effect elasticity) implements Change {
    public Contacts {
      require(times > 0 && times < 1e6, "contacts", times, "> 0");
      require(weekly >= 0 && weekly < 1e6, "contacts in a week", weekly, ">= 0");
      require(cost >= 0 && cost < 1e9, "cost of a contact", cost, ">= 0");
    }

    @Override
    public String text() {
      return "contacts "
          + Texts.number(times)
          + " weekly "
          + Texts.number(weekly)
          + " cost "
          + Texts.number(cost)
          + " elasticity "
          + elasticity.text();
    }
  }

  /**
   * Customers leave less or more: the rate of leaving from now on (or the chance to leave after a
   * purchase) is multiplied. Who is still a customer now stays as likely.
   *
   * @param factor >= 0; below 1 is better retention
   */
  record Dropout(Effect factor) implements Change {
    public Dropout {
      require(factor.estimate() >= 0, "factor of dropout", factor.estimate(), ">= 0");
    }

    @Override
    public String text() {
      return "dropout " + factor.text();
    }
  }

  /**
   * Customers buy more or less often, for whatever reason: their rate from now on is multiplied.
   *
   * @param factor >= 0
   */
  record Buying(Effect factor) implements Change {
    public Buying {
      require(factor.estimate() >= 0, "factor of buying", factor.estimate(), ">= 0");
    }

    @Override
    public String text() {
      return "buying " + factor.text();
    }
  }

  /**
   * Of a unit of spend more or less is left.
   *
   * @param to within [0, 1]
   */
  record Margin(double to) implements Change {
    public Margin {
      require(to >= 0 && to <= 1, "margin", to, "within [0, 1]");
    }

    @Override
    public String text() {
      return "margin " + Texts.number(to);
    }
  }

  /**
   * Money to come counts for more or less now.
   *
   * @param yearly rate of interest, as a share, >= 0
   */
  record Interest(double yearly) implements Change {
    public Interest {
      require(yearly >= 0 && yearly < 1e6, "interest", yearly, ">= 0");
    }

    @Override
    public String text() {
      return "interest " + Texts.number(yearly);
    }
  }

  /**
   * Another number of new customers comes into a cohort, evenly over the horizon, at another cost.
   *
   * @param cohort the cohort whose model they follow
   * @param count in the horizon, within [0, 10,000,000]
   * @param cost of acquiring one, in currency, >= 0
   */
  record Newcomers(String cohort, int count, double cost) implements Change {
    public Newcomers {
      cohort = Scenario.name("cohort", cohort);
      require(count >= 0 && count <= 10_000_000, "newcomers", count, "within [0, 10,000,000]");
      require(cost >= 0 && cost < 1e9, "cost of a newcomer", cost, ">= 0");
    }

    @Override
    public String key() {
      return "newcomers in " + cohort;
    }

    @Override
    public String text() {
      return "newcomers " + count + " cost " + Texts.number(cost) + " in " + cohort;
    }
  }

  /** Each customer buys once, now, for the usual amount: this purchase itself is not counted. */
  record BuyNow() implements Change {
    @Override
    public String text() {
      return "buy now";
    }
  }

  /**
   * Each customer is silent for some more weeks, and is seen after them.
   *
   * @param weeks >= 0
   */
  record Silence(double weeks) implements Change {
    public Silence {
      require(weeks >= 0 && weeks < 1e6, "silence", weeks, ">= 0");
    }

    @Override
    public String text() {
      return "silence " + Texts.number(weeks);
    }
  }

  /**
   * An input of a model on the ladder has another value.
   *
   * @param name of a feature or of a fact of the history
   * @param operation what is done to each customer's value
   * @param amount finite
   */
  record Input(String name, Operation operation, double amount) implements Change {

    /** What is done to a value. */
    public enum Operation {
      SET,
      ADD,
      MULTIPLY;

      double of(double value, double amount) {
        return switch (this) {
          case SET -> amount;
          case ADD -> value + amount;
          case MULTIPLY -> value * amount;
        };
      }
    }

    public Input {
      name = Scenario.name("input", name);
      require(Double.isFinite(amount), "amount of " + name, amount, "finite");
      amount = amount + 0.0;
    }

    @Override
    public String key() {
      return "input " + name;
    }

    @Override
    public String text() {
      return "input "
          + operation.name().toLowerCase(Locale.ROOT)
          + " "
          + Texts.number(amount)
          + " "
          + name;
    }
  }

  private static void require(boolean holds, String what, double value, String bound) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Invalid " + what + ": " + Texts.number(value) + " (must be " + bound + ")");
    }
  }
}
