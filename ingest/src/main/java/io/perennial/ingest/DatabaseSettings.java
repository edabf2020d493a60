// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.config.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The section {@code database} of a source. */
final class DatabaseSettings {

  private static final Pattern SECRET_IN_URL =
      Pattern.compile("(?i)//[^/?;]*:[^/?;@]*@|[?;&](password|pwd)=");

  private static final Setting<Optional<String>> URL =
      Setting.text("url")
          .doc("of JDBC: PostgreSQL, MariaDB, MySQL, SQLite, H2; files relative to the workspace")
          .check(url -> url.startsWith("jdbc:"), "such as jdbc:postgresql://host/database")
          .example("jdbc:postgresql://db.example.org/shop")
          .optional();
  private static final Setting<Optional<String>> USER =
      Setting.text("user").doc("whom the database knows").example("reader").optional();
  private static final Setting<Optional<String>> PASSWORD =
      Setting.text("password")
          .doc("best from the environment: ${SHOP_PASSWORD}; never shown")
          .secret()
          .optional();
  private static final Setting<Optional<String>> TABLE =
      Setting.text("table")
          .doc("all of it is read; schema.table where the schema is not the usual one")
          .example("orders")
          .optional();
  private static final Setting<Optional<String>> QUERY =
      Setting.text("query")
          .doc("whose rows are read, instead of a table")
          .example("select * from orders where shop = 7")
          .optional();
  private static final Setting<Optional<String>> WATERMARK =
      Setting.text("watermark")
          .doc("a column that grows with every change: only what is above the last reading is read")
          .example("updated_at")
          .optional();
  private static final Setting<Duration> LAG =
      Setting.duration("watermark-lag")
          .doc("how long such a time must be over, so that no transaction commits behind it")
          .defaultValue(DatabaseReading.DEFAULT_LAG);
  private static final Setting<Long> MARGIN =
      Setting.longInteger("watermark-margin")
          .doc("how far such a number must be below the highest, for the same reason")
          .atLeast(0L)
          .defaultValue(0L);
  private static final Setting<Integer> BATCH_ROWS =
      Setting.integer("batch-rows")
          .doc("about how many rows are read and committed together, where there is a watermark")
          .atLeast(1)
          .defaultValue(DatabaseReading.DEFAULT_BATCH_ROWS);
  private static final Setting<Duration> TIMEOUT =
      Setting.duration("timeout").doc("to connect").defaultValue(DatabaseReading.DEFAULT_TIMEOUT);
  private static final Setting<Duration> QUERY_TIMEOUT =
      Setting.duration("query-timeout")
          .doc("for all rows that are read together")
          .defaultValue(DatabaseReading.DEFAULT_QUERY_TIMEOUT);

  static final SectionSpec SPEC =
      SectionSpec.of(
          "database",
          "rows of a table or a query of a database, instead of files",
          URL,
          USER,
          PASSWORD,
          TABLE,
          QUERY,
          WATERMARK,
          LAG,
          MARGIN,
          BATCH_ROWS,
          TIMEOUT,
          QUERY_TIMEOUT);

  private DatabaseSettings() {}

  /**
   * What a source says of a database; empty where it says nothing.
   *
   * @throws io.perennial.config.ConfigException when it is not enough, or too much
   */
  static Optional<DatabaseReading> read(Section source) {
    Section section = source.section(SPEC);
    if (section.value(URL).isEmpty()) {
      for (Setting<Optional<String>> other : List.of(TABLE, QUERY, USER, WATERMARK)) {
        if (section.isSet(other)) {
          throw section.invalid(URL, "it is needed: such as jdbc:postgresql://host/database");
        }
      }
      return Optional.empty();
    }
    String url = section.value(URL).get();
    if (SECRET_IN_URL.matcher(url).find()) {
      throw section.invalid(
          PASSWORD, "it belongs here, as ${NAME} of the environment, not into url");
    }
    boolean table = section.value(TABLE).isPresent();
    if (table == section.value(QUERY).isPresent()) {
      throw section.invalid(TABLE, table ? "there is a query too" : "it or a query is needed");
    }
    return Optional.of(
        new DatabaseReading(
            url,
            section.value(USER),
            section.value(PASSWORD),
            section.value(TABLE),
            section.value(QUERY),
            section.value(WATERMARK),
            section.value(LAG),
            section.value(MARGIN),
            section.value(BATCH_ROWS),
            section.value(TIMEOUT),
            section.value(QUERY_TIMEOUT)));
  }
}
