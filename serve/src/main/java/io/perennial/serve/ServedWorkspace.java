// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve;

import io.perennial.decide.pipeline.DecideConfig;
import io.perennial.features.FeatureConfig;
import io.perennial.governance.AuditTrail;
import io.perennial.identity.IdentityConfig;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.segment.pipeline.SegmentConfig;
import io.perennial.value.pipeline.ValueConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Optional;

/** The workspace whose answers are served. Used by many threads. */
public interface ServedWorkspace {

  /** The folder's own name. */
  String name();

  /** Of Perennial. */
  String version();

  /** Of all amounts. */
  Currency currency();

  /** Decides what a day is. */
  ZoneId zone();

  /** The time. */
  Clock clock();

  /** Where the server keeps what is its own: keys, the index. */
  Path stateFolder();

  /** Of this workspace alone; hashes are kept under it. */
  String secret();

  /** Who did what to personal data. */
  AuditTrail audit();

  /**
   * When the tables last belonged together, while somebody writes to them, or was killed while
   * writing; empty when they belong together now. What a run makes is served when it is over.
   */
  Optional<Instant> writtenSince();

  /** Whether somebody writes to the tables now, or left them half-written. */
  default boolean isWritten() {
    return writtenSince().isPresent();
  }

  /** Opens the tables for reading, anew each time; whoever asks closes it. */
  Lake openLake();

  /** Opens an engine, anew each time; whoever asks closes it. */
  Engine openEngine();

  /** Which records are one customer, with the secret. */
  IdentityConfig identity();

  /** What is computed of customers. */
  FeatureConfig features();

  /** How customers are segmented. */
  SegmentConfig segment();

  /** What customers are worth. */
  ValueConfig value();

  /** What may be done with customers. */
  DecideConfig decide();
}
