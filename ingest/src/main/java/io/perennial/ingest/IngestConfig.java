// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What goes in, and within which bounds.
 *
 * @param sources in the order in which they are read; names unique
 * @param zone of times without one, where a source does not say
 * @param batchBytes files of a source go in together until they have this many bytes; one file
 *     always goes in whole
 * @param erasureSalt the secret under which erased records are remembered
 * @param clean how claims and events are cleaned
 * @param currencies in which money is kept
 * @param onSchemaChange what is done when a file has other columns than the one before it
 */
public record IngestConfig(
    List<SourceConfig> sources,
    ZoneId zone,
    long batchBytes,
    String erasureSalt,
    CleanConfig clean,
    Currencies currencies,
    SchemaChange onSchemaChange) {

  /** 4 GB. */
  public static final long DEFAULT_BATCH_BYTES = 4_000_000_000L;

  private static final String DEFAULT_CURRENCY = "EUR";

  public IngestConfig {
    sources = List.copyOf(sources);
    Set<String> names = new HashSet<>();
    for (SourceConfig source : sources) {
      if (!names.add(source.name())) {
        throw new IllegalArgumentException("Invalid sources: two are called " + source.name());
      }
    }
    if (batchBytes < 1) {
      throw new IllegalArgumentException(
          "Invalid batch-bytes: " + batchBytes + " (must be positive)");
    }
  }

  /** Cleaned as by default, money as it is said. */
  public IngestConfig(
      List<SourceConfig> sources, ZoneId zone, long batchBytes, String erasureSalt) {
    this(
        sources,
        zone,
        batchBytes,
        erasureSalt,
        CleanConfig.defaults(),
        Currencies.asSaid(DEFAULT_CURRENCY),
        SchemaChange.REPORT);
  }

  /** The same, cleaned in another way. */
  public IngestConfig withClean(CleanConfig other) {
    return new IngestConfig(
        sources, zone, batchBytes, erasureSalt, other, currencies, onSchemaChange);
  }

  /** The same, money kept in another way. */
  public IngestConfig withCurrencies(Currencies other) {
    return new IngestConfig(sources, zone, batchBytes, erasureSalt, clean, other, onSchemaChange);
  }

  /** The same, with another answer to other columns. */
  public IngestConfig withOnSchemaChange(SchemaChange other) {
    return new IngestConfig(sources, zone, batchBytes, erasureSalt, clean, currencies, other);
  }

  /** These sources, UTC, and the defaults. */
  public static IngestConfig of(SourceConfig... sources) {
    return new IngestConfig(List.of(sources), ZoneOffset.UTC, DEFAULT_BATCH_BYTES, "");
  }
}
