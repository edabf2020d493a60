// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.database;

import io.perennial.ingest.DatabaseReading;
import io.perennial.ingest.land.Announced;
import io.perennial.ingest.land.Origin;
import io.perennial.ingest.land.Piece;
import io.perennial.lake.workspace.ProcessFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table or query of a database. Without a watermark it is one piece, which is unchanged when its
 * rows are, in whatever order they come. With one, the pieces are ranges of it, half open: a range
 * goes on above the highest value that a piece in the lake has, up to the highest that is there, or
 * that is old enough for no transaction to commit behind it any more.
 *
 * <p>Ranges are announced on disk before they are read. Those that were, and are not in the lake,
 * come first when it is asked again.
 */
public final class DatabaseOrigin implements Origin {

  private static final Duration FAR = Duration.ofDays(1);

  private final DatabaseReading reading;
  private final String source;
  private final ZoneId zone;
  private final Session session;
  private final ProcessFolder folder;
  private final Announced announced;
  private final List<String> notes = new ArrayList<>();
  private @Nullable Rows rows;

  /**
   * Nothing is connected before something is asked.
   *
   * @param source by its name in the configuration
   * @param workspace where relative paths start, and what is announced is kept
   * @param zone of times without one
   */
  public DatabaseOrigin(DatabaseReading reading, String source, Path workspace, ZoneId zone) {
    this.reading = reading;
    this.source = source;
    this.zone = zone;
    this.session = new Session(reading, source, workspace);
    this.folder = ProcessFolder.below(workspace.resolve("state/spill"), "database");
    this.announced = new Announced(workspace, source, "pieces");
  }

  @Override
  public List<Piece> pieces(List<String> taken) {
    notes.clear();
    Rows all = rows();
    if (reading.watermark().isEmpty()) {
      return List.of(whole(all));
    }
    List<WatermarkRange> planned = new ArrayList<>(pending(all, taken));
    Optional<Watermark> above =
        Stream.concat(ranges(all, taken).stream(), planned.stream())
            .map(WatermarkRange::upTo)
            .max(Watermark::compareTo);
    planned.addAll(plan(all, above));
    announced.say(planned.stream().map(range -> range.name(all.growing())).toList());
    countNulls(all);
    return planned.stream().map(range -> piece(all, range)).toList();
  }

  /** What was announced, is not in the lake, and still has rows. */
  private List<WatermarkRange> pending(Rows all, List<String> taken) {
    Set<String> there = new HashSet<>(taken);
    List<String> names =
        announced.names().stream().filter(name -> !there.contains(name)).toList();
    return ranges(all, names).stream().filter(range -> highest(all, range).isPresent()).toList();
  }

  private static List<WatermarkRange> ranges(Rows all, Collection<String> names) {
    Watermark.Kind kind = all.growth().orElseThrow().kind();
    return names.stream()
        .flatMap(name -> WatermarkRange.parse(name, all.growing(), kind).stream())
        .toList();
  }

  /** What there is above a value, in ranges of about as many rows as are read together. */
  private List<WatermarkRange> plan(Rows all, Optional<Watermark> above) {
    Optional<Watermark> last = last(all, above, true);
    List<WatermarkRange> ranges = new ArrayList<>();
    Optional<Watermark> from = above;
    while (last.isPresent() && (from.isEmpty() || from.get().compareTo(last.get()) < 0)) {
      WatermarkRange rest = new WatermarkRange(from, last.get());
      WatermarkRange next = new WatermarkRange(from, nth(all, rest).orElse(last.get()));
      ranges.add(next);
      from = Optional.of(next.upTo());
    }
    return ranges;
  }

