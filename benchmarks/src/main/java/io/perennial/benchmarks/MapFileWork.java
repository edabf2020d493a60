// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;

/**
 * Writes the points to be mapped to {@code file}: the customers of Online Retail in {@code retail},
 * by twenty features on one scale, or {@code points} points around ten centres.
 */
final class MapFileWork implements Work {

  /** Of what is drawn here, and of Online Retail. */
  static final int DIMENSIONS = 20;

  private static final int GROUPS = 10;

  private static final String FEATURES =
      "SELECT ln(count(DISTINCT InvoiceNo)), ln(count(*)), ln(sum(Quantity)), ln(sum(paid)),"
          + " ln(count(DISTINCT StockCode)), ln(count(DISTINCT day)),"
          + " ln(1 + date_diff('day', max(day), DATE '2011-12-10')),"
          + " ln(1 + date_diff('day', min(day), DATE '2011-12-10')),"
          + " ln(1 + date_diff('day', min(day), max(day)) / count(DISTINCT day)),"
          + " ln(sum(paid) / count(DISTINCT InvoiceNo)), ln(count(*) / count(DISTINCT InvoiceNo)),"
          + " ln(max(paid)), ln(min(paid)), ln(avg(UnitPrice)), ln(median(Quantity)),"
          + " avg(CAST(dayofweek(day) IN (0, 6) AS INTEGER)), avg(CAST(hour(moment) < 12 AS INTEGER)),"
          + " avg(CAST(month(day) >= 10 AS INTEGER)), count(DISTINCT month(day)),"
          + " avg(CAST(Country = 'United Kingdom' AS INTEGER))"
          + " FROM (SELECT *, Quantity * UnitPrice AS paid, CAST(InvoiceDate AS TIMESTAMP) AS moment,"
          + " CAST(InvoiceDate AS DATE) AS day FROM read_csv(%s, header = true, all_varchar = false,"
          + " types = {'InvoiceNo': 'VARCHAR', 'StockCode': 'VARCHAR', 'CustomerID': 'VARCHAR'})"
          + " WHERE CustomerID IS NOT NULL AND Quantity > 0 AND UnitPrice > 0) GROUP BY CustomerID"
          + " ORDER BY CustomerID";

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    Points points =
        arguments.has("retail") ? retail(arguments) : mixture(arguments.count("points"));
    MapPoints.write(points, arguments.path("file"));
    timing.fact("points", points.count());
  }

  private static Points mixture(int n) {
    RandomSource random = RandomSource.seeded(17);
    double[] values = new double[n * DIMENSIONS];
    for (int i = 0; i < n; i++) {
      RandomStream own = random.stream(i);
      RandomStream centre = random.derive("centre").stream(own.nextInt(GROUPS));
      for (int j = 0; j < DIMENSIONS; j++) {
        values[i * DIMENSIONS + j] = 2 * normal(centre) + normal(own);
      }
    }
    return new Points(values, DIMENSIONS);
  }

  private static double normal(RandomStream random) {
    double size = Math.sqrt(-2 * StrictMath.log(random.nextOpenDouble()));
    return size * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }

  private static Points retail(Arguments arguments) throws Exception {
    double[] values = new double[DIMENSIONS * 10_000];
    int count = 0;
    try (BareDuckDb database = BareDuckDb.open(arguments);
        Statement statement = database.connection().createStatement();
        ResultSet rows =
            statement.executeQuery(
                FEATURES.replace("%s", BareDuckDb.text(arguments.path("retail"))))) {
      while (rows.next()) {
        for (int j = 0; j < DIMENSIONS; j++) {
          values[count * DIMENSIONS + j] = rows.getDouble(j + 1);
        }
        count++;
      }
    }
    double[] found = Arrays.copyOf(values, count * DIMENSIONS);
    for (int j = 0; j < DIMENSIONS; j++) {
      standardise(found, j, count);
    }
    return new Points(found, DIMENSIONS);
  }

  private static void standardise(double[] values, int dimension, int count) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double value = values[i * DIMENSIONS + dimension];
      sum += value;
      squares += value * value;
    }
    double mean = sum / count;
    double deviation = Math.sqrt(Math.max(1e-12, squares / count - mean * mean));
    for (int i = 0; i < count; i++) {
      int at = i * DIMENSIONS + dimension;
      values[at] = (values[at] - mean) / deviation;
    }
  }
}
