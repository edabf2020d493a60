// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import java.util.List;
import java.util.Optional;

/**
 * Rows of one kind and what they mean.
 *
 * @param name in the configuration
 * @param system whose words the customer keys are; two sources of one system share its customers
 * @param files paths and globs, relative to the workspace; none where a server has the rows
 * @param server the database or the broker that has the rows, where no files have
 * @param reading how the files lie
 * @param mapping which column means what
 * @param rules which rows are taken
 */
public record SourceConfig(
    String name,
    String system,
    List<String> files,
    Optional<ServerReading> server,
    FileReading reading,
    Mapping mapping,
    RowRules rules) {

  public SourceConfig {
    files = List.copyOf(files);
    if (files.isEmpty() && server.isEmpty()) {
      throw new IllegalArgumentException(
          "Missing sources." + name + ".files: name at least one file, such as data/*.csv");
    }
    if (!files.isEmpty() && server.isPresent()) {
      throw new IllegalArgumentException(
          "Invalid sources." + name + ": it has files and a server (make it two sources)");
    }
    if (system.isBlank()) {
      throw new IllegalArgumentException("Invalid sources." + name + ".system: it is empty");
    }
  }

  /** Files of one kind. */
  public SourceConfig(
      String name,
      String system,
      List<String> files,
      FileReading reading,
      Mapping mapping,
      RowRules rules) {
    this(name, system, files, Optional.empty(), reading, mapping, rules);
  }

  /** A source whose files and rules are found out or at their defaults. */
  public static SourceConfig of(String name, List<String> files, Mapping mapping) {
    return new SourceConfig(name, name, files, FileReading.auto(), mapping, RowRules.defaults());
  }

  public SourceConfig withRules(RowRules changed) {
    return new SourceConfig(name, system, files, server, reading, mapping, changed);
  }

  public SourceConfig withReading(FileReading changed) {
    return new SourceConfig(name, system, files, server, changed, mapping, rules);
  }

  public SourceConfig withMapping(Mapping changed) {
    return new SourceConfig(name, system, files, server, reading, changed, rules);
  }

  public SourceConfig withFiles(List<String> changed) {
    return new SourceConfig(name, system, changed, server, reading, mapping, rules);
  }

  /** The same rows, from a server. */
  public SourceConfig withServer(ServerReading changed) {
    return new SourceConfig(name, system, List.of(), Optional.of(changed), reading, mapping, rules);
  }

  /** Where the rows come from, without secrets. */
  public String origin() {
    return server.map(ServerReading::toString).orElseGet(files::toString);
  }

  /**
   * Everything that the result depends on but the files themselves; equal for equal sources, in
   * whichever order their settings are written.
   */
  public String canonical() {
    return system + '\n' + reading.canonical() + '\n' + mapping.sorted() + '\n' + rules;
  }
}
