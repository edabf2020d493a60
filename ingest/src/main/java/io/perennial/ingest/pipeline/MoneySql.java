// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.expression.Expression;
import io.perennial.ingest.Chosen;
import io.perennial.ingest.EventField;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Number fields in SQL: their values in the unit that the lake has, and the texts they came from.
 */
final class MoneySql {

  /**
   * Types whose product is exact in both engines: 38 digits are what they have. Prices count to the
   * 8th decimal and quantities to the 6th; the money is rounded once, at the end.
   */
  private static final String EXACT_PRICE = "DECIMAL(20, 8)";

  private static final String EXACT_QUANTITY = "DECIMAL(17, 6)";

  /** The same for numbers in another unit, and for the unit. */
  private static final String EXACT_NUMBER = "DECIMAL(22, 4)";

  private static final String EXACT_FACTOR = "DECIMAL(15, 8)";

  /** Currencies whose minor unit is not a hundredth, by ISO 4217. */
  private static final List<String> NO_MINOR_UNIT =
      List.of(
          "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND",
          "VUV", "XAF", "XOF", "XPF");

  private static final List<String> THOUSANDTHS =
      List.of("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND");
  private static final List<String> TEN_THOUSANDTHS = List.of("CLF", "UYW");

  private final SourceConfig source;
  private final FileGroup group;
  private final RowSql sql;
  private final Supplier<String> currency;

  /**
   * @param currency the SQL of the currency of a row
   */
  MoneySql(SourceConfig source, FileGroup group, RowSql sql, Supplier<String> currency) {
    this.source = source;
    this.group = group;
    this.sql = sql;
    this.currency = currency;
  }

  /** The text of a field; where it is computed, what is no number in it or else the number. */
  String text(EventField field) {
    Chosen chosen = group.columns().get(field);
    Optional<Expression> number = RowSql.computedNumber(chosen);
    if (number.isEmpty()) {
      return sql.text(chosen);
    }
    String written = Expression.plain(value(number.get()));
    return unreadable(number.get())
        .map(bad -> "coalesce(" + bad + ", " + written + ")")
        .orElse(written);
  }

  private String value(Expression number) {
    return sql.prepared(number.sql(sql));
  }

  private Optional<String> unreadable(Expression number) {
    return number.unreadable(sql).map(sql::prepared);
  }

  /**
   * The value of a field that the group has.
   *
   * @param type f_double, f_decimal, or a type DECIMAL
   */
  private String number(EventField field, String type) {
    Chosen chosen = group.columns().get(field);
    Optional<Expression> number = RowSql.computedNumber(chosen);
    if (number.isEmpty()) {
      return sql.numbers().read(type, sql.text(chosen));
    }
    String written = Expression.written(value(number.get()));
    String cast =
        type.startsWith("DECIMAL")
            ? "TRY_CAST(" + written + " AS " + type + ")"
            : type.equals("f_double")
                ? "f_finite(" + value(number.get()) + ")"
                : type + "(" + written + ")";
    return unreadable(number.get())
        .map(bad -> "CASE WHEN " + bad + " IS NULL THEN " + cast + " END")
        .orElse(cast);
  }

  /** The money of a field that the group has, to four decimals. */
  String money(EventField field) {
    return inUnit(field, "f_decimal");
  }

  /** The number in a field that the group has, as a double. */
  String amountOf(EventField field) {
    Unit unit = source.mapping().shaping().units().get(field);
    String number = number(field, "f_double");
    return unit == null
        ? number
        : "f_finite(("
            + number
            + ") * "
            + sql.bound(unit.factor().orElseThrow().doubleValue())
            + ")";
  }

  private String inUnit(EventField field, String type) {
    Unit unit = source.mapping().shaping().units().get(field);
    if (unit == null) {
      return number(field, type);
    }
    String product = "((" + number(field, EXACT_NUMBER) + ") * (" + factor(unit) + "))";
    return type.equals("f_decimal")
        ? "f_decimal(" + product + ")"
        : "TRY_CAST(" + product + " AS " + type + ")";
  }

  private String factor(Unit unit) {
    if (unit.factor().isPresent()) {
      return exact(unit.factor().get().toPlainString());
    }
    String code = "upper(" + currency.get() + ")";
    return "CASE WHEN "
        + code
        + " IN "
        + sql.bound(NO_MINOR_UNIT)
        + " THEN "
        + exact("1")
        + " WHEN "
        + code
        + " IN "
        + sql.bound(THOUSANDTHS)
        + " THEN "
        + exact("0.001")
        + " WHEN "
        + code
        + " IN "
        + sql.bound(TEN_THOUSANDTHS)
        + " THEN "
        + exact("0.0001")
        + " ELSE "
        + exact("0.01")
        + " END";
  }

  private String exact(String factor) {
    return "CAST(" + sql.bound(factor) + " AS " + EXACT_FACTOR + ")";
  }

  /** The amount as said, or else unit price times quantity. */
  String amount() {
    List<String> tries = new ArrayList<>();
    if (group.has(EventField.AMOUNT)) {
      tries.add(money(EventField.AMOUNT));
    }
    if (group.has(EventField.UNIT_PRICE) && group.has(EventField.QUANTITY)) {
      tries.add(
          "f_decimal("
              + inUnit(EventField.UNIT_PRICE, EXACT_PRICE)
              + " * "
              + inUnit(EventField.QUANTITY, EXACT_QUANTITY)
              + ")");
    }
    if (tries.isEmpty()) {
      return RowSql.nothing("DECIMAL(18, 4)");
    }
    return tries.size() == 1 ? tries.get(0) : "coalesce(" + String.join(", ", tries) + ")";
  }
}
