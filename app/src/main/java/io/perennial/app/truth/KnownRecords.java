// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.truth;

import io.perennial.domain.RecordId;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.Tables;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** All records that were resolved, and their customers: 16 bytes each. */
final class KnownRecords {

  private static final String VIEW = "known_links";

  private final List<String> systems;
  private long[] records = new long[1024];
  private long[] customers = new long[1024];
  private int count;

  private KnownRecords(List<String> systems) {
    this.systems = List.copyOf(systems);
  }

  static KnownRecords read(Lake lake, Engine engine, List<String> systems) {
    KnownRecords known = new KnownRecords(systems);
    engine.view(VIEW, lake.table(Tables.LINKS).scan());
    try (Batches rows =
        engine.query("SELECT record_id, customer_id FROM " + VIEW + " ORDER BY record_id")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          known.add(batch.longs(0)[i], batch.longs(1)[i]);
        }
      }
    } finally {
      engine.drop(VIEW);
    }
    return known;
  }

  /** Records and the customer that each is. */
  static KnownRecords of(long[] ascending, long[] customers) {
    KnownRecords known = new KnownRecords(List.of());
    for (int i = 0; i < ascending.length; i++) {
      known.add(ascending[i], customers[i]);
    }
    return known;
  }

  /** Records that are not resolved yet. */
  static KnownRecords of(long[] ascending, List<String> systems) {
    KnownRecords known = new KnownRecords(systems);
    for (long record : ascending) {
      known.add(record, record);
    }
    return known;
  }

  private void add(long record, long customer) {
    if (count == records.length) {
      int room = Math.multiplyExact(count, 2);
      records = Arrays.copyOf(records, room);
      customers = Arrays.copyOf(customers, room);
    }
    records[count] = record;
    customers[count++] = customer;
  }

  int size() {
    return count;
  }

  long record(int place) {
    return records[place];
  }

  long customer(int place) {
    return customers[place];
  }

  /** The place of a record. */
  OptionalInt place(long record) {
    int place = Arrays.binarySearch(records, 0, count, record);
    return place < 0 ? OptionalInt.empty() : OptionalInt.of(place);
  }

  /** The places of all records that a key may mean, of one system or of any. */
  int[] places(String key, Optional<String> system) {
    String text = key.strip();
    return (system.isPresent() ? List.of(system.get()) : systems)
        .stream()
            .mapToLong(of -> RecordId.of(of, text).value())
            .map(record -> place(record).orElse(-1))
            .filter(place -> place >= 0)
            .mapToInt(Math::toIntExact)
            .toArray();
  }

  /** The system that a word names: signs and capitals do not count. */
  Optional<String> system(String word) {
    String wanted = bare(word);
    return systems.stream().filter(system -> bare(system).equals(wanted)).findFirst();
  }

  /** The system whose name is part of a column's: {@code idDBLP}. */
  Optional<String> systemWithin(String column) {
    String name = bare(column);
    List<String> within = systems.stream().filter(system -> name.contains(bare(system))).toList();
    return within.size() == 1 ? Optional.of(within.get(0)) : Optional.empty();
  }

  private static String bare(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
