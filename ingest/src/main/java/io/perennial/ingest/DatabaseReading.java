// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import java.time.Duration;
import java.util.Optional;

/**
 * Which rows of a database are a source, and how they are got.
 *
 * @param url of JDBC, without user and password
 * @param user whom the database knows
 * @param password never shown
 * @param table all of it is read; {@code schema.table} where the schema is not the usual one
 * @param query whose rows are read, where there is no {@code table}
 * @param watermark the column that grows with every change: only rows above what was read are new
 * @param watermarkLag how long a time in {@code watermark} must be over before its rows are read,
 *     so that no transaction commits behind it any more
 * @param watermarkMargin how far a number in {@code watermark} must be below the highest
 * @param batchRows how many rows are read and committed together, where there is a watermark
 * @param timeout to connect
 * @param queryTimeout for all rows of a piece
 */
public record DatabaseReading(
    String url,
    Optional<String> user,
    Optional<String> password,
    Optional<String> table,
    Optional<String> query,
    Optional<String> watermark,
    Duration watermarkLag,
    long watermarkMargin,
    int batchRows,
    Duration timeout,
    Duration queryTimeout)
    implements ServerReading {

  /** A minute. */
  public static final Duration DEFAULT_LAG = Duration.ofMinutes(1);

  /** A million. */
  public static final int DEFAULT_BATCH_ROWS = 1_000_000;

  /** Ten seconds. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  /** Four hours. */
  public static final Duration DEFAULT_QUERY_TIMEOUT = Duration.ofHours(4);

  public DatabaseReading {
    if (!url.startsWith("jdbc:")) {
      throw new IllegalArgumentException(
          "Invalid url: it does not begin with jdbc: (such as jdbc:postgresql://host/database)");
    }
    if (table.isPresent() == query.isPresent()) {
      throw new IllegalArgumentException("Invalid database: it needs a table or a query, not both");
    }
  }

  /** A whole table, without user and password. */
  public static DatabaseReading table(String url, String table) {
    return new DatabaseReading(
        url,
        Optional.empty(),
        Optional.empty(),
        Optional.of(table),
        Optional.empty(),
        Optional.empty(),
        DEFAULT_LAG,
        0,
        DEFAULT_BATCH_ROWS,
        DEFAULT_TIMEOUT,
        DEFAULT_QUERY_TIMEOUT);
  }

  /** The same for whom the database knows. */
  public DatabaseReading withUser(String name, String secret) {
    return new DatabaseReading(
        url,
        Optional.of(name),
        Optional.of(secret),
        table,
        query,
        watermark,
        watermarkLag,
        watermarkMargin,
        batchRows,
        timeout,
        queryTimeout);
  }

  /** The rows of a query instead. */
  public DatabaseReading withQuery(String sql) {
    return new DatabaseReading(
        url,
        user,
        password,
        Optional.empty(),
        Optional.of(sql),
        watermark,
        watermarkLag,
        watermarkMargin,
        batchRows,
        timeout,
        queryTimeout);
  }

  /** Only what is new by a column, once it is as old as {@code lag}. */
  public DatabaseReading withWatermark(String column, Duration lag) {
    return new DatabaseReading(
        url,
        user,
        password,
        table,
        query,
        Optional.of(column),
        lag,
        watermarkMargin,
        batchRows,
        timeout,
        queryTimeout);
  }

  /** The same, so many rows at a time. */
  public DatabaseReading withBatchRows(int rows) {
    return new DatabaseReading(
        url,
        user,
        password,
        table,
        query,
        watermark,
        watermarkLag,
        watermarkMargin,
        rows,
        timeout,
        queryTimeout);
  }

  /** The same, with numbers that are not read as long as they are so near to the highest. */
  public DatabaseReading withWatermarkMargin(long margin) {
    return new DatabaseReading(
        url,
        user,
        password,
        table,
        query,
        watermark,
        watermarkLag,
        margin,
        batchRows,
        timeout,
        queryTimeout);
  }

  /** The address without what may hold a password: users, and properties behind it. */
  public String shownUrl() {
    return shown(url);
  }

  /** An address of a server without what may hold a password. */
  public static String shown(String address) {
    return address.replaceFirst("[?;].*", "").replaceFirst("(//|thin:|oci:)[^@]+@", "$1");
  }

  /** What is read, without secrets: parameters of the URL may hold some. */
  @Override
  public String toString() {
    return shownUrl()
        + ' '
        + table.orElseGet(query::orElseThrow)
        + watermark.map(column -> " by " + column).orElse("");
  }
}
