// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.query;

import io.perennial.app.UsageException;
import io.perennial.governance.DataClass;
import io.perennial.lake.Column;
import io.perennial.lake.Engine;
import io.perennial.lake.Filter;
import io.perennial.lake.Lake;
import io.perennial.lake.SqlStep;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The lake's tables as views of an engine, under their own names. Without leave to read personal
 * data the columns that hold it show the shape of their values only: {@code xxx@xxx.xx}.
 */
public final class TableViews {

  /** Every table that the lake may have, in the order of the flow. */
  public static final List<TableSpec> TABLES = Tables.ALL;

  /** Another name in every process, so that no query can be written that knows it. */
  private static final String UNMASKED =
      "perennial_" + new BigInteger(128, new SecureRandom()).toString(36) + "_";

  private final Lake lake;
  private final Engine engine;
  private final Moment moment;
  private final boolean masked;

  /**
   * @param masked whether to hide personal data
   */
  public TableViews(Lake lake, Engine engine, Moment moment, boolean masked) {
    this.lake = lake;
    this.engine = engine;
    this.moment = moment;
    this.masked = masked;
  }

  /**
   * Makes the views that {@code sql} may read: those it mentions, or all when it names none.
   *
   * @throws UsageException when personal data is hidden, and it reads anything but the lake's
   *     tables
   */
  public void defineFor(ReadOnlySql sql) {
    if (masked) {
      new LakeTablesOnly(engine).check(sql.text());
    }
    List<TableSpec> named = TABLES.stream().filter(t -> sql.mentions(t.name())).toList();
    for (TableSpec table : named.isEmpty() ? TABLES : named) {
      define(table);
    }
  }

  /** Makes the view of one table. */
  public void define(TableSpec table) {
    define(table.name(), table);
  }

  /** Makes a view called {@code view} of the rows of a table that pass {@code filters}. */
  public void define(String view, TableSpec table, Filter... filters) {
    boolean hides = masked && table.columns().stream().anyMatch(TableViews::isPersonal);
    String name = hides ? UNMASKED + view : view;
    engine.view(name, moment.scan(lake.table(table), filters));
    if (hides) {
      engine.run(masking(view, table, name), Map.of());
    }
  }

  private static SqlStep masking(String view, TableSpec table, String from) {
    String columns =
        table.columns().stream()
            .map(c -> isPersonal(c) ? "f_mask(" + c.name() + ") AS " + c.name() : c.name())
            .collect(Collectors.joining(", "));
    return SqlStep.ofText(
        "masked_" + view,
        "-- reads %s%n-- writes view %s%nSELECT %s FROM %s".formatted(from, view, columns, from));
  }

  static boolean isPersonal(Column column) {
    return column.dataClass() == DataClass.PERSONAL;
  }
}
