// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.payload;

import static java.math.BigDecimal.ONE;
import static java.math.BigDecimal.ZERO;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What each product of an order cost.
 *
 * <p>The goods of an order cost its {@code revenue} (without tax and shipping), else its {@code
 * subtotal} (after discounts), else {@code total} less {@code tax} and {@code shipping}, else what
 * its lines come to, less {@code discount}. Where lines come to more, the difference is a discount,
 * shared out by what each costs; the last line takes what rounding leaves, so that lines sum to the
 * whole. Where they come to less, the lines hold: what the total has besides is not goods.
 *
 * <p>An order without priced lines has its money on its first row.
 */
final class OrderLines {

  private static final int CENTS = 4;

  /** What a product cost, and what was taken off: of all its units together. */
  record Line(Optional<BigDecimal> amount, Optional<BigDecimal> discount) {}

  private OrderLines() {}

  /** A line for each product, in their order; one for an order without products. */
  static List<Line> of(JsonNode order, List<JsonNode> products) {
    List<BigDecimal> full = new ArrayList<>();
    for (JsonNode product : products) {
      Optional<BigDecimal> price = JsonTexts.number(product, "price");
      BigDecimal units = JsonTexts.number(product, "quantity").orElse(ONE);
      price.ifPresent(p -> full.add(p.multiply(units)));
    }
    boolean priced = !products.isEmpty() && full.size() == products.size();
    BigDecimal sum = full.stream().reduce(ZERO, BigDecimal::add);
    if (!priced || sum.signum() <= 0) {
      return onFirst(goods(order), Math.max(1, products.size()));
    }
    BigDecimal paid =
        goods(order)
            .or(() -> JsonTexts.number(order, "discount").map(off -> sum.subtract(off.abs())))
            .filter(goods -> goods.signum() >= 0 && goods.compareTo(sum) < 0)
            .orElse(sum);
    return shared(full, sum, paid);
  }

  /** An amount as text, to the lake's four decimals. */
  static String text(BigDecimal amount) {
    BigDecimal rounded = amount.setScale(CENTS, RoundingMode.HALF_UP).stripTrailingZeros();
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }

  private static List<Line> shared(List<BigDecimal> full, BigDecimal sum, BigDecimal paid) {
    List<Line> lines = new ArrayList<>();
    BigDecimal left = paid;
    for (int i = 0; i < full.size(); i++) {
      BigDecimal amount =
          i == full.size() - 1
              ? left
              : full.get(i).multiply(paid).divide(sum, CENTS, RoundingMode.HALF_UP);
      left = left.subtract(amount);
      BigDecimal off = full.get(i).subtract(amount);
      lines.add(
          new Line(Optional.of(amount), off.signum() > 0 ? Optional.of(off) : Optional.empty()));
    }
    return lines;
  }

  private static List<Line> onFirst(Optional<BigDecimal> goods, int rows) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(goods, Optional.empty()));
    while (lines.size() < rows) {
      lines.add(new Line(goods.map(all -> ZERO), Optional.empty()));
    }
    return lines;
  }

  private static Optional<BigDecimal> goods(JsonNode order) {
    return JsonTexts.number(order, "revenue")
        .or(() -> JsonTexts.number(order, "subtotal"))
        .or(
            () ->
                JsonTexts.number(order, "total")
                    .map(total -> total.subtract(JsonTexts.number(order, "tax").orElse(ZERO)))
                    .map(net -> net.subtract(JsonTexts.number(order, "shipping").orElse(ZERO))))
        .or(() -> JsonTexts.number(order, "value"))
        .map(BigDecimal::abs);
  }
}