  /** The highest value above another that is old enough; empty when nothing is new. */
  private Optional<Watermark> last(Rows all, Optional<Watermark> above, boolean tells) {
    Watermark.Kind kind = all.growth().orElseThrow().kind();
    Optional<Watermark> highest = highest(all, above);
    if (highest.isEmpty() || kind == Watermark.Kind.TEXT) {
      return highest;
    }
    Watermark bound;
    if (kind.isTime()) {
      Instant now = session.now();
      bound = Watermark.before(now.minus(reading.watermarkLag()), kind, zone);
      if (tells && Watermark.before(now.plus(FAR), kind, zone).compareTo(highest.get()) < 0) {
        notes.add(
            all.name()
                + " has rows whose "
                + all.growth().orElseThrow().column()
                + " lies in the future: they are read when that time has come");
      }
    } else {
      bound = highest.get().minus(reading.watermarkMargin());
    }
    return bound.compareTo(highest.get()) >= 0
        ? highest
        : above.isPresent() && bound.compareTo(above.get()) <= 0
            ? Optional.empty()
            : highest(all, new WatermarkRange(above, bound));
  }

  private Optional<Watermark> highest(Rows all, Optional<Watermark> above) {
    String column = all.growth().orElseThrow().quoted();
    return one(
        all,
        "SELECT max("
            + column
            + ") FROM "
            + all.from()
            + (above.isPresent() ? " WHERE " + column + " > ?" : ""),
        above.stream().toList());
  }

  private Optional<Watermark> highest(Rows all, WatermarkRange range) {
    return one(
        all,
        "SELECT max("
            + all.growth().orElseThrow().quoted()
            + ") FROM "
            + all.from()
            + all.where(range),
        Rows.parameters(range));
  }

  /** The value of the last row of a piece, where the range has more rows than that. */
  private Optional<Watermark> nth(Rows all, WatermarkRange range) {
    String column = all.growth().orElseThrow().quoted();
    return one(
        all,
        "SELECT "
            + column
            + " FROM "
            + all.from()
            + all.where(range)
            + " ORDER BY "
            + column
            + " LIMIT 1 OFFSET "
            + (reading.batchRows() - 1),
        Rows.parameters(range));
  }

  private Optional<Watermark> one(Rows all, String sql, List<Watermark> parameters) {
    Watermark.Kind kind = all.growth().orElseThrow().kind();
    return session.query(
        all.name(),
        sql,
        parameters,
        result -> result.next() ? Watermark.of(result, 1, kind) : Optional.empty());
  }

  private void countNulls(Rows all) {
    Rows.Growth growth = all.growth().orElseThrow();
    if (!growth.nullable()) {
      return;
    }
    long nulls =
        session.query(
            all.name(),
            "SELECT count(*) FROM " + all.from() + " WHERE " + growth.quoted() + " IS NULL",
            List.of(),
            result -> {
              result.next();
              return result.getLong(1);
            });
    if (nulls > 0) {
      notes.add(
          "%s has %d rows without %s, which are never read (read a query with coalesce instead)"
              .formatted(all.name(), nulls, growth.column()));
    }
  }

  /** All of a table may have changed at any time: only reading it tells. */
  @Override
  public String state() {
    if (reading.watermark().isEmpty()) {
      return UUID.randomUUID().toString();
    }
    Rows all = rows();
    return all.growing() + ' ' + last(all, Optional.empty(), false).map(Watermark::text).orElse("");
  }

  @Override
  public Optional<Piece> again(String name) {
    Rows all = rows();
    if (reading.watermark().isEmpty()) {
      return name.equals(all.name()) ? Optional.of(whole(all)) : Optional.empty();
    }
    return WatermarkRange.parse(name, all.growing(), all.growth().orElseThrow().kind())
        .filter(range -> highest(all, range).isPresent())
        .map(range -> piece(all, range));
  }

  @Override
  public List<String> notes() {
    return List.copyOf(notes);
  }

  private Rows rows() {
    Rows found = rows;
    if (found == null) {
      found = Rows.find(reading, session, source);
      rows = found;
    }
    return found;
  }

  private Piece whole(Rows all) {
    return new DatabasePiece(all.name(), all.whole(), List.of(), session, folder::make);
  }

  private Piece piece(Rows all, WatermarkRange range) {
    return new DatabasePiece(
        range.name(all.growing()),
        all.within(range),
        Rows.parameters(range),
        session,
        folder::make);
  }

  /** Lets go of the connection, and of what was read and not asked for. */
  @Override
  public void close() {
    session.close();
    folder.close();
  }
}
