// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.database;

import io.perennial.ingest.land.JsonRowFile;
import io.perennial.ingest.land.Landed;
import io.perennial.ingest.land.Piece;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Rows of one query. They are read once, when something of them is first asked for. */
final class DatabasePiece implements Piece {

  private record Read(Path file, String fingerprint) {}

  private final String name;
  private final String sql;
  private final List<Watermark> parameters;
  private final long plan;
  private final Session session;
  private final Supplier<Path> copies;
  private @Nullable Read read;

  /**
   * @param plan with which it was announced
   * @param copies makes a folder for what is read
   */
  DatabasePiece(
      String name,
      String sql,
      List<Watermark> parameters,
      long plan,
      Session session,
      Supplier<Path> copies) {
    this.name = name;
    this.sql = sql;
    this.parameters = parameters;
    this.plan = plan;
    this.session = session;
    this.copies = copies;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String fingerprint() {
    return read().fingerprint();
  }

  @Override
  public long bytes() {
    return read().file().toFile().length();
  }

  /** Where the origin has its copies: the folder is one of the same life. */
  @Override
  public Landed land(Path copies) {
    return Landed.jsonLines(read().file()).withoutPlaces();
  }

  @Override
  public String together() {
    return "plan " + plan;
  }

  /** What was read is what is in the copy: nothing can change it. */
  @Override
  public void requireUnchanged() {}

  private Read read() {
    Read there = read;
    if (there == null) {
      Path file = copies.get().resolve("rows-" + UUID.randomUUID() + ".jsonl.gz");
      try (JsonRowFile rows = new JsonRowFile(file)) {
        session.query(
            name,
            sql,
            parameters,
            result -> {
              Columns columns = new Columns(result.getMetaData(), session.url().product());
              while (result.next()) {
                columns.write(result, rows);
              }
              return rows;
            });
        there = new Read(file, rows.fingerprint());
      }
      read = there;
    }
    return there;
  }
}
