// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.settings;

import io.perennial.config.ByteSize;
import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.config.Setting;
import java.time.Duration;

/**
 * How the lake is kept tidy.
 *
 * @param compactFrom small files of one month at which they are compacted
 * @param smallFile bytes below which a file is small
 * @param keepSnapshots that can still be read
 * @param sweepAfter age at which files that no snapshot knows are deleted
 */
public record LakeSettings(
    int compactFrom, long smallFile, int keepSnapshots, Duration sweepAfter) {

  private static final Setting<Integer> COMPACT_FROM =
      Setting.integer("compact-from")
          .doc("Compact a month's small files when it has so many of them")
          .defaultValue(8)
          .atLeast(2);

  private static final Setting<ByteSize> SMALL_FILE =
      Setting.bytes("small-file")
          .doc("Files below this size are small")
          .defaultValue(ByteSize.parse("32MB"))
          .check(size -> !size.isShare(), "a number of bytes, not a share");

  private static final Setting<Integer> KEEP_SNAPSHOTS =
      Setting.integer("keep-snapshots")
          .doc("Snapshots of each table that stay readable with --as-of")
          .defaultValue(30)
          .atLeast(1);

  private static final Setting<Duration> SWEEP_AFTER =
      Setting.duration("sweep-after")
          .doc("Delete files that no snapshot knows, left by a killed process, at this age")
          .defaultValue(Duration.ofDays(1));

  /** The section of the file. */
  public static final SectionSpec SECTION =
      SectionSpec.of(
          "lake",
          "How the tables are kept tidy.",
          COMPACT_FROM,
          SMALL_FILE,
          KEEP_SNAPSHOTS,
          SWEEP_AFTER);

  static LakeSettings of(Section section) {
    return new LakeSettings(
        section.value(COMPACT_FROM),
        section.value(SMALL_FILE).bytesOf(0),
        section.value(KEEP_SNAPSHOTS),
        section.value(SWEEP_AFTER));
  }
}
