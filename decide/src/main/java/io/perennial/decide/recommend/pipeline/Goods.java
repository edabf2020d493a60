// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend.pipeline;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The products that are known, numbered by what sources call them. Immutable. */
final class Goods {

  private static final int LONGEST = 80;

  /** What order lines call the name of a product; a mere name may be a person's. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?i)\"(?:description|desc|title|(?:product|item|article|artikel)[ _-]?"
              + "(?:name|title|desc|description)|bezeichnung|artikelbezeichnung|libelle)\"\\s*:\\s*"
              + "\"((?:[^\"\\\\]|\\\\.){1,200})\"");

  private final String[] id;
  private final int[] buyers;
  private final String[] name;
  private final Product[] said;
  private final int listed;

  private Goods(String[] id, int[] buyers, String[] name, Product[] said, int listed) {
    this.id = id;
    this.buyers = buyers;
    this.name = name;
    this.said = said;
    this.listed = listed;
  }

  /**
   * Those of the tables {@code recommend_items} and {@code recommend_names}.
   *
   * @param list what else is known of products
   */
  static Goods read(Engine engine, Map<String, Product> list) {
    Map<String, String> told = new HashMap<>();
    try (Batches rows = engine.query("SELECT n.product, n.said FROM recommend_names n")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          String product = batch.texts(0)[i];
          name(batch.texts(1)[i]).ifPresent(name -> told.put(product, name));
        }
      }
    }
    int n = (int) number(engine, "SELECT count(*) AS n FROM recommend_items i");
    String[] id = new String[n];
    int[] buyers = new int[n];
    String[] name = new String[n];
    Product[] said = new Product[n];
    int listed = 0;
    try (Batches rows = engine.query("SELECT i.product, i.item, i.buyers FROM recommend_items i")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          int item = (int) batch.longs(1)[i];
          id[item] = batch.texts(0)[i];
          buyers[item] = (int) batch.longs(2)[i];
          listed += list.containsKey(id[item]) ? 1 : 0;
          said[item] = list.getOrDefault(id[item], Product.UNKNOWN);
          name[item] = said[item].name().orElse(told.getOrDefault(id[item], ""));
        }
      }
    }
    return new Goods(id, buyers, name, said, listed);
  }

  /** The name in what an order line says. */
  static Optional<String> name(String json) {
    Matcher matcher = NAME.matcher(json);
    if (!matcher.find()) {
      return Optional.empty();
    }
    String plain = matcher.group(1).replaceAll("\\\\u[0-9a-fA-F]{4}|\\\\.", " ").strip();
    String one = plain.replaceAll("\\s+", " ");
    return one.isEmpty()
        ? Optional.empty()
        : Optional.of(one.length() > LONGEST ? one.substring(0, LONGEST) + "…" : one);
  }

  static long number(Engine engine, String sql) {
    try (Batches rows = engine.query(sql)) {
      return rows.next() && !rows.batch().isNull(0, 0) ? rows.batch().longs(0)[0] : 0;
    }
  }

  int size() {
    return id.length;
  }

  /** What sources call it. */
  String id(int item) {
    return id[item];
  }

  /** How many customers bought it. */
  int buyers(int item) {
    return buyers[item];
  }

  /** What people call it; empty where nothing says. */
  String name(int item) {
    return name[item];
  }

  /** What to call it when one speaks to people. */
  String words(int item) {
    return name[item].isEmpty() ? id[item] : name[item];
  }

  /** Those of which the list says something. */
  int listed() {
    return listed;
  }

  boolean[] inStock() {
    boolean[] inStock = new boolean[size()];
    for (int item = 0; item < inStock.length; item++) {
      inStock[item] = said[item].isInStock();
    }
    return inStock;
  }

  /** What a unit earns; the median of those that are known where it is not. */
  double[] margins() {
    double[] known =
        Arrays.stream(said)
            .filter(product -> product.margin().isPresent())
            .mapToDouble(product -> product.margin().getAsDouble())
            .sorted()
            .toArray();
    double usual = known.length == 0 ? 1 : known[known.length / 2];
    double[] margins = new double[size()];
    for (int item = 0; item < margins.length; item++) {
      margins[item] = said[item].margin().orElse(usual);
    }
    return margins;
  }
}
