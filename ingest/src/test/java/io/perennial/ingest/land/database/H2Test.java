// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.ingest.DatabaseReading;
import io.perennial.ingest.IngestException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** H2, in a file of the workspace. */
class H2Test extends DatabaseContract {

  private static final String OPTIONS = ";DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";

  @Override
  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:h2:" + folder.resolve("data/store") + ";AUTO_SERVER=FALSE" + OPTIONS,
        "sa",
        "abracadabra");
  }

  @Override
  DatabaseReading reading(String table) {
    return DatabaseReading.table("jdbc:h2:./data/store" + OPTIONS, table)
        .withUser("sa", "abracadabra");
  }

  @Override
  String database() {
    return "store";
  }

  @Test
  void values_are_exact_text() {
    sql(
        "create table t (a decimal(30,10), b double precision, c boolean, d date, e timestamp(9),"
            + " f timestamp with time zone, g uuid, h binary varying, i json, j integer array,"
            + " k clob, l real)",
        "insert into t values (123456789012345678.0123456789, 1e10, true, date '2026-02-03',"
            + " timestamp '2026-02-03 04:05:06.123456789', timestamp with time zone"
            + " '2026-02-03 04:05:06+02:00', 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', x'00ff',"
            + " json '{\"a\": [1, null]}', array[1, 2], 'long', 0.1)");

    assertThat(lines(reading("t")))
        .containsExactly(
            "{\"a\":\"123456789012345678.0123456789\",\"b\":\"10000000000\",\"c\":\"true\","
                + "\"d\":\"2026-02-03\",\"e\":\"2026-02-03T04:05:06.123456789\","
                + "\"f\":\"2026-02-03T02:05:06Z\","
                + "\"g\":\"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11\",\"h\":\"00ff\","
                + "\"i\":{\"a\":[1,null]},\"j\":[\"1\",\"2\"],\"k\":\"long\",\"l\":\"0.1\"}");
  }

  @Test
  void a_wrong_password_is_told_and_not_shown() {
    assertThatThrownBy(() -> lines(reading("t").withUser("sa", "hocuspocus")))
        .isInstanceOf(IngestException.class)
        .hasMessage(
            "Cannot connect to jdbc:h2:./data/store: it refuses user sa or the password (check"
                + " sources.shop.database.user and .password)")
        .hasNoCause();
  }

  @Test
  void a_database_that_is_not_there_is_not_made() {
    assertThatThrownBy(() -> lines(DatabaseReading.table("jdbc:h2:./data/stor", "t")))
        .isInstanceOf(IngestException.class)
        .hasMessage(
            "Cannot connect to jdbc:h2:./data/stor: it has no database stor (check"
                + " sources.shop.database.url)");
    assertThat(folder.resolve("data/stor.mv.db")).doesNotExist();
  }
}
