// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.database;

import io.perennial.ingest.DatabaseReading;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.land.Announced;
import io.perennial.ingest.land.JsonRowFile;
import io.perennial.ingest.land.Origin;
import io.perennial.ingest.land.OriginProvider;
import io.perennial.ingest.land.Piece;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
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
  private final Supplier<Path> copies;
  private final Announced announced;
  private final List<String> notes = new ArrayList<>();
  private @Nullable Rows rows;

  /** Serves the sources that name a database. */
  public static OriginProvider provider() {
    return new OriginProvider() {
      @Override
      public boolean serves(SourceConfig source) {
        return source.server().filter(DatabaseReading.class::isInstance).isPresent();
      }

      @Override
      public Origin open(SourceConfig source, Path folder, ZoneId zone, Supplier<Path> copies) {
        DatabaseReading reading = source.server().map(DatabaseReading.class::cast).orElseThrow();
        return new DatabaseOrigin(reading, source.name(), folder, zone, copies);
      }
    };
  }

  /**
   * Nothing is connected before something is asked.
   *
   * @param source by its name in the configuration
   * @param workspace where relative paths start, and what is announced is kept
   * @param zone of times without one
   * @param copies makes a folder for rows that are read
   */
  public DatabaseOrigin(
      DatabaseReading reading, String source, Path workspace, ZoneId zone, Supplier<Path> copies) {
    this.reading = reading;
    this.source = source;
    this.zone = zone;
    this.session = new Session(reading, source, workspace);
    this.copies = copies;
    this.announced = new Announced(workspace, source);
  }

  @Override
  public List<Piece> pieces(Collection<String> taken) {
    notes.clear();
    Rows all = rows();
    if (reading.watermark().isEmpty()) {
      return List.of(whole(all));
    }
    Optional<Watermark> above =
        ranges(all, taken).stream().map(WatermarkRange::upTo).max(Watermark::compareTo);
    List<Planned> planned = pending(all, above);
    if (!planned.isEmpty()) {
      above = Optional.of(planned.get(planned.size() - 1).range().upTo());
    }
    long next = announced.nextPlan();
    plan(all, above).forEach(range -> planned.add(new Planned(next, range)));
    announced.say(
        planned.stream()
            .map(piece -> new Announced.Planned(piece.plan(), piece.range().name(all.growing())))
            .toList());
    countNulls(all);
    return planned.stream().map(piece -> piece(all, piece)).toList();
  }

  private record Planned(long plan, WatermarkRange range) {}

  /**
   * What was announced and goes on where the lake's rows end, one range after the other; one that
   * has no rows any more, which a later change has moved on, ends it.
   */
  private List<Planned> pending(Rows all, Optional<Watermark> lake) {
    List<Planned> pending = new ArrayList<>();
    Optional<Watermark> end = lake;
    for (Announced.Planned said : announced.planned()) {
      for (WatermarkRange range : ranges(all, List.of(said.name()))) {
        if (range.above().equals(end)) {
          if (highest(all, range).isEmpty()) {
            return pending;
          }
          pending.add(new Planned(said.plan(), range));
          end = Optional.of(range.upTo());
        }
      }
    }
    return pending;
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
    if (highest.isEmpty()) {
      return highest;
    }
    Watermark bound;
    if (kind.isTime() || kind == Watermark.Kind.TEXT) {
      Instant now = session.now();
      Optional<Watermark> over = over(now.minus(reading.watermarkLag()), highest.get());
      if (over.isEmpty()) {
        return highest;
      }
      bound = over.get();
      if (tells
          && over(now.plus(FAR), highest.get())
              .filter(far -> far.compareTo(highest.get()) < 0)
              .isPresent()) {
        notes.add(
            all.name()
                + " has rows whose "
                + all.growth().orElseThrow().column()
                + " lies in the future: they are read when that time has come");
      }
    } else {
      bound = highest.get().minus(reading.watermarkMargin());
      if (tells && reading.watermarkMargin() == 0) {
        notes.add(
            all.name()
                + ": a row that is committed later with a smaller "
                + all.growth().orElseThrow().column()
                + " than one that was read is missed (set watermark-margin above the number of rows"
                + " that are written at once, or use a time)");
      }
    }
    return bound.compareTo(highest.get()) >= 0
        ? highest
        : above.isPresent() && bound.compareTo(above.get()) <= 0
            ? Optional.empty()
            : highest(all, new WatermarkRange(above, bound));
  }

  /** The last value of that kind that is over at a moment; empty for texts that are no times. */
  private Optional<Watermark> over(Instant moment, Watermark like) {
    return like.kind() == Watermark.Kind.TEXT
        ? like.likeThis(moment, zone)
        : Optional.of(Watermark.before(moment, like.kind(), zone));
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
        .map(range -> piece(all, new Planned(0, range)));
  }

  /** A range of former pieces is there as long as the rows of the table are. */
  @Override
  public boolean isWithin(List<Piece> now, String name, String fingerprint) {
    Rows all = rows();
    return reading.watermark().isPresent()
        && ranges(all, List.of(name)).stream()
            .anyMatch(
                range ->
                    last(all, Optional.empty(), false)
                        .filter(last -> last.compareTo(range.upTo()) >= 0)
                        .isPresent());
  }

  /**
   * Writes the first rows, as they would be read, to a file of JSON lines, gzipped.
   *
   * @return the columns that could be its watermark, by their names and types
   */
  public List<String> sample(Path file, int most) {
    Rows all = rows();
    try (JsonRowFile out = new JsonRowFile(file)) {
      return session.query(
          all.name(),
          all.whole(),
          List.of(),
          most,
          result -> {
            Columns columns = new Columns(result.getMetaData(), session.url().product());
            while (result.next()) {
              columns.write(result, out);
            }
            return columns.likelyWatermarks(result.getMetaData(), session.url().product());
          });
    }
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
    return new DatabasePiece(all.name(), all.whole(), List.of(), 0, session, copies);
  }

  private Piece piece(Rows all, Planned planned) {
    WatermarkRange range = planned.range();
    return new DatabasePiece(
        range.name(all.growing()),
        all.within(range),
        Rows.parameters(range),
        planned.plan(),
        session,
        copies);
  }

  @Override
  public void close() {
    session.close();
  }
}
