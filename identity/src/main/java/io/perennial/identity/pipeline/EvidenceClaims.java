// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.identity.AttributeKind;
import io.perennial.identity.Behaviour;
import io.perennial.identity.IdentityConfig;
import io.perennial.identity.compare.Reading;
import io.perennial.identity.compare.RecordTableBuilder;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The claims by which records are compared, from the engine to a table in memory. */
final class EvidenceClaims {

  private final Engine engine;
  private final IdentityConfig config;
  private final LongPredicate chosen;

  EvidenceClaims(Engine engine, IdentityConfig config) {
    this(engine, config, record -> true);
  }

  private EvidenceClaims(Engine engine, IdentityConfig config, LongPredicate chosen) {
    this.engine = engine;
    this.config = config;
    this.chosen = chosen;
  }

  /** Those of some records alone. */
  EvidenceClaims of(LongPredicate records) {
    return new EvidenceClaims(engine, config, records);
  }

  /** The attributes that claims have, without those that are not to be compared. */
  Set<String> attributes() {
    Set<String> names = new TreeSet<>();
    try (Batches rows = engine.query("SELECT DISTINCT attribute FROM evidence_claims")) {
      while (rows.next()) {
        for (int i = 0; i < rows.batch().rows(); i++) {
          names.add(rows.batch().texts(0)[i]);
        }
      }
    }
    names.removeIf(this::isOff);
    return names;
  }

  /** By keys alone nothing else is compared, whatever people said of some records. */
  private boolean isOff(String attribute) {
    if (config.method() == IdentityConfig.Method.KEYS
        && config.linkBy().stream().noneMatch(link -> link.name().equals(attribute))) {
      return true;
    }
    Optional<AttributeKind> kind = config.compare().get(attribute);
    return kind != null && kind.isEmpty();
  }

  /**
   * A table of records and what they say, still to be built.
   *
   * @param reading how claims were read when a model was fitted
   * @param others records that are in the table even if they say nothing
   */
  RecordTableBuilder said(Optional<Reading> reading, long[] others) {
    return said(reading, others, attribute -> false);
  }

  /** The same of those attributes alone that were read when a model was fitted. */
  RecordTableBuilder said(Reading reading, long[] others) {
    return said(Optional.of(reading), others, attribute -> !reading.hears(attribute));
  }

  private RecordTableBuilder said(
      Optional<Reading> reading, long[] others, Predicate<String> isUnheard) {
    RecordTableBuilder builder = new RecordTableBuilder().secret(config.secret());
    reading.ifPresent(builder::reading);
    config.behaviour().forEach(builder::behaviour);
    config.compare().forEach((name, kind) -> kind.ifPresent(k -> builder.kind(name, k)));
    Products products = new Products(builder);
    try (Batches rows =
        engine.query(
            "SELECT record_id, source, attribute, value FROM evidence_claims"
                + " ORDER BY record_id, attribute, seen_at DESC NULLS LAST, source NULLS LAST,"
                + " value")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          String attribute = batch.texts(2)[i];
          String source = batch.isNull(1, i) ? "" : batch.texts(1)[i];
          if (!chosen.test(batch.longs(0)[i])) {
            continue;
          }
          if (isOff(attribute) || isUnheard.test(attribute)) {
            builder.add(batch.longs(0)[i], source);
          } else if (attribute.equals(Behaviour.BASKETS.attribute())) {
            products.add(batch.longs(0)[i], source, batch.texts(3)[i]);
          } else {
            builder.add(batch.longs(0)[i], source, attribute, batch.texts(3)[i]);
          }
        }
      }
    }
    products.tell();
    for (long record : others) {
      builder.add(record, "");
    }
    return builder;
  }

  /** The products of one record after the other, told as one text: each product is a word. */
  private static final class Products {

    private static final Pattern MARKS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final RecordTableBuilder builder;
    private final Set<String> words = new TreeSet<>();
    private long record;
    private String source = "";

    Products(RecordTableBuilder builder) {
      this.builder = builder;
    }

    void add(long of, String by, String product) {
      if (of != record) {
        tell();
        record = of;
        source = by;
      }
      builder.add(of, source);
      String word = MARKS.matcher(product).replaceAll("");
      if (!word.isEmpty()) {
        words.add(word);
      }
    }

    /** Ends a record. */
    void tell() {
      if (!words.isEmpty()) {
        builder.add(record, source, Behaviour.BASKETS.attribute(), String.join(" ", words));
        words.clear();
      }
    }
  }
}
