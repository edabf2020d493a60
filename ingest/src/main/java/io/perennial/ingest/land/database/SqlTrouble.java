// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.database;

import io.perennial.ingest.DatabaseReading;
import io.perennial.ingest.IngestException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Locale;

/** What a database's refusal means, in words without secrets and without anybody's data. */
final class SqlTrouble {

  private final DatabaseReading reading;
  private final DatabaseUrl url;
  private final String setting;

  /**
   * @param source by its name in the configuration
   */
  SqlTrouble(DatabaseReading reading, DatabaseUrl url, String source) {
    this.reading = reading;
    this.url = url;
    this.setting = "sources." + source + ".database.";
  }

  /** When no connection came about. */
  IngestException connecting(SQLException failure) {
    String why;
    if (isNoDriver(failure)) {
      why =
          "there is no driver for it (drivers of PostgreSQL, MariaDB, MySQL, SQLite and H2 are"
              + " here; that of another goes beside the program's jars)";
    } else if (isLogin(failure)) {
      why =
          "it refuses user "
              + reading.user().orElse("(none)")
              + " or the password (check "
              + setting
              + "user and .password)";
    } else if (isDenied(failure)) {
      why = mayNot();
    } else if (isNoDatabase(failure)) {
      why = "it has no database " + url.lastName() + " (check " + setting + "url)";
    } else {
      why = said(failure) + " (check " + setting + "url, and that it can be reached from here)";
    }
    // without the cause: drivers put URLs into their messages, and URLs may hold secrets
    return new IngestException("Cannot connect to " + url.shown() + ": " + why);
  }

  /** When a query failed. */
  IngestException reading(String what, SQLException failure) {
    String why;
    String state = state(failure);
    if (failure instanceof SQLTimeoutException || state.equals("57014")) {
      why =
          "it took longer than "
              + reading.queryTimeout().toString().substring(2).toLowerCase(Locale.ROOT)
              + " ("
              + setting
              + "query-timeout)";
    } else if (state.startsWith("08") || state.startsWith("57P")) {
      why = "the connection was lost (run again)";
    } else if (state.equals("42501") || isDenied(failure)) {
      why = mayNot();
    } else if (state.startsWith("22")) {
      // what could not be cast may be anybody's data
      why = "a value of it is not what the query takes it for (SQLState " + state + ")";
    } else {
      why = said(failure);
    }
    return new IngestException("Cannot read " + what + ": " + why);
  }

  private String mayNot() {
    return "user "
        + reading.user().orElse("(none)")
        + " may not read it (grant SELECT to that user)";
  }

  /** MariaDB and MySQL have numbers for it: of a database, a table, a column. */
  private boolean isDenied(SQLException failure) {
    int code = failure.getErrorCode();
    return url.product() == DatabaseUrl.Product.MARIADB
        && (code == 1044 || code == 1142 || code == 1143);
  }

  private static String state(SQLException failure) {
    return failure.getSQLState() == null ? "" : failure.getSQLState();
  }

  private boolean isNoDriver(SQLException failure) {
    return state(failure).equals("08001")
        && String.valueOf(failure.getMessage()).startsWith("No suitable driver");
  }

  private static boolean isLogin(SQLException failure) {
    return state(failure).startsWith("28");
  }

  private static boolean isNoDatabase(SQLException failure) {
    String state = state(failure);
    return state.equals("3D000")
        || (state.equals("42000") && failure.getErrorCode() == 1049)
        || state.equals("90146");
  }

  /** The first line of what the driver says. */
  private String said(SQLException failure) {
    String text = String.valueOf(failure.getMessage()).strip();
    String first = text.lines().findFirst().orElse("no reason is given");
    for (String secret : new String[] {reading.password().orElse(""), url.full()}) {
      first = secret.isEmpty() ? first : first.replace(secret, "***");
    }
    return first.length() > 300 ? first.substring(0, 300) + " …" : first;
  }
}
