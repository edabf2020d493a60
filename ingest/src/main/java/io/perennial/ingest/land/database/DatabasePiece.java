// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.database;

import io.perennial.ingest.land.Piece;
import io.perennial.ingest.land.RowFile;
import io.perennial.lake.LakeException;
import io.perennial.lake.workspace.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
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
  private final Session session;
  private final Supplier<Path> own;
  private @Nullable Read read;

  /**
   * @param own a folder of the origin, for what is read before it is told where it is wanted
   */
  DatabasePiece(
      String name, String sql, List<Watermark> parameters, Session session, Supplier<Path> own) {
    this.name = name;
    this.sql = sql;
    this.parameters = parameters;
    this.session = session;
    this.own = own;
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

  @Override
  public Path land(Path copies) {
    Read there = read();
    Path wanted = copies.resolve(there.file().getFileName());
    if (!wanted.equals(there.file())) {
      try {
        Files.move(there.file(), wanted);
      } catch (IOException e) {
        throw new LakeException("Cannot write " + wanted + ": " + FileTrouble.why(e), e);
      }
      read = new Read(wanted, there.fingerprint());
    }
    return wanted;
  }

  /** What was read is what is in the copy: nothing can change it. */
  @Override
  public void requireUnchanged() {}

  private Read read() {
    Read there = read;
    if (there == null) {
      Path file = own.get().resolve("rows-" + UUID.randomUUID() + ".jsonl.gz");
      try (RowFile rows = new RowFile(file)) {
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
