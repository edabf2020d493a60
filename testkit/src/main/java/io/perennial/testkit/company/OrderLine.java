// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.company;

import io.perennial.math.random.RandomStream;
import io.perennial.testkit.simulate.EventBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of an order. What is paid is price times quantity less discount, to the cent.
 *
 * @param amount paid for all pieces, cents
 * @param price of a piece before the discount, cents
 * @param discount on all pieces, cents
 */
record OrderLine(
    String product,
    String category,
    String brand,
    long quantity,
    long amount,
    long price,
    long discount) {

  /** The lines of an order, or of its return: one to three, whose amounts add up to the event's. */
  static List<OrderLine> of(EventBlock block, int row, RandomStream random) {
    long quantity = Math.abs(block.quantity(row));
    long amount = Math.abs(block.amountCents(row));
    long discount = block.discountCents(row);
    int count = (int) Math.min(1 + random.nextInt(3), Math.min(quantity, Math.max(1, amount)));
    List<OrderLine> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long pieces = part(quantity, count, i);
      long paid = part(amount, count, i);
      long price = (paid + part(discount, count, i) + pieces - 1) / pieces;
      lines.add(
          new OrderLine(
              block.productId(row) + (i == 0 ? "" : "-" + i),
              block.category(row),
              block.brand(row),
              pieces,
              paid,
              price,
              price * pieces - paid));
    }
    return lines;
  }

  /** A line of one piece. */
  static OrderLine single(String product, String category, long amount) {
    return new OrderLine(product, category, "", 1, amount, amount, 0);
  }

  private static long part(long whole, int parts, int index) {
    return whole / parts + (index < whole % parts ? 1 : 0);
  }
}
