// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.step;

import io.perennial.lake.Lake;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Snapshot;
import io.perennial.lake.TableSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a step's result depends on, as numbers that can be compared. */
final class Inputs {

  /** The name among the inputs of what lies outside the lake; no table is called so. */
  static final String OUTSIDE = "outside";

  private Inputs() {}

  /**
   * The snapshots that a step would read now, by table, and the hash of what lies outside. A table
   * that the step itself writes is not among them: it changes by the step's own work.
   *
   * <p>A snapshot that only laid the same rows out anew, as compaction does, counts as the one
   * before it.
   */
  static Map<String, Long> of(Step step, Lake lake, Map<String, TableSpec> specs) {
    Map<String, Long> inputs = new TreeMap<>();
    for (String table : step.reads()) {
      if (!step.writes().contains(table)) {
        TableSpec spec = specs.get(table);
        if (spec == null) {
          throw new IllegalArgumentException(
              "Unknown table: " + table + ", read by step " + step.name());
        }
        inputs.put(table, content(lake.table(spec)));
      }
    }
    if (!step.outside().isEmpty()) {
      inputs.put(OUTSIDE, ByteBuffer.wrap(sha256(step.outside())).getLong() >>> 1);
    }
    return inputs;
  }

  /** SHA-256 of a text in UTF-8, hexadecimal. */
  static String hash(String text) {
    return HexFormat.of().formatHex(sha256(text));
  }

  private static long content(LakeTable table) {
    List<Snapshot> history = table.history();
    for (int i = history.size() - 1; i > 0; i--) {
      if (!sameRowsAsBefore(history.get(i))) {
        return history.get(i).id();
      }
    }
    return history.isEmpty() ? 0 : history.get(0).id();
  }

  private static boolean sameRowsAsBefore(Snapshot snapshot) {
    return snapshot.operation().equals("replace");
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256", e);
    }
  }
}
