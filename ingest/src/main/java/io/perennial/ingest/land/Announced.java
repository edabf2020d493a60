// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The pieces that are about to be read of a source that grows, kept on disk before anything of them
 * is read: a process that is killed reads the same ranges when it runs again, together with the
 * same others, and so commits the same batches. Names hold ranges, no rows.
 */
public final class Announced {

  /**
   * A piece that was announced.
   *
   * @param plan counts the plannings: pieces that were planned together go in together
   * @param name of the piece
   */
  public record Planned(long plan, String name) {}

  private final KeptLines lines;

  /**
   * @param workspace that keeps it
   * @param source by its name in the configuration
   */
  public Announced(Path workspace, String source) {
    this.lines = new KeptLines(workspace, source, "pieces");
  }

  /** What was announced last; nothing at first. */
  public List<Planned> planned() {
    List<Planned> planned = new ArrayList<>();
    for (String line : lines.read()) {
      int blank = line.indexOf(' ');
      planned.add(new Planned(Long.parseLong(line.substring(0, blank)), line.substring(blank + 1)));
    }
    return planned;
  }

  /** The number of the next plan: above those of all that is announced. */
  public long nextPlan() {
    return 1 + planned().stream().mapToLong(Planned::plan).max().orElse(0);
  }

  /** Announces these pieces, and no others; when this returns they are on disk. */
  public void say(List<Planned> planned) {
    lines.keep(planned.stream().map(piece -> piece.plan() + " " + piece.name()).toList());
  }
}
