// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.crash;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/** Moments inside of the writes and commits of a lake, told by the files that it touches. */
public final class LakeMoments {

  /** Data, manifests, their list, metadata before the catalog has it, the pointer after. */
  private static final List<Pattern> TOUCHED =
      List.of(
          Pattern.compile(".*\\.parquet"),
          Pattern.compile(".*-m\\d+\\.avro"),
          Pattern.compile("snap-.*\\.avro"),
          Pattern.compile(".*\\.metadata\\.json"),
          Pattern.compile("current\\.next"));

  private LakeMoments() {}

  /** One of the first eight files of some kind that are made or deleted, and up to 8 ms later. */
  public static KillMoment random(SplittableRandom random, Path lakeFolder) {
    return new KillMoment.OnFile(
        lakeFolder,
        random.nextInt(4) == 0 ? FileChange.DELETED : FileChange.MADE,
        TOUCHED.get(random.nextInt(TOUCHED.size())),
        1 + random.nextInt(8),
        Duration.ofNanos(random.nextInt(4) == 0 ? 0 : random.nextInt(8_000) * 1_000L));
  }
}
