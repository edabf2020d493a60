// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import io.perennial.ingest.DatabaseReading;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.KafkaReading;
import io.perennial.ingest.ServerReading;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A database's table, {@code jdbc:postgresql://host/shop#orders}, or a topic, {@code
 * kafka://host:9092/orders}, as people name it on a command line.
 *
 * @param text as it was said
 * @param user whom a database knows
 * @param variable of the environment that has the password
 */
public record ServerAddress(String text, Optional<String> user, Optional<String> variable) {

  private static final String KAFKA = "kafka://";

  /** Whether a text is such an address, and no file. */
  public static boolean is(String text) {
    return text.startsWith("jdbc:") || text.startsWith(KAFKA);
  }

  /** What the address leads to: a table, or a topic. */
  String name() {
    int at = text.lastIndexOf(text.startsWith(KAFKA) ? '/' : '#');
    if (at < 0 || at == text.length() - 1 || (text.startsWith(KAFKA) && at < KAFKA.length())) {
      throw new IngestException(
          "Invalid address: "
              + shown()
              + " (must be jdbc:postgresql://host/database#table or kafka://host:port/topic)");
    }
    return text.substring(at + 1);
  }

  private String shown() {
    return DatabaseReading.shown(text);
  }

  private String server() {
    String rest = text.substring(0, text.length() - name().length() - 1);
    return rest.startsWith(KAFKA) ? rest.substring(KAFKA.length()) : rest;
  }

  /**
   * How it is read.
   *
   * @throws IngestException when it names no table or topic, or the variable is not set
   */
  ServerReading reading(Map<String, String> environment) {
    if (text.startsWith(KAFKA)) {
      return KafkaReading.of(server(), name());
    }
    DatabaseReading table = DatabaseReading.table(server(), name());
    if (user.isEmpty()) {
      return table;
    }
    String secret = "";
    if (variable.isPresent()) {
      secret = environment.getOrDefault(variable.get(), "");
      if (secret.isEmpty()) {
        throw new IngestException(
            "Cannot connect to " + shown() + ": the variable " + variable.get() + " is not set");
      }
    }
    return table.withUser(user.get(), secret);
  }

  /** The section of the source, four blanks in. */
  String section(List<String> watermarks) {
    StringBuilder yaml = new StringBuilder();
    if (text.startsWith(KAFKA)) {
      yaml.append("    kafka:\n");
      line(yaml, "bootstrap-servers", SourceYaml.scalar(server()));
      line(yaml, "topic", SourceYaml.scalar(name()));
      return yaml.toString();
    }
    yaml.append("    database:\n");
    line(yaml, "url", SourceYaml.scalar(server()));
    user.ifPresent(name -> line(yaml, "user", SourceYaml.scalar(name)));
    variable.ifPresent(name -> line(yaml, "password", "${" + name + "}"));
    line(yaml, "table", SourceYaml.scalar(name()));
    watermarks.stream()
        .limit(1)
        .forEach(
            column ->
                line(
                    yaml,
                    "# watermark",
                    SourceYaml.scalar(column)
                        + "  # reads only what is new, if every change of a row sets it"));
    return yaml.toString();
  }

  private static void line(StringBuilder yaml, String key, String value) {
    yaml.append("      ").append(key).append(": ").append(value).append('\n');
  }

  /** Without what may be secret. */
  @Override
  public String toString() {
    return shown();
  }
}
