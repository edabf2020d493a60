// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.database;

import io.perennial.ingest.DatabaseReading;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** What a URL of JDBC says, and what each product has to be told besides. */
final class DatabaseUrl {

  /** The products whose ways are known; others are spoken to as the standard has it. */
  enum Product {
    POSTGRESQL,
    MARIADB,
    SQLITE,
    H2,
    OTHER
  }

  private final DatabaseReading reading;
  private final Product product;
  private final String url;

  /**
   * @param workspace where relative paths of databases that are files start
   */
  DatabaseUrl(DatabaseReading reading, Path workspace) {
    this.reading = reading;
    String said = reading.url();
    if (said.startsWith("jdbc:postgresql:")) {
      product = Product.POSTGRESQL;
      url = said;
    } else if (said.startsWith("jdbc:mariadb:") || said.startsWith("jdbc:mysql:")) {
      product = Product.MARIADB;
      url = said.replaceFirst("^jdbc:mysql:", "jdbc:mariadb:");
    } else if (said.startsWith("jdbc:sqlite:")) {
      product = Product.SQLITE;
      url = within(workspace, said, "jdbc:sqlite:");
    } else if (said.startsWith("jdbc:h2:")) {
      product = Product.H2;
      url =
          said.startsWith("jdbc:h2:file:")
              ? within(workspace, said, "jdbc:h2:file:")
              : said.startsWith("jdbc:h2:.") ? within(workspace, said, "jdbc:h2:") : said;
    } else {
      product = Product.OTHER;
      url = said;
    }
  }

  private static String within(Path workspace, String said, String scheme) {
    String path = said.substring(scheme.length());
    boolean relative =
        !path.isEmpty()
            && !path.startsWith(":")
            && !path.startsWith("file:")
            && !path.startsWith("~")
            && !Path.of(path.replaceFirst("[?;].*", "")).isAbsolute();
    return relative ? scheme + workspace.toAbsolutePath().normalize().resolve(path) : said;
  }

  Product product() {
    return product;
  }

  /** What the driver is given; may hold secrets. */
  String full() {
    return url;
  }

  /** What messages call it: without parameters, which may hold secrets. */
  String shown() {
    return reading.shownUrl();
  }

  /** The last part of its path, as a file without its ending. */
  String lastName() {
    String path = shown().replaceFirst("[/\\\\:]+$", "");
    String last = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')) + 1);
    int dot = last.indexOf('.', 1);
    return dot < 0 ? last : last.substring(0, dot);
  }

  /** Whom to connect as, how long to wait, and that nothing is to be written or made. */
  Properties properties() {
    Properties properties = new Properties();
    reading.user().ifPresent(user -> properties.setProperty("user", user));
    reading.password().ifPresent(secret -> properties.setProperty("password", secret));
    long millis = reading.timeout().toMillis();
    String seconds = String.valueOf(Math.max(1, TimeUnit.MILLISECONDS.toSeconds(millis)));
    switch (product) {
      case POSTGRESQL -> {
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "perennial");
      }
      case MARIADB -> {
        properties.setProperty("connectTimeout", String.valueOf(millis));
        properties.setProperty("tcpKeepAlive", "true");
      }
      case SQLITE -> {
        properties.setProperty("open_mode", "1"); // SQLITE_OPEN_READONLY
        properties.setProperty("busy_timeout", String.valueOf(millis));
      }
      case H2 -> properties.setProperty("IFEXISTS", "TRUE");
      case OTHER -> {}
    }
    return properties;
  }

  /** What a session is told first; times without a zone are then those of UTC. */
  String firstStatement() {
    return switch (product) {
      case POSTGRESQL, H2 -> "SET TIME ZONE 'UTC'";
      case MARIADB -> "SET time_zone = '+00:00'";
      case SQLITE, OTHER -> "";
    };
  }

  @Override
  public String toString() {
    return product.name().toLowerCase(Locale.ROOT) + ' ' + shown();
  }
}
