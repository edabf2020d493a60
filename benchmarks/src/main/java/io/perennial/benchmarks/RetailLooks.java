// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.domain.FeatureMatrix;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * Customers of Online Retail as they were known on a day, two years of them, by those features of
 * the behaviour that this shop's data can tell, with the names that the dictionary has for them.
 */
final class RetailLooks implements AutoCloseable {

  /** Days whose spend is to be told. */
  static final int HORIZON = 90;

  static final List<String> FEATURES =
      List.of(
          "days_since_order",
          "purchases",
          "purchase_days_90d",
          "purchase_days_365d",
          "spend_total",
          "spend_mean",
          "spend_decayed",
          "days_since_first_order",
          "order_gap_median_days",
          "overdue_ratio",
          "purchase_days_90d_of_365d",
          "basket_items_365d",
          "products_365d",
          "repeat_product_share",
          "price_mean_365d",
          "return_rate_365d",
          "month_entropy");

  private static final String LINES =
      "CREATE TABLE lines AS SELECT CAST(CAST(CustomerID AS DOUBLE) AS BIGINT) AS customer,"
          + " invoice, CAST(moment AS DATE) AS day, stock, quantity * price AS paid, price,"
          + " invoice LIKE 'C%' AS back FROM (SELECT Invoice AS invoice, StockCode AS stock,"
          + " Quantity AS quantity, Price AS price, InvoiceDate AS moment, CustomerID"
          + " FROM read_csv(:first, header = true, types = {'Invoice': 'VARCHAR', 'StockCode':"
          + " 'VARCHAR', 'CustomerID': 'VARCHAR'}) WHERE InvoiceDate < TIMESTAMP '2010-12-01'"
          + " UNION ALL SELECT InvoiceNo, StockCode, Quantity, UnitPrice, InvoiceDate, CustomerID"
          + " FROM read_csv(:second, header = true, types = {'InvoiceNo': 'VARCHAR', 'StockCode':"
          + " 'VARCHAR', 'CustomerID': 'VARCHAR'}))"
          + " WHERE CustomerID IS NOT NULL AND CustomerID <> '' AND price > 0"
          + " AND (quantity > 0 OR invoice LIKE 'C%')";

  /** Columns in the order of the features, then the customer and what it spent after. */
  private static final String LOOK =
      "WITH known AS (SELECT *, date_diff('day', day, :day) AS age FROM lines WHERE day < :day),"
          + " days AS (SELECT DISTINCT customer, day FROM known WHERE NOT back),"
          + " gaps AS (SELECT customer, median(gap) AS gap FROM (SELECT customer, date_diff('day',"
          + " lag(day) OVER (PARTITION BY customer ORDER BY day), day) AS gap FROM days)"
          + " GROUP BY customer),"
          + " ago AS (SELECT customer, count(*) FILTER (day >= :day - 90) AS days90,"
          + " count(*) FILTER (day >= :day - 365) AS days365, min(:day - day) AS last,"
          + " max(:day - day) AS first FROM days GROUP BY customer),"
          + " bought AS (SELECT customer, count(DISTINCT invoice) AS orders, sum(paid) AS spent,"
          + " sum(paid * exp(-0.0077016353 * age)) AS decayed,"
          + " count(*) FILTER (age <= 365) / nullif(count(DISTINCT invoice) FILTER (age <= 365), 0)"
          + " AS items, count(DISTINCT stock) FILTER (age <= 365) AS products,"
          + " 1 - count(DISTINCT stock) / count(DISTINCT stock || ' ' || invoice) AS again,"
          + " avg(price) FILTER (age <= 365) AS price, sum(paid) FILTER (age <= 365) AS spent365,"
          + " entropy(month(day)) AS months FROM known WHERE NOT back GROUP BY customer),"
          + " backs AS (SELECT customer, -sum(paid) FILTER (age <= 365) AS back FROM known WHERE back"
          + " GROUP BY customer),"
          + " after AS (SELECT customer, sum(paid) AS next FROM lines WHERE NOT back AND day >= :day"
          + " AND day < :day + :horizon GROUP BY customer)"
          + " SELECT last, orders, days90, days365, spent, spent / orders, decayed, first, gap,"
          + " last / nullif(gap, 0), days90 / nullif(days365, 0), items, products, again, price,"
          + " coalesce(back, 0) / nullif(spent365, 0), months, customer, coalesce(next, 0)"
          + " FROM ago JOIN bought USING (customer) LEFT JOIN gaps USING (customer)"
          + " LEFT JOIN backs USING (customer) LEFT JOIN after USING (customer) ORDER BY customer";

  /**
   * Customers who had bought before a day, and what they spent in the {@value #HORIZON} days from
   * it.
   */
  static final class AtDay {
    private final FeatureMatrix features;
    private final double[] spentAfter;

    AtDay(FeatureMatrix features, double[] spentAfter) {
      this.features = features;
      this.spentAfter = spentAfter;
    }

    FeatureMatrix features() {
      return features;
    }

    double[] spentAfter() {
      return spentAfter;
    }
  }

  private final BareDuckDb database;

  private RetailLooks(BareDuckDb database) {
    this.database = database;
  }

  /**
   * Reads both years.
   *
   * @param folder of the two files; a week of December is in both, and taken from the second
   */
  static RetailLooks open(Arguments engine, Path folder) throws Exception {
    BareDuckDb database = BareDuckDb.open(engine);
    database.execute(
        LINES
            .replace(":first", BareDuckDb.text(folder.resolve("online_retail_ii_2009_2010.csv.gz")))
            .replace(":second", BareDuckDb.text(folder.resolve("online_retail.csv.gz"))));
    return new RetailLooks(database);
  }

  /** As of the start of the day. */
  AtDay at(LocalDate day) throws SQLException {
    int width = FEATURES.size();
    double[][] columns = new double[width + 2][10_000];
    int rows = 0;
    String sql =
        LOOK.replace(":day", "DATE '" + day + "'").replace(":horizon", Integer.toString(HORIZON));
    try (Statement statement = database.connection().createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        for (int c = 0; c < columns.length; c++) {
          double value = result.getDouble(c + 1);
          columns[c][rows] = result.wasNull() ? Double.NaN : value;
        }
        rows++;
      }
    }
    double[][] features = new double[width][];
    for (int c = 0; c < width; c++) {
      features[c] = Arrays.copyOf(columns[c], rows);
    }
    long[] ids = Arrays.stream(columns[width], 0, rows).mapToLong(id -> (long) id).toArray();
    return new AtDay(
        new FeatureMatrix(ids, FEATURES, features), Arrays.copyOf(columns[width + 1], rows));
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
