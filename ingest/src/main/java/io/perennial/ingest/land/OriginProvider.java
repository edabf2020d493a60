// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land;

import io.perennial.ingest.SourceConfig;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.function.Supplier;

/** Knows where the rows of one kind of source come from. */
public interface OriginProvider {

  /** Whether the source is of that kind; every source is of one. */
  boolean serves(SourceConfig source);

  /**
   * Where its rows come from. Reaches for nothing yet.
   *
   * @param folder the workspace, where relative paths start
   * @param zone of times without one
   * @param copies makes a folder for what has to be written; it goes away when the rows are in the
   *     lake
   */
  Origin open(SourceConfig source, Path folder, ZoneId zone, Supplier<Path> copies);
}
