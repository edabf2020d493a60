// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.EventField;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.SourceConfig;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the simulated shop's files are read, by our ingest and by DuckDB alone. */
final class ShopSource {

  /** The name of the source, and the system its customers belong to. */
  static final String NAME = "shop";

  /** The file's columns with their types, for read_csv. */
  static final String DUCKDB_COLUMNS =
      "{order_id: 'VARCHAR', customer_id: 'VARCHAR', occurred_at: 'TIMESTAMP', type: 'VARCHAR',"
          + " channel: 'VARCHAR', product_id: 'VARCHAR', category: 'VARCHAR', brand: 'VARCHAR',"
          + " quantity: 'DOUBLE', amount: 'DECIMAL(18,4)', discount: 'DECIMAL(18,4)',"
          + " currency: 'VARCHAR', country: 'VARCHAR', email: 'VARCHAR'}";

  private ShopSource() {}

  /**
   * All columns of the files, mapped.
   *
   * @param contacts whether e-mail and country become claims; customers' keys always do
   */
  static SourceConfig of(List<String> files, boolean contacts) {
    Map<EventField, ColumnChoice> columns = new EnumMap<>(EventField.class);
    columns.put(EventField.CUSTOMER, ColumnChoice.of("customer_id"));
    columns.put(EventField.TIME, ColumnChoice.of("occurred_at"));
    columns.put(EventField.TYPE, ColumnChoice.of("type"));
    columns.put(EventField.CHANNEL, ColumnChoice.of("channel"));
    columns.put(EventField.ORDER_ID, ColumnChoice.of("order_id"));
    columns.put(EventField.PRODUCT_ID, ColumnChoice.of("product_id"));
    columns.put(EventField.CATEGORY, ColumnChoice.of("category"));
    columns.put(EventField.BRAND, ColumnChoice.of("brand"));
    columns.put(EventField.QUANTITY, ColumnChoice.of("quantity"));
    columns.put(EventField.AMOUNT, ColumnChoice.of("amount"));
    columns.put(EventField.DISCOUNT, ColumnChoice.of("discount"));
    columns.put(EventField.CURRENCY, ColumnChoice.of("currency"));
    // in order, since a file is known by the settings it was read with, their order included
    Map<String, ColumnChoice> claims = new LinkedHashMap<>();
    if (contacts) {
      claims.put("email", ColumnChoice.of("email"));
      claims.put("country", ColumnChoice.of("country"));
    }
    Mapping mapping =
        new Mapping(
            columns,
            Map.of(),
            "order",
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            claims,
            List.of());
    return SourceConfig.of(NAME, files, mapping);
  }
}
