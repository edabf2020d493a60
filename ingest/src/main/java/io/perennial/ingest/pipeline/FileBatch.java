// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.Currencies;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.clean.Cleaning;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * One group of files on its way into the lake.
 *
 * @param lake into which it goes
 * @param engine that does the work
 * @param source whose files they are
 * @param group the files
 * @param zone of times without one
 * @param id names what is committed; the same for the same files and settings
 * @param cleaning of claims and texts
 * @param currencies in which money is kept
 * @param now when the rows reached us
 */
record FileBatch(
    Lake lake,
    Engine engine,
    SourceConfig source,
    FileGroup group,
    ZoneId zone,
    String id,
    Cleaning cleaning,
    Currencies currencies,
    Instant now) {

  /** The batch as an earlier try that was cut short has it: its rows reached us at that time. */
  FileBatch asTriedBefore() {
    Instant at =
        EarlierTry.at(lake, engine, id).orElseGet(() -> now.truncatedTo(ChronoUnit.MICROS));
    return new FileBatch(lake, engine, source, group, zone, id, cleaning, currencies, at);
  }
}
