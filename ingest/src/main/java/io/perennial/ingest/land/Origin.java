// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the rows of a source come from: files of a folder, objects of a store, a table of a
 * database, a topic. Rows come in pieces, each of which goes into the lake once.
 */
public interface Origin extends AutoCloseable {

  /**
   * The pieces that there are now, in the order in which they are to be read. A piece that was read
   * before may be among them or not. A piece that cannot be read is among them too, and says so
   * when it is asked for its fingerprint: the others do not wait for it.
   *
   * @param taken the names of the pieces that the lake has of this source, in no order; an origin
   *     that grows goes on behind them; none when all is to be read from the beginning
   * @throws io.perennial.ingest.IngestException when it cannot be reached, or there is nothing
   */
  List<Piece> pieces(Collection<String> taken);

  /**
   * The piece of that name once more, to read again what could not be taken; empty when it is gone,
   * or is not whole any more.
   *
   * @param name of a piece that was read before
   * @throws io.perennial.ingest.IngestException when the origin cannot be reached
   */
  default Optional<Piece> again(String name) {
    return pieces(List.of()).stream().filter(piece -> piece.name().equals(name)).findFirst();
  }

  /** What people should know about what {@link #pieces} found: a gap, rows that never come. */
  default List<String> notes() {
    return List.of();
  }

  /**
   * Whether what a piece once brought is still to be had, though no piece has its fingerprint: as
   * part of one that grew.
   *
   * @param now all pieces that there are, read from the beginning
   * @param name of the piece that was read
   * @param fingerprint of the piece that was read
   */
  default boolean isWithin(List<Piece> now, String name, String fingerprint) {
    return now.stream().anyMatch(p -> p.name().equals(name) && p.begins(fingerprint));
  }

  /**
   * What shows that nothing has changed since the last run, cheaply: names, sizes and times of
   * files, or a number that grows. Equal states mean that nothing is to be read.
   *
   * @throws io.perennial.ingest.IngestException when it cannot be reached, or there is nothing
   */
  String state();

  /**
   * The names of files that are still being written, as far as two states tell that were taken a
   * while apart; their pieces are better read later. None where pieces come whole.
   *
   * @param before an earlier {@link #state}; empty when there is none
   * @param now a later one, in which each of these has a line that begins with its name and a blank
   */
  default Set<String> growing(String before, String now) {
    return Set.of();
  }

  /** Lets go of connections. */
  @Override
  default void close() {}
}
