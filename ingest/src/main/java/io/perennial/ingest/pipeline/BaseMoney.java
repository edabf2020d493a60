// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.Currencies;
import io.perennial.ingest.EventField;
import io.perennial.ingest.SourceConfig;
import java.util.List;

/**
 * Money in the base currency, in SQL. Rows keep the money that was said until they become events:
 * ids are made of it, so that a mended rate changes none.
 */
final class BaseMoney {

  /** The table of rates: a row a currency and day. */
  static final String RATES = "ingest_rates";

  /**
   * Of money times rate both engines keep every digit. One of the two has more than the 18 digits
   * up to which DuckDB multiplies in 64 bits, and stops at what does not fit.
   */
  private static final String MONEY = "DECIMAL(19, 4)";

  private static final String RATE = "DECIMAL(17, " + RatesFile.DECIMALS + ")";

  private final Currencies currencies;
  private final boolean needed;

  /** Money of the files of a group. */
  BaseMoney(SourceConfig source, FileGroup group, Currencies currencies) {
    this.currencies = currencies;
    boolean money =
        List.of(EventField.AMOUNT, EventField.UNIT_PRICE, EventField.DISCOUNT, EventField.COST)
            .stream()
            .anyMatch(group::has);
    boolean said =
        group.has(EventField.CURRENCY)
            || source.mapping().constants().containsKey(EventField.CURRENCY);
    this.needed = currencies.rates().isPresent() && money && said;
  }

  /** Whether rows have money that may be in another currency. */
  boolean isNeeded() {
    return needed;
  }

  /**
   * The mapped rows with their rate, and {@code no_rate}: the currency and day that have none.
   *
   * @param rows SQL of rows with currency, occurred_at, zone and numbers
   * @param zone the SQL of the rows' zone
   */
  String rated(String rows, RowSql sql) {
    String base = sql.bound(currencies.base());
    String local = "CAST(f_utc_to_local(d.occurred_at, d.money_zone) AS DATE)";
    return "SELECT m.*,\n  CASE WHEN m.money_currency = "
        + base
        + " THEN CAST(1 AS "
        + RATE
        + ") ELSE CAST(x.rate AS "
        + RATE
        + ") END AS rate,\n  CASE WHEN m.money_currency <> "
        + base
        + " AND coalesce(m.amount_said, m.unit_price, m.discount, m.cost) IS NOT NULL"
        + " AND (x.rate IS NULL OR m.amount_said IS NOT NULL AND f_decimal(CAST(m.amount_said AS "
        + MONEY
        + ") * CAST(x.rate AS "
        + RATE
        + ")) IS NULL) THEN CASE WHEN length(m.money_currency) = 3 THEN m.money_currency"
        + " ELSE f_mask(m.money_currency) END || ' on ' || m.money_day END AS no_rate\nFROM (\n"
        + "SELECT d.*,\n  upper(trim(coalesce(d.currency, "
        + base
        + "))) AS money_currency,\n  CAST("
        + local
        + " AS STRING) AS money_day\nFROM (\n"
        + rows
        + "\n) d) m\nLEFT JOIN "
        + RATES
        + " x ON x.currency = m.money_currency AND x.day = m.money_day";
  }

  /**
   * Money that was said, {@code column} of {@code table}, in the base currency: rounded once, to
   * four decimals, halves to the even digit. Engines round halves away from zero: where that was
   * done to an odd digit, it is taken back.
   */
  String inBase(String table, String column) {
    String said = table + "." + column;
    if (!needed) {
      return said;
    }
    String exact = "(CAST(" + said + " AS " + MONEY + ") * " + table + ".rate)";
    String away = "f_decimal(" + exact + ")";
    return "CASE WHEN abs("
        + away
        + " - "
        + exact
        + ") = 0.00005 AND CAST("
        + away
        + " * 10000 AS BIGINT) % 2 <> 0 THEN CAST("
        + away
        + " - CASE WHEN "
        + said
        + " > 0 THEN 0.0001 ELSE -0.0001 END AS DECIMAL(18, 4)) ELSE "
        + away
        + " END";
  }
}
