// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.work;

import io.perennial.app.UsageException;
import io.perennial.decide.recommend.pipeline.Product;
import io.perennial.decide.recommend.pipeline.ProductList;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.sniff.NumberForms;
import io.perennial.lake.Engine;
import io.perennial.lake.workspace.FileTrouble;
import io.perennial.lake.workspace.ProcessFolder;
import io.perennial.value.tabular.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** A file of products with stock, margin and names: {@code recommend.products}. */
public final class ProductFile implements ProductList {

  private static final String SETTING = "recommend.products";
  private static final List<String> IDS =
      List.of("product_id", "product", "sku", "item_id", "stockcode", "stock_code", "article");

  private final Path file;
  private final Path copies;

  private ProductFile(Path file, Path copies) {
    this.file = file;
    this.copies = copies;
  }

  /**
   * The file that a configuration names, or none.
   *
   * @param spill where copies in another encoding may lie
   */
  public static ProductList of(Optional<Path> configured, Path spill) {
    return configured
        .<ProductList>map(file -> new ProductFile(file, spill))
        .orElseGet(ProductList::none);
  }

  @Override
  public String fingerprint() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (IOException e) {
      throw new UsageException(
          "Cannot read " + SETTING + ": " + file + ": " + FileTrouble.why(e), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot hash " + file + ": no SHA-256", e);
    }
  }

  @Override
  public Map<String, Product> read(Engine engine) {
    try (ProcessFolder folder = ProcessFolder.below(copies, "copies")) {
      TextTable table =
          TableFile.read(engine, file, SETTING + " (" + file.getFileName() + ")", folder).table();
      return products(table);
    } catch (IngestException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  private Map<String, Product> products(TextTable table) {
    String id =
        IDS.stream()
            .flatMap(word -> column(table, word).stream())
            .findFirst()
            .orElseThrow(
                () ->
                    new UsageException(
                        "Missing column product_id in %s (%s): there are %s"
                            .formatted(
                                SETTING, file.getFileName(), String.join(", ", table.names()))));
    Optional<String> name = column(table, "name").or(() -> column(table, "description"));
    double[] stock = numbers(table, "stock");
    double[] margin = numbers(table, "margin");
    Map<String, Product> products = new HashMap<>();
    for (int row = 0; row < table.rows(); row++) {
      int at = row;
      String product = table.cell(row, id).strip();
      if (!product.isEmpty()) {
        products.put(
            product,
            new Product(
                name.map(column -> table.cell(at, column).strip()).filter(text -> !text.isEmpty()),
                optional(stock[row]),
                optional(margin[row])));
      }
    }
    return products;
  }

  private static Optional<String> column(TextTable table, String word) {
    return table.names().stream()
        .filter(name -> name.strip().toLowerCase(Locale.ROOT).replaceAll("[ -]", "_").equals(word))
        .findFirst();
  }

  /** Numbers of a column; not a number where a cell is empty, or there is no such column. */
  private double[] numbers(TextTable table, String word) {
    Optional<String> column = column(table, word);
    List<String> cells =
        IntStream.range(0, table.rows())
            .mapToObj(row -> column.map(name -> table.cell(row, name).strip()).orElse(""))
            .toList();
    NumberForms.Mark mark = NumberForms.mark(cells);
    double[] numbers = new double[cells.size()];
    for (int row = 0; row < numbers.length; row++) {
      String cell = cells.get(row);
      OptionalDouble value = NumberForms.value(cell, mark);
      if (value.isEmpty() && !cell.isEmpty()) {
        throw new UsageException(
            "Invalid %s in row %,d of %s (%s): %s (must be a number, or empty where it is unknown)"
                .formatted(word, row + 1, SETTING, file.getFileName(), cell));
      }
      numbers[row] = value.orElse(Double.NaN);
    }
    return numbers;
  }

  private static OptionalDouble optional(double value) {
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}
