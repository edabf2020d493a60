// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.answer;

import io.perennial.lake.Lake;
import io.perennial.lake.LakeException;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Snapshot;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A lake as it was at one moment: its tables do not change, whatever is committed. Closing it
 * closes the lake.
 */
final class PinnedLake implements Lake {

  /** A writer that commits table after table is seen whole by the second look, or the third. */
  private static final int MOST_LOOKS = 10;

  private final Lake lake;
  private final Map<String, Snapshot> snapshots;

  private PinnedLake(Lake lake, Map<String, Snapshot> snapshots) {
    this.lake = lake;
    this.snapshots = snapshots;
  }

  /** Pins a lake to the newest snapshots that all its tables have at once. */
  static PinnedLake of(Lake lake) {
    Map<String, Snapshot> seen = newest(lake);
    for (int look = 0; look < MOST_LOOKS; look++) {
      Map<String, Snapshot> again = newest(lake);
      if (again.equals(seen)) {
        break;
      }
      seen = again;
    }
    return new PinnedLake(lake, seen);
  }

  /**
   * Pins a lake to what its tables were when somebody began to write, who is not yet done.
   *
   * @throws LakeException where that is gone, as after an erasure
   */
  static PinnedLake before(Instant writing, Lake lake) {
    Map<String, Snapshot> seen = new TreeMap<>();
    List<String> names = lake.names();
    for (TableSpec spec : Tables.ALL) {
      if (names.contains(spec.name())) {
        lake.table(spec).snapshotAsOf(writing).ifPresent(at -> seen.put(spec.name(), at));
      }
    }
    return new PinnedLake(lake, seen);
  }

  /** The newest snapshot of a table. */
  static Optional<Snapshot> newest(Lake lake, TableSpec spec) {
    return lake.names().contains(spec.name()) ? lake.table(spec).snapshot() : Optional.empty();
  }

  private static Map<String, Snapshot> newest(Lake lake) {
    Map<String, Snapshot> newest = new TreeMap<>();
    List<String> names = lake.names();
    for (TableSpec spec : Tables.ALL) {
      if (names.contains(spec.name())) {
        lake.table(spec).snapshot().ifPresent(snapshot -> newest.put(spec.name(), snapshot));
      }
    }
    return newest;
  }

  /** A name for the newest snapshots of a lake: the same as long as nothing is committed. */
  static String fingerprint(Lake lake) {
    return fingerprint(newest(lake));
  }

  /** A name for this set of snapshots. */
  String fingerprint() {
    return fingerprint(snapshots);
  }

  /** A name for the snapshots of some tables: the same as long as none of them changes. */
  String fingerprint(Set<String> tables) {
    Map<String, Snapshot> some = new TreeMap<>(snapshots);
    some.keySet().retainAll(tables);
    return fingerprint(some);
  }

  private static String fingerprint(Map<String, Snapshot> snapshots) {
    StringBuilder text = new StringBuilder();
    snapshots.forEach((table, snapshot) -> text.append(table).append(snapshot.id()).append(' '));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256", e);
    }
  }

  /** The snapshot of a table; empty where nothing was ever committed. */
  Optional<Snapshot> snapshot(TableSpec spec) {
    return Optional.ofNullable(snapshots.get(spec.name()));
  }

  @Override
  public LakeTable table(TableSpec spec) {
    return new PinnedTable(lake.table(spec), snapshot(spec));
  }

  @Override
  public List<String> names() {
    return List.copyOf(snapshots.keySet());
  }

  @Override
  public void close() {
    lake.close();
  }
}
