// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.fuzz;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** A kind of file, as it is written, and what becomes of it on the way. */
enum Kind {
  CSV(Feed.FOUND, ".csv"),
  SEMICOLONS(Feed.FOUND, ".csv"),
  TSV(Feed.FOUND, ".tsv"),
  JSON_LINES(Feed.FOUND, ".jsonl"),
  JSON(Feed.FOUND, ".json"),
  CSV_SAID(Feed.SAID, ".csv"),
  JSON_NESTED(Feed.NESTED, ".json"),
  FIXED_WIDTH(Feed.FIXED, ".txt"),
  MESSAGES(Feed.MESSAGES, ".json"),
  /** Wrong text, packed well. */
  GZIP(Feed.PACKED, ".csv.gz"),
  /** Right text, whose package is damaged. */
  GZIP_DAMAGED(Feed.PACKED, ".csv.gz"),
  ZSTD(Feed.FOUND, ".csv.zst"),
  ZSTD_DAMAGED(Feed.FOUND, ".csv.zst"),
  /** Some files in an archive, with odd names now and then. */
  ZIP(Feed.FOUND, ".zip"),
  ZIP_DAMAGED(Feed.FOUND, ".zip"),
  /** A workbook whose cells hold wrong values. */
  SHEET(Feed.FOUND, ".xlsx"),
  /** A workbook one of whose parts is wrong XML, packed well. */
  SHEET_PART(Feed.FOUND, ".xlsx"),
  SHEET_DAMAGED(Feed.FOUND, ".xlsx");

  private final Feed feed;
  private final String ending;

  Kind(Feed feed, String ending) {
    this.feed = feed;
    this.ending = ending;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Feed feed() {
    return feed;
  }

  /** A file with nothing wrong in it. */
  Specimen right(SplittableRandom random) {
    Orders orders = new Orders(random);
    return new Specimen(packed(written(orders, orders, random)), ending, "nothing", rows(orders));
  }

  /**
   * A wrong file: values that nobody expects, in as many rows as before; or, two times in three,
   * changes that know nothing of rows.
   */
  Specimen mutated(SplittableRandom random, Mutator mutator) {
    Orders orders = new Orders(random);
    boolean isValues = random.nextInt(3) == 0;
    return switch (this) {
      case GZIP_DAMAGED, ZSTD_DAMAGED ->
          Specimen.of(mutator.raw(packed(orders.separated(','))), ending, mutator)
              .withRows(orders.size());
      case ZIP -> archive(orders, isValues, random, mutator);
      case ZIP_DAMAGED -> {
        Specimen right = archive(orders, true, random, mutator);
        byte[] damaged = mutator.raw(right.bytes());
        yield new Specimen(damaged, ending, mutator.done(), right.rows());
      }
      case SHEET -> known(orders, random, mutator);
      case SHEET_PART -> part(orders, random, mutator);
      case SHEET_DAMAGED ->
          Specimen.of(
                  mutator.raw(Packages.zip(Workbooks.parts(orders, random), random)),
                  ending,
                  mutator)
              .withRows(orders.size());
      default ->
          isValues
              ? known(orders, random, mutator)
              : Specimen.of(packed(mutator.text(written(orders, orders, random))), ending, mutator);
    };
  }

  private Specimen known(Orders right, SplittableRandom random, Mutator mutator) {
    Orders wrong = right.changed(random, mutator::value);
    byte[] bytes = packed(written(wrong, right, random));
    return new Specimen(bytes, ending, mutator.done(), rows(right));
  }

  private OptionalLong rows(Orders orders) {
    return OptionalLong.of(this == JSON_NESTED ? orders.exploded() : orders.size());
  }

  private byte[] written(Orders orders, Orders right, SplittableRandom random) {
    return switch (this) {
      case SEMICOLONS -> orders.separated(';');
      case TSV -> orders.separated('\t');
      case JSON_LINES -> orders.jsonLines();
      case JSON -> orders.json(random);
      case JSON_NESTED -> orders.nested(right);
      case FIXED_WIDTH -> orders.fixed();
      case MESSAGES -> orders.messages(random);
      case SHEET, SHEET_PART, SHEET_DAMAGED ->
          Packages.zip(Workbooks.parts(orders, random), random);
      case ZIP, ZIP_DAMAGED -> Packages.zip(Map.of("orders.csv", orders.separated(',')), random);
      default -> orders.separated(',');
    };
  }

  private byte[] packed(byte[] plain) {
    return switch (this) {
      case GZIP, GZIP_DAMAGED -> Packages.gzip(plain);
      case ZSTD, ZSTD_DAMAGED -> Packages.zstd(plain);
      default -> plain;
    };
  }

  private Specimen archive(
      Orders first, boolean isValues, SplittableRandom random, Mutator mutator) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    int count = 1 + random.nextInt(3);
    long rows = 0;
    Orders orders = first;
    for (int i = 0; i < count; i++) {
      boolean isOdd = random.nextInt(3) == 0;
      Kind kind = isOdd ? CSV : (new Kind[] {CSV, SEMICOLONS, JSON_LINES, JSON})[random.nextInt(4)];
      String name = isOdd ? Packages.oddName(random) : "orders-" + i + kind.ending;
      if (!entries.containsKey(name)) {
        Orders wrong = orders.changed(random, mutator::value);
        byte[] text = kind.written(isValues ? wrong : orders, orders, random);
        entries.put(name, isValues ? text : mutator.text(text));
        rows += orders.size();
      }
      orders = new Orders(random);
    }
    byte[] zip = Packages.zip(entries, random);
    if (random.nextInt(8) == 0) {
      zip = Packages.zip(Map.of("inner.zip", zip), random);
    }
    Specimen made = Specimen.of(Packages.withTwins(zip), ending, mutator);
    return isValues ? made.withRows(rows) : made;
  }

  private Specimen part(Orders orders, SplittableRandom random, Mutator mutator) {
    Map<String, byte[]> parts = Workbooks.parts(orders, random);
    String part = random.nextInt(3) == 0 ? Workbooks.TEXTS : Workbooks.SHEET;
    parts.computeIfPresent(part, (name, xml) -> mutator.xml(xml));
    return Specimen.of(Packages.zip(parts, random), ending, mutator);
  }
}
