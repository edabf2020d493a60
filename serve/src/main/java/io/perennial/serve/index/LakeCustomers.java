// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.index;

import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.SqlStep;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Customers as the tables have them: slow, and there from the start. */
public final class LakeCustomers implements CustomerSource {

  private final Engine engine;
  private final Map<String, Section> sections = new LinkedHashMap<>();

  /**
   * @param lake tells the columns of the tables
   * @param engine has the tables as views under their own names
   */
  public LakeCustomers(Lake lake, Engine engine) {
    this.engine = engine;
    Sections.of(lake).forEach(section -> sections.put(section.name(), section));
  }

  @Override
  public Rows rows(String name, long customer) {
    Section section = section(name);
    return Rows.of(engine.query(section.step(), of(section, customer)))
        .withoutFirstColumn(section.most());
  }

  /**
   * Rows of a customer, in the section's order, also those that no index keeps.
   *
   * @param from how many to leave out at the head
   */
  public Rows part(String name, long customer, long from, int count) {
    Section section = section(name);
    SqlStep part =
        SqlStep.ofText(name, section.step().text() + " LIMIT " + count + " OFFSET " + from);
    return Rows.of(engine.query(part, of(section, customer))).withoutFirstColumn(count);
  }

  private Map<String, Object> of(Section section, long customer) {
    return section.of(List.of(customer), section.isOfRecords() ? records(customer) : List.of(0L));
  }

  /** Every record of the customer; one that was not resolved is a customer of its own. */
  public List<Long> records(long customer) {
    Rows links = rows(Sections.RECORDS, customer);
    int column = links.column("record_id");
    return links.isEmpty()
        ? List.of(customer)
        : IntStream.range(0, links.size()).mapToObj(i -> (Long) links.value(i, column)).toList();
  }

  private Section section(String name) {
    Section section = sections.get(name);
    if (section == null) {
      throw new IllegalArgumentException(
          "Unknown section: " + name + " (there are " + sections.keySet() + ")");
    }
    return section;
  }

  @Override
  public boolean isIndexed() {
    return false;
  }
}
