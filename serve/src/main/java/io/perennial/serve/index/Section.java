// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.index;

import io.perennial.lake.SqlStep;
import io.perennial.lake.TableSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A kind of rows that is known of customers.
 *
 * @param name of the section, and of its file
 * @param step what asks for it: columns {@code customer_id} and those of the section, in order of
 *     customer
 * @param most rows of a customer that the index keeps, the first
 */
record Section(String name, SqlStep step, int most) {

  private static final String EVERY = "every";
  private static final String IDS = "ids";
  private static final String RECORDS = "records";

  /** The step in the file of that name. */
  static Section ofFile(String name, int most) {
    return new Section(name, SqlStep.of(Section.class, "customer_" + name), most);
  }

  /** A table's rows, without columns that nobody asks for. */
  static Section ofTable(String name, TableSpec table, String order, Set<String> without) {
    String columns =
        table.columns().stream()
            .map(column -> column.name())
            .filter(column -> !column.equals("customer_id") && !without.contains(column))
            .collect(Collectors.joining(", "));
    String text =
        """
        -- reads   %s
        -- writes  view customer_%s
        SELECT customer_id, %s FROM %s WHERE :every OR customer_id IN :ids ORDER BY customer_id%s
        """
            .formatted(table.name(), name, columns, table.name(), order);
    return new Section(name, SqlStep.ofText(name, text), Integer.MAX_VALUE);
  }

  /** The same, of whose rows the index keeps that many. */
  Section keeping(int newest) {
    return new Section(name, step, newest);
  }

  /** What asks for the rows of all customers. */
  Map<String, Object> ofAll() {
    return values(true, List.of(0L), List.of(0L));
  }

  /** What asks for the rows of some, who are these records. */
  Map<String, Object> of(List<Long> ids, List<Long> records) {
    return values(false, ids, records);
  }

  /** Whether it is asked by record. */
  boolean isOfRecords() {
    return step.text().contains(":" + RECORDS);
  }

  private Map<String, Object> values(boolean every, List<Long> ids, List<Long> records) {
    Map<String, Object> values = new HashMap<>();
    values.put(EVERY, every);
    if (isOfRecords()) {
      values.put(RECORDS, records);
    } else {
      values.put(IDS, ids);
    }
    return values;
  }
}
