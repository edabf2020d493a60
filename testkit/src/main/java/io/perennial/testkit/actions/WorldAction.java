// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.actions;

/**
 * An action that the simulated retailer can take, and whom it helps.
 *
 * <p>The effect on a customer is {@code size} times a smooth function of its traits: it grows with
 * those that have a positive weight, is below 0 where they are low, and levels off.
 */
enum WorldAction {
  NEWSLETTER("mail", 0.02, 0.9, 0.2, -0.4, 0.3, 0.0, 0.8, 0.0),
  PRODUCT_TIPS("mail", 0.03, 1.4, -0.1, -0.5, -0.4, 0.1, 0.6, -0.2),
  VOUCHER("mail", 2.0, 5.0, -0.1, 0.5, -0.3, -0.1, 0.2, 0.9),
  BIG_VOUCHER("mail", 4.5, 9.0, -0.3, 0.9, -0.4, 0.1, 0.0, 1.0),
  REMINDER("sms", 0.08, 1.3, 0.0, 0.7, 0.2, 0.0, -0.5, 0.1),
  FLASH_SALE("sms", 1.0, 3.2, -0.2, -0.2, 0.5, -0.1, -0.4, 0.7),
  CALL("phone", 6.0, 16.0, -0.4, -0.2, 0.4, 0.9, 0.0, -0.6),
  WIN_BACK_CALL("phone", 6.0, 15.0, -0.4, 1.1, -0.5, 0.6, -0.1, -0.2),
  POSTCARD("post", 1.0, 2.6, 0.0, 0.4, -0.2, 0.3, -0.6, -0.1),
  CATALOGUE("post", 2.5, 6.0, -0.2, -0.1, 0.3, 0.8, -0.3, 0.1);

  private final String channel;
  private final double cost;
  private final double size;
  private final double anyone;
  private final double overdue;
  private final double active;
  private final double spend;
  private final double mail;
  private final double price;

  WorldAction(
      String channel,
      double cost,
      double size,
      double anyone,
      double overdue,
      double active,
      double spend,
      double mail,
      double price) {
    this.channel = channel;
    this.cost = cost;
    this.size = size;
    this.anyone = anyone;
    this.overdue = overdue;
    this.active = active;
    this.spend = spend;
    this.mail = mail;
    this.price = price;
  }

  String channel() {
    return channel;
  }

  double cost() {
    return cost;
  }

  /** What it brings, or spoils, at most, is about 1.4 times this. */
  double size() {
    return size;
  }

  /** In money, from five traits that have mean 0 and deviation 1. */
  double effect(double[] traits) {
    double sum =
        anyone
            + overdue * traits[0]
            + active * traits[1]
            + spend * traits[2]
            + mail * traits[3]
            + price * traits[4];
    return size * Math.sqrt(2) * sum / Math.sqrt(2 + sum * sum);
  }
}
